"""Forgets what is old, once an hour, in steps so short that nobody waits for them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.config import Storage
from bot.model.errors import StorageError
from bot.ports import Clock, Cursor, Pruned, RetentionRepository, Store

_log = logging.getLogger(__name__)

EVERY_S = 3600.0
FIRST_AFTER_S = 300.0
# Between two steps others may write.
_BREATH_S = 0.02
_WAITING_DAYS = 60

Step = Callable[[RetentionRepository, datetime, Cursor | None], Awaitable[Pruned]]


class Upkeep:
    """``settings.keep_days`` for incidents and items, ``keep_alerts_days`` for alerts; 0 keeps for good."""

    def __init__(self, store: Store, clock: Clock, settings: Storage, *, breath_s: float = _BREATH_S) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._breath_s = breath_s

    async def run(self) -> None:
        """Prune at regular times until cancelled."""
        await asyncio.sleep(FIRST_AFTER_S)
        while True:
            try:
                await self.prune()
            except StorageError as error:
                _log.warning("nothing old was deleted: %s", error)
            except Exception:
                _log.exception("deleting what is old broke off")
            await asyncio.sleep(EVERY_S)

    async def prune(self) -> dict[str, int]:
        """Go through everything once; how much was deleted, by what it was."""
        now, gone = self._clock.now(), {}
        if self._settings.keep_alerts_days:
            before = now - timedelta(days=self._settings.keep_alerts_days)
            gone["alerts"] = await self._all(lambda of, old, after: of.alerts(old, after), before)
        if self._settings.keep_days:
            before = now - timedelta(days=self._settings.keep_days)
            gone["incidents"] = await self._all(lambda of, old, after: of.incidents(old, after), before)
            # Merged ones have gone in the first round, what they were merged into can go in the second.
            gone["incidents"] += await self._all(lambda of, old, after: of.incidents(old, after), before)
            gone["items"] = await self._all(lambda of, old, after: of.items(old, after), before)
        async with self._store.write() as uow:
            gone["rest"] = await uow.retention.rest(now - timedelta(days=_WAITING_DAYS), now)
        if any(gone.values()):
            _log.info(
                "old and deleted: %s", ", ".join(f"{rows} {what}" for what, rows in gone.items() if rows)
            )
        return gone

    async def _all(self, step: Step, before: datetime) -> int:
        gone, cursor = 0, None
        while True:
            async with self._store.write() as uow:
                pruned = await step(uow.retention, before, cursor)
            gone += pruned.rows
            if pruned.next is None:
                return gone
            cursor = pruned.next
            await asyncio.sleep(self._breath_s)
