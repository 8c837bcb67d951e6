"""The program looks at itself: is what was owed sent in time, and does every part run?

One look reads the store once and asks each part. It decides nothing and repairs nothing: what it finds is
told to people (``bot.ops.watch``), and a look that finds nothing feeds the dead-man's switch.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot import metrics
from bot.config import Delivery
from bot.model.alarm import Finding, Trouble
from bot.model.errors import StorageError
from bot.ops.canary import Canary
from bot.ops.pulse import Pulse
from bot.ports import Clock, Store

# Severity 4 and 5 within this, the rest within ``delivery.late_after_s``.
CRITICAL_WITHIN_S = 300.0
_SPOILED_WITHIN = timedelta(hours=6)
_SILENT_TURNS = 3
_SILENT_LEAST_S = 180.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program: whether it runs, and what it says is wrong ("" for nothing)."""

    trouble: Trouble
    runs: Callable[[], bool]
    says: Callable[[], str] = field(default=lambda: "")


class Audit:
    """``parts`` are those of this process; ``pulse`` and ``interval_s`` of its polls, None if it has none.

    ``sends``: whether this process answers for the outbox.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Delivery,
        parts: tuple[Part, ...],
        *,
        pulse: Pulse | None = None,
        interval_s: float = 90.0,
        canary: Canary | None = None,
        sends: bool = True,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._parts = parts
        self._pulse = pulse
        self._silent_s = max(_SILENT_TURNS * interval_s, _SILENT_LEAST_S)
        self._canary = canary
        self._sends = sends

    async def look(self) -> list[Finding]:
        """What is wrong now, the gravest first; at most one finding of a trouble."""
        found = [*self._of_parts(), *self._of_polls()]
        try:
            found += await self._of_store()
        except StorageError as error:
            found.append(Finding(Trouble.DATABASE, {"detail": str(error)}))
        first = {each.trouble: each for each in reversed(found)}
        order = list(Trouble)
        return sorted(first.values(), key=lambda each: order.index(each.trouble))

    def _of_parts(self) -> list[Finding]:
        found = []
        for part in self._parts:
            if not part.runs():
                found.append(Finding(part.trouble, {"detail": "-"}))
            elif says := part.says():
                database = says.startswith("the database: ")
                kind = Trouble.DATABASE if database else Trouble.TELEGRAM
                told = kind if part.trouble is Trouble.SENDER else part.trouble
                found.append(Finding(told, {"detail": says.removeprefix("the database: ")}))
        return found

    def _of_polls(self) -> list[Finding]:
        if self._pulse is None:
            return []
        found = []
        if self._pulse.silent_s() > self._silent_s:
            found.append(Finding(Trouble.SCHEDULER, {"detail": f"{self._pulse.silent_s():.0f} s"}))
        if self._pulse.storage:
            found.append(Finding(Trouble.DATABASE, {"detail": self._pulse.storage}))
        return found

    async def _of_store(self) -> list[Finding]:
        now = self._clock.now()
        found = []
        async with self._store.read() as uow:
            if not self._sends:
                await uow.outbox.next_due_at()
                return []
            rows, oldest = await uow.outbox.overdue(
                now,
                critical_before=now - timedelta(seconds=CRITICAL_WITHIN_S),
                before=now - timedelta(seconds=self._settings.late_after_s),
            )
            spoiled = await uow.outbox.spoiled(now - _SPOILED_WITHIN)
            canary = await self._canary.failure(uow) if self._canary else ""
        metrics.OVERDUE.set(rows)
        if rows and oldest is not None:
            minutes = max(1, round((now - oldest).total_seconds() / 60))
            found.append(Finding(Trouble.OVERDUE, {"count": rows, "minutes": minutes}))
        if spoiled:
            found.append(Finding(Trouble.SPOILED, {"count": spoiled}))
        if canary:
            found.append(Finding(Trouble.CANARY, {"detail": canary}))
        return found
