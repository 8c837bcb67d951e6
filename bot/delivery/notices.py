"""What chats are told of the sources behind their alerts: fewer, none, back again; and that a day was quiet.

A notice is stored as told after Telegram took it, so a crash may repeat one and never loses it. Few go out at
a time, one after the other: they are not what anybody must be woken by, and alerts go first.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.api import Api, Letter
from bot.delivery.limits import Limits
from bot.i18n import Translator
from bot.log import chat_tag
from bot.matching.coverage import Covered, Reach, covered, how_bad, is_out
from bot.matching.quiet import ring, zone_of
from bot.model.alert import Ambiguous, Gone, Moved, Sent
from bot.model.coverage import Coverage, Notice
from bot.model.item import Source, SourceState
from bot.model.mention import Nature
from bot.model.subscription import Chat
from bot.places.gazetteer import Gazetteer
from bot.ports import Clock, Store, UnitOfWork
from bot.rendering.area_words import area_words
from bot.rendering.html import Text, message
from bot.sources.catalogue import catalogue

_log = logging.getLogger(__name__)

# At most so many in one look, so that an outage of every source is told over some minutes, not at once.
MOST = 100
# A chat that must wait longer is told at the next look.
_PATIENCE_S = 2.0
# Local hours in which "nothing happened" is said, once a day; a bot that was down until noon says nothing.
_DAILY_FROM, _DAILY_UNTIL = 8, 12
_DAY = timedelta(hours=24)
# How soon who subscribed meanwhile is told that the place is dark.
_LOOK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A line for one chat, and what it was told once it has it. ``text`` "": only to be remembered."""

    chat: Chat
    notice: Notice
    text: str = ""


