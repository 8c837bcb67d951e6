"""When sources fail, what is still covered."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.coverage import FAILING_FOR, Covered, Reach, covered, is_out
from bot.model.coverage import Coverage
from bot.model.item import SourceState
from tests.matching.builders import NOW, PAKISTAN_AREA, WORLD_AREA, area

PAKISTAN = Reach(frozenset({"PK"}), frozenset({"region:south-asia", "world"}))
WORLD = Reach(frozenset({"world"}))
FRANCE = Reach(frozenset({"FR"}), frozenset({"region:europe", "world"}))
SINDH = Reach(frozenset({"PK.05"}), frozenset({"PK", "region:south-asia", "world"}))
ANYTHING = Reach()


def state(name: str, *, hours: float | None = None, failures: int = 5) -> SourceState:
    """A source that was last well so many hours ago; without ``hours`` it is well."""
    if hours is None:
        return SourceState(name, last_ok_at=NOW, last_polled_at=NOW)
    well = NOW - timedelta(hours=hours)
    return SourceState(name, last_ok_at=well, last_polled_at=NOW, failures=failures, last_failure="timeout")


def look(reaches: dict[str, Reach], *states: SourceState, areas: Any = None) -> Covered:
    return covered(areas or [area()], reaches, {each.name: each for each in states}, NOW)


@pytest.mark.parametrize(
    ("it", "out"),
    [
        (SourceState("a"), False),
        (state("a"), False),
        (state("a", hours=1.9), False),
        (state("a", hours=2), True),
        (state("a", hours=100, failures=0), False),
        (SourceState("a", failures=9), False),
        (SourceState("a", failures=10), True),
    ],
)
def test_a_source_is_out_after_hours_of_failures(it: SourceState, out: bool) -> None:
    assert is_out(it, NOW) is out
    assert timedelta(hours=2) == FAILING_FOR


def test_half_of_the_sources_failing_is_reduced_all_is_dark() -> None:
    reaches = {"a": PAKISTAN, "b": WORLD, "c": ANYTHING, "d": PAKISTAN}
    down = [state(name, hours=3) for name in "abcd"]
    assert look(reaches, down[0]).state is Coverage.FINE
    assert look(reaches, *down[:2]) == Covered(Coverage.REDUCED, 2, 4, area())
    assert look(reaches, *down[:3]).state is Coverage.REDUCED
    assert look(reaches, *down) == Covered(Coverage.DARK, 4, 4, area())


def test_sources_of_another_country_do_not_count() -> None:
    reaches = {"a": PAKISTAN, "b": FRANCE}
    assert look(reaches, state("b", hours=3)) == Covered(Coverage.FINE, 0, 1, area())
    assert look(reaches, state("a", hours=3)) == Covered(Coverage.DARK, 1, 1, area())


def test_a_region_is_covered_by_sources_of_its_parts_and_the_world_by_all() -> None:
    reaches = {"a": SINDH, "b": FRANCE}
    down = state("a", hours=3)
    assert look(reaches, down, areas=[PAKISTAN_AREA]).state is Coverage.DARK
    assert look(reaches, down, areas=[WORLD_AREA]) == Covered(Coverage.REDUCED, 1, 2, WORLD_AREA)


def test_the_worst_of_several_places_counts() -> None:
    france = area(("FR", "region:europe", "world"), label="France")
    found = look({"a": PAKISTAN, "b": FRANCE}, state("b", hours=9), areas=[area(), france])
    assert found == Covered(Coverage.DARK, 1, 1, france)


def test_where_no_source_covers_anything_there_is_nothing_to_lose() -> None:
    assert look({}) == Covered(Coverage.FINE, 0, 0)
    assert look({"b": FRANCE}, state("b", hours=9)).state is Coverage.FINE


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_the_share_that_fails_decides(down: list[bool]) -> None:
    names = [f"s{n}" for n in range(len(down))]
    states = [state(name, hours=5 if out else None) for name, out in zip(names, down, strict=True)]
    found = look(dict.fromkeys(names, PAKISTAN), *states)
    share = sum(down) / len(down)
    expected = Coverage.DARK if share == 1 else Coverage.REDUCED if share >= 0.5 else Coverage.FINE
    assert found.state is expected
