"""What is pushed after the first alert, each row one further report."""

from typing import Any

import pytest

from bot.model.incident import Push
from bot.model.mention import Certainty, Danger, Nature, Responsibility
from tests.incidents.builders import (
    DIG,
    GROUP,
    HOSPITAL,
    HYDERABAD,
    POLICE,
    SSP,
    Desk,
    chinese,
    claim,
    exact,
    suspect,
    tell,
)

FREE = {"perpetrator": suspect("at_large"), "danger": Danger.AT_LARGE}
FIRST: dict[str, Any] = {"injured": exact(2), "target": chinese(), **FREE}
HELD = {"perpetrator": suspect("detained")}
ON_RECORD = {"certainty": Certainty.C3}


def after_first(first: dict[str, Any], *further: dict[str, Any], gap: float = 60) -> list[tuple[Any, str]]:
    """The pushes after the first report, each further one ``gap`` minutes later by another paper."""
    desk = Desk()
    desk.take(tell("first1", 0, "Guard shoots two Chinese at a mill in Karachi", **{**FIRST, **first}))
    made = []
    for n, values in enumerate(further, 1):
        own = {"injured": exact(2), "target": chinese(), **values}
        made += desk.take(tell(f"{'abcdefgh'[n]}1", gap * n, f"Mill guard and two Chinese, part {n}", **own))
    assert len(desk.live) == 1
    return [(each.push, each.push_reason) for each in made]


TABLE: list[tuple[str, dict[str, Any], dict[str, Any], Push | None, str]] = [
    ("a further paper", {}, {}, None, "nothing_material"),
    ("an arrest by hearsay lowers nothing", {}, HELD, None, "nothing_material"),
    ("an arrest on record lowers the danger", {}, {
        **HELD, **ON_RECORD, "claims": (claim("perpetrator.status", "detained", DIG),),
    }, Push.UPDATE, "danger_lowered"),
    ("danger raised by one paper", {"perpetrator": None, "danger": None}, FREE, Push.UPDATE, "danger_raised"),
    ("a rumour raises none", {"perpetrator": None, "danger": None}, {
        **FREE, "certainty": Certainty.C1,
    }, None, "nothing_material"),
    ("shots again", {}, {"danger": Danger.FIGHTING}, Push.UPDATE, "danger_raised"),
    ("a second device", {}, {"danger": Danger.SECOND_DEVICE}, Push.UPDATE, "danger_raised"),
    ("official all-clear", {}, {
        **ON_RECORD, "danger": Danger.OVER, **HELD,
        "claims": (claim("danger", "over", DIG), claim("perpetrator.status", "detained", DIG)),
    }, Push.ALL_CLEAR, "all_clear"),
    ("all-clear by hearsay", {}, {"danger": Danger.OVER}, None, "nothing_material"),
    ("a first death crosses a tier", {}, {"killed": exact(1)}, Push.UPDATE, "toll_grown"),
    ("half as many again", {"killed": exact(4)}, {
        "killed": exact(6), **ON_RECORD, "claims": (claim("killed", 6, HOSPITAL),),
    }, Push.UPDATE, "toll_grown"),
    ("one more of nine", {"killed": exact(9)}, {
        "killed": exact(9), **ON_RECORD, "claims": (claim("killed", 9, HOSPITAL),),
    }, Push.UPDATE, "confirmed"),
    ("a toll that falls", {"killed": exact(4)}, {
        "killed": exact(3), **ON_RECORD, "claims": (claim("killed", 3, HOSPITAL),),
    }, Push.CORRECTION, "toll_lowered"),
    ("an armed group's toll", {}, {"killed": exact(30), "claims": (claim("killed", 30, GROUP),)},
     None, "nothing_material"),
    ("confirmed below severity 4", {}, {
        **ON_RECORD, "claims": (claim("kind", "shooting", SSP),),
    }, None, "nothing_material"),
    ("confirmed at severity 4", {"killed": exact(3)}, {
        **ON_RECORD, "killed": exact(3), "claims": (claim("kind", "shooting", SSP),),
    }, Push.UPDATE, "confirmed"),
    ("a claim of responsibility", {}, {"claim": Responsibility(True, "Front of the North")},
     Push.UPDATE, "claimed"),
    ("nobody has claimed it", {}, {"claim": Responsibility(False)}, None, "nothing_material"),
    ("charges", {}, {"claims": (claim("charges", True, POLICE),)}, Push.UPDATE, "charges"),
    ("an accident after all, on record", {}, {
        "kind": "accident_disaster", "fine_kind": "explosion_accident", "nature": Nature.ACCIDENT,
        **ON_RECORD, "claims": (claim("nature", "accident", SSP),), "weapon": None,
    }, Push.CORRECTION, "attack_or_accident"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "first", "second", "push", "reason"), TABLE, ids=[row[0] for row in TABLE])
