"""A small part of ``make chaos`` with SITREP_FAULTS=all, and that the judge would notice a broken promise."""

import os

import pytest

from benchmarks import chaos
from benchmarks.telegram import Counting

ALL = os.environ.get("SITREP_FAULTS") == "all"
SENT = "<b>x</b> PK-20241105-001"


@pytest.mark.skipif(not ALL, reason="a minute: SITREP_FAULTS=all")
async def test_fifty_kills_keep_the_promise() -> None:
    result = await chaos.run(kills=50, terms=10, alerts=1000, seed=20241107, limit_s=150.0)
    assert chaos.broken(result) == []
    assert result["kill_kills"] == 50
    assert result["kill_repeats"] >= 0


BROKEN = [
    ("all is well", [SENT], 0, []),
    ("lost", [], 0, ["alerts were lost"]),
    ("twice and marked", [SENT, f"{chaos.REPEAT} {SENT}"], 1, []),
    ("twice and not marked", [SENT, SENT], 1, ["something came twice without saying so"]),
    ("more than in flight", [SENT, f"{chaos.REPEAT} {SENT}"], 0, ["more came twice than was being sent"]),
]


@pytest.mark.parametrize(("texts", "in_flight", "wanted"), [row[1:] for row in BROKEN])
def test_judge_names_the_promise_that_was_broken(texts: list[str], in_flight: int, wanted: list[str]) -> None:
    telegram = Counting()
    telegram.taken = [(0.0, 7, text) for text in texts]
    found = chaos.judge(telegram, 1, chaos.Tally(kills=1, in_flight=in_flight))
    assert chaos.broken({f"kill_{key}": value for key, value in found.items()}) == wanted
