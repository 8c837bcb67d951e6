"""What is shown, from what several reports say. Each row: reports oldest first, then what must come out."""

from dataclasses import replace
from typing import Any

import pytest

from bot.incidents.derive import derive
from bot.model.incident import Incident, Report
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Danger,
    Nature,
    Perpetrator,
    PerpetratorStatus,
    Precision,
    Responsibility,
    Target,
)
from tests.incidents.builders import (
    DIG,
    GROUP,
    HOSPITAL,
    HYDERABAD,
    KARACHI,
    KORANGI,
    PAKISTAN,
    POLICE,
    SINDH,
    SITE_AREA,
    SSP,
    START,
    TUESDAY,
    chinese,
    claim,
    exact,
    suspect,
    tell,
)


def shown(*reports: Report) -> Incident:
    return derive(reports, now=START)


def papers(*mentions: dict[str, Any]) -> list[Report]:
    """One report an hour, each of a paper of its own with words of its own."""
    words = ("alpha", "bravo", "cedar", "delta", "eager", "flint", "grove")
    return [tell(f"{words[n]}1", 60 * n, f"{words[n]} {n}", **values) for n, values in enumerate(mentions)]


def said(field: str, n: int, *claims: Claim) -> dict[str, Any]:
    return {field: exact(n), **({"claims": claims} if claims else {})}


TOLLS: list[tuple[str, list[dict[str, Any]], Count | None]] = [
    ("nobody counts", [{}, {}], None),
    ("one paper", [said("killed", 3)], exact(3)),
    ("a later officer has the last word", [
        said("killed", 3), said("killed", 7), said("killed", 4, claim("killed", 4, SSP)),
    ], Count(4, 4, 7)),
    ("the newest of two on record", [
        said("killed", 5, claim("killed", 5, SSP)), said("killed", 6, claim("killed", 6, HOSPITAL)),
    ], exact(6)),
    ("a lower toll before it was overtaken", [
        said("killed", 2), said("killed", 5, claim("killed", 5, HOSPITAL)),
    ], exact(5)),
    ("a lower toll after it stands", [
        said("killed", 5, claim("killed", 5, HOSPITAL)), said("killed", 2),
    ], Count(2, 5, 5)),
    ("the majority where nobody is on record", [
        said("killed", 3), said("killed", 4), said("killed", 3),
    ], Count(3, 3, 4)),
    ("else the lowest", [said("killed", 3), said("killed", 9)], Count(3, 3, 9)),
    ("one paper that counts on", [
        said("killed", 3), {**said("killed", 5)},
    ], Count(3, 3, 5)),
    ("at least", [{"killed": Count(12, None, None)}], Count(12, 12, None)),
    ("an armed group alone only bounds", [
        said("killed", 40, claim("killed", 40, GROUP)),
    ], Count(None, None, 40)),
    ("an armed group beside a paper is not counted", [
        said("killed", 40, claim("killed", 40, GROUP)), said("killed", 3),
    ], exact(3)),
    ("a rumour beside a hospital is not counted", [
        said("killed", 0, claim("killed", 0, HOSPITAL)), {**said("killed", 1), "certainty": Certainty.C1},
    ], exact(0)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "mentions", "killed"), TOLLS, ids=[row[0] for row in TOLLS])
def test_toll(what: str, mentions: list[dict[str, Any]], killed: Count | None) -> None:
    assert shown(*papers(*mentions)).killed == killed, what


def test_articles_are_never_added_up() -> None:
    two, three = said("killed", 2), said("killed", 3)
    toll = shown(*papers(two, three, two, three, two)).killed
    assert toll == Count(2, 2, 3)


def test_one_paper_that_counts_on_has_its_newest_number() -> None:
    reports = [tell("dawn1", 0, "a", killed=exact(3)), tell("dawn2", 60, "b", killed=exact(5))]
    assert shown(*reports).killed == exact(5)


