"""What people do in the chats of the stand-in: write, press buttons, share a place."""

import asyncio
import copy
import secrets
from collections.abc import Callable
from typing import Any

from bot.playground.membership import Membership
from bot.playground.texts import as_said
from bot.playground.world import (
    ANONYMOUS_ADMIN,
    CHANNEL_SENDER,
    Chat,
    Event,
    Message,
    Query,
)

Predicate = Callable[[Message], bool]


# ``timeout`` as a parameter: tests read better with it than with a block around each wait.
# ruff: noqa: ASYNC109


class People(Membership):
    """Everything here happens at once; the bot hears of it with its next getUpdates.

    Wrong use by a test or the page raises KeyError or ValueError.
    """

    def say(
        self,
        chat_id: int,
        text: str,
        user_id: int | None = None,
        thread_id: int | None = None,
        *,
        reply_to: int | None = None,
        anonymous: bool = False,
        sender_chat: int | None = None,
    ) -> Message:
        """Write a message; without ``user_id`` the chat's first person does. Return the message.

        In a group the bot hears only commands, mentions and replies to itself (Telegram's privacy mode).
        ``anonymous``: as an administrator in the group's name; ``sender_chat``: in the name of that channel.
        """
        shown, entities = as_said(text)
        content: Message = {"text": shown, **({"entities": entities} if entities else {})}
        return self._write(
            chat_id, content, user_id, thread_id, reply_to, anonymous=anonymous, sender_chat=sender_chat
        )

    def edit(self, chat_id: int, message_id: int, text: str) -> None:
        """Change one's own message."""
        chat = self.world.chat(chat_id)
        data = chat.stored[message_id].data
        shown, entities = as_said(text)
        data |= {"text": shown, "entities": entities, "edit_date": int(self.world.now())}
        if self._heard(chat, data):
            self.world.updates.add("edited_message", data)
        self.world.tell("edit", chat_id=chat_id, message_id=message_id)

    def share_location(
        self,
        chat_id: int,
        latitude: float,
        longitude: float,
        user_id: int | None = None,
        thread_id: int | None = None,
        *,
        reply_to: int | None = None,
    ) -> Message:
        """Share a place. In a group the bot hears it only as a reply to one of its messages."""
        content = {"location": {"latitude": latitude, "longitude": longitude}}
        return self._write(chat_id, content, user_id, thread_id, reply_to)

    def channel_post(self, chat_id: int, text: str) -> Message:
        """Post into a channel."""
        chat = self.world.chat(chat_id)
        shown, entities = as_said(text)
        stored = self.world.store(
            chat, {"sender_chat": chat.data, "text": shown, **({"entities": entities} if entities else {})}
        )
        self.world.updates.add("channel_post", stored.data)
        return copy.deepcopy(stored.data)

    def press(self, chat_id: int, message_id: int, data: str, user_id: int | None = None) -> str:
        """Press a button, or forge its data; return the query's id for ``answer_of``."""
        chat = self.world.chat(chat_id)
        person = self._person(chat, user_id)
        stored = chat.stored.get(message_id)
        message = stored.data if stored else {"chat": chat.data, "message_id": message_id, "date": 0}
        query = Query(
            str(secrets.randbits(62)), chat_id, message_id, person["id"], data, asked_at=self.world.now()
        )
        self.world.queries[query.id] = query
        self.world.updates.add(
            "callback_query",
            {
                "id": query.id,
                "from": person,
                "message": copy.deepcopy(message),
                "chat_instance": str(abs(chat_id) * 7919),
                "data": data,
            },
        )
        return query.id

    def answer_of(self, query_id: str) -> dict[str, Any] | None:
        """How the bot answered a pressed button: ``text``, ``show_alert``; None while it has not."""
        return self.world.queries[query_id].answer

    def messages(self, chat_id: int) -> list[Message]:
        """The chat's messages as the API would return them, oldest first, each as it stands now."""
        return [copy.deepcopy(stored.data) for stored in self.world.chat(chat_id).stored.values()]

    def history(self, chat_id: int, message_id: int) -> list[Message]:
        """Earlier texts of an edited message, oldest first."""
        return copy.deepcopy(self.world.chat(chat_id).stored[message_id].history)

    def is_silent(self, chat_id: int, message_id: int) -> bool:
        """Whether the bot sent it with ``disable_notification``."""
        return self.world.chat(chat_id).stored[message_id].silent

    async def wait_for(
        self, chat_id: int, predicate: Predicate, timeout: float = 5.0, *, after: int = 0
    ) -> Message:
        """Return the first message of the bot with an id above ``after`` that fits, now or once it comes.

        Raises TimeoutError naming what the chat holds instead.
        """

        def fitting() -> Message | None:
            for stored in self.world.chat(chat_id).stored.values():
                if stored.by_bot and stored.data["message_id"] > after and predicate(stored.data):
                    return copy.deepcopy(stored.data)
            return None

        return await self._until(fitting, timeout, lambda: [m.get("text") for m in self.messages(chat_id)])

    async def wait_answer(self, query_id: str, timeout: float = 5.0) -> dict[str, Any]:
        """Return how the bot answers a pressed button. Raises TimeoutError."""
        return await self._until(lambda: self.answer_of(query_id), timeout, lambda: [query_id])

    async def _until(
        self, look: Callable[[], dict[str, Any] | None], timeout: float, instead: Callable[[], list[Any]]
    ) -> dict[str, Any]:
        changed = asyncio.Event()

        def on_change(_: Event) -> None:
            changed.set()

        self.world.listeners.append(on_change)
        try:
            async with asyncio.timeout(timeout):
                while (seen := look()) is None:
                    changed.clear()
                    await changed.wait()
                return seen
        except TimeoutError:
            raise TimeoutError(f"nothing that fits within {timeout} s; there is: {instead()}") from None
        finally:
            self.world.listeners.remove(on_change)

    def _write(
        self,
        chat_id: int,
        content: Message,
        user_id: int | None,
        thread_id: int | None,
        reply_to: int | None,
        *,
        anonymous: bool = False,
        sender_chat: int | None = None,
    ) -> Message:
        chat = self.world.chat(chat_id)
        head: Message = {"from": self._person(chat, user_id)}
        if anonymous:
            head = {"from": _service("GroupAnonymousBot", ANONYMOUS_ADMIN), "sender_chat": chat.data}
        elif sender_chat is not None:
            named = {"id": sender_chat, "type": "channel", "title": f"Channel {abs(sender_chat)}"}
            head = {"from": _service("Channel_Bot", CHANNEL_SENDER), "sender_chat": named}
        if thread_id is not None:
            _ = chat.topics[thread_id]
            head |= {"message_thread_id": thread_id, "is_topic_message": True}
        if reply_to is not None:
            replied = chat.stored[reply_to].data
            head["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        stored = self.world.store(chat, {**head, **content})
        if self._heard(chat, stored.data):
            self.world.updates.add("message", stored.data)
        return copy.deepcopy(stored.data)

    def _heard(self, chat: Chat, message: Message) -> bool:
        """Whether the bot gets it: everything of a private chat, what is meant for it in a group."""
        if chat.bot in ("kicked", "left", "deactivated") or chat.migrated_to is not None:
            return False
        if chat.type == "private" or not self.world.privacy or chat.bot == "administrator":
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.world.me["id"]:
            return True
        text, name = message.get("text", ""), f"@{self.world.me['username']}".lower()
        if text.startswith("/"):
            addressed = text.split(maxsplit=1)[0].partition("@")[2].lower()
            return not addressed or f"@{addressed}" == name
        return name in text.lower()


def _service(name: str, user_id: int) -> dict[str, Any]:
    return {"id": user_id, "is_bot": True, "first_name": name, "username": name}
