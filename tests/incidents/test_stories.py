"""Whole streams: one incident, few messages, the disagreement stated, in whatever order it was told."""

import random

import pytest

from bot.model.incident import Push, Status
from bot.model.mention import Certainty, Danger, Nature, PerpetratorStatus
from tests.incidents.builders import Desk
from tests.incidents.stories import BLAST, NIGHT, SHOOTING


def test_ten_reports_that_contradict_each_other_are_one_incident_beside_an_unrelated_one() -> None:
    desk = Desk().run(SHOOTING)
    assert len(desk.live) == 2
    shooting, robbery = desk.of("wire1"), desk.of("post3")
    assert shooting.id != robbery.id
    own = [each for each in shooting.reports if not each.mention.background]
    assert len(own) == 10


def test_the_shooting_is_pushed_at_most_four_times() -> None:
    desk = Desk().run(SHOOTING)
    mine = [(push, reason) for one, push, reason in desk.pushes if one == desk.of("wire1").id]
    assert mine == [
        (Push.NEW, "new"),
        (Push.UPDATE, "danger_lowered"),
        (Push.UPDATE, "danger_disputed"),
    ]


def test_what_sources_disagree_on_is_named_with_every_side() -> None:
    shooting = Desk().run(SHOOTING).of("wire1")
    sides = {each.field: {side.value for side in each.values} for each in shooting.conflicts}
    assert {"at_large", "detained"} <= sides["perpetrator.status"]
    assert {"SITE", "Korangi"} <= sides["place"]
    assert {"2", "3"} <= sides["injured"]
    assert {"a quarrel over pay", "hatred of foreigners"} <= sides["motive"]


def test_a_disputed_arrest_is_an_attacker_at_large() -> None:
    shooting = Desk().run(SHOOTING).of("wire1")
    assert shooting.perpetrator
    assert shooting.perpetrator.status is PerpetratorStatus.CONFLICTING
    assert shooting.danger is Danger.AT_LARGE
    assert shooting.status is Status.ACTIVE


def test_a_denied_death_is_no_death_and_raises_nothing() -> None:
    shooting = Desk().run(SHOOTING).of("wire1")
    assert shooting.killed
    assert shooting.killed.best == 0
    assert shooting.injured
    assert shooting.injured.best == 2
    assert shooting.severity == 3


def test_place_is_what_the_sides_have_in_common() -> None:
    shooting = Desk().run(SHOOTING).of("wire1")
    assert (shooting.place.place_id, shooting.place.city) == ("1174872", "Karachi")


def test_the_older_bombing_is_related_and_nothing_of_it_is_taken() -> None:
    shooting = Desk().run(SHOOTING).of("wire1")
    assert [each.text for each in shooting.related] == ["bombing in Karachi, 2 killed"]
    assert (shooting.fine_kind, shooting.claim.claimed, shooting.nature) == (
        "shooting",
        False,
        Nature.UNKNOWN,
    )


def test_a_trial_months_later_touches_nothing() -> None:
    desk = Desk().run(SHOOTING)
    assert desk.decisions[-1].reason == "follow_up_of_nothing_known"


def _shuffled(seed: int) -> list[tuple[object, ...]]:
    # The arrest and the trial open nothing: they wait for what they belong to, or for ever.
    told = list(SHOOTING)
    if seed >= 0:
        random.Random(seed).shuffle(told)
    return told


@pytest.mark.parametrize("seed", range(50))
def test_any_order_of_arrival_ends_in_the_same_incidents(seed: int) -> None:
    straight = Desk().run(_shuffled(-1))
    shuffled = Desk().run(_shuffled(seed))
    assert shuffled.partition() == straight.partition()
    assert shuffled.shown() == straight.shown()


def test_a_blast_told_as_an_attack_that_was_a_gas_cylinder_is_corrected() -> None:
    desk = Desk().run(BLAST)
    (blast,) = desk.live
    assert (blast.kind, blast.nature) == ("accident_disaster", Nature.ACCIDENT)
    assert [(push, reason) for _, push, reason in desk.pushes] == [
        (Push.NEW, "new"),
        (Push.CORRECTION, "attack_or_accident"),
    ]


def test_five_attacks_of_a_night_stay_five_and_the_total_is_their_parent() -> None:
    desk = Desk().run(NIGHT)
    assert len(desk.live) == 6
    total = desk.of("wire2")
    assert (total.killed.min, total.killed.max) == (21, None) if total.killed else False
    khuzdar = desk.of("herald2")
    assert khuzdar.parent_id == total.id
    assert khuzdar.killed
    assert khuzdar.killed.max == 6
    assert [one for one, push, _ in desk.pushes if push is Push.NEW and one == total.id] == []
    assert len({one for one, push, _ in desk.pushes if push is Push.NEW}) == 5


@pytest.mark.parametrize("seed", range(20))
def test_the_night_is_the_same_in_any_order(seed: int) -> None:
    reports = list(NIGHT)
    random.Random(seed).shuffle(reports)
    desk = Desk().run(reports)
    assert desk.partition() == Desk().run(NIGHT).partition()
    assert desk.shown() == Desk().run(NIGHT).shown()


def test_certainty_of_many_papers_and_an_officer_is_the_highest() -> None:
    assert Desk().run(SHOOTING).of("wire1").certainty is Certainty.C4