def test_a_copied_text_is_one_voice() -> None:
    text = "Gunmen stop a night coach on the coastal highway, rob its riders and shoot three beside a ravine"
    reports = [tell(f"{name}1", n, text, killed=exact(3)) for n, name in enumerate(("a", "b", "c"))]
    reports.append(tell("d1", 9, "Coach riders shot", killed=exact(4)))
    # Three copies against one other paper are one voice each: the lower stands, and it is no majority.
    assert shown(*reports).killed == Count(3, 3, 4)
    assert shown(*reports[:3]).certainty is Certainty.C2


def test_attackers_are_counted_apart() -> None:
    incident = shown(*papers({"attackers_killed": 9, **said("killed", 1)}))
    assert (incident.attackers_killed, incident.killed) == (9, exact(1))


SITUATIONS: list[tuple[str, list[dict[str, Any]], PerpetratorStatus, Danger | None]] = [
    ("nothing said", [{}], PerpetratorStatus.UNKNOWN, None),
    ("at large", [{"perpetrator": suspect("at_large")}], PerpetratorStatus.AT_LARGE, Danger.AT_LARGE),
    ("held, and nobody ever said otherwise", [
        {"perpetrator": suspect("detained")},
    ], PerpetratorStatus.DETAINED, None),
    ("an arrest by hearsay", [
        {"perpetrator": suspect("at_large")}, {"perpetrator": suspect("detained")},
    ], PerpetratorStatus.AT_LARGE, Danger.AT_LARGE),
    ("an arrest on record", [
        {"perpetrator": suspect("at_large")},
        {"perpetrator": suspect("detained"), "claims": (claim("perpetrator.status", "detained", DIG),)},
    ], PerpetratorStatus.DETAINED, None),
    ("an arrest on record, then a manhunt", [
        {"perpetrator": suspect("detained"), "claims": (claim("perpetrator.status", "detained", DIG),)},
        {"perpetrator": suspect("at_large")},
    ], PerpetratorStatus.CONFLICTING, Danger.AT_LARGE),
    ("shot dead by police, on record", [
        {"perpetrator": suspect("at_large")},
        {"perpetrator": suspect("dead"), "claims": (claim("perpetrator.status", "dead", SSP),)},
    ], PerpetratorStatus.DEAD, None),
    ("over by hearsay", [
        {"danger": Danger.FIGHTING}, {"danger": Danger.OVER},
    ], PerpetratorStatus.UNKNOWN, Danger.FIGHTING),
    ("over on record", [
        {"danger": Danger.FIGHTING}, {"danger": Danger.OVER, "claims": (claim("danger", "over", SSP),)},
    ], PerpetratorStatus.UNKNOWN, Danger.OVER),
    ("over, then shots again", [
        {"danger": Danger.OVER, "claims": (claim("danger", "over", SSP),)}, {"danger": Danger.FIGHTING},
    ], PerpetratorStatus.UNKNOWN, Danger.FIGHTING),
    ("not arrested, as a claim", [
        {"claims": (claim("arrested", False, POLICE),)},
    ], PerpetratorStatus.AT_LARGE, Danger.AT_LARGE),
]  # fmt: skip


@pytest.mark.parametrize(("what", "mentions", "status", "danger"), SITUATIONS, ids=[r[0] for r in SITUATIONS])
def test_situation(
    what: str, mentions: list[dict[str, Any]], status: PerpetratorStatus, danger: Danger | None
) -> None:
    incident = shown(*papers(*mentions))
    assert (incident.perpetrator or Perpetrator()).status is status, what
    assert incident.danger is danger


def test_a_disputed_arrest_names_both_sides() -> None:
    held = {"perpetrator": suspect("detained"), "claims": (claim("perpetrator.status", "detained", DIG),)}
    (told,) = shown(*papers(held, {"perpetrator": suspect("at_large")})).conflicts
    assert [(side.value, side.said_by.role) for side in told.values] == [
        ("detained", "police"),
        ("at_large", "outlet"),
    ]


