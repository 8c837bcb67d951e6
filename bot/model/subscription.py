"""What one chat wants to hear, and the chat itself."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.place import Area
from bot.model.settings import ChatSettings


class ChatKind(StrEnum):
    """As Telegram names them."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class ChatState(StrEnum):
    """GONE: blocked us, removed us, or was deleted; subscriptions pause and return when it comes back."""

    ACTIVE = "active"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Chat:
    """A Telegram chat. No name of a person or group is kept. ``zone`` is its first place's, IANA, or ""."""

    id: int
    kind: ChatKind
    created_at: datetime
    lang: str = "en"
    state: ChatState = ChatState.ACTIVE
    moved_to: int | None = None
    zone: str = ""
    settings: ChatSettings = field(default_factory=ChatSettings)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a quoted phrase that must occur."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """Areas (OR) AND terms (AND) AND lowest severity. ``text`` is what the person typed.

    ``min_severity`` None means the default for its areas and the incident's nature. ``number`` counts
    within the chat, from 1, and is what a person types; ``id`` is the store's. ``thread_id`` is the forum
    topic where the command was given. ``expression`` is the canonical spelling of what terms can't say
    (``bot.matching.expression``), or "". ``unplaced``: incidents whose place is not known count, too.
    """

    id: int
    chat_id: int
    number: int
    text: str
    areas: tuple[Area, ...]
    created_at: datetime
    terms: tuple[Term, ...] = ()
    any_term: bool = False
    min_severity: int | None = None
    thread_id: int | None = None
    paused: bool = False
    expression: str = ""
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Mute:
    """Silence asked for. Exactly one of ``incident_id`` and ``subscription_id`` is set, or neither: all."""

    chat_id: int
    until: datetime | None
    incident_id: str | None = None
    subscription_id: int | None = None
    thread_id: int | None = None
