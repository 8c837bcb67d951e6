"""Whether sources are still asked, and whether what they bring can be stored."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.model.errors import StorageError
from bot.model.item import Source

T = TypeVar("T")


class Pulse:
    """``last_s``: when a poll last began, in seconds of ``monotonic``; at first when this was made.

    ``storage``: what the database's trouble was in the last poll that ended, "" if there was none.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._time = monotonic
        self.last_s = monotonic()
        self.storage = ""

    def of(self, poll: Callable[[Source], Awaitable[T]]) -> Callable[[Source], Awaitable[T]]:
        """Return ``poll``, felt."""

        async def felt(source: Source) -> T:
            self.last_s = self._time()
            try:
                result = await poll(source)
            except StorageError as error:
                self.storage = str(error)
                raise
            self.storage = ""
            return result

        return felt

    def silent_s(self) -> float:
        """For how long no poll has begun."""
        return self._time() - self.last_s
