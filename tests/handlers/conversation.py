"""A chat with the bot: what a person does goes in as an update, what the bot shows comes out.

The Application is the real one, the database a real SQLite, only the network is a fake.
"""

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder

import handlers
from bot.config import Config
from bot.places.gazetteer import Gazetteer
from handlers.context import KEY, Services
from storage import SqlStore
from tests.fakes.bot_api import BOT, BotApi
from tests.fakes.clock import FakeClock

ALICE, BOB = 7, 8
CHATS = {
    "private": {"id": ALICE, "type": "private"},
    "group": {"id": -500, "type": "group", "title": "Office"},
    "forum": {"id": -100500, "type": "supergroup", "title": "Office", "is_forum": True},
    "channel": {"id": -100600, "type": "channel", "title": "News"},
}


@dataclass
class Shown:
    """What one step brought: texts of new or changed messages, the labels of their buttons, toasts."""

    texts: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    threads: list[int | None] = field(default_factory=list)
    edited: bool = False

    @property
    def text(self) -> str:
        return "\n---\n".join([*self.texts, *self.toasts])


class Conversation:
    """One bot, any chats. ``kind`` names the chat of ``say`` and ``press``."""

    def __init__(
        self, store: SqlStore, clock: FakeClock, gazetteer: Gazetteer, config: Config | None = None
    ) -> None:
        self.api = BotApi()
        self.clock = clock
        self.services = Services(store, clock, gazetteer, config or Config())
        self.application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder()
            .token("42:none")
            .request(self.api)
            .get_updates_request(BotApi())
            .updater(None)
            .job_queue(None)
            .build()
        )
        self.application.bot_data[KEY] = self.services
        handlers.register(self.application)
        self._update = 0
        self._message = 0

    async def __aenter__(self) -> "Conversation":
        await self.application.initialize()
        await self.application.start()
        self.api.calls.clear()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.application.stop()
        await self.application.shutdown()
        assert self.api.refused == []

    async def say(self, text: str, kind: str = "private", by: str = "alice", **extra: Any) -> Shown:
        """Send a text. ``by``: alice, bob, anonymous (administrator), other_channel, the channel itself."""
        message = {**self._new(kind, by), "text": text, **extra}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return await self.send({"channel_post" if kind == "channel" else "message": message})

    async def locate(self, lat: float, lon: float, kind: str = "private") -> Shown:
        """Share a location."""
        return await self.send(
            {"message": {**self._new(kind, "alice"), "location": {"latitude": lat, "longitude": lon}}}
        )

    async def answer(self, text: str, kind: str = "private", by: str = "alice") -> Shown:
        """Send a text as an answer to the newest message of the bot."""
        chat_id = CHATS[kind]["id"]
        newest = max(number for chat, number in self.api.messages if chat == chat_id)
        under = {"message_id": newest, "date": 1730800000, "chat": CHATS[kind], "from": BOT, "text": "x"}
        return await self.say(text, kind, by, reply_to_message=under)

    async def press(
        self, label: str, kind: str = "private", user: int = ALICE, data: str | None = None
    ) -> Shown:
        """Press the newest button whose label begins so; ``data`` forges what the button says."""
        chat_id = CHATS[kind]["id"]
        for (chat, _), message in sorted(self.api.messages.items(), reverse=True):
            for button in self._keyboard(message):
                if chat == chat_id and button["text"].startswith(label):
                    return await self._press(kind, user, message, data or button.get("callback_data", ""))
        raise AssertionError(f"no button {label!r} among {self.labels(kind)}")

    async def forge(self, data: str, kind: str = "private", user: int = ALICE) -> Shown:
        """Press a button that the bot never made."""
        return await self._press(kind, user, {"message_id": 999, "text": "x"}, data)

    def labels(self, kind: str = "private") -> list[str]:
        """The buttons of the newest message."""
        mine = [m for (chat, _), m in sorted(self.api.messages.items()) if chat == CHATS[kind]["id"]]
        return [button["text"] for button in self._keyboard(mine[-1])] if mine else []

    async def send(self, update: dict[str, Any], update_id: int | None = None) -> Shown:
        """Hand an update to the application and return what it brought."""
        self._update += 1
        before = {key: dict(value) for key, value in self.api.messages.items()}
        toasts = len(self.api.toasts)
        data = {"update_id": update_id or self._update, **update}
        parsed = Update.de_json(data, self.application.bot)
        await self.application.process_update(parsed)
        shown = Shown(toasts=[each for each in self.api.toasts[toasts:] if each])
        for key, message in sorted(self.api.messages.items()):
            if before.get(key) == message:
                continue
            shown.texts.append(plain(str(message.get("text", ""))))
            shown.buttons += [button["text"] for button in self._keyboard(message)]
            shown.threads.append(message.get("message_thread_id"))
            shown.edited = shown.edited or key in before
        return shown

    async def _press(self, kind: str, user: int, message: dict[str, Any], data: str) -> Shown:
        under = {
            "message_id": message["message_id"],
            "date": 1730800000,
            "chat": CHATS[kind],
            "from": BOT,
            "text": "x",
        }
        if message.get("message_thread_id"):
            under |= {"message_thread_id": int(message["message_thread_id"]), "is_topic_message": True}
        if message.get("reply_markup"):
            under["reply_markup"] = _json(message["reply_markup"])
        query = {
            "id": str(self._update),
            "from": _user(user),
            "chat_instance": "1",
            "data": data,
            "message": under,
        }
        return await self.send({"callback_query": query})

    def _new(self, kind: str, by: str) -> dict[str, Any]:
        self._message += 1
        chat = CHATS[kind]
        message: dict[str, Any] = {"message_id": self._message, "date": 1730800000, "chat": chat}
        if kind == "channel":
            return {**message, "sender_chat": chat}
        if by == "anonymous":
            return {**message, "from": _user(1087968824), "sender_chat": chat}
        if by == "other_channel":
            return {**message, "from": _user(136817688), "sender_chat": CHATS["channel"]}
        return {**message, "from": _user(BOB if by == "bob" else ALICE)}

    @staticmethod
    def _keyboard(message: dict[str, Any]) -> list[dict[str, Any]]:
        rows = _json(message.get("reply_markup") or "{}").get("inline_keyboard", [])
        return [button for row in rows for button in row]


def plain(html: str) -> str:
    """The text a reader sees."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def _user(user_id: int) -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": "Secret Name", "username": "secretname"}


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
