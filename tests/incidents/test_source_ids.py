"""What structured sources tell under ids of their own."""

import random
from datetime import timedelta

import pytest

from bot.model.incident import Change, Incident, Push, Report, Status
from bot.model.mention import Certainty, Nature, Precision, Role
from storage import SqlStore
from tests.incidents.builders import TUESDAY, Desk, exact, place, tell
from tests.incidents.test_through_the_store import tell as take_in

_ABOVE = ("PK", "region:south-asia", "world")
HILLS = place("Hills", ("900001", "PK.02", *_ABOVE), Precision.CITY, city="Hills", lat=30.0, lon=67.0)
COAST = place("Coast", ("900002", "PK.05", *_ABOVE), Precision.CITY, city="Coast", lat=25.0, lon=62.0)


def quake(item: str, minutes: float, revision: int = 1, event: str = "usgs:us1", **values: object) -> Report:
    given = {
        "kind": "accident_disaster",
        "fine_kind": "earthquake",
        "nature": Nature.NATURAL,
        "place": HILLS,
        "family": event.partition(":")[0],
        **values,
    }
    return tell(
        item, minutes, "Magnitude 5.9 near Hills", source_event=event, source_revision=revision, **given
    )  # fmt: skip


def one(desk: Desk) -> Incident:
    (found,) = desk.live
    return found


MOVED = (
    quake("a1", 0, 1, injured=exact(9)),
    quake("a2", 30, 2, place=COAST, injured=exact(4)),
    quake("a3", 60, 3, place=COAST, injured=exact(5), occurred_at=TUESDAY + timedelta(days=6)),
)


@pytest.mark.parametrize("seed", range(6))
def test_of_one_id_only_the_newest_revision_counts_in_whatever_order_they_come(seed: int) -> None:
    mixed = list(MOVED)
    random.Random(seed).shuffle(mixed)
    desk = Desk().run(mixed)
    assert one(desk).place.city == "Coast"
    assert one(desk).injured == exact(5)


def test_a_further_revision_corrects_by_its_id_though_place_and_day_are_others() -> None:
    desk = Desk().run(MOVED)
    assert [(each.change, each.reason) for each in desk.decisions][1:] == [
        (Change.CORRECT, "revision_by_source_id")
    ] * 2
    assert [push for _, push, _ in desk.pushes][:2] == [Push.NEW, Push.CORRECTION]


def test_an_old_revision_that_comes_late_changes_nothing_that_is_shown() -> None:
    desk = Desk().run([MOVED[2], MOVED[0]])
    assert one(desk).place.city == "Coast"
    assert len(desk.pushes) == 1


def test_two_ids_of_one_source_are_two_incidents_however_alike() -> None:
    desk = Desk().run([quake("a1", 0), quake("b1", 3, event="usgs:us2")])
    assert len(desk.live) == 2


def test_ids_of_different_sources_and_papers_join_by_what_they_tell() -> None:
    paper = tell(
        "dawn1", 40, "Earthquake shakes Hills", kind="accident_disaster", fine_kind="earthquake",
        nature=Nature.NATURAL, place=HILLS,
    )  # fmt: skip
    desk = Desk().run([quake("a1", 0), quake("g1", 10, event="gdacs:EQ77"), paper])
    assert len(one(desk).reports) == 3


def test_a_source_that_cancels_its_id_takes_back_that_one_alone() -> None:
    cancel = quake("a9", 50, 2, role=Role.CORRECTION, certainty=Certainty.C0, may_open=False)
    desk = Desk().run([quake("a1", 0), quake("b1", 3, event="usgs:us2"), cancel])
    status = {each.status for each in desk.live}
    assert desk.of("a1").status is Status.RETRACTED
    assert status == {Status.RETRACTED, Status.DEVELOPING}


async def test_the_store_finds_it_by_its_id(store: SqlStore) -> None:
    (opened,) = await take_in(store, MOVED[0])
    (corrected,) = await take_in(store, MOVED[2])
    assert opened.decision.after
    assert corrected.decision.before
    assert corrected.decision.before.id == opened.decision.after.id