class Notices:
    """``sources`` are those that are polled, ``limits`` the sender's."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        api: Api,
        sources: Sequence[Source],
        gazetteer: Gazetteer,
        limits: Limits,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._clock = clock
        self._api = api
        self._reaches = reaches(sources, gazetteer)
        self._limits = limits
        self._time = monotonic
        self._sleep = sleep
        # What was out when every chat was last looked at, and when that was.
        self._out: frozenset[str] = frozenset()
        self._looked_at: datetime | None = None
        # What looked better at the last look, by chat: sources come back one after the other.
        self._better: dict[int, Coverage] = {}

    async def look(self) -> int:
        """Tell what has changed since the last look; return how many chats were told."""
        now = self._clock.now()
        async with self._store.read() as uow:
            owed = await self._owed(uow, now)
        told = 0
        for each in owed:
            if told >= MOST:
                self._looked_at = None
                break
            if each.text:
                if not await self._has_room(each.chat.id):
                    self._looked_at = None
                    continue
                if not await self._tell(each):
                    self._looked_at = None
                    break
                told += 1
            else:
                await self._keep(each)
        return told

    async def _owed(self, uow: UnitOfWork, now: datetime) -> list[_Owed]:
        states = {each.name: each for each in await uow.sources.all()}
        chats = await uow.chats.active()
        notices = await uow.notices.of_chats([chat.id for chat in chats])
        out = frozenset(name for name, each in states.items() if is_out(each, now))
        # One source that is down for good must not have every subscription read every few minutes.
        every = out and (out != self._out or self._looked_at is None or now - self._looked_at >= _LOOK_AGAIN)
        if every:
            self._out, self._looked_at = out, now
        owed = []
        for chat in chats:
            notice = notices.get(chat.id, Notice())
            daily = _daily_due(chat, notice, now)
            if not every and notice.coverage is Coverage.FINE and not daily:
                continue
            mine = await uow.subscriptions.of_chat(chat.id)
            areas = [area for each in mine if not each.paused for area in each.areas]
            if not areas:
                continue
            how = covered(areas, self._reaches, states, now)
            if self._is_news(chat.id, how.state, notice.coverage):
                text = _coverage_text(chat.lang, how, notice.coverage)
                owed.append(_Owed(chat, replace(notice, coverage=how.state), text))
            elif daily:
                count = await uow.outbox.sent_counts([chat.id], now - _DAY)
                text = "" if count else self._daily_text(chat.lang, states, now)
                owed.append(_Owed(chat, replace(notice, quiet_day=daily), text))
        return owed

    def _is_news(self, chat_id: int, now: Coverage, told: Coverage) -> bool:
        """Whether the chat is told: of worse at once, of better if it was so at the last look too."""
        if how_bad(now) >= how_bad(told):
            self._better.pop(chat_id, None)
            return now is not told
        if self._better.get(chat_id) is not now:
            self._better[chat_id] = now
            return False
        del self._better[chat_id]
        return True

    def _daily_text(self, lang: str, states: Mapping[str, SourceState], now: datetime) -> str:
        fine = sum(name in states and not states[name].failures for name in self._reaches)
        total = len(self._reaches)
        state = "fine" if fine == total else "some"
        return Translator.for_lang(lang).text("daily-quiet", state=state, working=fine, total=total)

    async def _has_room(self, chat_id: int) -> bool:
        """Wait for the token's turn and take it; False if the chat itself has to wait longer than that."""
        ready_at = max(self._limits.chat_ready_at(chat_id), self._limits.token_ready_at())
        wait_s = ready_at - self._time()
        if wait_s > _PATIENCE_S:
            return False
        if wait_s > 0:
            await self._sleep(wait_s)
        self._limits.take(chat_id, self._time())
        return True

    async def _tell(self, owed: _Owed) -> bool:
        """Send it, with a sound only if no source is left by day; False if Telegram takes nothing now."""
        chat, dark = owed.chat, owed.notice.coverage is Coverage.DARK
        night = ring(
            chat.settings.quiet, chat.zone, self._clock.now(), severity=1, nature=Nature.UNKNOWN
        ).silent
        told = replace(message([Text(owed.text)]), silent=night or not dark)
        outcome = await self._api.send(Letter(chat.id, told))
        match outcome:
            case Sent() | Ambiguous():
                await self._keep(owed)
            case Gone():
                async with self._store.write() as uow:
                    await uow.chats.mark_gone(owed.chat.id)
            case Moved(chat_id):
                async with self._store.write() as uow:
                    await uow.chats.move(owed.chat.id, chat_id)
            case _:
                _log.warning("%s: a notice was not taken: %s", chat_tag(owed.chat.id), outcome.reason)
                return False
        return True

    async def _keep(self, owed: _Owed) -> None:
        async with self._store.write() as uow:
            # Whoever asked to be forgotten meanwhile stays forgotten.
            if await uow.chats.get(owed.chat.id) is not None:
                await uow.notices.keep(owed.chat.id, owed.notice)


def reaches(sources: Sequence[Source], gazetteer: Gazetteer) -> dict[str, Reach]:
    """What each source covers: as configured, else as the catalogue has it, else everything."""
    listed = {each.source.url: each.areas for each in catalogue()}
    found = {}
    for source in sources:
        areas = source.areas or listed.get(source.url, ())
        places = [gazetteer.get(area) for area in areas]
        above = {ancestor for place in places if place for ancestor in place.ancestors}
        found[source.name] = Reach(frozenset(areas), frozenset(above))
    return found


def _coverage_text(lang: str, how: Covered, told: Coverage) -> str:
    t = Translator.for_lang(lang)
    better = how.state is not Coverage.FINE and how_bad(how.state) < how_bad(told)
    return t.text(
        "coverage-better" if better else f"coverage-{how.state.value}",
        failing=how.failing,
        working=how.working,
        total=how.total,
        places=area_words(t, how.area, short=True) if how.area else "",
    )


def _daily_due(chat: Chat, notice: Notice, now: datetime) -> str:
    """The local day whose line is due now, "" if none is."""
    if not chat.settings.daily:
        return ""
    zone = zone_of(chat.zone)
    local = now.astimezone(zone) if zone else now
    day = local.date().isoformat()
    return day if _DAILY_FROM <= local.hour < _DAILY_UNTIL and notice.quiet_day != day else ""
