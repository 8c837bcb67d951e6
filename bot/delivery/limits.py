"""Telegram's limits, kept by ourselves so that it need not tell us. Pure: the time comes in, in seconds of a
clock that never goes back.

Three limits hold at once: so many a second for the token, a pause between two messages of one chat, and so
many within any minute for a group or channel (negative ids). What Telegram asks for (``retry_after``) is kept
for the chat it was said of; only when several chats are told at once is it taken as said of the token.
"""

from collections import deque
from dataclasses import dataclass, field

_MINUTE_S = 60.0
# How far a late timer may catch up. Within any second the rate is kept all the same, to one message.
_CATCH_UP_S = 0.25
# So many different chats told to wait within this time is the token's trouble.
_CHATS_FOR_ALL = 3
_TOGETHER_S = 2.0
_LONGEST_HALT_S = 60.0
_SWEEP_EVERY = 4096
# So many answers to somebody's commands may follow each other without the pause between two messages.
_ANSWERS_AHEAD = 3


@dataclass(slots=True)
class _Chat:
    free_at: float = 0.0
    told_until: float = 0.0
    rests_until: float = 0.0
    sent: deque[float] = field(default_factory=deque)
    strikes: int = 0


class Limits:
    """``overall_per_s`` for the token, ``per_chat_per_s`` for any chat, ``per_group_per_min`` for groups."""

    def __init__(self, overall_per_s: float, per_chat_per_s: float, per_group_per_min: float) -> None:
        self._gap_s = 1.0 / overall_per_s
        self._catch_up_s = max(self._gap_s, _CATCH_UP_S)
        self._chat_gap_s = 1.0 / per_chat_per_s
        self._per_minute = max(1, int(per_group_per_min))
        self._per_second = int(overall_per_s) + 1
        self._sent: deque[float] = deque()
        self._free_at = 0.0
        self._halt_until = 0.0
        self._chats: dict[int, _Chat] = {}
        self._struck: deque[tuple[float, int, float]] = deque()
        self._taken = 0

    def token_ready_at(self) -> float:
        """When the token has room for one message more."""
        ready = max(self._free_at - self._catch_up_s, self._halt_until)
        if len(self._sent) >= self._per_second:
            ready = max(ready, self._sent[-self._per_second] + 1.0)
        return ready

    def room(self, now: float) -> int:
        """How many messages the token has room for now."""
        if self.token_ready_at() > now:
            return 0
        room = int((now + self._catch_up_s - max(self._free_at, now)) / self._gap_s) + 1
        self._forget(now)
        return max(1, min(room, self._per_second - len(self._sent)))

    def chat_ready_at(self, chat_id: int) -> float:
        """When the chat has, whatever the token's room."""
        chat = self._chats.get(chat_id)
        if chat is None:
            return 0.0
        ready = max(chat.free_at, chat.told_until, chat.rests_until)
        if chat_id < 0 and len(chat.sent) >= self._per_minute:
            ready = max(ready, chat.sent[-self._per_minute] + _MINUTE_S)
        return ready

    def answer_ready_at(self, chat_id: int) -> float:
        """When the chat has room for an answer to its own command, which may run a little ahead."""
        chat = self._chats.get(chat_id)
        if chat is None:
            return 0.0
        ready = max(chat.free_at - _ANSWERS_AHEAD * self._chat_gap_s, chat.told_until)
        if chat_id < 0 and len(chat.sent) >= self._per_minute:
            ready = max(ready, chat.sent[-self._per_minute] + _MINUTE_S)
        return ready

    def told_until(self, chat_id: int) -> float:
        """Until when Telegram asked this chat to wait; 0 if it did not."""
        chat = self._chats.get(chat_id)
        return chat.told_until if chat else 0.0

    def take(self, chat_id: int, now: float, *, answer: bool = False) -> None:
        """Count one message that is sent now. An ``answer`` that ran ahead is made up for by what follows."""
        self._free_at = max(self._free_at, now) + self._gap_s
        self._sent.append(now)
        self._forget(now)
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.free_at = (max(chat.free_at, now) if answer else now) + self._chat_gap_s
        if chat_id < 0:
            chat.sent.append(now)
            while chat.sent[0] <= now - _MINUTE_S:
                chat.sent.popleft()
        self._taken += 1
        if self._taken % _SWEEP_EVERY == 0:
            self._sweep(now)

    def went_well(self, chat_id: int) -> None:
        """Telegram took a message of this chat: what it said before about waiting is over."""
        chat = self._chats.get(chat_id)
        if chat:
            chat.strikes = 0
        self._struck.clear()

    def penalise(self, chat_id: int, retry_after_s: float | None, now: float) -> float:
        """Telegram said 429 about this chat. Return how long it waits: what was asked for, or 2, 4, 8 … s."""
        chat = self._chats.setdefault(chat_id, _Chat())
        wait_s = retry_after_s if retry_after_s is not None else min(2.0 ** (chat.strikes + 1), _MINUTE_S)
        chat.strikes += 1
        self.hold(chat_id, now + wait_s)
        self._struck.append((now, chat_id, wait_s))
        while self._struck[0][0] < now - _TOGETHER_S:
            self._struck.popleft()
        if len({struck for _, struck, _ in self._struck}) >= _CHATS_FOR_ALL:
            shortest = min(wait for _, _, wait in self._struck)
            self._halt_until = max(self._halt_until, now + min(shortest, _LONGEST_HALT_S))
        return wait_s

    def hold(self, chat_id: int, until: float) -> None:
        """Telegram asked this chat to wait until then."""
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.told_until = max(chat.told_until, until)

    def rest(self, chat_id: int, until: float) -> None:
        """Send this chat nothing until then, for a reason of our own."""
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.rests_until = max(chat.rests_until, until)

    def _forget(self, now: float) -> None:
        while self._sent and self._sent[0] <= now - 1.0:
            self._sent.popleft()

    def _sweep(self, now: float) -> None:
        idle = [
            chat_id
            for chat_id, chat in self._chats.items()
            if max(chat.free_at, chat.told_until, chat.rests_until) <= now
            and (not chat.sent or chat.sent[-1] <= now - _MINUTE_S)
        ]
        for chat_id in idle:
            del self._chats[chat_id]
