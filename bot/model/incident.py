"""What happened, gathered from mentions. Claims are kept; what is shown is derived from them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.mention import (
    Certainty,
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

# After so long without a report an incident is closed.
QUIET_AFTER = timedelta(hours=72)


class Status(StrEnum):
    """Life cycle. ``closed`` is shown as "no new reports for 72 h", never as "over"."""

    DEVELOPING = "developing"
    ACTIVE = "active"
    CONTAINED = "contained"
    CLOSED = "closed"
    RETRACTED = "retracted"
    MERGED = "merged"


class Change(StrEnum):
    """What one report did to the store of incidents."""

    OPEN = "open"
    JOIN = "join"
    CORRECT = "correct"
    MERGE = "merge"
    NONE = "none"


class Push(StrEnum):
    """The type of message (CAP msgType, extended)."""

    NEW = "NEW"
    UPDATE = "UPDATE"
    CORRECTION = "CORRECTION"
    WITHDRAWN = "WITHDRAWN"
    ALL_CLEAR = "ALL_CLEAR"


@dataclass(frozen=True, slots=True)
class Report:
    """A mention together with the item that told it. ``id`` is "<item id>#<n>", n from 0.

    ``may_open`` is false for a follow-up (an arrest, an investigation): it may join what is known, and opens
    nothing by itself. ``withdrawn``: its own publisher took it back, and nothing else is known. ``apart``
    names the splits by an administrator that it went through, "SPLIT/side" each.
    """

    id: str
    item_id: str
    source: str
    family: str
    title: str
    url: str
    role: Role
    seen_at: datetime
    mention: Mention
    published_at: datetime | None = None
    tier: int = 3
    state_affiliated: bool = False
    lang: str = ""
    summary: str = ""
    before_start: bool = False
    may_open: bool = True
    withdrawn: bool = False
    apart: tuple[str, ...] = ()

    @property
    def told_at(self) -> datetime:
        """When the publisher told it, or when it reached us if the feed gave no usable date."""
        return min(self.published_at, self.seen_at) if self.published_at else self.seen_at


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side of a disagreement."""

    value: str
    said_by: Speaker
    item: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What sources disagree on: every side named."""

    field: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """An older or parallel incident and who asserts the link; ``incident_id`` None when only told as text."""

    relation: str
    asserted_by: str
    text: str
    incident_id: str | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """The incident as the policy last told it: what is new is judged against this, not against silent edits.

    ``aloud`` is false where the start was kept silent (known before the first poll, too old). ``toll_at`` is
    when a toll was last pushed, ``held_until`` when one that came too soon after it may go out;
    ``groups`` are those whose claim of responsibility was told.
    """

    at: datetime
    kind: str
    nature: Nature
    severity: int
    certainty: Certainty
    fine_kind: str | None = None
    place: MentionPlace = MentionPlace()
    danger: Danger | None = None
    status: PerpetratorStatus = PerpetratorStatus.UNKNOWN
    killed: int | None = None
    abducted: int | None = None
    target: tuple[Target, ...] = ()
    groups: tuple[str, ...] = ()
    charges: bool = False
    toll_at: datetime | None = None
    aloud: bool = True
    held_until: datetime | None = None
    injured: int | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as derived from its reports (oldest first). Times are aware UTC.

    ``id`` is opaque, for life ("PK-20241105-01"). ``revision`` rises with every change of what is shown.
    ``before_start``: known only from first polls, so nobody was told.
    """

    id: str
    revision: int
    status: Status
    kind: str
    fine_kind: str | None
    nature: Nature
    place: MentionPlace
    first_reported_at: datetime
    first_seen_at: datetime
    updated_at: datetime
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
    severity: int = 1
    severity_reasons: tuple[str, ...] = ()
    certainty: Certainty = Certainty.C2
    unknowns: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    related: tuple[Related, ...] = ()
    merged_into: str | None = None
    parent_id: str | None = None
    before_start: bool = False
    pushed: Pushed | None = None
    reports: tuple[Report, ...] = field(default=())

    @property
    def quiet_at(self) -> datetime | None:
        """When it is closed for want of reports; None where it is so already, or ended in another way."""
        if self.status in (Status.CLOSED, Status.RETRACTED, Status.MERGED):
            return None
        told = max((each.told_at for each in self.reports), default=self.first_reported_at)
        # What is announced is not over before it began.
        return max(told, self.expected_until or self.expected_from or told) + QUIET_AFTER

    @property
    def look_at(self) -> datetime | None:
        """When it must be looked at though nothing is reported: a held toll's turn, or 72 h of silence."""
        held = self.pushed.held_until if self.pushed and self.status is not Status.MERGED else None
        return min((each for each in (held, self.quiet_at) if each is not None), default=None)
