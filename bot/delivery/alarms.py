"""Troubles told to the administrators, each once when it begins and once when it is over.

Not through the outbox: the database may be the trouble. What could not be sent is tried again at the next
call, for what an administrator was told is remembered and compared with what holds.
"""

import logging
import time
from collections.abc import Callable, Sequence

import telegram

from bot.delivery.api import Api, Letter
from bot.delivery.limits import Limits
from bot.i18n import Translator
from bot.log import chat_tag, redact
from bot.model.alarm import Finding, Trouble
from bot.model.alert import Gone, Message, Moved, NotSent, Rejected, Sent
from bot.model.errors import StorageError
from bot.ports import Store
from bot.rendering.html import Node, Text, message

_log = logging.getLogger(__name__)

_LONGEST_DETAIL = 300
_DEAF_S = 600.0


class Alarms:
    """``admins`` are user ids: each is told in the private chat with the bot, in that chat's language."""

    def __init__(
        self,
        store: Store,
        bot: telegram.Bot,
        admins: Sequence[int],
        limits: Limits,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._api = Api(bot)
        self._admins = tuple(dict.fromkeys(admins))
        self._limits = limits
        self._time = monotonic
        self._told: dict[int, frozenset[Trouble]] = {}
        # Who can't be written to, and until when it is not tried again.
        self._deaf: dict[int, float] = {}

    async def tell(self, holds: Sequence[Finding], over: Sequence[Trouble] = ()) -> None:
        """Bring every administrator up to date; returns when each was tried once. ``over`` ended just now."""
        wanted = frozenset(each.trouble for each in holds)
        for admin in self._admins:
            told = self._told.get(admin, frozenset())
            begun = [each for each in holds if each.trouble not in told]
            ended = sorted(told - wanted)
            if (begun or ended) and self._may_send(admin):
                await self._send(admin, begun, ended, wanted)

    def _may_send(self, admin: int) -> bool:
        ready = (self._limits.answer_ready_at(admin), self._limits.token_ready_at())
        return max(*ready, self._deaf.get(admin, 0.0)) <= self._time()

    async def _send(
        self, admin: int, begun: Sequence[Finding], ended: Sequence[Trouble], wanted: frozenset[Trouble]
    ) -> None:
        said = _words(await self._lang(admin), begun, ended)
        self._limits.take(admin, self._time(), answer=True)
        outcome = await self._api.send(Letter(admin, said))
        match outcome:
            case Sent():
                self._told[admin] = wanted
            case NotSent(reason, retry_after_s, False) if reason.startswith("429"):
                self._limits.penalise(admin, retry_after_s, self._time())
            case Gone() | Rejected() | Moved():
                _log.error(
                    "administrator %s can't be told of alarms: never wrote to the bot, or blocks it",
                    chat_tag(admin),
                )
                self._deaf[admin] = self._time() + _DEAF_S

    async def _lang(self, admin: int) -> str:
        try:
            async with self._store.read() as uow:
                chat = await uow.chats.get(admin)
        except StorageError:
            return "en"
        return chat.lang if chat else "en"


def _words(lang: str, begun: Sequence[Finding], ended: Sequence[Trouble]) -> Message:
    t = Translator.for_lang(lang)
    nodes: list[Node] = []
    for each in begun:
        values = {
            name: redact(value)[:_LONGEST_DETAIL] if isinstance(value, str) else value
            for name, value in each.values.items()
        }
        nodes.append(
            Text(f"{t.text('alarm-begins', what=t.text(f'alarm-{each.trouble.value}', **values))}\n")
        )
    nodes += [Text(f"{t.text('alarm-over', what=t.text(f'alarm-{each.value}-over'))}\n") for each in ended]
    return message(nodes)
