"""Fit the weights of bot/extraction/role.toml: how much each sign in an item's lead speaks for an incident.

    python tools/train/role.py WCEP.jsonl

The sentences of Wikipedia's Current Events up to 2017 with their section as weak label, and our own
labelled items of tests/data/extraction/en.jsonl. Logistic regression with the sign of every weight held to
what it means, so that no accident of the data makes a court a sign of news. Fixed seed. What decides the
role is bot/extraction/role.py.
"""

import json
import math
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.extraction.document import read_document
from bot.extraction.evidence import weigh
from bot.extraction.lexicon import lexicon
from bot.extraction.signs import read_signs
from bot.model.item import Item

SEED = 20241105
YES = frozenset({"conflict", "disaster"})
NO = frozenset({"business", "arts", "sport", "science", "politics"})
# Sections call these politics or crime; for us they are incidents, so they teach nothing here.
UNREST = frozenset(
    {"protest", "riot", "strike_action", "armed_clash", "curfew", "road_blockade", "coup", "mutiny"}
)
FOR = (
    "told1",
    "told2",
    "told3",
    "harm",
    "harm_counted",
    "told_harm",
    "toll",
    "scene",
    "rest_told",
    "rest_harm",
    "prior",
    "prior_rest",
    "legal_told",
    "spoken_of",
    "possible",
)
EPOCHS, RATE, DECAY = 8, 0.15, 3e-4
OWN_WEIGHT = 4.0
Row = tuple[dict[str, float], bool, float]


def read(title: str, text: str) -> tuple:
    """Signs of an item."""
    item = Item(id="", source="", family="", title=title, text=text, seen_at=datetime(2018, 1, 1, tzinfo=UTC))
    return read_signs(read_document(item), lexicon("en"))


def weak(source: Path) -> list[Row]:
    """Every second sentence whose section says enough."""
    rows: list[Row] = []
    for line in source.read_text("utf-8").splitlines()[::2]:
        row = json.loads(line)
        if row["date"] >= "2018" or row["cat"] not in YES | NO or len(row["text"]) < 45:
            continue
        signs = read("", row["text"])
        if not signs:
            continue
        head, wanted = signs[0], row["cat"] in YES
        if not wanted and any(t.kind in UNREST and t.weight >= 2 for t in head.triggers):
            continue
        if wanted and head.has("legal", "anniversary", "mourning") and head.strongest() < 3:
            continue
        rows.append((weigh(signs), wanted, 1.0))
    return rows


def own(path: Path) -> list[Row]:
    """Our own items, each with and without its summary."""
    rows: list[Row] = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        for text in (row["summary"], ""):
            rows.append((weigh(read(row["title"], text)), row["is_incident"], OWN_WEIGHT))
    return rows


def fit(rows: list[Row]) -> dict[str, float]:
    """Weights by feature, "bias" among them."""
    weights: dict[str, float] = {"bias": -1.0}
    seen: dict[str, float] = {}
    dice = random.Random(SEED)
    for _ in range(EPOCHS):
        dice.shuffle(rows)
        for features, wanted, worth in rows:
            total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
            error = worth * (wanted - 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))
            for name, value in (("bias", 1.0), *features.items()):
                step = error * value - (DECAY * weights.get(name, 0.0) if name != "bias" else 0.0)
                seen[name] = seen.get(name, 1e-8) + step * step
                moved = weights.get(name, 0.0) + RATE * step / math.sqrt(seen[name])
                if name != "bias":
                    moved = max(0.0, moved) if name in FOR else min(0.0, moved)
                weights[name] = moved
    return weights


def main() -> None:
    """Fit and write."""
    here = Path(__file__).resolve().parents[2]
    rows = weak(Path(sys.argv[1])) + own(here / "tests/data/extraction/en.jsonl")
    weights = fit(rows)
    lines = [
        "# How much each sign in the lead speaks for an incident; fitted by tools/train/role.py on",
        "# Wikipedia's Current Events (CC BY-SA 4.0) up to 2017 and our own items. Names: evidence.py.",
        "[weights]",
    ]
    ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    lines += [f"{name} = {value:.2f}" for name, value in ordered if abs(value) >= 0.05]
    out = here / "bot/extraction/role.toml"
    out.write_text("\n".join(lines) + "\n", "utf-8")
    print(len(rows), "rows;", out)


if __name__ == "__main__":
    main()
