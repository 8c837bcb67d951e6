"""``sitrep replay``: items in the order they were seen through the real pipeline, one line per decision.

The store is empty at first and gone afterwards; nothing is sent. At the end one more line for each item that
belongs to no incident says which story it tells (``bot/incidents/stories.py``); the last line holds every
incident's record.
"""

import argparse
import asyncio
import json
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from bot.cli.records import alert_line, decision_lines, explained, record, story_lines
from bot.cli.stream import Step, numbered, opened
from bot.cli.wanted import read_subscriptions
from bot.extraction.command import read_line
from bot.model.item import Item
from bot.model.subscription import Subscription

TOO_OLD_S = 86_400.0


def run(args: argparse.Namespace) -> int:
    """Play the file. A line that is no item or subscription is named on standard error; the rest goes on."""
    try:
        items, wrong = _items(args.file)
        subscriptions: list[Subscription] = []
        if args.subscriptions is not None:
            with args.subscriptions.open(encoding="utf-8") as lines:
                subscriptions, refused = read_subscriptions(numbered(lines), _complain)
            wrong += refused
    except OSError as error:
        print(f"sitrep: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    asyncio.run(_play(items, subscriptions, explain=args.explain))
    return 1 if wrong else 0


def _items(path: Path) -> tuple[list[Item], int]:
    items, wrong = [], 0
    source: Any = nullcontext(sys.stdin) if str(path) == "-" else path.open(encoding="utf-8")
    with source as lines:
        for number, line in numbered(lines):
            try:
                items.append(read_line(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                _complain(number, f"not an item: {error}")
                wrong += 1
    return items, wrong


async def _play(items: list[Item], subscriptions: list[Subscription], *, explain: bool) -> None:
    chats = {each.chat_id: each.text for each in subscriptions}
    async with opened(TOO_OLD_S) as replay:
        await replay.subscribe(subscriptions)
        seen: dict[str, Step] = {}
        async for step in replay.play(items):
            if not step.by_clock and step.silence != "seen_already":
                # What it was read as is not asked for again, and takes most of the room.
                seen[step.item.id] = replace(step, reading=replace(step.reading, mentions=()), told=())
            if explain:
                _print(explained(step))
            else:
                for line in decision_lines(step):
                    _print(_json(line))
            if chats and not explain:
                for each in step.told:
                    for alert in each.selection.alerts:
                        _print(_json(alert_line(step, each, alert)))
        known = await replay.incidents()
        if not explain:
            for line in story_lines(seen, known):
                _print(_json(line))
        incidents = [record(each) for each in known]
    _print(_json({"incidents": incidents}))


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False)


def _print(text: str, stream: TextIO | None = None) -> None:
    print(text, file=stream or sys.stdout, flush=True)


def _complain(number: int, what: str) -> None:
    _print(f"line {number}: {what}", sys.stderr)
