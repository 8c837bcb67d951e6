"""What people say of an alert that they did not want."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Complaint(StrEnum):
    """Why an alert was not relevant."""

    WRONG_PLACE = "wrong_place"
    NO_INCIDENT = "no_incident"
    OLD_NEWS = "old_news"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class SourceFeedback:
    """``alerts`` sent about what a source reported, and the answers to those by reason."""

    alerts: int
    answers: Mapping[Complaint, int] = field(default_factory=dict)

    @property
    def complaints(self) -> int:
        """All answers together."""
        return sum(self.answers.values())

    @property
    def rate(self) -> float:
        """Complaints for each alert sent, 0 to 1; 0 where none was sent."""
        return min(1.0, self.complaints / self.alerts) if self.alerts else 0.0
