"""The table of what extraction gets right, with its errors by kind, into ``docs/benchmarks.md``.

    SITREP_SHARED=/path/to/shared python -m benchmarks.scores

Needs the folder of sets and scorers that is no part of the project (see ``benchmarks/extraction.py``) and our
own rows in tests/data. About a minute and a half; ends with 1, and leaves the page alone, without the folder.
"""

import json
import platform
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.extraction import SETS, Scored, score, shared_folder
from bot.extraction import extract
from bot.extraction.command import read_line
from bot.places.gazetteer import Gazetteer

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
OWN = Path(__file__).parent.parent / "tests" / "data" / "extraction" / "en.jsonl"
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"
_F1 = r"P\s+[\d.]+\s+R\s+[\d.]+\s+F1\s+([\d.]+)"


@dataclass(frozen=True)
class Row:
    """One line: the set, what the scorer's line begins with and the figure in it, the floor and the aim."""

    of: str
    what: str
    pattern: str
    floor: str
    aim: str


ROWS = (
    Row(
        "rss",
        "detection F1, feeds, no borderline",
        r"no borderline\s+[\d.]+\s+[\d.]+\s+([\d.]+)",
        ".85",
        ".92",
    ),
    Row("wcep", "detection F1, news sentences 2018-2020", rf"weak F1 {_F1}", ".90", ".94"),
    Row("muc", "newswire: relevance F1", rf"document relevance\s+{_F1}", ".80", ".89"),
    Row("muc", "newswire: type F1", rf"slot type\s+{_F1}", ".65", ".76"),
    Row("muc", "newswire: country F1", rf"slot country\s+{_F1}", ".75", ".79"),
    Row("muc", "newswire: place F1", rf"slot place\s+{_F1}", ".55", ".62"),
    Row("muc", "newswire: killed F1", rf"slot killed\s+{_F1}", ".50", ".61"),
    Row("muc", "newswire: injured F1", rf"slot injured\s+{_F1}", ".45", ".57"),
    Row("muc", "newswire: organisation F1", rf"slot org\s+{_F1}", ".50", ".71"),
    Row("geo_trnews", "toponyms, exact F1 (TR-News)", rf"recognition exact\s+{_F1}", ".75", ".85"),
    Row("geo_geovirus", "toponyms, exact F1 (GeoVirus)", rf"recognition exact\s+{_F1}", ".85", ".92"),
    Row("geo_trnews", "within 161 km, end to end (TR-News)", r"end to end [^:]*: ([\d.]+)", ".60", ".70"),
    Row("geo_geovirus", "within 161 km, end to end (GeoVirus)", r"end to end [^:]*: ([\d.]+)", ".65", ".75"),
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_WORDS |= {"ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15}
_WORDS |= {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30}
_NUMBER = re.compile(r"\b(?:\d+|" + "|".join(_WORDS) + r")\b", re.IGNORECASE)


def main() -> int:
    """Score every set and our own rows, and rewrite the page's section."""
    beside = shared_folder()
    if beside is None:
        return 1
    shared, convert = beside
    gazetteer = Gazetteer.open()
    scored: dict[str, Scored] = {}
    for name in SETS:
        print(f"{name} ...", flush=True)
        scored[name] = score(name, shared, convert, gazetteer)
    lines = ["| what | measured | floor | aim |", "|---|---|---|---|"]
    for row in ROWS:
        found = re.search(row.pattern, scored[row.of].printed)
        lines.append(
            f"| {row.what} | {_short(found[1]) if found else 'not seen'} | {row.floor} | {row.aim} |"
        )
    lines += _deaths(scored["ucdp"].lines, convert.load(shared / "data" / "ucdp_headlines.jsonl"))
    near, by_kind = _near_misses(gazetteer)
    lines += near
    for name, what, goal in (("rss", "headline and summary", "400"), ("muc", "newswire article", "60")):
        lines.append(f"| {what}: items a second of one core | {scored[name].per_second:.0f} | {goal} | – |")
    gold = convert.load(shared / "data" / "muc_dev.jsonl")
    write([*lines, "", *by_kind, "", *_wire_errors(scored["muc"].lines, gold)])
    return 0


def _short(figure: str) -> str:
    """As the goals are written: ".764", and "1.000" where it is whole."""
    return figure.removeprefix("0")


def _deaths(lines: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]) -> list[str]:
    """Deaths told right where some number of the headlines lies within the count's bounds."""
    read = {line["id"]: line for line in lines}
    right = of = 0
    for row in gold:
        low, high = row["gold"]["killed_low"], max(row["gold"]["killed_high"], row["gold"]["killed_best"])
        text = " ; ".join(row["headlines"]).lower()
        numbers = [_WORDS.get(n) or int(n) for n in _NUMBER.findall(text)]
        if not any(low <= number <= high for number in numbers):
            continue
        own = [m for m in read[row["id"]]["mentions"] if not m["background"]]
        killed = ((own[0]["killed"] or {}).get("best") if own else None) or 0
        of += 1
        right += low <= killed <= high
    share = _short(f"{right / of:.3f}") if of else "not seen"
    return [f"| deaths, rows where a number is within bounds ({of}) | {share} | .85 | .93 |"]


def _near_misses(gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """Our own near-misses taken for incidents, as they are and with the title in the text; errors by kind."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    near = [row for row in rows if row["set"] == "near_miss"]
    of = Counter(row["why"] for row in near)
    lines: list[str] = []
    wrong: dict[str, Counter[str]] = {}
    for what in ("as they are", "untitled"):
        flagged = [row["why"] for row in near if _flagged(row, what == "untitled", gazetteer)]
        wrong[what] = Counter(flagged)
        share = f"{100 * len(flagged) / len(near):.1f} %"
        floor, aim = ("≤ 5 %", "≤ 2 %") if what == "as they are" else ("–", "–")
        lines.append(f"| near-misses taken for incidents, {what} ({len(near)}) | {share} | {floor} | {aim} |")
    table = ["| near-misses by kind | of | taken | taken, untitled |", "|---|---|---|---|"]
    for why, count in sorted(of.items()):
        table.append(f"| {why} | {count} | {wrong['as they are'][why]} | {wrong['untitled'][why]} |")
    return lines, table


def _flagged(row: dict[str, Any], untitled: bool, gazetteer: Gazetteer) -> bool:
    data = {key: row[key] for key in ("id", "title", "summary", "published")}
    if untitled:
        data |= {"title": "", "summary": f"{row['title']}. {row['summary']}"}
    return extract(read_line(data), gazetteer).is_incident


def _wire_errors(lines: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]) -> list[str]:
    """Newswire documents judged wrongly: the kind read where none counts, the reason where one was missed."""
    told = {row["id"]: row["relevant"] for row in gold if row["relevant"] or not row["relevant_lenient"]}
    taken: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for line in lines:
        own = [m for m in line["mentions"] if not m["background"]] if line["is_incident"] else []
        if line["id"] not in told or bool(own) == told[line["id"]]:
            continue
        if own:
            taken[own[0]["fine_kind"] or own[0]["kind"]] += 1
        else:
            missed["; ".join(line.get("notes", ["no mention"]))] += 1
    table = ["| newswire: taken for one, as | documents | missed, because | documents |", "|---|---|---|---|"]
    empty = ("", "")
    left, right = taken.most_common(10), missed.most_common(10)
    for n in range(max(len(left), len(right))):
        a, b = left[n] if n < len(left) else empty, right[n] if n < len(right) else empty
        table.append(f"| {a[0]} | {a[1]} | {b[0]} | {b[1]} |")
    return table


def write(lines: Sequence[str], begin: str = BEGIN, end: str = END) -> None:
    """Put the lines between two marks of the page."""
    where = f"Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    page = PAGE.read_text("utf-8")
    before, rest = page.split(begin, 1)
    _, after = rest.split(end, 1)
    PAGE.write_text(f"{before}{begin}\n{where}\n\n" + "\n".join(lines) + f"\n{end}{after}", "utf-8")
    print(f"written to {PAGE.name}")


if __name__ == "__main__":
    sys.exit(main())
