"""Claimed rows that wait in memory: one lane a chat, the critical first, then whoever waited longest. Pure.

A lane gives out one batch at a time and nothing more until ``done``: so one chat's order is kept, and a chat
that is slow or told to wait never stands in another's way.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.delivery.limits import Limits
from bot.model.alert import CRITICAL, OutboxRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claimed row, and since when it waits here (seconds of the limits' clock)."""

    row: OutboxRow
    since: float

    @property
    def critical(self) -> bool:
        """Severity 4 and 5: first, and never in a list."""
        return self.row.alert.severity >= CRITICAL


@dataclass(slots=True)
class _Lane:
    rows: list[Waiting] = field(default_factory=list)
    busy: bool = False
    not_before: float = 0.0
    served: int = 0
    version: int = 0


class Lanes:
    """``per_chat``: a lane that holds so many is full, and no more of its rows are to be claimed."""

    def __init__(self, limits: Limits, per_chat: int = 32) -> None:
        self._limits = limits
        self._per_chat = per_chat
        self._lanes: dict[int, _Lane] = {}
        # (ready at, chat, version), then (not critical, served, chat, version).
        self._later: list[tuple[float, int, int]] = []
        self._ready: list[tuple[bool, int, int, int]] = []
        self._served = 0
        self._count = 0
        self._critical = 0

    def __len__(self) -> int:
        return self._count

    def add(self, rows: Iterable[OutboxRow], now: float) -> list[OutboxRow]:
        """Take rows in; return those for which their chat's lane has no room (critical ones always fit)."""
        left, touched = [], set()
        for row in rows:
            chat_id = row.alert.chat_id
            lane = self._lanes.setdefault(chat_id, _Lane())
            waiting = Waiting(row, now)
            if len(lane.rows) >= self._per_chat and not waiting.critical:
                left.append(row)
                continue
            lane.rows.append(waiting)
            self._count += 1
            self._critical += waiting.critical
            touched.add(chat_id)
        for chat_id in touched:
            self._sort(chat_id)
        return left

    def put_back(self, chat_id: int, waiting: Sequence[Waiting], not_before: float = 0.0) -> None:
        """Return what was given out and not used; until ``not_before`` only what is critical may go."""
        lane = self._lanes.setdefault(chat_id, _Lane())
        lane.rows.extend(waiting)
        self._count += len(waiting)
        self._critical += _critical_of(waiting)
        lane.not_before = max(lane.not_before, not_before)
        self._sort(chat_id)

    def full(self) -> list[int]:
        """Chats whose lane has no room."""
        return [chat_id for chat_id, lane in self._lanes.items() if len(lane.rows) >= self._per_chat]

    def next(self, now: float) -> list[Waiting]:
        """Give out the next batch, [] if no chat may be sent to: a head, and what could go with it.

        A critical head comes with the rows of its own incident, any other with all uncritical rows of its
        topic.
        """
        while self._later and self._later[0][0] <= now:
            _, chat_id, version = heapq.heappop(self._later)
            lane = self._lanes.get(chat_id)
            if lane and self._counts(chat_id, version):
                head = (not lane.rows[0].critical, lane.served, chat_id, version)
                heapq.heappush(self._ready, head)
        while self._ready:
            _, _, chat_id, version = heapq.heappop(self._ready)
            lane = self._lanes.get(chat_id)
            if lane and self._counts(chat_id, version):
                if self._limits.chat_ready_at(chat_id) > now:
                    self._enqueue(chat_id, lane)
                    continue
                return self._give(chat_id, lane)
        return []

    def next_at(self) -> float | None:
        """When a chat may be ready (0: now), None if none waits for time alone."""
        while self._ready:
            _, _, chat_id, version = self._ready[0]
            if self._counts(chat_id, version):
                return 0.0
            heapq.heappop(self._ready)
        while self._later:
            ready_at, chat_id, version = self._later[0]
            if self._counts(chat_id, version):
                return ready_at
            heapq.heappop(self._later)
        return None

    def critical(self) -> int:
        """How many of the rows that wait are critical."""
        return self._critical

    def size(self, chat_id: int) -> int:
        """How many rows wait for this chat."""
        lane = self._lanes.get(chat_id)
        return len(lane.rows) if lane else 0

    def _counts(self, chat_id: int, version: int) -> bool:
        lane = self._lanes.get(chat_id)
        return lane is not None and lane.version == version and bool(lane.rows) and not lane.busy

    def done(self, chat_id: int) -> None:
        """The batch given out is over; the chat may be served again when the limits allow."""
        lane = self._lanes.get(chat_id)
        if lane is None:
            return
        lane.busy = False
        if lane.rows:
            self._enqueue(chat_id, lane)
        else:
            del self._lanes[chat_id]

    def drop(self, chat_id: int) -> list[OutboxRow]:
        """Take out everything that waits for this chat."""
        lane = self._lanes.get(chat_id)
        if lane is None:
            return []
        rows = [waiting.row for waiting in lane.rows]
        self._critical -= _critical_of(lane.rows)
        lane.rows.clear()
        self._count -= len(rows)
        if not lane.busy:
            del self._lanes[chat_id]
        return rows

    def drop_all(self) -> list[OutboxRow]:
        """Take out everything that waits."""
        return [row for chat_id in list(self._lanes) for row in self.drop(chat_id)]

    def _give(self, chat_id: int, lane: _Lane) -> list[Waiting]:
        head = lane.rows[0]
        batch: list[Waiting] = []
        rest: list[Waiting] = []
        for waiting in lane.rows:
            (batch if _together(head, waiting) else rest).append(waiting)
        lane.rows = rest
        lane.busy = True
        lane.not_before = 0.0
        self._served += 1
        lane.served = self._served
        self._count -= len(batch)
        self._critical -= _critical_of(batch)
        return batch

    def _sort(self, chat_id: int) -> None:
        lane = self._lanes[chat_id]
        lane.rows.sort(key=lambda waiting: (not waiting.critical, waiting.row.id))
        if not lane.busy:
            self._enqueue(chat_id, lane)

    def _enqueue(self, chat_id: int, lane: _Lane) -> None:
        lane.version += 1
        rest = 0.0 if lane.rows and lane.rows[0].critical else lane.not_before
        ready_at = max(self._limits.chat_ready_at(chat_id), rest)
        heapq.heappush(self._later, (ready_at, chat_id, lane.version))


def _critical_of(waiting: Iterable[Waiting]) -> int:
    return sum(each.critical for each in waiting)


def _together(head: Waiting, other: Waiting) -> bool:
    one, two = head.row.alert, other.row.alert
    if one.thread_id != two.thread_id:
        return False
    if head.critical:
        return one.incident_id == two.incident_id
    return not other.critical
