"""One message owed to one chat, its states, and what became of a send."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.incident import Push

# Stands in a test alert's place of the incident: its row goes the way of every other.
CANARY = "canary"
# From this severity on an alert goes before all others and is never in a list.
CRITICAL = 4
# Begins the error of a row that no message could be made of.
SPOILED = "renderer: "


class OutboxState(StrEnum):
    """PENDING → CLAIMED → SENDING → SENT; the rest are named ends (see docs/decisions on delivery)."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    AMBIGUOUS = "ambiguous"
    SENT = "sent"
    DEAD = "dead"
    REDIRECTED = "redirected"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Alert:
    """Owed to one chat: references, not text. Unique by (incident_id, revision, chat_id, thread_id).

    ``reason`` is why it was owed ("subscription 3: Karachi"); ``committed_at`` when we owed it (aware UTC).
    ``site`` is the chat's nearest site within reach ("Site 2"), ``site_km`` how far, where that is known.
    """

    chat_id: int
    incident_id: str
    revision: int
    push: Push
    severity: int
    reason: str
    committed_at: datetime
    subscription_id: int | None = None
    thread_id: int | None = None
    site: str = ""
    site_km: float | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An alert in the outbox as claimed by a sender. ``fence`` rises with every claim.

    ``repeat`` marks a send that may be a repetition after an ambiguous outcome, ``silent`` one without a
    sound.
    """

    id: int
    alert: Alert
    state: OutboxState
    attempts: int = 0
    owner: str = ""
    fence: int = 0
    repeat: bool = False
    not_before: datetime | None = None
    message_id: int | None = None
    sent_at: datetime | None = None
    error: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it. ``message_id`` None when the 200 answer could not be read."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class NotSent:
    """Surely not delivered: try again. ``whole_token``: everything must wait (401, 404, network down)."""

    reason: str
    retry_after_s: float | None = None
    whole_token: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It may have been delivered: reply lost."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat (or only its topic: ``topic_only``) can't be written to any more."""

    reason: str
    topic_only: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram refuses this message as it stands (400)."""

    reason: str


Outcome = Sent | NotSent | Ambiguous | Gone | Moved | Rejected


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: ``data`` (callback, ≤ 64 bytes), ``url`` or ``copy`` (≤ 256 characters)."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Text in Telegram's HTML subset, ≤ 4096 UTF-16 units once parsed; ``plain`` is it without tags."""

    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
