from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incidents.decision import Decision
from bot.matching.match import Reason
from bot.matching.select import Selection, select
from bot.model.incident import Change, Incident, Push, Status
from bot.model.mention import MentionPlace, Nature, Precision
from bot.model.place import WORLD, Area, PlaceKind
from bot.model.subscription import Mute, Subscription
from tests.matching.builders import (
    CHINESE,
    KARACHI_IDS,
    LAHORE,
    NOW,
    PAKISTAN_AREA,
    WORLD_AREA,
    Decided,
    area,
    happened,
    wants,
)  # fmt: skip

HERE = (100, None)


def choose(decision: Decided, *subscriptions: Subscription, **values: Any) -> Selection:
    return select(decision, subscriptions, **{"mutes": (), "told": set(), "now": NOW, **values})


def new(incident: Incident) -> Decided:
    return Decided(after=incident)


def update(before: Incident, after: Incident, push: Push | None = Push.UPDATE) -> Decided:
    return Decided(Change.JOIN, before, replace(after, revision=before.revision + 1), push=push)


def reasons(selection: Selection) -> list[Reason]:
    return [reason for _, reason in selection.refused]


def test_alert_names_chat_topic_subscription_and_reason() -> None:
    (alert,) = choose(new(happened()), wants(id=9, number=3, thread_id=7)).alerts
    assert (alert.chat_id, alert.thread_id, alert.subscription_id) == (100, 7, 9)
    assert (alert.push, alert.severity, alert.committed_at) == (Push.NEW, 5, NOW)
    assert alert.reason == "subscription 3: Karachi"


def test_reason_of_a_world_subscription() -> None:
    (alert,) = choose(new(happened("A coup.")), wants("coup", WORLD_AREA)).alerts
    assert alert.reason == "subscription 1: everywhere"


def test_several_subscriptions_of_a_chat_make_one_alert_and_topics_one_each() -> None:
    two = [wants(number=2, id=2), wants("", PAKISTAN_AREA, number=1, id=1)]
    elsewhere = wants(number=3, id=3, thread_id=7)
    alerts = choose(new(happened()), *two, elsewhere).alerts
    assert [(a.thread_id, a.subscription_id) for a in alerts] == [(None, 1), (7, 3)]


@pytest.mark.parametrize(
    ("subscription", "incident", "reason"),
    [
        (wants(), happened(place=LAHORE), Reason.NO_AREA),
        (wants(), happened(place=MentionPlace(name="Somewhere")), Reason.UNLOCATED),
        (wants("", WORLD_AREA), happened(place=MentionPlace()), Reason.UNLOCATED),
        (wants("BLA"), happened(), Reason.WORDS),
        (wants(), happened(severity=1), Reason.BELOW_SEVERITY),
        (wants(), happened(severity=2, nature=Nature.CRIME), Reason.BELOW_SEVERITY),
        (wants("", PAKISTAN_AREA), happened(severity=2), Reason.BELOW_SEVERITY),
        (wants("", WORLD_AREA), happened(severity=3), Reason.BELOW_SEVERITY),
        (wants("severity>=5"), happened(severity=4), Reason.BELOW_SEVERITY),
        (wants(paused=True), happened(), Reason.PAUSED),
        (wants(expression="(broken"), happened(), Reason.WORDS),
    ],
)
def test_every_no_has_its_name(subscription: Subscription, incident: Incident, reason: Reason) -> None:
    selection = choose(new(incident), subscription)
    assert selection.alerts == ()
    assert selection.refused == ((subscription, reason),)


@pytest.mark.parametrize(
    ("subscription", "severity"),
    [
        (wants(), 2),
        (wants("severity>=1"), 1),
        (wants("", PAKISTAN_AREA), 3),
        (wants("", PAKISTAN_AREA, area()), 2),
        (wants("", WORLD_AREA), 4),
    ],
)
def test_lowest_severity_of_the_area_that_it_lies_in_counts(
    subscription: Subscription, severity: int
) -> None:
    assert choose(new(happened(severity=severity)), subscription).alerts
    if severity > 1:
        assert not choose(new(happened(severity=severity - 1)), subscription).alerts


