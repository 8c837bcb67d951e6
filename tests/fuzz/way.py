"""The way of one feed's bytes to a rendered message, and whether Telegram would take each.

``python -m tests.fuzz.way [N] [FIRST]`` (``make fuzz N=200000``) goes through so many spoiled feeds and names
the numbers of those that fail; it ends by itself, with status 1 if any did.
"""

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.delivery.api import Letter
from bot.delivery.compose import _marked_late, _withdrawn_text
from bot.extraction.batch import FAULT, read_batch
from bot.incidents import assign
from bot.model.alert import Message
from bot.model.incident import Incident, Push, Status
from bot.model.item import Item
from bot.pipeline import item_id, reports_of
from bot.playground.params import Params
from bot.playground.sending import send_message
from bot.playground.standin import StandIn
from bot.rendering import render_alert, render_burst, render_details, render_latest
from bot.sources.feed import parse
from tests.fuzz.mutate import feed
from tests.storage.builders import alert

NOW = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)
CHAT = 7
_MOST_ENTRIES = 3


class Way:
    """Goes the way of every feed that it is given; raises whatever goes wrong."""

    def __init__(self) -> None:
        self.telegram = StandIn(now=lambda: NOW.timestamp())
        self.telegram.add_chat(CHAT)
        self.seen: Counter[str] = Counter()

    def go(self, body: bytes) -> None:
        """Raises AssertionError, RefusedError or what our own code raised."""
        parsed = parse(body, "application/rss+xml", "http://paper.example/feed")
        self.seen["not a feed"] += parsed.failure is not None
        items = [
            Item(
                id=item_id("wire", entry, NOW),
                source="wire",
                family="wire",
                title=entry.title,
                seen_at=NOW,
                summary=entry.summary,
                text=entry.text,
                url=entry.url,
                published_at=entry.published_at,
            )
            for entry in parsed.entries[:_MOST_ENTRIES]
        ]
        known: list[Incident] = []
        for item, reading in zip(items, read_batch(items), strict=True):
            self.seen["items"] += 1
            assert not any(note.startswith(FAULT) for note in reading.notes), reading.notes
            reports = reports_of(item, reading)
            for decision in assign(reports, known, now=NOW, item_id=item.id):
                if decision.after is not None:
                    told = decision.after
                    told = told if told.id else replace(told, id=f"PK-20241105-{len(known) + 1:02}")
                    known = [*(each for each in known if each.id != told.id), told]
        for incident in known:
            self.seen["incidents"] += 1
            for message in messages(incident):
                self._take(message)
        if len(known) > 1:
            for page in render_burst(known, lang="en", now=NOW):
                self._take(page)

    def _take(self, message: Message) -> None:
        self.seen["messages"] += 1
        for letter in (Letter(CHAT, message), Letter(CHAT, message, plain=True)):
            send_message(self.telegram.world, Params(dict(letter.parameters())))
        chat = self.telegram.messages(CHAT)
        assert chat[-1]["text"].strip()


def messages(incident: Incident) -> Iterator[Message]:
    """Every text that delivery may make of it."""
    for push in (Push.NEW, Push.UPDATE, Push.CORRECTION, Push.ALL_CLEAR):
        yield render_alert(incident, push, lang="en", now=NOW, repeat=push is Push.UPDATE, late=True)
    yield _marked_late(
        render_alert(incident, Push.NEW, lang="en", now=NOW), [_row(incident)], "en", NOW
    )
    withdrawn = replace(incident, status=Status.RETRACTED)
    first = render_alert(withdrawn, Push.WITHDRAWN, lang="en", now=NOW)
    yield first
    yield _withdrawn_text(withdrawn, first, "en", NOW)
