"""The real time. Tests bring their own (``bot.ports.Clock``)."""

from datetime import UTC, datetime


class SystemClock:
    """``bot.ports.Clock`` of this machine."""

    def now(self) -> datetime:
        """Return aware UTC."""
        return datetime.now(UTC)
