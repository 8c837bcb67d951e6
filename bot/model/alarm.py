"""What the running program finds wrong with itself."""

from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """One kind of trouble; its texts are ``alarm-<value>``."""

    OVERDUE = "overdue"
    """Alerts wait past their deadline."""
    SPOILED = "spoiled"
    """Alerts ended because no message could be made of them."""
    SENDER = "sender"
    """The part that sends does not run."""
    UPDATES = "updates"
    """The part that hears people does not run, or hears nothing."""
    SCHEDULER = "scheduler"
    """No source is asked any more."""
    DATABASE = "database"
    """Nothing can be read or stored."""
    TELEGRAM = "telegram"
    """Telegram can't be reached, or refuses the token."""
    CANARY = "canary"
    """The test alert did not arrive."""
    FAULTS = "faults"
    """The audit itself broke off."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A trouble, and the values of its text. Two findings of one trouble are the same trouble."""

    trouble: Trouble
    values: dict[str, str | int] = field(default_factory=dict)
