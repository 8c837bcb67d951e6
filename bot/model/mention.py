"""One incident as one item tells it, with the evidence for every value. Fields: DESIGN.md, contracts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What part a report plays; decided before anything else is read."""

    NEW_INCIDENT = "new_incident"
    UPDATE = "update"
    CONFIRMATION = "confirmation"
    CORRECTION = "correction"
    ANNOUNCEMENT = "announcement"
    STATEMENT = "statement"
    THREAT = "threat"
    LEGAL = "legal"
    ANALYSIS = "analysis"
    ANNIVERSARY = "anniversary"
    ROUNDUP = "roundup"
    BACKGROUND = "background"
    OTHER = "other"


class Nature(StrEnum):
    """What lies behind an incident; severity depends on it."""

    TARGETED = "targeted"
    CRIME = "crime"
    STATE_OPERATION = "state_operation"
    UNREST = "unrest"
    ACCIDENT = "accident"
    NATURAL = "natural"
    UNKNOWN = "unknown"


class Danger(StrEnum):
    """Is it still going on?"""

    AT_LARGE = "at_large"
    FIGHTING = "fighting"
    SECOND_DEVICE = "second_device"
    CONTAINED = "contained"
    OVER = "over"
    UNKNOWN = "unknown"


class PerpetratorStatus(StrEnum):
    """Where the one who did it is."""

    AT_LARGE = "at_large"
    DETAINED = "detained"
    DEAD = "dead"
    UNKNOWN = "unknown"
    CONFLICTING = "conflicting"


class Precision(StrEnum):
    """How finely the place is known."""

    SITE = "site"
    CITY = "city"
    DISTRICT = "district"
    ADMIN1 = "admin1"
    COUNTRY = "country"


class Extent(StrEnum):
    """A point, or an area as a whole (airspace closed, province-wide curfew)."""

    POINT = "point"
    AREA = "area"


class TimePrecision(StrEnum):
    """How finely ``occurred_at`` is known."""

    EXACT = "exact"
    DAY = "day"
    WEEK = "week"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """C0 withdrawn, C1 rumour, C2 one unattributed outlet, C3 on record, C4 two families and an official."""

    C0 = "C0"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"


@dataclass(frozen=True, slots=True)
class Count:
    """People counted. ``min`` ≤ ``best`` ≤ ``max``; "at least 3" has max None."""

    min: int | None = None
    best: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """Where it happened, as far as the item says. ``name`` is spelled as in the text.

    ``place_id``, ``area_ids`` (the place and its ancestors, nearest first) and ``timezone`` come from the
    gazetteer; they are empty where the place was not recognised.
    """

    name: str | None = None
    site: str | None = None
    city: str | None = None
    admin2: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    extent: Extent = Extent.POINT
    place_id: str = ""
    area_ids: tuple[str, ...] = ()
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Who was hit. ``nationality`` as an English adjective ("Chinese"); ``type`` e.g. nationals, police."""

    nationality: str | None = None
    type: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who did it, by description and never by name."""

    description: str | None = None
    type: str | None = None
    status: PerpetratorStatus = PerpetratorStatus.UNKNOWN


@dataclass(frozen=True, slots=True)
class Responsibility:
    """``claimed`` False means: the text says that nobody claimed it. None: the text is silent."""

    claimed: bool | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """``role``: official, police, hospital, military, government, witness, agency, group, outlet.

    ``rank`` is a rank or office for the push ("SSP"); ``institution`` e.g. "Liaquat National Hospital";
    ``named`` is true for a named person or an institution on record; ``name`` is kept for Details only.
    """

    role: str
    institution: str | None = None
    named: bool = False
    rank: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One value with who says so. ``span`` counts code points of the item's document."""

    field: str
    value: str | int | bool | None
    said_by: Speaker
    certainty: Certainty
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One incident as one item tells it. None where nothing is said.

    ``own_text`` is the headline and the sentences about this incident, background left out: it is what
    words of a subscription are matched in. ``source_event`` is the id that a structured source gives the
    incident itself, with the source's name before it ("usgs:us7000abcd"), and ``source_revision`` counts what
    it told of it: of one id only the highest counts.
    """

    kind: str
    fine_kind: str | None
    nature: Nature = Nature.UNKNOWN
    background: bool = False
    place: MentionPlace = MentionPlace()
    occurred_at: datetime | None = None
    time_precision: TimePrecision = TimePrecision.UNKNOWN
    expected_from: datetime | None = None
    expected_until: datetime | None = None
    killed: Count | None = None
    injured: Count | None = None
    serious: Count | None = None
    missing: Count | None = None
    abducted: Count | None = None
    attackers_killed: int | None = None
    weapon: str | None = None
    target: tuple[Target, ...] = ()
    perpetrator: Perpetrator | None = None
    danger: Danger | None = None
    motive: str | None = None
    claim: Responsibility = Responsibility()
    attributed_to: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    severity: int = 1
    severity_reasons: tuple[str, ...] = ()
    certainty: Certainty = Certainty.C2
    own_text: str = ""
    source_event: str = ""
    source_revision: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything extraction found in one item. The first mention is the item's own incident."""

    item_id: str
    lang: str
    role: Role
    is_incident: bool
    mentions: tuple[Mention, ...] = ()
    toponyms: tuple["ReadToponym", ...] = ()
    summary: str = ""
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ReadToponym:
    """A toponym with its span (code points of the item's document) and what it was resolved to."""

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
