"""Incidents as a hostile world could make them: any text, any numbers, any mixture of fields."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.model.incident import Conflict, ConflictValue, Incident, Push, Related, Report, Status
from bot.model.kinds import coarse_kinds, fine_kinds
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Danger,
    Extent,
    Mention,
    MentionPlace,
    Nature,
    Perpetrator,
    PerpetratorStatus,
    Precision,
    Responsibility,
    Role,
    Speaker,
    Target,
    TimePrecision,
)

NASTY = (
    "</b>",
    "<script>alert(1)</script>",
    "x" * 5000,
    "😀" * 300,
    "\x00\u202e\u200b",
    "&amp;&lt;",
    "کراچی",
    "",
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=80))
maybe = st.none() | texts
moments = st.integers(86_400, 4_070_908_800).map(lambda at: datetime.fromtimestamp(at, UTC))
numbers = st.none() | st.integers(0, 10**7)
counts = st.none() | st.builds(Count, numbers, numbers, numbers)
speakers = st.builds(
    Speaker,
    st.sampled_from(
        (
            "police",
            "hospital",
            "military",
            "government",
            "official",
            "witness",
            "agency",
            "group",
            "outlet",
            "?",
        )
    ),
    institution=maybe,
    named=st.booleans(),
    rank=maybe,
    name=maybe,
)
fields = st.sampled_from(
    ("kind", "killed", "injured", "perpetrator.status", "danger", "motive", "place", "claim", "zzz")
)
claims = st.builds(
    Claim,
    fields,
    st.one_of(st.none(), st.booleans(), st.integers(0, 999), texts),
    speakers,
    st.sampled_from(Certainty),
    st.just((0, 1)),
)
places = st.builds(
    MentionPlace,
    name=maybe,
    site=maybe,
    city=maybe,
    admin2=maybe,
    admin1=maybe,
    country=st.sampled_from((None, "PK", "US", "zz", "")),
    precision=st.none() | st.sampled_from(Precision),
    extent=st.sampled_from(Extent),
    place_id=st.sampled_from(("", "1174872")),
    area_ids=st.sampled_from(((), ("1174872", "PK", "world"))),
    timezone=st.sampled_from(("", "Asia/Karachi", "No/Where")),
)
targets = st.lists(st.builds(Target, maybe, maybe, numbers), max_size=3).map(tuple)
perpetrators = st.none() | st.builds(Perpetrator, maybe, maybe, st.sampled_from(PerpetratorStatus))
responsibilities = st.builds(Responsibility, st.sampled_from((None, True, False)), maybe)
fine = st.none() | st.sampled_from(sorted(fine_kinds())) | texts
kinds = st.sampled_from(coarse_kinds()) | texts
mentions = st.builds(
    Mention,
    kind=kinds,
    fine_kind=fine,
    nature=st.sampled_from(Nature),
    place=places,
    killed=counts,
    claims=st.lists(claims, max_size=5).map(tuple),
    own_text=texts,
    motive=maybe,
)
reports = st.builds(
    Report,
    id=st.sampled_from(("a#0", "b#0")),
    item_id=st.just("a"),
    source=texts,
    family=texts,
    title=texts,
    url=st.sampled_from(
        ("https://example.org/1?a=1&b=2", "javascript:alert(1)", "", "tg://x", "http://x/" + "y" * 3000)
    ),
    role=st.sampled_from(Role),
    seen_at=moments,
    mention=mentions,
    published_at=st.none() | moments,
    state_affiliated=st.booleans(),
)
conflicts = st.builds(
    Conflict,
    fields,
    st.lists(st.builds(ConflictValue, texts, speakers, texts), max_size=3).map(tuple),
)
incidents = st.builds(
    Incident,
    id=st.sampled_from(("PK-20241105-01", "XX-20990101-1234")),
    revision=st.integers(1, 99),
    status=st.sampled_from(Status),
    kind=kinds,
    fine_kind=fine,
    nature=st.sampled_from(Nature),
    place=places,
    first_reported_at=moments,
    first_seen_at=moments,
    updated_at=moments,
    occurred_at=st.none() | moments,
    time_precision=st.sampled_from(TimePrecision),
    expected_from=st.none() | moments,
    killed=counts,
    injured=counts,
    serious=counts,
    missing=counts,
    abducted=counts,
    attackers_killed=numbers,
    weapon=maybe,
    target=targets,
    perpetrator=perpetrators,
    danger=st.none() | st.sampled_from(Danger),
    motive=maybe,
    claim=responsibilities,
    attributed_to=st.lists(texts, max_size=3).map(tuple),
    severity=st.integers(-1, 9),
    severity_reasons=st.lists(texts, max_size=4).map(tuple),
    certainty=st.sampled_from(Certainty),
    unknowns=st.lists(texts, max_size=4).map(tuple),
    conflicts=st.lists(conflicts, max_size=3).map(tuple),
    related=st.lists(st.builds(Related, texts, texts, texts), max_size=2).map(tuple),
    parent_id=st.none() | texts,
    reports=st.lists(reports, max_size=4).map(tuple),
)
pushes = st.sampled_from(Push)
