"""What a chat has set for itself, beside its subscriptions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quiet:
    """When alerts come without a sound, in minutes of the local day; ``start`` = ``end``: never.

    ``zone`` is an IANA name, "" for that of the chat's first place. ``breaks_from`` is the severity that
    rings all the same, whatever its nature; None is the night rule's own (``bot.matching.quiet``).
    """

    start: int
    end: int
    zone: str = ""
    breaks_from: int | None = None


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """``quiet`` None is the night rule. ``min_severity`` and ``unplaced`` are given to new subscriptions.

    ``daily``: one silent line a day on which nothing came, so that silence is not taken for a dead bot.
    """

    quiet: Quiet | None = None
    min_severity: int | None = None
    daily: bool = False
    unplaced: bool = False
