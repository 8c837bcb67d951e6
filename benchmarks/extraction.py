"""The table of what extraction gets right, on sets that are not part of the project.

    SITREP_SHARED=/path/to/shared python benchmarks/extraction.py [set ...]

The folder holds data/ and measure/ (the scorers). Sets: rss muc ucdp geo_trnews geo_geovirus wcep. Prints
what each scorer prints, and how many items a second one core reads. Without the folder it says so and ends.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bot.extraction import extract
from bot.extraction.command import as_line, read_line
from bot.places.gazetteer import Gazetteer

SETS = {
    "rss": ("rss_dev_labels", "rss", "score_rss.py", False),
    "muc": ("muc_dev", "muc34", "score_muc34.py", False),
    "ucdp": ("ucdp_headlines", "ucdp", "score_ucdp.py", False),
    "geo_trnews": ("geo_trnews", "geo", "score_geo.py", True),
    "geo_geovirus": ("geo_geovirus", "geo", "score_geo.py", True),
    "wcep": ("wcep_2011_2020", "wcep_weak", "score_wcep_weak.py", False),
}
# Weights were learnt on the years before.
WCEP_FROM = "2018"


def main() -> int:
    """Score the sets named, or all."""
    beside = shared_folder()
    if beside is None:
        return 1
    shared, convert = beside
    gazetteer = Gazetteer.open()
    for name in sys.argv[1:] or SETS:
        scored = score(name, shared, convert, gazetteer)
        print(f"== {name}: {len(scored.lines)} items, {scored.per_second:.0f} a second of one core")
        print(scored.printed)
    return 0


def shared_folder() -> tuple[Path, Any] | None:
    """The folder of sets and scorers, and its converter; None, and a word on what to set, without it."""
    folder = os.environ.get("SITREP_SHARED")
    if not folder or not Path(folder, "measure").is_dir():
        print("set SITREP_SHARED to the folder that holds data/ and measure/")
        return None
    sys.path.insert(0, str(Path(folder) / "measure"))
    return Path(folder), importlib.import_module("from_extract")


class Scored(NamedTuple):
    """What a set's scorer printed, the readings it scored (the contract's lines), and the speed."""

    printed: str
    lines: list[dict[str, Any]]
    per_second: float


def score(name: str, shared: Path, convert: Any, gazetteer: Gazetteer, every: int = 1) -> Scored:
    """Read one set, or every nth of its items, and let its scorer judge."""
    stem, scorer, script, with_gold = SETS[name]
    gold = shared / "data" / f"{stem}.jsonl"
    rows = list(_rows(name, gold, shared, convert))[::every]
    if rows:
        # Lexicons and patterns are loaded once in the life of a program: no cost of an item.
        extract(read_line(rows[0]), gazetteer)
    started = time.process_time()
    lines = [as_line(item, extract(item, gazetteer)) for item in map(read_line, rows)]
    took = time.process_time() - started
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(json.dumps(convert.pred(scorer, line)) + "\n" for line in lines)
        out.flush()
        command = [sys.executable, script, *([str(gold)] if with_gold else []), out.name]
        done = subprocess.run(command, cwd=shared / "measure", capture_output=True, text=True, check=True)
    return Scored(done.stdout, lines, len(rows) / took)


def _rows(name: str, gold: Path, shared: Path, convert: Any) -> Iterable[dict[str, Any]]:
    labelled = convert.load(gold)
    if name == "rss":
        wanted = {row["id"] for row in labelled}
        return (row for row in convert.rss(shared / "data" / "feeds") if row["id"] in wanted)
    if name == "wcep":
        labelled = [row for row in labelled if row["date"] >= WCEP_FROM]
    return map(convert.item, labelled)


if __name__ == "__main__":
    sys.exit(main())