def test_words_any_and_all() -> None:
    bomb = new(happened("A bomb went off."))
    assert choose(bomb, wants("bomb | gun")).alerts
    assert not choose(bomb, wants("bomb gun")).alerts


def test_who_was_told_gets_the_update_and_who_was_not_gets_it_as_new() -> None:
    after = happened()
    told, fresh = wants(chat_id=1, id=1), wants(chat_id=2, id=2)
    alerts = choose(update(after, after), told, fresh, told={(1, None)}).alerts
    assert [(a.chat_id, a.push) for a in alerts] == [(1, Push.UPDATE), (2, Push.NEW)]


def test_who_was_told_hears_on_though_it_became_less_severe() -> None:
    before, after = happened(severity=3), happened(severity=1)
    assert choose(update(before, after), wants(), told={HERE}).alerts
    assert reasons(choose(update(before, after), wants())) == [Reason.BELOW_SEVERITY]


@pytest.mark.parametrize("push", [Push.CORRECTION, Push.WITHDRAWN, Push.ALL_CLEAR])
def test_what_calls_back_goes_to_everyone_told_wanted_or_not_muted_or_not(push: Push) -> None:
    before, after = happened(), happened(place=LAHORE, severity=1)
    told = {(1, None), (2, 7), (3, None)}
    mutes = [Mute(1, None), Mute(2, None, after.id, thread_id=7)]
    selection = choose(update(before, after, push), wants(chat_id=1), told=told, mutes=mutes)
    assert [(a.chat_id, a.thread_id, a.push, a.subscription_id) for a in selection.alerts] == [
        (1, None, push, None),
        (2, 7, push, None),
        (3, None, push, None),
    ]


def test_what_was_withdrawn_and_is_true_after_all_goes_to_everyone_told() -> None:
    decision = update(happened(status=Status.RETRACTED), happened(), Push.NEW)
    mute = Mute(100, None, "PK-20241105-01")
    alerts = choose(decision, wants(), wants(chat_id=5), told={HERE}, mutes=[mute]).alerts
    assert [(a.chat_id, a.push) for a in alerts] == [(100, Push.NEW), (5, Push.NEW)]


def test_place_corrected_into_an_area_is_new_there() -> None:
    decision = update(happened(place=LAHORE), happened(), Push.CORRECTION)
    alerts = choose(decision, wants(chat_id=5), told={(1, None)}).alerts
    assert [(a.chat_id, a.push) for a in alerts] == [(1, Push.CORRECTION), (5, Push.NEW)]


@pytest.mark.parametrize("push", [Push.WITHDRAWN, Push.ALL_CLEAR])
def test_nobody_is_told_of_the_end_of_what_they_never_heard_of(push: Push) -> None:
    after = happened(status=Status.RETRACTED if push is Push.WITHDRAWN else Status.CLOSED)
    assert choose(update(happened(), after, push), wants()).refused == ((wants(), Reason.NOT_TOLD),)


def test_told_already_is_not_told_again() -> None:
    assert reasons(choose(new(happened()), wants(), told={HERE})) == [Reason.TOLD_ALREADY]


def test_silent_report_is_told_to_nobody_who_wanted_it_before() -> None:
    decision = update(happened(), happened(), push=None)
    assert reasons(choose(decision, wants())) == [Reason.NO_PUSH]
    assert reasons(choose(decision, wants(), told={HERE})) == [Reason.NO_PUSH]


def test_silent_report_that_brings_it_within_a_subscription_is_news_to_that_one() -> None:
    before = happened("Two foreigners were shot at.")
    after = happened("Two foreigners were shot at.", target=CHINESE)
    asked, rest = wants('"Chinese nationals"', chat_id=1), wants(chat_id=2)
    selection = choose(update(before, after, push=None), asked, rest, told={(2, None)})
    assert [(a.chat_id, a.push) for a in selection.alerts] == [(1, Push.NEW)]


