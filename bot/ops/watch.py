"""Looks at regular times whether all is well, tells the operator what is not, and pings a dead-man's switch.

A trouble is told when two looks in a row find it, once, and once more when two looks in a row do not: what is
over within a minute is nobody's business at night. The switch (``ops.dead_man_url``, any service that raises
the alarm when it hears nothing) is pinged only while a look finds nothing at all.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot import metrics
from bot.log import redact
from bot.model.alarm import Finding, Trouble
from bot.model.errors import SitrepError, SourceError
from bot.ops.audit import Audit
from bot.ops.canary import Canary
from bot.sources.fetch import Fetcher

_log = logging.getLogger(__name__)

LOOK_EVERY_S = 30.0
# Every part has started by then.
FIRST_AFTER_S = 3.0

Tell = Callable[[Sequence[Finding], Sequence[Trouble]], Awaitable[None]]


class Watch:
    """``tell`` gets the troubles that hold, and those that are over; it is called after every look."""

    def __init__(
        self,
        audit: Audit,
        tell: Tell,
        *,
        canary: Canary | None = None,
        fetcher: Fetcher | None = None,
        dead_man_url: str = "",
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._audit = audit
        self._tell = tell
        self._canary = canary
        self._fetcher = fetcher
        self._url = dead_man_url
        self._every_s = every_s
        self._before: dict[Trouble, Finding] = {}
        self._held: dict[Trouble, Finding] = {}
        self._pings_fail = False

    async def run(self) -> None:
        """Look until cancelled. Whatever fails here is a finding itself."""
        await asyncio.sleep(FIRST_AFTER_S)
        while True:
            await self.look()
            await asyncio.sleep(self._every_s)

    async def look(self) -> list[Finding]:
        """Look once; return what was found."""
        found = await self._found()
        now = {each.trouble: each for each in found}
        sure = {trouble: one for trouble, one in now.items() if trouble in self._before}
        stays = {t: now.get(t, one) for t, one in self._held.items() if t in now or t in self._before}
        over = [trouble for trouble in self._held if trouble not in stays]
        for trouble in sure.keys() - self._held.keys():
            _log.error("trouble: %s %s", trouble.value, redact(str(sure[trouble].values)))
        for trouble in over:
            _log.info("over: %s", trouble.value)
        self._held, self._before = stays | sure, now
        for trouble in Trouble:
            metrics.TROUBLES.labels(trouble.value).set(trouble in now)
        try:
            await self._tell(list(self._held.values()), over)
        except Exception:
            _log.exception("the administrators could not be told")
        if not found:
            await self._ping()
        return found

    async def _found(self) -> list[Finding]:
        try:
            if self._canary is not None:
                await self._canary.sing()
        except SitrepError as error:
            _log.warning("the test alert could not be owed: %s", error)
        try:
            return await self._audit.look()
        except Exception as error:
            _log.exception("the audit broke off")
            return [Finding(Trouble.FAULTS, {"detail": type(error).__name__})]

    async def _ping(self) -> None:
        if not self._url or self._fetcher is None:
            return
        try:
            await self._fetcher.get(self._url)
        except SourceError as error:
            # A ping that was heard may well be answered with nothing.
            if error.reason.value == "empty_body":
                self._pings_fail = False
                return
            metrics.FAULTS.labels("dead_man").inc()
            if not self._pings_fail:
                # The address is a secret of its own: only the kind of failure is told.
                _log.warning("ops.dead_man_url took no ping: %s", error.reason.value)
            self._pings_fail = True
        else:
            self._pings_fail = False
