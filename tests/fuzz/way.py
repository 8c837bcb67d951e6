"""The way of one feed's bytes to rendered messages, and whether Telegram would take each.

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
from bot.extraction.batch import FAULT, read_batch
from bot.i18n.translator import offered
from bot.incidents import assign
from bot.model.alert import Message
from bot.model.incident import Incident, Push, Status
from bot.model.item import Item
from bot.pipeline import item_id, reports_of
from bot.playground.params import Params
from bot.playground.sending import send_message
from bot.playground.standin import StandIn
from bot.rendering import render_alert, render_burst, render_details
from bot.sources.feed import parse
from tests.fuzz.mutate import feed

NOW = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)
CHAT = 7
_MOST_ENTRIES = 3
_MOST_FAILURES = 20
_LANGS = tuple(sorted(offered()))


class Way:
    """Goes the way of every feed that it is given; ``seen`` counts what came of them."""

    def __init__(self) -> None:
        self.telegram = StandIn(now=NOW.timestamp)
        self.telegram.add_chat(CHAT)
        self.seen: Counter[str] = Counter()

    def go(self, body: bytes) -> None:
        """Raises RefusedError for a message that Telegram refuses, and whatever our own code raises."""
        parsed = parse(body, "application/rss+xml", "http://paper.example/feed")
        self.seen["feeds"] += parsed.failure is None
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
        known: dict[str, Incident] = {}
        for item, reading in zip(items, read_batch(items), strict=True):
            self.seen["items"] += 1
            assert not any(note.startswith(FAULT) for note in reading.notes), reading.notes
            reports = reports_of(item, reading)
            for decision in assign(
                reports, list(known.values()), now=NOW, too_old_s=86_400.0, item_id=item.id
            ):
                if decision.after is not None:
                    id_ = decision.after.id or f"PK-20241105-{len(known) + 1:02}"
                    known[id_] = replace(decision.after, id=id_)
        # Each language in its turn: the words are the same for all, and a message costs more than reading.
        lang = _LANGS[self.seen["items"] % len(_LANGS)]
        for incident in known.values():
            self.seen["incidents"] += 1
            for message in _messages(incident, lang, self.seen["incidents"]):
                self._take(message)
        if len(known) > 1:
            for page in render_burst(list(known.values()), lang=lang, now=NOW):
                self._take(page)

    def _take(self, message: Message) -> None:
        self.seen["messages"] += 1
        for letter in (Letter(CHAT, message), Letter(CHAT, message, plain=True)):
            send_message(self.telegram.world, Params(dict(letter.parameters())))
        self.telegram.world.chat(CHAT).stored.clear()


def _messages(incident: Incident, lang: str, turn: int) -> Iterator[Message]:
    """The news of it, and of the other texts each in its turn."""
    yield render_alert(incident, Push.NEW, lang=lang, now=NOW)
    match turn % 4:
        case 0:
            yield render_alert(incident, Push.UPDATE, lang=lang, now=NOW, repeat=True, late=True)
        case 1:
            withdrawn = replace(incident, status=Status.RETRACTED)
            yield render_alert(withdrawn, Push.WITHDRAWN, lang=lang, now=NOW)
        case 2:
            yield render_details(incident, lang=lang, now=NOW)


def run(count: int, first: int = 0, limit_s: float = float("inf")) -> tuple[list[int], Counter[str]]:
    """Numbers of the feeds that failed, at most twenty, and what was seen."""
    way, failed = Way(), []
    until = time.monotonic() + limit_s
    for number in range(first, first + count):
        if len(failed) >= _MOST_FAILURES or time.monotonic() > until:
            break
        try:
            way.go(feed(number))
        except Exception:
            failed.append(number)
            print(f"feed {number}:", traceback.format_exc(), file=sys.stderr)
        way.seen["tried"] += 1
        if way.seen["tried"] % 1000 == 0 and count > 1000:
            print(f"{way.seen['tried']} tried, {len(failed)} failed", flush=True)
    return failed, way.seen


def main() -> int:
    count, first = (int(each) for each in [*sys.argv[1:3], "2000", "0"][:2]) if sys.argv[1:] else (2000, 0)
    began = time.monotonic()
    failed, seen = run(count, first)
    for what, number in seen.items():
        print(f"{what}: {number}")
    print(f"failed: {len(failed)} {failed if failed else ''}")
    print(f"seconds: {time.monotonic() - began:.0f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
