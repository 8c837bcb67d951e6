"""One thing a person did: a command, a text or a button; and the ways to answer it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, RetryAfter

from bot.i18n import Translator, offered
from bot.log import chat_tag
from bot.model.alert import Message as Told
from bot.model.settings import ChatSettings
from bot.model.subscription import Chat as Known
from bot.model.subscription import ChatKind, ChatState
from bot.ports import UnitOfWork
from handlers.context import Context, Services, services
from handlers.reply import arguments, say

_log = logging.getLogger(__name__)
_LONGEST_WAIT_S = 60.0
_RETRIES = 3
_sleep = asyncio.sleep
_T = TypeVar("_T")


@dataclass
class Turn:
    """``text`` is what follows the command. ``user_id`` None: an anonymous administrator or a channel.

    ``changed`` is set once something was committed, so that an error is not answered with "nothing changed".
    """

    services: Services
    bot: Bot
    context: Context
    chat_id: int
    kind: ChatKind
    lang: str
    text: str = ""
    thread_id: int | None = None
    user_id: int | None = None
    message: Message | None = None
    query: CallbackQuery | None = None
    changed: bool = False
    answered: bool = field(default=False, repr=False)
    known: Known | None = None

    @property
    def settings(self) -> ChatSettings:
        """What the chat had set when this turn began."""
        return self.known.settings if self.known else ChatSettings()

    @property
    def zone(self) -> str:
        """The zone of the chat's first place, IANA, or ""."""
        return self.known.zone if self.known else ""

    @property
    def t(self) -> Translator:
        """The texts in the chat's language."""
        return Translator.for_lang(self.lang)

    async def know(self) -> None:
        """Store the chat if it is new or was gone, and take its language."""
        async with self.services.store.read() as uow:
            known = await uow.chats.get(self.chat_id)
        if known is None or known.state is ChatState.GONE or known.kind is not self.kind:
            async with self.services.store.write() as uow:
                known = await uow.chats.ensure(self.chat_id, self.kind, self.now, self.lang)
        self.known = known
        self.lang = known.lang

    @property
    def now(self) -> datetime:
        """Aware UTC."""
        return self.services.clock.now()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """A write transaction; once it is committed the turn has changed something."""
        async with self.services.store.write() as uow:
            yield uow
        self.changed = True

    async def keep(self, payload: object, *, for_all: bool = False, name: str = "") -> str:
        """Keep what a button of this answer stands for and return its token; only this person may use it,
        unless it is ``for_all`` of the chat.
        """
        user_id = None if for_all else self.user_id
        async with self.services.store.write() as uow:
            return await uow.tokens.keep(payload, self.chat_id, self.now, user_id, name)

    async def await_text(self, payload: object) -> None:
        """Take this person's next text in this chat for the answer to what was asked; the newest counts."""
        await self.keep(payload, name=self._text_token)

    async def awaited(self, cls: type[_T]) -> _T | None:
        """Return what the next text was awaited for, None if for nothing or for something else."""
        return await self.kept(self._text_token, cls)

    async def await_nothing(self) -> None:
        """What was awaited has come, or this person went on to something else."""
        async with self.services.store.read() as uow:
            waits = await uow.tokens.has(self._text_token, self.chat_id)
        if waits:
            await self.spend(self._text_token)

    @property
    def _text_token(self) -> str:
        return f"text/{self.chat_id}/{self.user_id or 0}"

    async def kept(self, token: str, cls: type[_T]) -> _T | None:
        """Return what a token stands for; None if it is unknown, too old, not theirs, or no ``cls``."""
        async with self.services.store.read() as uow:
            return await uow.tokens.get(token, cls, self.chat_id, self.user_id, self.now)

    async def spend(self, token: str) -> bool:
        """Use a token up. False if somebody did before."""
        async with self.services.store.write() as uow:
            return await uow.tokens.spend(token, self.chat_id)

    async def say(self, key: str, /, **values: str | int) -> None:
        """Answer with a text of the locale files."""
        await self.show(say(self.t, key, **values))

    async def show(self, told: Told) -> None:
        """Answer: a button changes the message it stands under, anything else gets a new message."""
        await self.edit(told)

    async def send(self, told: Told) -> None:
        """Send a new message to the chat and topic of this turn."""
        try:
            await self._send(told)
        except ChatMigrated as moved:
            async with self.services.store.write() as uow:
                await uow.chats.move(self.chat_id, moved.new_chat_id)
            self.chat_id = moved.new_chat_id
            await self._send(told)
        except RetryAfter as wait:
            self.context.application.create_task(self._send_later(told, _seconds(wait)))

    async def edit(self, told: Told) -> None:
        """Change the message of the button that was pressed; what can't be changed any more is sent anew."""
        if self.query is None or self.message is None:
            await self.send(told)
            return
        try:
            await self.query.edit_message_text(**arguments(told))
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                await self.send(told)

    async def change_buttons(self, rows: Sequence[Sequence[InlineKeyboardButton]]) -> None:
        """Change only the buttons under the message of the button that was pressed."""
        if self.query is None or self.message is None:
            return
        try:
            await self.query.edit_message_reply_markup(InlineKeyboardMarkup(rows))
        except BadRequest as error:
            _log.debug("%s: the buttons stay as they are (%s)", chat_tag(self.chat_id), error)

    async def toast(self, key: str, /, *, alert: bool = False, **values: str | int) -> None:
        """Answer a button with a line over the chat (≤ 200 characters). Too late is no error."""
        if self.query is None or self.answered:
            return
        self.answered = True
        text = self.t.raw(key, **values)[:200] if key else None
        try:
            await self.query.answer(text, show_alert=alert)
        except BadRequest as error:
            _log.debug("%s: a button's answer came too late (%s)", chat_tag(self.chat_id), error)

    async def _send(self, told: Told) -> None:
        await self.bot.send_message(self.chat_id, message_thread_id=self.thread_id, **arguments(told))

    async def _send_later(self, told: Told, wait_s: float) -> None:
        for _ in range(_RETRIES):
            await _sleep(min(wait_s, _LONGEST_WAIT_S))
            try:
                await self._send(told)
            except RetryAfter as wait:
                wait_s = _seconds(wait)
            else:
                return
        _log.warning("%s: an answer was given up: Telegram kept asking to wait", chat_tag(self.chat_id))