def accident(on_record: bool = False) -> dict[str, Any]:
    return {
        "kind": "accident_disaster",
        "fine_kind": "explosion_accident",
        "nature": Nature.ACCIDENT,
        "claims": (claim("nature", "accident", SSP),) if on_record else (),
    }


BOMB = {"kind": "bombing", "fine_kind": "bombing"}
HEARD = {"kind": "undetermined", "fine_kind": "explosion"}
DEEDS: list[tuple[str, list[dict[str, Any]], str, str | None, Nature]] = [
    ("a finer word than a blast", [HEARD, BOMB], "bombing", "bombing", Nature.UNKNOWN),
    ("whoever said it first", [BOMB, HEARD, HEARD], "bombing", "bombing", Nature.UNKNOWN),
    ("an accident on record", [BOMB, BOMB, accident(True)], "accident_disaster", "explosion_accident",
     Nature.ACCIDENT),
    ("an accident by one paper of two", [BOMB, accident()], "bombing", "bombing", Nature.UNKNOWN),
    ("an accident by most", [BOMB, accident(), accident()], "accident_disaster", "explosion_accident",
     Nature.ACCIDENT),
    ("an attack, says an officer later", [accident(True), {
        **BOMB, "claims": (claim("kind", "bombing", DIG),),
    }], "bombing", "bombing", Nature.UNKNOWN),
    ("a blast that was an accident", [HEARD, {**HEARD, "nature": Nature.ACCIDENT}], "accident_disaster",
     "explosion_accident", Nature.ACCIDENT),
    ("a fire that was arson", [
        {"kind": "accident_disaster", "fine_kind": "fire", "nature": Nature.ACCIDENT},
        {"kind": "infrastructure_attack", "fine_kind": "arson"},
    ], "infrastructure_attack", "arson", Nature.UNKNOWN),
    ("a bombing by a man who died in it", [
        BOMB, {"kind": "suicide_attack", "fine_kind": "suicide_bombing", "nature": Nature.TARGETED},
    ], "suicide_attack", "suicide_bombing", Nature.TARGETED),
    ("a crime, say most", [{}, {"nature": Nature.CRIME}, {"nature": Nature.CRIME}], "armed_attack",
     "shooting", Nature.CRIME),
    ("crime or terror, one each", [{"nature": Nature.CRIME}, {"nature": Nature.TARGETED}], "armed_attack",
     "shooting", Nature.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("what", "mentions", "kind", "fine", "nature"), DEEDS, ids=[row[0] for row in DEEDS])
def test_deed(what: str, mentions: list[dict[str, Any]], kind: str, fine: str, nature: Nature) -> None:
    incident = shown(*papers(*mentions))
    assert (incident.kind, incident.fine_kind, incident.nature) == (kind, fine, nature), what


PLACES: list[tuple[str, list[Any], str, str | None, bool]] = [
    ("the finest that all agree on", [PAKISTAN, SINDH, KARACHI], "1174872", "Karachi", False),
    ("a part of the city", [KARACHI, SITE_AREA], "x:karachi-site", "Karachi", False),
    ("two parts, one each: the city", [SITE_AREA, KORANGI], "1174872", "Karachi", True),
    ("two parts, two of three: the majority", [SITE_AREA, KORANGI, KORANGI], "1173370", "Karachi", True),
    ("two towns, one each: the province", [KARACHI, HYDERABAD], "PK.05", None, True),
]


@pytest.mark.parametrize(
    ("what", "places", "place_id", "city", "disputed"), PLACES, ids=[r[0] for r in PLACES]
)
def test_place(what: str, places: list[Any], place_id: str, city: str | None, disputed: bool) -> None:
    incident = shown(*papers(*({"place": each} for each in places)))
    assert (incident.place.place_id, incident.place.city) == (place_id, city), what
    assert ("place" in {each.field for each in incident.conflicts}) is disputed
    assert incident.place.area_ids[-1] == "world"


def test_the_fuller_name_of_a_site_stands() -> None:
    sites = ("factory", "garment factory", "garment factory")
    incident = shown(*papers(*({"place": replace(KARACHI, site=each)} for each in sites)))
    assert incident.place.site == "garment factory"
    assert incident.conflicts == ()


def test_two_sites_are_a_disagreement_and_none_is_shown() -> None:
    sites = (replace(KARACHI, site=each, precision=Precision.SITE) for each in ("bakery", "school"))
    incident = shown(*papers(*({"place": each} for each in sites)))
    assert incident.place.site is None
    assert [each.field for each in incident.conflicts] == ["site"]


def test_the_group_with_a_nationality_is_the_same_people() -> None:
    incident = shown(*papers({"target": (Target(None, "nationals", 2),)}, {"target": chinese()}))
    assert incident.target == chinese()


def test_two_nationalities_as_the_only_ones_are_a_disagreement() -> None:
    japanese = (Target("Japanese", "nationals", 2),)
    incident = shown(*papers({"target": chinese()}, {"target": japanese}, {"target": chinese()}))
    assert incident.target == chinese()
    assert [each.field for each in incident.conflicts] == ["target"]


def test_rival_claims_are_named_and_none_is_dropped() -> None:
    claims = [{"claim": Responsibility(True, name)} for name in ("Front of the North", "Front of the South")]
    incident = shown(*papers(*claims))
    assert incident.claim.claimed
    assert [each.field for each in incident.conflicts] == ["claim"]


def test_nobody_claimed_it_holds_until_somebody_does() -> None:
    nobody, somebody = {"claim": Responsibility(False)}, {"claim": Responsibility(True, "Front of the North")}
    assert shown(*papers(nobody)).claim == Responsibility(False)
    assert shown(*papers(somebody, nobody)).claim == Responsibility(True, "Front of the North")


SURE = {"certainty": Certainty.C3, "claims": (claim("kind", "shooting", SSP),)}
CERTAINTIES: list[tuple[str, list[dict[str, Any]], Certainty]] = [
    ("a rumour", [{"certainty": Certainty.C1}], Certainty.C1),
    ("two rumours", [{"certainty": Certainty.C1}, {"certainty": Certainty.C1}], Certainty.C1),
    ("one paper", [{}], Certainty.C2),
    ("three papers without a name", [{}, {}, {}], Certainty.C2),
    ("an officer in one paper", [SURE], Certainty.C3),
    ("an officer and a second paper", [SURE, {}], Certainty.C4),
    ("an officer and a rumour", [SURE, {"certainty": Certainty.C1}], Certainty.C3),
]


@pytest.mark.parametrize(("what", "mentions", "certainty"), CERTAINTIES, ids=[row[0] for row in CERTAINTIES])
def test_certainty(what: str, mentions: list[dict[str, Any]], certainty: Certainty) -> None:
    assert shown(*papers(*mentions)).certainty is certainty, what


def test_a_party_that_denies_it_is_a_disagreement_and_takes_nothing_back() -> None:
    denial = {"killed": exact(0), "claims": (claim("killed", 0, POLICE),)}
    incident = shown(*papers({"killed": exact(5)}, {"killed": exact(5)}, denial))
    assert incident.killed
    assert incident.killed.best == 5
    assert incident.certainty is Certainty.C2
    assert {side.value for side in incident.conflicts[0].values} == {"5", "0"}


def test_the_earliest_report_and_the_finest_time_are_kept() -> None:
    incident = shown(*papers({}, {"occurred_at": TUESDAY}))
    assert incident.occurred_at == TUESDAY
    assert incident.first_reported_at < incident.first_seen_at


def test_what_nobody_said_is_listed() -> None:
    assert shown(*papers({})).unknowns == ("site", "hour", "casualties", "motive", "perpetrator")