def test_second_report(
    what: str, first: dict[str, Any], second: dict[str, Any], push: Push | None, reason: str
) -> None:
    if "accident" in what:
        first = {**first, "kind": "undetermined", "fine_kind": "explosion", "weapon": None}
    assert after_first(first, second) == [(push, reason)], what


def test_a_lowered_danger_that_is_disputed_sounds_again() -> None:
    held = {**HELD, **ON_RECORD, "claims": (claim("perpetrator.status", "detained", DIG),)}
    told = after_first({}, held, {**FREE, "claims": (claim("perpetrator.status", "at_large", POLICE),)})
    assert told[-1] == (Push.UPDATE, "danger_disputed")


def test_a_disputed_arrest_is_not_pushed_twice() -> None:
    held = {**HELD, **ON_RECORD, "claims": (claim("perpetrator.status", "detained", DIG),)}
    told = after_first({}, held, FREE, FREE, HELD)
    assert [push for push, _ in told] == [Push.UPDATE, Push.UPDATE, None, None]


def test_a_later_word_on_record_ends_the_dispute() -> None:
    held = {**HELD, **ON_RECORD, "claims": (claim("perpetrator.status", "detained", DIG),)}
    again = {**HELD, **ON_RECORD, "claims": (claim("perpetrator.status", "detained", SSP),)}
    told = after_first({}, held, FREE, again)
    assert told[-1] == (Push.UPDATE, "danger_lowered")


def test_at_most_one_toll_in_thirty_minutes_and_the_newest_wins() -> None:
    tolls = [
        {"killed": exact(n), **ON_RECORD, "claims": (claim("killed", n, HOSPITAL),)} for n in (2, 4, 8, 20)
    ]
    told = after_first({}, *tolls, gap=12)
    assert told == [
        (Push.UPDATE, "toll_grown"),
        (None, "toll_within_30_minutes"),
        (None, "toll_within_30_minutes"),
        (Push.UPDATE, "toll_grown"),
    ]


def test_a_claim_is_pushed_once_for_each_group() -> None:
    north = {"claim": Responsibility(True, "Front of the North")}
    south = {"claim": Responsibility(True, "Front of the South")}
    told = after_first({}, north, north, south)
    assert told == [(Push.UPDATE, "claimed"), (None, "nothing_material"), (Push.UPDATE, "claimed")]


def test_a_rumour_is_listed_and_never_pushed_and_is_new_once_a_paper_tells_it() -> None:
    told = after_first({"certainty": Certainty.C1}, {})
    assert told == [(Push.NEW, "new")]
    desk = Desk()
    (rumour,) = desk.take(tell("first1", 0, "Shots?", **{**FIRST, "certainty": Certainty.C1}))
    assert (rumour.push, rumour.push_reason) == (None, "rumour")
    assert desk.live[0].severity == 2


def test_a_source_of_the_lowest_tier_alone_rings_nobody_and_lowers_nothing() -> None:
    desk = Desk()
    (alone,) = desk.take(tell("first1", 0, "Guard shoots two Chinese at a mill", tier=4, **FIRST))
    assert (alone.push, alone.push_reason) == (None, "lowest_tier_alone")
    told = after_first(
        {}, {**HELD, **ON_RECORD, "tier": 4, "claims": (claim("perpetrator.status", "detained", DIG),)}
    )
    assert told == [(None, "nothing_material")]


def test_a_place_that_is_corrected_is_pushed_as_a_correction() -> None:
    desk = Desk()
    desk.take(tell("first1", 0, "Guard shoots two Chinese at a mill", **FIRST))
    moved = tell("first1", 0, "Guard shoots two Chinese at a mill near Hyderabad", place=HYDERABAD, **FIRST)
    (made,) = desk.take(moved, now=moved.seen_at)
    assert (made.push, made.push_reason) == (Push.CORRECTION, "place_corrected")
    assert len(desk.live) == 1
