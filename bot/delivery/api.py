"""A message as the Bot API takes it, and one call of it, classified."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import telegram
from telegram.error import TelegramError

from bot.delivery.classify import Remedy, of_answer, of_error
from bot.delivery.request import AiohttpRequest
from bot.model.alert import Button, Message, Outcome

# Topic 1 is the forum's General, which is named by naming none.
_GENERAL = 1
_PLAIN_UNITS = 4096
_SHORT_UNITS = 3000
_PROBE_TIMEOUT_S = 8.0
_NOT_IN_EDITS = ("disable_notification", "message_thread_id", "reply_parameters", "allow_paid_broadcast")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with its address. ``reply_to`` is a message of the same chat."""

    chat_id: int
    message: Message
    thread_id: int | None = None
    reply_to: int | None = None
    paid: bool = False
    plain: bool = False
    short: bool = False

    def cured(self, remedy: Remedy) -> "Letter | None":
        """Return it changed so that it may be taken, None if that was tried already."""
        match remedy:
            case Remedy.PLAIN:
                changed = replace(self, plain=True)
            case Remedy.SHORTER:
                changed = replace(self, plain=True, short=True)
            case Remedy.NO_REPLY:
                changed = replace(self, reply_to=None)
            case Remedy.NO_BUTTONS:
                changed = replace(self, message=replace(self.message, buttons=()))
        return None if changed == self else changed

    def parameters(self) -> dict[str, str]:
        """Of ``sendMessage``, each as text."""
        return {**self._address(), **_content(self.message, self.paid, self.plain, self.short)}

    def body(self) -> bytes:
        """The same as JSON. What many chats get alike is written once."""
        bare = self.thread_id is None and self.reply_to is None
        address = b'{"chat_id":"%d"}' % self.chat_id if bare else json.dumps(self._address()).encode()
        return b"%b,%b" % (address[:-1], _content_json(self.message, self.paid, self.plain, self.short))

    def _address(self) -> dict[str, str]:
        told = {"chat_id": str(self.chat_id)}
        if self.thread_id and self.thread_id != _GENERAL:
            told["message_thread_id"] = str(self.thread_id)
        if self.reply_to is not None:
            told["reply_parameters"] = json.dumps(
                {"message_id": self.reply_to, "allow_sending_without_reply": True}
            )
        return told


def _content(message: Message, paid: bool, plain: bool, short: bool) -> dict[str, str]:
    """The parameters that do not depend on the chat."""
    told: dict[str, str] = {
        "text": _plain(message.plain, _SHORT_UNITS if short else _PLAIN_UNITS) if plain else message.html,
        "link_preview_options": '{"is_disabled":true}',
    }
    if not plain:
        told["parse_mode"] = "HTML"
    if message.silent:
        told["disable_notification"] = "true"
    if paid:
        told["allow_paid_broadcast"] = "true"
    keyboard = _keyboard(message.buttons)
    if keyboard:
        told["reply_markup"] = json.dumps({"inline_keyboard": keyboard}, ensure_ascii=False)
    return told


@lru_cache(maxsize=128)
def _content_json(message: Message, paid: bool, plain: bool, short: bool) -> bytes:
    """As JSON without its first brace; a lone surrogate, which no server takes, becomes a question mark."""
    text = json.dumps(_content(message, paid, plain, short), ensure_ascii=False)
    return text.encode("utf-8", "replace")[1:]


def _plain(text: str, room: int) -> str:
    """Cut to so many UTF-16 units."""
    if len(text.encode("utf-16-le", "replace")) <= 2 * room:
        return text
    cut = text.encode("utf-16-le", "replace")[: 2 * (room - 1)].decode("utf-16-le", "ignore")
    return f"{cut}…"


class Api:
    """The few methods that delivery calls itself, over the bot's own request layer and address.

    Raises TypeError if the bot was not built over ``AiohttpRequest``: any other hides how far a request got.
    """

    def __init__(self, bot: telegram.Bot) -> None:
        request = bot.request
        if not isinstance(request, AiohttpRequest):
            raise TypeError("the bot must be built over AiohttpRequest (see bot.delivery.application)")
        self._request = request
        self._bot = bot

    async def send(self, letter: Letter) -> Outcome:
        """Send once."""
        try:
            status, body = await self._request.send_json(f"{self._bot.base_url}/sendMessage", letter.body())
        except TelegramError as error:
            return of_error(error)
        return of_answer(status, body)

    async def edit(self, letter: Letter, message_id: int) -> Outcome:
        """Replace the text of a message of ours."""
        told = letter.parameters() | {"message_id": str(message_id)}
        for needless in _NOT_IN_EDITS:
            told.pop(needless, None)
        return await self.call("editMessageText", told)

    async def probe(self) -> Outcome:
        """Ask for nothing: does Telegram answer, and does it know the token?"""
        return await self.call("getMe", {}, read_timeout=_PROBE_TIMEOUT_S)

    async def call(
        self, method: str, parameters: Mapping[str, str], read_timeout: float | None = None
    ) -> Outcome:
        """Call a method and say what became of it."""
        try:
            status, body = await self.raw(method, parameters, read_timeout)
        except TelegramError as error:
            return of_error(error)
        return of_answer(status, body)

    async def raw(
        self, method: str, parameters: Mapping[str, str], read_timeout: float | None = None
    ) -> tuple[int, bytes]:
        """Call a method; return status and body. Raises RequestError and RequestTimeoutError."""
        return await self._request.call(f"{self._bot.base_url}/{method}", parameters, read_timeout)


def _keyboard(buttons: tuple[tuple[Button, ...], ...]) -> list[list[dict[str, Any]]]:
    rows = (
        [_button(button) for button in row if button.data or button.url or button.copy] for row in buttons
    )
    return [row for row in rows if row]


def _button(button: Button) -> dict[str, Any]:
    if button.data:
        return {"text": button.text, "callback_data": button.data}
    if button.url:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "copy_text": {"text": button.copy}}
