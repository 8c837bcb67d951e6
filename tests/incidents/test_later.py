"""What the clock alone does: a toll that was held back goes out, silence closes, nothing else is said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.incidents.later import revisit
from bot.model.incident import Change, Incident, Push, Report, Status
from bot.model.mention import Certainty, Danger, Responsibility
from tests.incidents.builders import DAY_S, HOSPITAL, SSP, Desk, at, chinese, claim, exact, suspect, tell

MINUTE = timedelta(minutes=1)


def killed(item: str, minutes: float, n: int, **values: object) -> Report:
    on_record = (claim("killed", n, HOSPITAL),)
    return tell(
        item, minutes, f"Guard and Chinese machinists at a mill in Karachi, {n} dead", killed=exact(n),
        target=chinese(), certainty=Certainty.C3, claims=on_record, **values,
    )  # fmt: skip


def held() -> Incident:
    """2, 4 and 8 dead within twenty minutes: the second toll was pushed, the third waits."""
    desk = Desk().run([killed("dawn1", 0, 2), killed("post1", 10, 4), killed("star1", 20, 8)])
    assert [(push, reason) for _, push, reason in desk.pushes] == [
        (Push.NEW, "new"),
        (Push.UPDATE, "toll_grown"),
    ]
    return desk.of("dawn1")


def test_a_toll_that_came_too_soon_goes_out_half_an_hour_after_the_last() -> None:
    one = held()
    assert one.look_at == at(40)
    assert revisit(one, now=at(40) - MINUTE, too_old_s=DAY_S) is None
    made = revisit(one, now=at(40), too_old_s=DAY_S)
    assert made
    assert made.after
    assert (made.push, made.push_reason, made.reason) == (Push.UPDATE, "toll_grown", "held_back_until_now")
    assert made.after.revision == one.revision + 1
    assert made.after.pushed
    assert (made.after.pushed.killed, made.after.pushed.toll_at) == (8, at(40))
    assert made.after.pushed.held_until is None


def test_it_goes_out_once() -> None:
    made = revisit(held(), now=at(41), too_old_s=DAY_S)
    assert made
    assert made.after
    assert revisit(made.after, now=at(42), too_old_s=DAY_S) is None
    assert made.after.look_at == at(20) - 2 * MINUTE + timedelta(hours=72)


def test_the_newest_toll_wins_and_an_earlier_one_is_never_told() -> None:
    desk = Desk().run(
        [killed("dawn1", 0, 2), killed("post1", 10, 4), killed("star1", 20, 8), killed("globe1", 30, 20)]
    )
    made = revisit(desk.of("dawn1"), now=at(40), too_old_s=DAY_S)
    assert made
    assert made.after
    assert made.after.pushed
    assert made.after.pushed.killed == 20


def test_a_toll_that_is_pushed_by_a_report_meanwhile_waits_no_more() -> None:
    desk = Desk().run(
        [killed("dawn1", 0, 2), killed("post1", 10, 4), killed("star1", 20, 8), killed("globe1", 41, 20)]
    )
    one = desk.of("dawn1")
    assert one.pushed
    assert (one.pushed.killed, one.pushed.held_until) == (20, None)


def test_a_toll_that_was_taken_back_while_it_waited_is_not_told() -> None:
    desk = Desk().run([killed("dawn1", 0, 2), killed("post1", 10, 4), killed("star1", 20, 8)])
    desk.take(killed("star1", 25, 4), now=at(25))
    assert desk.of("dawn1").look_at != at(40)


def test_a_toll_that_waited_through_a_day_without_the_program_is_not_told_as_news() -> None:
    made = revisit(held(), now=at(40) + timedelta(hours=25), too_old_s=DAY_S)
    assert made
    assert made.after
    assert (made.change, made.push, made.push_reason) == (Change.NONE, None, "too_old")
    assert made.after.look_at
    assert made.after.look_at > at(40) + timedelta(hours=25)


def test_a_claim_of_responsibility_does_not_wait_for_a_toll() -> None:
    desk = Desk().run([killed("dawn1", 0, 2), killed("post1", 10, 4)])
    desk.take(killed("star1", 20, 8, claim=Responsibility(True, "Front of the North")))
    assert desk.pushes[-1][1:] == (Push.UPDATE, "claimed")


def test_after_72_hours_without_a_report_it_is_closed_and_nobody_is_told() -> None:
    one = Desk().run([tell("dawn1", 0, injured=exact(2))]).of("dawn1")
    told = one.reports[-1].told_at
    assert revisit(one, now=told + timedelta(hours=72) - MINUTE, too_old_s=DAY_S) is None
    made = revisit(one, now=told + timedelta(hours=72), too_old_s=DAY_S)
    assert made
    assert made.after
    assert (made.change, made.reason, made.push) == (Change.NONE, "no_reports_for_72_h", None)
    assert made.after.status is Status.CLOSED
    assert made.after.danger is one.danger, "no new reports is not: over"
    assert made.after.look_at is None


def test_a_report_that_joins_reopens_a_closed_incident() -> None:
    desk = Desk().run(
        [tell("dawn1", 0, "Guard fires at a mill.", injured=exact(2), perpetrator=suspect("at_large"))]
    )
    one = desk.of("dawn1")
    desk.incidents[one.id] = replace(one, status=Status.CLOSED, revision=2)
    desk.take(
        tell(
            "post1", 80 * 60, "Guard who fired at a mill is held.", injured=exact(2), certainty=Certainty.C3,
            perpetrator=suspect("detained"), claims=(claim("perpetrator.status", "detained", SSP),),
            may_open=False,
        )
    )  # fmt: skip
    again = desk.of("post1")
    assert again.id == one.id
    assert again.status is not Status.CLOSED
    assert again.look_at
    assert again.look_at > at(80 * 60)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.RETRACTED, Status.MERGED])
def test_what_has_ended_is_not_looked_at_again(status: Status) -> None:
    one = Desk().run([tell("dawn1", 0)]).of("dawn1")
    assert replace(one, status=status, danger=Danger.OVER).look_at is None


def test_what_is_announced_for_next_week_is_not_closed_before_it_began() -> None:
    one = Desk().run([tell("dawn1", 0)]).of("dawn1")
    week = at(7 * 24 * 60)
    assert replace(one, expected_from=week).look_at == week + timedelta(hours=72)
