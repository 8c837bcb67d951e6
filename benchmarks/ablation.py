"""What each step of the reading is worth: the scores again with one step off, into ``docs/benchmarks.md``.

    SITREP_SHARED=/path/to/shared python -m benchmarks.ablation

Needs the same folder as ``benchmarks/extraction.py``. A step is switched off by putting a stand-in that
decides nothing in its place. Of the news sentences every fourth is read. About eight minutes; ends with 1
without the folder.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from benchmarks import extraction
from benchmarks.scores import ROWS, Row, write
from bot.extraction.signs import Standing
from bot.model.place import Toponym
from bot.places.candidate import Match
from bot.places.gazetteer import Gazetteer

BEGIN, END = "<!-- ablation: begin -->", "<!-- ablation: end -->"
_EVERY = 4


def _nothing(*_: object, **__: object) -> None:
    return None


def _never(*_: object, **__: object) -> bool:
    return False


def _always(*_: object, **__: object) -> bool:
    return True


def _first(matches: Iterable[Match], _: str, *, home_country: str = "") -> list[Toponym]:
    """Every name is a place, the most prominent of its name."""
    del home_country
    return [Toponym(m.start, m.end, m.text, m.candidates[0].place) for m in matches if m.candidates]


class Step(NamedTuple):
    """A step in words and what takes its place, by the name that its user looks it up by."""

    what: str
    instead: tuple[tuple[str, Callable[..., Any]], ...] = ()


STEPS = (
    Step("all steps"),
    Step("without the prior", (("bot.extraction.evidence.prior", lambda text: 0.0),)),
    Step("without the first glance (courts, sport, ...)", (("bot.extraction.role.at_a_glance", _nothing),)),
    Step("without asking for a deed", (("bot.extraction.role._tells_of_a_deed", _always),)),
    Step(
        "every trigger told (none planned, denied, spoken of)",
        (("bot.extraction.signs._standing", lambda *_: Standing.TOLD),),
    ),
    Step("without the deed of an article", (("bot.extraction.role.has_deed_words", _never),)),
    Step(
        "without looking back",
        (("bot.extraction.article.looks_back", _never), ("bot.extraction.stories.looks_back", _never)),
    ),
    Step("one story an article", (("bot.extraction.stories._is_other_deed", _never),)),
    Step(
        "names of places unresolved (the best known is meant)", (("bot.extraction.toponyms.resolve", _first),)
    ),
    Step(
        "without where it is written from",
        (
            ("bot.extraction.toponyms._dateline_country", lambda *_: ""),
            ("bot.extraction.toponyms.country_of_url", lambda *_: ""),
            ("bot.extraction.place._home_of", lambda *_: ""),
        ),
    ),
)
# Which of the scores' rows are shown, and their heads.
COLUMNS = {
    "detection F1, feeds, no borderline": "feeds",
    "detection F1, news sentences 2018-2020": "sentences",
    "newswire: relevance F1": "relevance",
    "newswire: type F1": "type",
    "newswire: place F1": "place",
    "newswire: killed F1": "killed",
    "toponyms, exact F1 (TR-News)": "toponyms",
    "within 161 km, end to end (TR-News)": "161 km",
}


def main() -> int:
    """Score every step switched off in turn, and rewrite the page's section."""
    beside = extraction.shared_folder()
    if beside is None:
        return 1
    shared, convert = beside
    gazetteer = Gazetteer.open()
    rows = [row for row in ROWS if row.what in COLUMNS]
    lines = [
        "| step switched off | " + " | ".join(COLUMNS[row.what] for row in rows) + " |",
        "|---" * (len(rows) + 1) + "|",
    ]
    for step in STEPS:
        print(step.what, flush=True)
        with _switched_off(step):
            printed = {name: _printed(name, shared, convert, gazetteer) for name in {r.of for r in rows}}
        lines.append(f"| {step.what} | " + " | ".join(_figure(row, printed[row.of]) for row in rows) + " |")
    write(lines, BEGIN, END)
    return 0


@contextmanager
def _switched_off(step: Step) -> Iterator[None]:
    with ExitStack() as stack:
        for name, stand_in in step.instead:
            stack.enter_context(mock.patch(name, stand_in))
        yield


def _printed(name: str, shared: Path, convert: Any, gazetteer: Gazetteer) -> str:
    every = _EVERY if name == "wcep" else 1
    return extraction.score(name, shared, convert, gazetteer, every).printed


def _figure(row: Row, printed: str) -> str:
    found = re.search(row.pattern, printed)
    return found[1].removeprefix("0") if found else "not seen"


if __name__ == "__main__":
    sys.exit(main())
