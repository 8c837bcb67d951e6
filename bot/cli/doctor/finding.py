"""What was found about one part."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """``warning``: it runs, but not as it should. ``wrong``: it will not run, or not do its work."""

    FINE = "fine"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """``part`` is what was looked at ("token", "source Dawn"), ``says`` what is, ``mend`` what to do."""

    part: str
    level: Level
    says: str
    mend: str = ""


def fine(part: str, says: str) -> Finding:
    """All is well."""
    return Finding(part, Level.FINE, says)


def warning(part: str, says: str, mend: str) -> Finding:
    """It runs, but."""
    return Finding(part, Level.WARNING, says, mend)


def wrong(part: str, says: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(part, Level.WRONG, says, mend)