def _seconds(wait: RetryAfter) -> float:
    after = wait.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()


def begin(update: Update, context: Context) -> Turn | None:
    """Return the turn of an update, None where there is no chat to answer in. Nothing is read yet."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        return None
    return Turn(
        services=services(context),
        bot=context.bot,
        context=context,
        chat_id=chat.id,
        kind=_kind(chat),
        lang=_lang_of_user(update, chat),
        thread_id=topic_of(message),
        user_id=_user_id(update),
        message=message if isinstance(message, Message) else None,
        query=update.callback_query,
    )


def topic_of(message: object) -> int | None:
    """Return the forum topic, None outside one: a thread of replies is no topic."""
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id
    return None


def _kind(chat: Chat) -> ChatKind:
    return ChatKind(chat.type) if chat.type in set(ChatKind) else ChatKind.PRIVATE


def _user_id(update: Update) -> int | None:
    if update.callback_query is not None:
        return update.callback_query.from_user.id
    message = update.effective_message
    if message is None or message.sender_chat is not None or message.from_user is None:
        return None
    return message.from_user.id


def _lang_of_user(update: Update, chat: Chat) -> str:
    user = update.effective_user
    code = (user.language_code or "") if user and chat.type == Chat.PRIVATE else ""
    wanted = (code, code.split("-")[0].lower())
    return next((lang for lang in wanted if lang in offered()), "en")