@pytest.mark.parametrize("what", ["old", "before_start", "unknown", "rumour", "lowest_tier"])
def test_silent_report_that_is_no_news_brings_nothing(what: str) -> None:
    after = happened(target=CHINESE)
    (told,) = after.reports
    if what == "old":
        told = replace(told, published_at=NOW - timedelta(hours=25), seen_at=NOW)
    told = replace(told, before_start=what == "before_start", tier=4 if what == "lowest_tier" else 3)
    decision = update(happened(), replace(after, reports=(told,)), push=None)
    decision = replace(decision, report_id="item1#0" if what != "unknown" else "")
    decision = replace(decision, push_reason=what if what == "rumour" else "nothing_material")
    wanted = {"old": Reason.TOO_OLD, "before_start": Reason.BEFORE_START}
    assert reasons(choose(decision, wants('"Chinese nationals"'))) == [wanted.get(what, Reason.NO_PUSH)]


def test_first_poll_is_pushed_to_nobody() -> None:
    decision = replace(new(happened(before_start=True)), push=None)
    assert reasons(choose(decision, wants())) == [Reason.BEFORE_START]


@pytest.mark.parametrize(
    "mute",
    [
        Mute(100, None),
        Mute(100, NOW + timedelta(minutes=1)),
        Mute(100, None, "PK-20241105-01"),
        Mute(100, None, subscription_id=1),
    ],
)
def test_muted(mute: Mute) -> None:
    assert reasons(choose(new(happened()), wants(), mutes=[mute])) == [Reason.MUTED]


@pytest.mark.parametrize(
    "mute",
    [
        Mute(100, NOW),
        Mute(101, None),
        Mute(100, None, thread_id=7),
        Mute(100, None, "PK-20241105-02"),
        Mute(100, None, subscription_id=2),
    ],
)
def test_not_muted(mute: Mute) -> None:
    assert choose(new(happened()), wants(), mutes=[mute]).alerts


def test_muted_subscription_leaves_the_others_of_the_chat() -> None:
    mute = Mute(100, None, subscription_id=1)
    (alert,) = choose(new(happened()), wants(), wants(id=2, number=2), mutes=[mute]).alerts
    assert alert.subscription_id == 2


def test_mute_of_an_incident_holds_when_it_is_merged() -> None:
    absorbed = happened(id="PK-20241105-09")
    decision = replace(update(happened(), happened()), change=Change.MERGE, absorbed=(absorbed,))
    mute = Mute(100, None, "PK-20241105-09")
    assert reasons(choose(decision, wants(), told={HERE}, mutes=[mute])) == [Reason.MUTED]


def test_nothing_decided_is_nothing_selected() -> None:
    assert choose(Decided(Change.NONE, after=happened()), wants()) == Selection()
    assert choose(Decided(after=None), wants()) == Selection()


def test_decisions_of_the_incidents_stage_fit() -> None:
    decision = Decision(Change.OPEN, "new", after=happened(), push=Push.NEW, report_id="item1#0")
    assert select(decision, [wants()], mutes=(), told=(), now=NOW).alerts


KINDS = [
    PlaceKind.CITY,
    PlaceKind.ADMIN2,
    PlaceKind.ADMIN1,
    PlaceKind.COUNTRY,
    PlaceKind.REGION,
    PlaceKind.WORLD,
]


@given(
    inner=st.integers(0, 5),
    outer=st.integers(0, 5),
    severity=st.integers(1, 5),
    words=st.sampled_from(["", "guard", "BLA", "guard | bomb", "-guard", "gua* severity>=1"]),
    place=st.sampled_from([KARACHI_IDS, LAHORE.area_ids]),
)
def test_ancestor_is_told_of_whatever_its_descendant_is_told(
    inner: int, outer: int, severity: int, words: str, place: tuple[str, ...]
) -> None:
    """With the same words and the same lowest severity: places alone decide."""
    inner, outer = sorted((inner, outer))
    incident = happened(place=MentionPlace(place_id=place[0], area_ids=place), severity=severity)
    told = []
    for n in (inner, outer):
        where = Area("x", KARACHI_IDS[n], KINDS[n], KARACHI_IDS[n + 1 :])
        told.append(bool(choose(new(incident), replace(wants(words, where), min_severity=1)).alerts))
    assert told[1] or not told[0]


