"""Incidents made by hand, in wording of our own."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model.incident import Incident, Report, Status
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
    Precision,
    Responsibility,
    Role,
    Speaker,
    Target,
    TimePrecision,
)

NOW = datetime(2024, 11, 5, 5, 20, tzinfo=UTC)
SEEN = datetime(2024, 11, 5, 5, 14, tzinfo=UTC)
KARACHI = MentionPlace(
    name="Karachi",
    site="garment factory",
    city="Karachi",
    admin1="Sindh",
    country="PK",
    precision=Precision.CITY,
    place_id="1174872",
    area_ids=("1174872", "PK.05", "PK", "world"),
    timezone="Asia/Karachi",
)
SSP = Speaker("police", rank="SSP", name="Adnan Waseem", named=True)
POLICE_UNNAMED = Speaker("police")
HOSPITAL = Speaker("hospital", institution="Clifton Mercy Hospital", named=True)


def exact(n: int) -> Count:
    return Count(n, n, n)


def claim(field: str, value: Any, by: Speaker, certainty: Certainty = Certainty.C2) -> Claim:
    return Claim(field, value, by, certainty, (0, 1))


def mention(**values: Any) -> Mention:
    return Mention(
        **{"kind": "armed_attack", "fine_kind": "shooting", "own_text": "A guard shot two people.", **values}
    )


def report(**values: Any) -> Report:
    seen = values.get("seen_at", SEEN)
    return Report(
        **{
            "id": "item1#0",
            "item_id": "item1",
            "source": "Wire A",
            "family": "Wire A",
            "title": "Guard wounds two at works in port city",
            "url": "https://news.example/a?x=1&y=2",
            "role": Role.NEW_INCIDENT,
            "seen_at": seen,
            "mention": mention(),
            "published_at": seen - timedelta(minutes=4),
            **values,
        }
    )


FACTORY_CLAIMS = (
    claim("kind", "shooting", SSP, Certainty.C3),
    claim("target", "Chinese nationals", SSP, Certainty.C3),
    claim("perpetrator.description", "security guard", POLICE_UNNAMED),
    claim("perpetrator.status", "at_large", POLICE_UNNAMED),
    claim("motive", "unknown", POLICE_UNNAMED),
    claim("injured", 2, HOSPITAL, Certainty.C3),
    claim("serious", 1, HOSPITAL, Certainty.C3),
)


def incident(**values: Any) -> Incident:
    """The factory shooting, changed by ``values``."""
    return Incident(
        **{
            "id": "PK-20241105-01",
            "revision": 1,
            "status": Status.DEVELOPING,
            "kind": "armed_attack",
            "fine_kind": "shooting",
            "nature": Nature.UNKNOWN,
            "place": KARACHI,
            "first_reported_at": SEEN - timedelta(minutes=4),
            "first_seen_at": SEEN,
            "updated_at": SEEN,
            "occurred_at": datetime(2024, 11, 4, 19, 0, tzinfo=UTC),
            "time_precision": TimePrecision.DAY,
            "injured": exact(2),
            "serious": exact(1),
            "weapon": "firearm",
            "target": (Target("Chinese", "nationals", 2),),
            "perpetrator": Perpetrator("security guard", "guard", PerpetratorStatus.AT_LARGE),
            "danger": Danger.AT_LARGE,
            "claim": Responsibility(claimed=False),
            "severity": 3,
            "severity_reasons": ("suspect_at_large", "foreign_nationals"),
            "certainty": Certainty.C3,
            "unknowns": ("site", "hour", "motive", "whereabouts"),
            "reports": (report(mention=mention(claims=FACTORY_CLAIMS)),),
            **values,
        }
    )


def quake(**values: Any) -> Incident:
    """A bare earthquake without a named place."""
    return incident(
        **{
            "kind": "accident_disaster",
            "fine_kind": "earthquake",
            "nature": Nature.NATURAL,
            "place": MentionPlace(),
            "weapon": None,
            "target": (),
            "perpetrator": None,
            "danger": None,
            "injured": None,
            "serious": None,
            "claim": Responsibility(),
            "unknowns": (),
            "reports": (report(mention=mention(kind="accident_disaster", fine_kind="earthquake")),),
            **values,
        }
    )
