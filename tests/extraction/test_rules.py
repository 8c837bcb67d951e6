"""Whole items, one rule each, by a table that anyone can extend: tests/data/extraction/rules.jsonl.

``want`` names what must be read: fields of the output line ("role", "is_incident"), fields of its own
incident with dots ("place.city", "killed.best"), and ``claims`` as [field, value, speaker, on record].
``rule`` says why the row stands there.
"""

from functools import cache
from typing import Any

import pytest

from bot.extraction import extract
from bot.extraction.command import as_line, read_line
from bot.places.gazetteer import Gazetteer
from tests.extraction.facts import table

ROWS = table("rules")
_OF_THE_LINE = ("role", "is_incident", "lang")


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(row: dict[str, Any]) -> dict[str, Any]:
    fields = ("title", "summary", "text", "source")
    line = {"id": "1", "published": "2024-11-05T10:00:00Z"} | {k: row[k] for k in fields if k in row}
    item = read_line(line)
    return as_line(item, extract(item, gazetteer()))


def value_at(of: Any, path: str) -> Any:
    for name in path.split("."):
        of = of[name] if of is not None else None
    return of


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['rule']}: {row['title'][:44]}" for row in ROWS])
def test_the_item_reads_as_the_table_says(row: dict[str, Any]) -> None:
    line = read(row)
    own = next((each for each in line["mentions"] if not each["background"]), None)
    wanted = dict(row["want"])
    claims = wanted.pop("claims", [])
    got = {name: value_at(line if name in _OF_THE_LINE else own, name) for name in wanted}
    assert got == wanted
    told = [
        [each["field"], each["value"], each["said_by"]["role"], each["said_by"]["named"]]
        for each in (own["claims"] if own else [])
    ]
    assert [each for each in claims if each not in told] == [], told
