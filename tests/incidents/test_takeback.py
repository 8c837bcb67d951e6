"""A paper that takes its report back, in an item of its own."""

import pytest

from bot.model.incident import Change, Incident, Push, Report, Status
from bot.model.mention import Certainty, Role
from bot.model.takeback import standing
from tests.incidents.builders import HOSPITAL, Desk, claim, exact, tell

TEXT = "Blast at the tram depot hurts seven welders"


def blast(item: str, minutes: float, **values: object) -> Report:
    given = {"kind": "bombing", "fine_kind": "bombing", "injured": exact(7), **values}
    return tell(item, minutes, TEXT, **given)


def takes_back(item: str, minutes: float, **values: object) -> Report:
    given = {"role": Role.CORRECTION, "may_open": False, "certainty": Certainty.C0, **values}
    return tell(
        item, minutes, "We withdraw our report of a blast at the tram depot that hurt welders",
        kind="bombing", fine_kind="bombing", **given,
    )  # fmt: skip


def one(desk: Desk) -> Incident:
    (found,) = desk.live
    return found


def test_the_only_paper_takes_its_report_back_and_everybody_who_got_it_is_told() -> None:
    desk = Desk().run([blast("dawn1", 0), takes_back("dawn2", 60)])
    assert (one(desk).status, one(desk).certainty) == (Status.RETRACTED, Certainty.C0)
    assert [(push, reason) for _, push, reason in desk.pushes] == [
        (Push.NEW, "new"),
        (Push.WITHDRAWN, "withdrawn"),
    ]
    assert (desk.decisions[-1].change, desk.decisions[-1].reason) == (
        Change.CORRECT,
        "withdrawn_by_its_source",
    )


def test_what_another_paper_tells_too_stays_and_the_first_counts_no_more() -> None:
    desk = Desk().run(
        [
            blast("dawn1", 0, killed=exact(2), claims=(claim("killed", 2, HOSPITAL),)),
            blast("herald1", 20),
            takes_back("dawn2", 60),
        ]
    )
    assert one(desk).status is Status.DEVELOPING
    assert (one(desk).killed, one(desk).certainty) == (None, Certainty.C2)
    assert [each.item_id for each in standing(one(desk).reports)] == ["herald1"]
    # Two dead were told, and nobody tells of them any more.
    assert [push for _, push, _ in desk.pushes] == [Push.NEW, Push.CORRECTION]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_in_whatever_order_they_come(order: tuple[int, ...]) -> None:
    told = (blast("dawn1", 0), takes_back("dawn2", 60), blast("herald1", 70))
    desk = Desk().run(told[n] for n in order)
    assert [each.item_id for each in standing(one(desk).reports)] == ["herald1"]


def test_what_the_paper_tells_afterwards_counts_anew() -> None:
    desk = Desk().run([blast("dawn1", 0), takes_back("dawn2", 60), blast("dawn3", 200, role=Role.UPDATE)])
    assert one(desk).status is Status.DEVELOPING
    assert desk.pushes[-1][1:] == (Push.NEW, "reopened")


def test_a_source_of_the_lowest_tier_takes_back_nothing_of_a_better_one() -> None:
    desk = Desk().run([blast("dawn1", 0), takes_back("dawn2", 60, tier=4)])
    assert one(desk).status is Status.DEVELOPING


def test_a_withdrawal_of_what_nobody_told_opens_nothing() -> None:
    desk = Desk().run([takes_back("dawn2", 60)])
    assert desk.live == []
    assert desk.decisions[-1].reason == "follow_up_of_nothing_known"
