"""Time as a value."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """``bot.ports.Clock`` that stands still until it is told to go on."""

    def __init__(self, now: datetime = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        """Aware UTC."""
        return self._now

    def advance(self, seconds: float) -> datetime:
        """Let time pass (or go back, when negative) and return the new time."""
        self._now += timedelta(seconds=seconds)
        return self._now
