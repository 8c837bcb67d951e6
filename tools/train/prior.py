"""Train bot/extraction/prior.xz: how much a sentence sounds like the news of an incident.

    python tools/train/prior.py WCEP.jsonl [OUT]

WCEP.jsonl: one news sentence a line with "date", "text" and "cat" (the section of Wikipedia's Current
Events, a weak label). Only sentences up to 2017 are read; those about courts or anniversaries count as no
incident whatever their section. Logistic regression by AdaGrad over hashed words and pairs, fixed seed,
weights rounded to 8 bits.
"""

import json
import lzma
import math
import random
import struct
import sys
from collections import Counter
from pathlib import Path

from bot.extraction.prior import SIZE, features
from bot.extraction.words import words_of

SEED = 20241105
LAST_YEAR = "2017"
YES = frozenset({"conflict", "disaster"})
NO = frozenset({"business", "arts", "sport", "science", "politics"})
EPOCHS, RATE, DECAY = 3, 0.1, 1e-3


def label(row: dict[str, str]) -> bool | None:
    """Weak label, None where the section says too little. Courts and anniversaries are for the rules of
    role.py.
    """
    return True if row["cat"] in YES else False if row["cat"] in NO else None


def names(rows: list[dict[str, str]]) -> frozenset[str]:
    """Words that are written with a capital inside a sentence more often than not."""
    upper: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        words = words_of(row["text"])
        for word, raw in list(zip(words.folded, words.raw, strict=True))[1:]:
            total[word] += 1
            upper[word] += raw[:1].isupper()
    return frozenset(word for word, n in total.items() if upper[word] > 0.6 * n)


def main() -> None:
    """Train and write."""
    source = Path(sys.argv[1])
    out = Path(sys.argv[2] if len(sys.argv) > 2 else "bot/extraction/prior.xz")
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["date"][:4] <= LAST_YEAR]
    named = names(rows)
    data = []
    for row in rows:
        wanted = label(row)
        if wanted is not None:
            data.append((list(features(row["text"], named)), wanted))
    weights, seen = [0.0] * SIZE, [1e-8] * SIZE
    bias, dice = 0.0, random.Random(SEED)
    for _ in range(EPOCHS):
        dice.shuffle(data)
        for at, wanted in data:
            total = bias + sum(weights[i] for i in at)
            error = wanted - 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            bias += 0.01 * error
            for i in at:
                step = error - DECAY * weights[i]
                seen[i] += step * step
                weights[i] += RATE * step / math.sqrt(seen[i])
    scale = sorted(map(abs, weights))[-SIZE // 500] / 127
    packed = bytes((max(-127, min(127, round(w / scale))) + 128) ^ 128 for w in weights)
    out.write_bytes(lzma.compress(struct.pack("<ff", bias, scale) + packed, preset=9))
    print(len(data), "sentences,", sum(y for _, y in data), "incidents;", out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
