"""The alert: its first line, its limits, and what it says of who said what."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from bot.model.incident import Conflict, ConflictValue, Incident, Push
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Danger,
    Nature,
    PerpetratorStatus,
    Responsibility,
    Target,
)
from bot.rendering import render_alert, render_burst, render_details, render_latest
from bot.rendering.first_line import LIMIT
from tests.rendering.builders import (
    FACTORY_CLAIMS,
    NOW,
    POLICE_UNNAMED,
    SEEN,
    SSP,
    claim,
    exact,
    incident,
    mention,
    quake,
    report,
)
from tests.rendering.checks import RELATIVE, check, outside_quote
from tests.rendering.strategies import incidents, pushes
from tests.rendering.telegram_html import units

# More of them before a release: SITREP_EXAMPLES=5000.
SOME = settings(
    max_examples=int(os.environ.get("SITREP_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def text_of(one: Incident, push: Push = Push.NEW, **options: bool) -> str:
    return check(render_alert(one, push, lang="en", now=NOW, **options))


def test_the_factory_shooting_reads_as_an_analyst_would_write_it() -> None:
    lines = text_of(incident()).split("\n")
    assert lines[0] == (
        "🟠 Karachi: shooting, 2 Chinese nationals injured; gunman NOT CAUGHT (unnamed police); "
        "police confirm. Tue 5 Nov"
    )
    assert "✔ Police SSP, on record: shooting; hit: Chinese nationals." in lines
    assert "✔ Hospital, on record: 2 injured; 1 in serious condition." in lines
    assert "? Police, unnamed: suspect: security guard; suspect at large; motive unclear." in lines
    assert any(
        line.startswith("– Nobody has said:") and "No claim of responsibility" in line for line in lines
    )
    assert "Serious 3/5: suspect at large, foreign nationals" in lines
    assert lines[-1].endswith("PK-20241105-01")


def test_the_first_forty_units_hold_place_and_deed() -> None:
    start = text_of(incident())[:40]
    assert "Karachi" in start
    assert "shooting" in start


def test_no_name_of_a_person_or_a_hospital_stands_in_a_push_while_the_gunman_is_at_large() -> None:
    told = text_of(incident())
    assert "Adnan" not in told
    assert "Clifton" not in told


@pytest.mark.parametrize(
    ("role", "says"), [("police", "(unnamed police)"), ("outlet", "(one paper)"), ("witness", "(witnesses)")]
)
def test_only_an_official_is_called_unnamed(role: str, says: str) -> None:
    speaker = replace(POLICE_UNNAMED, role=role)
    claims = tuple(replace(each, said_by=speaker) for each in FACTORY_CLAIMS)
    told = text_of(incident(reports=(report(mention=mention(claims=claims)),)))
    assert f"NOT CAUGHT {says}" in told.split("\n")[0]


def test_details_name_the_official_on_record() -> None:
    assert "Adnan Waseem" in check(render_details(incident(), lang="en", now=NOW))


@pytest.mark.parametrize(
    ("push", "starts"),
    [
        (Push.NEW, "🟠 Karachi"),
        (Push.UPDATE, "🔺 Karachi"),
        (Push.CORRECTION, "✏️ "),
        (Push.WITHDRAWN, "❌ WITHDRAWN: Karachi"),
        (Push.ALL_CLEAR, "🟢 ALL CLEAR"),
    ],
)
def test_each_type_of_message_has_its_sign(push: Push, starts: str) -> None:
    assert text_of(incident(), push).startswith(starts)


def test_an_arrest_lowers_the_sign() -> None:
    assert incident().perpetrator is not None
    caught = replace(incident().perpetrator, status=PerpetratorStatus.DETAINED)  # type: ignore[type-var]
    told = text_of(incident(perpetrator=caught, danger=Danger.CONTAINED), Push.UPDATE)
    assert told.startswith("🔻 Karachi")


def test_an_attack_that_was_none_says_so_first() -> None:
    was = report(mention=mention(kind="bombing", fine_kind="bombing", nature=Nature.TARGETED))
    now = report(
        id="item2#0",
        item_id="item2",
        mention=mention(kind="accident_disaster", fine_kind="explosion_accident", nature=Nature.ACCIDENT),
    )
    it = incident(
        kind="accident_disaster",
        fine_kind="explosion_accident",
        nature=Nature.ACCIDENT,
        danger=None,
        perpetrator=None,
        target=(),
        reports=(was, now),
    )
    assert text_of(it, Push.CORRECTION).startswith("✏️ NOT AN ATTACK")


def test_a_withdrawn_alert_says_not_to_forward_and_repeats_no_toll() -> None:
    told = text_of(incident(certainty=Certainty.C0), Push.WITHDRAWN)
    assert "Do not forward" in told
    assert "2 Chinese" not in told


def test_a_late_alert_says_both_times() -> None:
    late = render_alert(incident(), Push.NEW, lang="en", now=SEEN + timedelta(hours=2), late=True)
    told = check(late)
    assert "LATE" in told.split("\n")[0]
    assert "10:14" in told
    assert "12:14" in told


def test_a_possible_repeat_says_so() -> None:
    assert "Possible repeat" in text_of(incident(), repeat=True)


def test_a_conflict_names_both_sides() -> None:
    sides = Conflict(
        "perpetrator.status",
        (ConflictValue("detained", SSP, "a"), ConflictValue("at_large", POLICE_UNNAMED, "b")),
    )
    told = text_of(incident(conflicts=(sides,)))
    (line,) = [each for each in told.split("\n") if each.startswith("⚠")]
    assert "detained" in line
    assert "at large" in line


def test_at_least_stays_at_least() -> None:
    assert "at least 3" in text_of(incident(killed=Count(3, 3, None))).lower()


def test_a_group_s_claim_is_never_told_as_true() -> None:
    told = text_of(incident(claim=Responsibility(claimed=True, by="Baloch Liberation Army")))
    assert "not verified" in told
    assert "Baloch Liberation Army" in told


def test_a_side_s_vocabulary_is_not_shown() -> None:
    told = text_of(incident(target=(Target(None, "martyred soldiers"),), motive="khwarij neutralised"))
    assert "martyred" not in told
    assert "neutralised" not in told


def test_an_earthquake_without_a_place_is_still_an_alert() -> None:
    assert text_of(quake()).startswith("🟠 Place unclear: earthquake")


def test_another_language_s_zone_is_the_incident_s_own() -> None:
    assert "PKT" in text_of(incident())


@SOME
@given(incidents, pushes)
def test_any_incident_gives_a_message_that_telegram_takes(one: Incident, push: Push) -> None:
    message = render_alert(one, push, lang="en", now=NOW, late=True, repeat=True)
    told = check(message)
    assert units(told.split("\n")[0]) <= LIMIT
    assert units(outside_quote(message)) <= 900 + 350
    assert "<script" not in told or "&lt;script" in message.html


@SOME
@given(incidents)
def test_any_incident_can_be_looked_into_and_listed(one: Incident) -> None:
    check(render_details(one, lang="en", now=NOW))
    for message in render_burst([one] * 30, lang="en", now=NOW):
        check(message)
    check(
        render_latest(
            "Karachi",
            [one] * 5,
            total=50,
            offset=5,
            limit=5,
            coverage_fine=1,
            coverage_total=2,
            last_item_at=NOW,
            last_incident=None,
            unlocated=1,
            lang="en",
            now=NOW,
            tz="Asia/Karachi",
            query_token="abc",
        )
    )


def test_no_sent_text_holds_relative_time() -> None:
    for push in Push:
        assert not RELATIVE.search(text_of(incident(), push, late=True))


def test_the_copied_text_carries_time_certainty_and_a_link() -> None:
    (copy,) = [
        b.copy
        for row in render_alert(incident(), Push.NEW, lang="en", now=NOW).buttons
        for b in row
        if b.copy
    ]
    assert "Tue 5 Nov 10:14 PKT" in copy
    assert "on record" in copy
    assert "https://news.example/" in copy


def test_a_year_is_told_when_it_is_another_one() -> None:
    old = incident(occurred_at=datetime(2021, 3, 4, tzinfo=UTC))
    assert "2021" in text_of(old)


def test_thousands_are_grouped() -> None:
    assert "12,000" in text_of(quake(injured=exact(12000)))


def test_a_correction_is_confirmed_only_by_who_says_the_new_thing() -> None:
    def corrected(*claims: Claim) -> str:
        it = incident(
            kind="accident_disaster",
            fine_kind="explosion_accident",
            nature=Nature.ACCIDENT,
            perpetrator=None,
            danger=None,
            target=(),
            reports=(report(mention=mention(kind="bombing", fine_kind="bombing", claims=claims)),),
        )
        return text_of(it, Push.CORRECTION).split("\n")[0]

    assert "police confirm" not in corrected(claim("weapon", "explosive", SSP, Certainty.C3))
    assert "police confirm" not in corrected(claim("fine_kind", "bombing", SSP, Certainty.C3))
    assert "police confirm" in corrected(claim("nature", "accident", SSP, Certainty.C3))
