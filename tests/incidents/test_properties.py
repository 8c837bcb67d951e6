"""Whatever extraction brings: no error, and what is shown holds together."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.incidents.derive import derive
from bot.model.codec import from_data, to_data
from bot.model.incident import Incident, Report
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
    Responsibility,
    Role,
    Speaker,
    Target,
    TimePrecision,
)
from tests.incidents.builders import (
    BALOCHISTAN,
    HYDERABAD,
    KARACHI,
    KORANGI,
    PAKISTAN,
    SINDH,
    SITE_AREA,
    START,
    Desk,
)

_words = st.sampled_from(
    ["", "guard", "two men", "Chinese", "unknown", "دو", "卡拉奇", "a" * 300, "x:y", "None"]
)
_maybe = st.one_of(st.none(), _words)
_number = st.one_of(st.none(), st.integers(0, 400))
_counts = st.one_of(
    st.none(), st.lists(st.integers(0, 99), min_size=3, max_size=3).map(lambda n: Count(*sorted(n))),
    st.integers(1, 99).map(lambda n: Count(n, None, None)), st.just(Count()),
)  # fmt: skip
_times = st.one_of(st.none(), st.integers(-3000, 3000).map(lambda n: START + timedelta(minutes=n)))
_speakers = st.builds(
    Speaker, st.sampled_from(["police", "hospital", "outlet", "group", "witness", "official", "agency", "?"]),
    institution=_maybe, named=st.booleans(), rank=_maybe, name=_maybe,
)  # fmt: skip
_fields = st.sampled_from(
    ["killed", "injured", "perpetrator.status", "arrested", "danger", "motive", "kind", "nature", "place",
     "target",
     "magnitude", "claim", "weapon", "coordinated", "charges", "curfew", "alert_level", "?"]
)  # fmt: skip
_values = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**9), _words,
    st.sampled_from(["at_large", "detained", "over", "fighting", "accident", "shooting", "6.7"]),
)  # fmt: skip
_claims = st.builds(Claim, _fields, _values, _speakers, st.sampled_from(Certainty), st.just((0, 1)))
_places = st.one_of(
    st.sampled_from([KARACHI, KORANGI, SITE_AREA, SINDH, HYDERABAD, BALOCHISTAN, PAKISTAN, MentionPlace()]),
    st.builds(MentionPlace, name=_maybe, site=_maybe, city=_maybe, admin1=_maybe, country=st.just("PK")),
)
_kinds = st.sampled_from([("other", None), *((each.kind, each.name) for each in fine_kinds().values())])


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    kind, fine = draw(_kinds)
    return Mention(
        kind=kind,
        fine_kind=draw(st.sampled_from([fine, None])),
        nature=draw(st.sampled_from(Nature)),
        background=draw(st.integers(0, 9)) == 0,
        place=draw(_places),
        occurred_at=draw(_times),
        time_precision=draw(st.sampled_from(TimePrecision)),
        expected_from=draw(st.one_of(st.none(), _times)),
        expected_until=draw(st.one_of(st.none(), _times)),
        killed=draw(_counts),
        injured=draw(_counts),
        missing=draw(_counts),
        abducted=draw(_counts),
        attackers_killed=draw(_number),
        weapon=draw(_maybe),
        target=tuple(draw(st.lists(st.builds(Target, _maybe, _maybe, _number), max_size=3))),
        perpetrator=draw(
            st.one_of(st.none(), st.builds(Perpetrator, _maybe, _maybe, st.sampled_from(PerpetratorStatus)))
        ),
        danger=draw(st.one_of(st.none(), st.sampled_from(Danger))),
        motive=draw(_maybe),
        claim=draw(st.builds(Responsibility, st.one_of(st.none(), st.booleans()), _maybe)),
        attributed_to=tuple(draw(st.lists(_words, max_size=2))),
        claims=tuple(draw(st.lists(_claims, max_size=4))),
        certainty=draw(st.sampled_from([Certainty.C1, Certainty.C2, Certainty.C3])),
        own_text=draw(_words),
    )


@st.composite
def items(draw: st.DrawFn) -> list[list[Report]]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        seen = START + timedelta(minutes=draw(st.integers(0, 3000)))
        told = draw(st.lists(mentions(), min_size=1, max_size=2))
        item = draw(st.sampled_from(["a", "b", "c", f"i{number}"]))
        made.append(
            [
                Report(
                    id=f"{item}#{n}", item_id=item, source=item, family=draw(st.sampled_from(["one", "two"])),
                    title=draw(_words), url="", role=Role.NEW_INCIDENT, seen_at=seen, mention=mention,
                    published_at=draw(_times), tier=draw(st.integers(1, 4)), before_start=draw(st.booleans()),
                    may_open=draw(st.integers(0, 4)) > 0,
                )
                for n, mention in enumerate(told)
            ]
        )  # fmt: skip
    return made


def holds_together(incident: Incident) -> None:
    assert 1 <= incident.severity <= 5
    assert incident.severity_reasons
    for count in (incident.killed, incident.injured, incident.missing, incident.abducted):
        known = [n for n in (count.min, count.best, count.max) if n is not None] if count else []
        assert known == sorted(known)
    for each in incident.conflicts:
        assert len({side.value for side in each.values}) >= 2
    assert incident.updated_at.tzinfo is not None
    assert from_data(Incident, to_data(incident)) == incident


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(items())
def test_any_stream_is_taken_in_and_every_incident_holds_together(stream: list[list[Report]]) -> None:
    desk = Desk()
    for reports in stream:
        for made in desk.take(*reports):
            assert made.reason
            assert made.push is None or made.after is not None
    for one in desk.live:
        holds_together(one)
    held = [each.id for one in desk.live for each in one.reports if not each.withdrawn]
    assert len(held) == len(set(held)), "a report stands in one incident"


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(items(), st.randoms(use_true_random=False))
def test_what_is_shown_depends_on_the_reports_and_not_on_their_order(
    stream: list[list[Report]], random: object
) -> None:
    reports = {each.id: each for told in stream for each in told if not each.mention.background}
    if not reports:
        return
    one = list(reports.values())
    other = list(reports.values())
    random.shuffle(other)  # type: ignore[attr-defined]
    now = datetime(2024, 11, 9, tzinfo=UTC)
    assert derive(one, now=now) == derive(other, now=now)
