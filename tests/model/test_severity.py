"""The scale as a table: facts → severity and the reasons that must be printed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.i18n import Translator
from bot.model.incident import Incident, Status
from bot.model.kinds import fine_kinds
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Danger,
    Mention,
    MentionPlace,
    Nature,
    Perpetrator,
    PerpetratorStatus,
    Speaker,
    Target,
    TimePrecision,
)
from bot.model.nationality import countries_of, is_foreign
from bot.model.severity import rate

CITY = MentionPlace(name="Karachi", city="Karachi", country="PK", area_ids=("1174872", "PK", "world"))
CHINESE = (Target("Chinese", "nationals", 2),)
OUTLET = Speaker("outlet")


def n(count: int) -> Count:
    return Count(count, count, count)


def told(**values: Any) -> Mention:
    return Mention(**{"kind": "armed_attack", "fine_kind": "shooting", "place": CITY, **values})


def fact(name: str, value: Any) -> tuple[Claim, ...]:
    return (Claim(name, value, OUTLET, Certainty.C2, (0, 1)),)


ACCIDENT = {"kind": "accident_disaster", "fine_kind": "fire", "nature": Nature.ACCIDENT}
QUAKE = {"kind": "accident_disaster", "fine_kind": "earthquake", "nature": Nature.NATURAL}
RAID = {"kind": "security_operation", "fine_kind": "raid", "nature": Nature.STATE_OPERATION}
STRIKE = {"kind": "air_drone_artillery", "fine_kind": "air_strike"}
THREAT = {"kind": "threat_warning", "fine_kind": "threat"}
ROBBED = {"nature": Nature.CRIME, "fine_kind": "robbery"}

# what it is | facts | severity | reasons among those printed
TABLE: list[tuple[str, dict[str, Any], int, set[str]]] = [
    ("a protest without harm", {"kind": "protest", "fine_kind": "protest"}, 1, {"no_weapon"}),
    ("shots, nobody hurt", {}, 2, {"weapon_used"}),
    ("nine injured", {"injured": n(9)}, 2, {"injured_1_9"}),
    ("ten injured", {"injured": n(10)}, 3, {"injured_10_49"}),
    ("one killed", {"killed": n(1)}, 3, {"killed_1_2"}),
    ("two killed", {"killed": n(2)}, 3, {"killed_1_2"}),
    ("three killed", {"killed": n(3)}, 4, {"killed_3_9"}),
    ("fifty injured", {"injured": n(50)}, 4, {"injured_50_plus"}),
    ("ten killed", {"killed": n(10)}, 5, {"killed_10_plus"}),
    ("at least twelve killed", {"killed": Count(12, None, None)}, 5, {"killed_10_plus"}),
    ("one abducted", {"kind": "abduction_hostage", "fine_kind": "kidnapping"}, 3, {"abduction"}),
    ("nerve agent", {"weapon": "chemical"}, 5, {"cbrn"}),
    ("a coup", {"kind": "armed_clash", "fine_kind": "coup"}, 5, {"coup"}),
    ("blast heard", {"kind": "undetermined", "fine_kind": "explosion"}, 2, {"blast"}),
    # The seed: base 2, at large, foreign nationals, capped without deaths.
    (
        "guard at large shot two foreigners",
        {"injured": n(2), "target": CHINESE, "danger": Danger.AT_LARGE, "weapon": "firearm"},
        3,
        {"suspect_at_large", "foreign_nationals", "cap_no_deaths"},
    ),
    ("one killed, gunman at large", {"killed": n(1), "danger": Danger.AT_LARGE}, 4, {"suspect_at_large"}),
    ("a disputed arrest counts as at large", {
        "killed": n(1), "perpetrator": Perpetrator("guard", "guard", PerpetratorStatus.CONFLICTING),
    }, 4, {"suspect_at_large"}),
    ("an arrest takes it away", {
        "killed": n(1), "perpetrator": Perpetrator("guard", "guard", PerpetratorStatus.DETAINED),
    }, 3, {"killed_1_2"}),
    ("fighting goes on", {"killed": n(1), "danger": Danger.FIGHTING}, 4, {"fighting"}),
    ("two dangers are one step", {
        "killed": n(1), "danger": Danger.SECOND_DEVICE,
        "perpetrator": Perpetrator(None, None, PerpetratorStatus.AT_LARGE),
    }, 4, {"second_device"}),
    ("countrymen are no foreigners", {
        "killed": n(1), "target": (Target("Pakistani", "workers", 1),),
    }, 3, {"killed_1_2"}),
    ("diplomats", {"killed": n(1), "target": (Target(None, "diplomats", 1),)}, 4, {"diplomats"}),
    ("polio team", {"killed": n(1), "target": (Target(None, "polio_workers", 1),)}, 4, {"aid_staff"}),
    ("a school", {"killed": n(1), "place": replace(CITY, site="girls' school")}, 4, {"school"}),
    ("two such reasons are one step", {
        "killed": n(1), "target": CHINESE, "place": replace(CITY, site="airport"),
    }, 4, {"foreign_nationals", "airport"}),
    ("a police station is no crowd", {
        "killed": n(1), "place": replace(CITY, site="police station"),
    }, 3, {"killed_1_2"}),
    ("coordinated attacks", {
        "killed": n(1), "claims": fact("coordinated", True),
    }, 4, {"coordinated_attacks"}),
    # Crime.
    ("fatal mugging, robbers fled", {**ROBBED, "killed": n(1), "danger": Danger.AT_LARGE}, 3, set()),
    ("mugging of a foreigner", {**ROBBED, "killed": n(2), "target": CHINESE}, 3, {"cap_crime"}),
    ("three killed in a feud", {"nature": Nature.CRIME, "killed": n(3)}, 4, {"killed_3_9"}),
    # Accidents.
    ("fire, three killed", {**ACCIDENT, "killed": n(3)}, 3, {"killed_3_9"}),
    ("fire at a school, three killed", {
        **ACCIDENT, "killed": n(3), "place": replace(CITY, site="school"),
    }, 3, {"cap_accident"}),
    ("sixty injured in a crash", {**ACCIDENT, "injured": n(60)}, 3, {"injured_50_plus"}),
    ("ten killed in a fire", {**ACCIDENT, "killed": n(10)}, 4, {"killed_10_plus"}),
    ("fifty killed in a fire", {**ACCIDENT, "killed": n(50)}, 5, {"killed_50_plus"}),
    ("hit and run, driver fled", {**ACCIDENT, "killed": n(1), "danger": Danger.AT_LARGE}, 3, {"killed_1_2"}),
    # The state.
    ("raid, militants killed", {**RAID, "attackers_killed": 12}, 2, {"state_operation"}),
    ("raid, fighting on", {**RAID, "danger": Danger.FIGHTING}, 2, {"state_operation"}),
    ("raid, a soldier killed", {**RAID, "killed": n(1)}, 3, {"killed_1_2"}),
    ("raid, then a curfew", {**RAID, "claims": fact("curfew", True)}, 3, {"curfew"}),
    ("a curfew", {
        "kind": "disruption", "fine_kind": "curfew", "nature": Nature.STATE_OPERATION,
    }, 3, {"curfew"}),
    # Without any toll yet.
    ("air strike, no toll", STRIKE, 4, {"strike"}),
    ("air strike, fighting on, no toll", {**STRIKE, "danger": Danger.FIGHTING}, 4, {"strike"}),
    ("air strike, two injured", {**STRIKE, "injured": n(2)}, 2, {"injured_1_9"}),
    ("hostages", {"kind": "abduction_hostage", "fine_kind": "hostage_taking"}, 4, {"hostages"}),
    ("quake of 6.5", {**QUAKE, "claims": fact("magnitude", "6.5")}, 4, {"hazard"}),
    ("quake of 6.4", {**QUAKE, "claims": fact("magnitude", "6.4")}, 1, {"no_weapon"}),
    ("orange hazard", {**QUAKE, "claims": fact("alert_level", "Orange")}, 4, {"hazard"}),
    ("official threat to a place", {**THREAT, "certainty": Certainty.C3}, 3, {"official_threat"}),
    ("anonymous threat", {**THREAT, "certainty": Certainty.C2}, 1, {"no_weapon"}),
    # Attackers and rumours.
    ("only attackers died", {"attackers_killed": 30}, 2, {"weapon_used"}),
    ("rumour of a massacre", {"killed": n(40), "certainty": Certainty.C1}, 2, {"cap_rumour"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "facts", "severity", "reasons"), TABLE, ids=[row[0] for row in TABLE])
def test_severity_table(what: str, facts: dict[str, Any], severity: int, reasons: set[str]) -> None:
    level, said = rate(told(**facts))
    assert level == severity, said
    assert reasons <= set(said)


def test_every_reason_has_words() -> None:
    texts = Translator.for_lang("en")
    said = {reason for _, facts, _, _ in TABLE for reason in rate(told(**facts))[1]}
    assert [each for each in sorted(said) if not texts.has(f"reason-{each.replace('_', '-')}")] == []


def test_every_kind_can_be_rated() -> None:
    for fine in fine_kinds().values():
        level, reasons = rate(told(kind=fine.kind, fine_kind=fine.name, nature=fine.nature))
        assert 1 <= level <= 5
        assert reasons


def incident(told_after: timedelta, precision: TimePrecision) -> Incident:
    at = datetime(2024, 11, 5, tzinfo=UTC)
    return Incident(
        id="PK-1", revision=1, status=Status.DEVELOPING, kind="armed_attack", fine_kind="shooting",
        nature=Nature.UNKNOWN, place=CITY, first_reported_at=at, first_seen_at=at, updated_at=at + told_after,
        occurred_at=at, time_precision=precision, killed=n(1), danger=Danger.AT_LARGE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "precision", "severity"),
    [
        (23, TimePrecision.EXACT, 4),
        (25, TimePrecision.EXACT, 3),
        # A day is given by its first moment: it lasts until the next.
        (47, TimePrecision.DAY, 4),
        (49, TimePrecision.DAY, 3),
    ],
)
def test_an_armed_suspect_at_large_counts_for_a_day(
    hours: int, precision: TimePrecision, severity: int
) -> None:
    assert rate(incident(timedelta(hours=hours), precision))[0] == severity


@pytest.mark.parametrize(
    ("nationality", "country", "foreign"),
    [
        ("Chinese", "PK", True),
        ("chinese", "CN", False),
        ("foreign", None, True),
        ("Chinese", None, False),
        ("Baloch", "PK", False),
        (None, "PK", False),
    ],
)
def test_who_is_a_foreigner(nationality: str | None, country: str | None, foreign: bool) -> None:
    assert is_foreign(nationality, country) is foreign


def test_no_adjective_stands_for_two_countries() -> None:
    assert len(countries_of()) > 150
