"""What a person took apart stays apart."""

import random

import pytest

from bot.incidents.split import SplitError, split
from bot.model.incident import Change, Incident, Push, Report
from bot.pipeline import split_incident
from storage import SqlStore
from tests.incidents.builders import DAY_S, Desk, at, exact, tell
from tests.incidents.test_through_the_store import tell as take_in

PAPERS = ("dawn", "herald", "gazette", "echo")


def told() -> list[Report]:
    return [
        tell(f"{paper}1", 10 * n, "Gunmen fire at the textile bazaar and hurt two tailors", injured=exact(2))
        for n, paper in enumerate(PAPERS)
    ]


def one_of_four() -> Incident:
    (found,) = Desk().run(told()).live
    return found


def apart(*chosen: str) -> Desk:
    desk = Desk().run(told())
    for each in split(one_of_four(), chosen, now=at(60), too_old_s=DAY_S):
        desk._store(each)
    return desk


def items(desk: Desk) -> set[frozenset[str]]:
    return {frozenset(each.item_id for each in one.reports) for one in desk.live}


APART = {frozenset({"dawn1", "herald1"}), frozenset({"gazette1", "echo1"})}


def test_the_chosen_reports_are_an_incident_of_their_own_and_the_rest_keeps_the_id() -> None:
    desk = apart("gazette1", "echo1#0")
    assert items(desk) == APART
    assert desk.of("dawn1").id == one_of_four().id


def test_what_left_was_told_already() -> None:
    stays, leaves = split(one_of_four(), ["gazette1"], now=at(60), too_old_s=DAY_S)
    assert (stays.change, leaves.change) == (Change.CORRECT, Change.OPEN)
    assert (leaves.push, leaves.push_reason) == (None, "told_already")
    assert leaves.after
    assert leaves.after.pushed
    assert leaves.after.pushed.aloud


@pytest.mark.parametrize("seed", range(5))
def test_putting_together_again_keeps_the_split(seed: int) -> None:
    marked = [each for one in apart("gazette1", "echo1").live for each in one.reports]
    random.Random(seed).shuffle(marked)
    assert items(Desk().run(marked)) == APART


def test_a_further_report_joins_one_side_and_joins_them_not() -> None:
    desk = apart("gazette1", "echo1")
    desk.take(tell("post1", 90, "Gunmen fire at the textile bazaar and hurt two tailors", injured=exact(2)))
    assert len(desk.live) == 2
    assert desk.of("dawn1").id != desk.of("gazette1").id


def test_an_edited_article_stays_on_its_side() -> None:
    desk = apart("gazette1", "echo1")
    desk.take(tell("gazette1", 95, "Gunmen fire at the textile bazaar, three tailors hurt", injured=exact(3)))
    assert items(desk) == APART


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        (["nowhere1"], "holds no report nowhere1"),
        ([], "some reports must leave"),
        ([f"{paper}1" for paper in PAPERS], "some must stay"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(chosen: list[str], why: str) -> None:
    with pytest.raises(SplitError, match=why):
        split(one_of_four(), chosen, now=at(60), too_old_s=DAY_S)


async def test_the_split_is_kept_by_the_store(sqlite_store: SqlStore) -> None:
    for each in told():
        made = await take_in(sqlite_store, each)
    (last,) = made
    assert last.decision.after
    async with sqlite_store.write() as uow:
        _, leaves = await split_incident(uow, last.decision.after.id, ["gazette1", "echo1"], at(60))
    further = tell("post1", 90, "Gunmen fire at the textile bazaar and hurt two tailors", injured=exact(2))
    (joined,) = await take_in(sqlite_store, further)
    assert joined.decision.change is Change.JOIN
    assert joined.decision.push is not Push.NEW
    async with sqlite_store.read() as uow:
        kept = await uow.incidents.get(leaves.decision.after.id if leaves.decision.after else "")
        with pytest.raises(SplitError, match="there is no incident"):
            await split_incident(uow, "PK-20000101-01", ["a1"], at(60))
    assert kept
    assert {"gazette1", "echo1"} <= {each.item_id for each in kept.reports}