@given(
    chats=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([None, 7])), max_size=12),
    told=st.sets(st.tuples(st.integers(1, 4), st.sampled_from([None, 7]))),
    push=st.sampled_from([None, *Push]),
    change=st.sampled_from([Change.OPEN, Change.JOIN, Change.CORRECT, Change.MERGE]),
)
def test_at_most_one_alert_a_chat_and_topic_and_every_no_is_named(
    chats: list[tuple[int, int | None]], told: set[tuple[int, int | None]], push: Push | None, change: Change
) -> None:
    subscriptions = [
        wants("" if n % 2 else "BLA", id=n, number=n, chat_id=chat, thread_id=topic)
        for n, (chat, topic) in enumerate(chats, 1)
    ]
    decision = Decided(change, None if change is Change.OPEN else happened(), happened(), push=push)
    selection = choose(decision, *subscriptions, told=told)
    got = [(a.chat_id, a.thread_id) for a in selection.alerts]
    assert len(got) == len(set(got))
    for alert in selection.alerts:
        where = (alert.chat_id, alert.thread_id)
        assert (alert.push is Push.NEW) == (where not in told)
    for _, reason in selection.refused:
        assert isinstance(reason, Reason)
    assert WORLD in KARACHI_IDS


NOWHERE = happened(place=MentionPlace(), severity=4)
QUARTER: dict[str, Any] = {"place_id": "77", "area_ids": ("77", *KARACHI_IDS)}
A_SITE = Area("Site 2", lat=24.86, lon=67.01, radius_km=10.0, site=True, ancestors=KARACHI_IDS)


def test_unplaced_incident_reaches_only_who_asked_for_such() -> None:
    assert reasons(choose(new(NOWHERE), wants())) == [Reason.UNLOCATED]
    (alert,) = choose(new(NOWHERE), wants(unplaced=True)).alerts
    assert alert.reason == "subscription 1: everywhere"


@pytest.mark.parametrize(
    ("severity", "nature", "values", "told"),
    [
        (3, Nature.TARGETED, {}, False),
        (4, Nature.TARGETED, {}, True),
        (4, Nature.ACCIDENT, {}, False),
        (5, Nature.ACCIDENT, {}, True),
        (2, Nature.TARGETED, {"min_severity": 2}, True),
        (5, Nature.TARGETED, {"paused": True}, False),
    ],
)
def test_unplaced_incident_counts_as_one_of_the_world(
    severity: int, nature: Nature, values: dict[str, Any], told: bool
) -> None:
    incident = replace(NOWHERE, severity=severity, nature=nature)
    assert bool(choose(new(incident), wants(unplaced=True, **values)).alerts) is told


def test_unplaced_incident_needs_the_words_too() -> None:
    assert reasons(choose(new(NOWHERE), wants("cricket", unplaced=True))) == [Reason.WORDS]
    assert choose(new(NOWHERE), wants("guard", unplaced=True)).alerts


def test_alert_of_a_placed_site_names_the_nearest_of_the_chat_whichever_subscription_matched() -> None:
    place = replace(happened().place, precision=Precision.SITE, lat=24.87, lon=67.01, **QUARTER)
    incident = happened(place=place)
    (alert,) = choose(new(incident), wants(), wants("", A_SITE, number=2, id=2)).alerts
    assert (alert.subscription_id, alert.site) == (1, "Site 2")
    assert alert.site_km == pytest.approx(1.1, abs=0.1)


def test_alert_of_another_topic_or_chat_does_not_name_the_site() -> None:
    place = replace(happened().place, precision=Precision.SITE, lat=24.87, lon=67.01, **QUARTER)
    elsewhere = wants("", A_SITE, number=2, id=2, thread_id=5)
    by_topic = {
        each.thread_id: each for each in choose(new(happened(place=place)), wants(), elsewhere).alerts
    }
    assert by_topic[None].site == ""
    assert by_topic[5].site == "Site 2"
