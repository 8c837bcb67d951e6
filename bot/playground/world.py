"""Chats, people and messages of the stand-in: what Telegram's servers would know."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.refusal import RefusedError, bad, forbidden
from bot.playground.updates import Updates

Message = dict[str, Any]
Event = dict[str, Any]

BOT_ID = 900_000_001
ANONYMOUS_ADMIN = 1087968824
CHANNEL_SENDER = 136817688


@dataclass
class Topic:
    """A topic of a forum; its id is the id of its first message."""

    name: str
    closed: bool = False


@dataclass
class Stored:
    """A message with what the API's object does not show: sound, earlier texts, the bytes of a picture."""

    data: Message
    silent: bool = False
    by_bot: bool = False
    history: list[Message] = field(default_factory=list)
    file_id: str = ""


@dataclass
class Chat:
    """``bot`` is its standing: member, administrator, left, kicked, blocked, deactivated or restricted."""

    id: int
    type: str
    title: str = ""
    first_name: str = ""
    admins: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    is_forum: bool = False
    bot: str = "member"
    migrated_to: int | None = None
    stored: dict[int, Stored] = field(default_factory=dict)
    last_id: int = 0

    @property
    def data(self) -> dict[str, Any]:
        """The chat as messages carry it."""
        if self.type == "private":
            return {"id": self.id, "type": "private", "first_name": self.first_name}
        extra = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.type, "title": self.title, **extra}

    def new_id(self) -> int:
        """The next message id."""
        self.last_id += 1
        return self.last_id

    def check_bot_may_write(self) -> None:
        """Raise RefusedError where Telegram would not let the bot write."""
        if self.migrated_to is not None:
            raise RefusedError(
                "Bad Request: group chat was upgraded to a supergroup chat",
                parameters={"migrate_to_chat_id": self.migrated_to},
            )
        kind = {"group": "group", "supergroup": "supergroup", "channel": "channel"}.get(self.type, "")
        match self.bot:
            case "blocked":
                raise forbidden("bot was blocked by the user")
            case "deactivated":
                raise forbidden("user is deactivated")
            case "kicked":
                raise forbidden(f"bot was kicked from the {kind} chat")
            case "left":
                raise forbidden(f"bot is not a member of the {kind} chat")
            case "restricted":
                raise bad("not enough rights to send text messages to the chat")


@dataclass
class Query:
    """A pressed button that waits for its answer."""

    id: str
    chat_id: int
    message_id: int
    user_id: int
    data: str
    asked_at: float
    answer: dict[str, Any] | None = None


class World:
    """Everything the server knows of one bot. ``now`` gives seconds since 1970."""

    def __init__(self, username: str, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.me: dict[str, Any] = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Sitrep",
            "username": username,
        }
        self.privacy = True
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, dict[str, Any]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.updates = Updates()
        self.listeners: list[Callable[[Event], None]] = []

    def tell(self, kind: str, **content: Any) -> None:
        """Tell everybody who watches (the page, waiting tests) that something changed."""
        for listener in list(self.listeners):
            listener({"kind": kind, **content})

    def user(self, user_id: int) -> dict[str, Any]:
        """The person; one never seen is made up."""
        return self.users.setdefault(
            user_id, {"id": user_id, "is_bot": False, "first_name": f"User {user_id}", "language_code": "en"}
        )

    def chat(self, chat_id: int) -> Chat:
        """The chat, for people and tests. Raises KeyError."""
        return self.chats[chat_id]

    def found(self, chat_id: str) -> Chat:
        """The chat of a call. Raises RefusedError."""
        chat_id = chat_id.strip()
        if not chat_id:
            raise bad("chat_id is empty")
        try:
            chat = self.chats.get(int(chat_id))
        except ValueError:
            chat = None
        if chat is None:
            raise bad("chat not found")
        return chat

    def store(
        self,
        chat: Chat,
        content: Message,
        *,
        silent: bool = False,
        by_bot: bool = False,
        file_id: str = "",
    ) -> Stored:
        """Put a message into the chat and tell who watches."""
        data: Message = {"message_id": chat.new_id(), "date": int(self.now()), "chat": chat.data, **content}
        stored = chat.stored[data["message_id"]] = Stored(data, silent=silent, by_bot=by_bot, file_id=file_id)
        self.tell("message", chat_id=chat.id, message_id=data["message_id"])
        return stored
