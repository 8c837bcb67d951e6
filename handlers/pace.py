"""How many commands a minute a chat may give, and which updates were seen already."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import Enum

_WINDOW = timedelta(minutes=1)
_MOST_CHATS = 10_000
_MOST_UPDATES = 4_096
_Whose = tuple[int, int | None]


class Verdict(Enum):
    """SLOW_DOWN is said once; then the chat is IGNOREd until it may go on."""

    GO = 1
    SLOW_DOWN = 2
    IGNORE = 3


class Pace:
    """A sliding minute for each chat, or for each person in it."""

    def __init__(self) -> None:
        self._times: OrderedDict[_Whose, deque[datetime]] = OrderedDict()
        self._warned: set[_Whose] = set()

    def ask(self, chat_id: int, now: datetime, per_min: int, user_id: int | None = None) -> Verdict:
        """Count one command of the chat, or of one person in it, and say whether it may be done."""
        whose = chat_id, user_id
        times = self._times.setdefault(whose, deque())
        self._times.move_to_end(whose)
        if len(self._times) > _MOST_CHATS:
            oldest, _ = self._times.popitem(last=False)
            self._warned.discard(oldest)
        while times and now - times[0] >= _WINDOW:
            times.popleft()
        if len(times) < per_min:
            times.append(now)
            self._warned.discard(whose)
            return Verdict.GO
        if whose in self._warned:
            return Verdict.IGNORE
        self._warned.add(whose)
        return Verdict.SLOW_DOWN


class SeenUpdates:
    """The last updates, so that one that comes twice is done once."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()

    def is_new(self, update_id: int) -> bool:
        """Whether this update comes for the first time; it is then remembered."""
        if update_id in self._ids:
            return False
        self._ids[update_id] = None
        if len(self._ids) > _MOST_UPDATES:
            self._ids.popitem(last=False)
        return True
