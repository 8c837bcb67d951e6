"""``sitrep extract``: items as JSON lines on standard input, one line each on standard output."""

import argparse
import json
import sys

from bot.extraction.batch import gazetteer, read_batch
from bot.extraction.command import as_line, explain, read_line


def run(args: argparse.Namespace) -> int:
    """Read until the end of input. A line that is no item is named on standard error; the rest goes on."""
    places = gazetteer()
    del places  # opened before the first line, so a missing gazetteer is told at once
    wrong = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            item = read_line(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            print(f"line {number}: not an item: {error}", file=sys.stderr)
            wrong += 1
            continue
        (reading,) = read_batch([item])
        if args.explain:
            print(explain(item, reading))
        else:
            print(json.dumps(as_line(item, reading), ensure_ascii=False), flush=True)
    return 1 if wrong else 0
