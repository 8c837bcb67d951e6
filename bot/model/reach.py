"""What finds an incident that a new report could belong to: keys of places, families of kinds, a time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the index: a report lies here, at some time in [since, until] (aware UTC)."""

    key: str
    family: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Reach:
    """What to look for: any of these keys, any of these families, and a time within [since, until]."""

    keys: frozenset[str]
    families: frozenset[str]
    since: datetime
    until: datetime

    def covers(self, other: "Reach") -> bool:
        """Whether everything that the other finds is found by this one too."""
        return (
            other.keys <= self.keys
            and other.families <= self.families
            and self.since <= other.since
            and other.until <= self.until
        )
