"""Who and what there is: people, chats, topics, and the bot's standing in each."""

from collections.abc import Sequence
from typing import Any

from bot.playground.asking import ADMIN_RIGHTS
from bot.playground.world import Chat, Topic, World


class Membership:
    """Makes people and chats, and changes who belongs to them."""

    def __init__(self, world: World) -> None:
        self.world = world

    def add_user(
        self, user_id: int, first_name: str, *, language_code: str = "en", username: str = ""
    ) -> None:
        """Make a person known, or change one."""
        extra = {"username": username} if username else {}
        self.world.users[user_id] = {
            "id": user_id,
            "is_bot": False,
            "first_name": first_name,
            "language_code": language_code,
            **extra,
        }

    def add_chat(
        self,
        chat_id: int,
        type: str = "private",
        *,
        title: str = "",
        admins: Sequence[int] = (),
        members: Sequence[int] = (),
        is_forum: bool = False,
        bot: str = "member",
        language_code: str = "",
    ) -> Chat:
        """Make a chat. A private one has its person's id (positive), others a negative id.

        The first of ``admins`` is the owner. ``bot`` is the bot's standing: member, administrator, left, …
        """
        if (type == "private") != (chat_id > 0) or type not in ("private", "group", "supergroup", "channel"):
            raise ValueError(f"{chat_id} is no id of a {type} chat")
        chat = Chat(
            chat_id,
            type,
            title=title or f"Chat {chat_id}",
            admins=list(admins),
            members=list(members),
            is_forum=is_forum,
            bot=bot,
        )
        if type == "private":
            if title or language_code or chat_id not in self.world.users:
                self.add_user(chat_id, title or f"User {chat_id}", language_code=language_code or "en")
            chat.first_name = chat.title = self.world.user(chat_id)["first_name"]
        for user_id in (*admins, *members):
            self.world.user(user_id)
        self.world.chats[chat_id] = chat
        self.world.tell("chat", chat_id=chat_id)
        return chat

    def add_topic(self, chat_id: int, name: str) -> int:
        """Open a topic in a forum; return its thread id."""
        chat = self.world.chat(chat_id)
        if not chat.is_forum:
            raise ValueError(f"{chat_id} is no forum")
        content = {
            "from": self._person(chat, None),
            "forum_topic_created": {"name": name, "icon_color": 7322096},
        }
        stored = self.world.store(chat, content)
        thread_id: int = stored.data["message_id"]
        stored.data |= {"message_thread_id": thread_id, "is_topic_message": True}
        chat.topics[thread_id] = Topic(name)
        self.world.updates.add("message", stored.data)
        return thread_id

    def close_topic(self, chat_id: int, thread_id: int) -> None:
        """Close a topic: the bot's messages to it are refused with TOPIC_CLOSED."""
        self.world.chat(chat_id).topics[thread_id].closed = True

    def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """Delete a topic: the bot's messages to it are refused with "message thread not found"."""
        del self.world.chat(chat_id).topics[thread_id]

    def block(self, chat_id: int) -> None:
        """The person blocks the bot."""
        self._stand(self.world.chat(chat_id), "blocked")

    def unblock(self, chat_id: int) -> None:
        """The person lets the bot write again."""
        self._stand(self.world.chat(chat_id), "member")

    def deactivate(self, chat_id: int) -> None:
        """The person's account is gone."""
        self.world.chat(chat_id).bot = "deactivated"

    def add_bot(self, chat_id: int, user_id: int | None = None, *, admin: bool = False) -> None:
        """Somebody adds the bot to the group, or makes it an administrator."""
        self._stand(self.world.chat(chat_id), "administrator" if admin else "member", user_id)

    def remove_bot(self, chat_id: int, user_id: int | None = None) -> None:
        """Somebody removes the bot from the group."""
        self._stand(self.world.chat(chat_id), "kicked", user_id)

    def promote(self, chat_id: int, user_id: int) -> None:
        """Make a person an administrator of the group."""
        chat = self.world.chat(chat_id)
        if user_id not in chat.admins:
            chat.admins.append(user_id)
        self.world.tell("chat", chat_id=chat_id)

    def demote(self, chat_id: int, user_id: int) -> None:
        """Make an administrator a plain member."""
        chat = self.world.chat(chat_id)
        chat.admins.remove(user_id)
        if user_id not in chat.members:
            chat.members.append(user_id)
        self.world.tell("chat", chat_id=chat_id)

    def migrate(self, old_id: int, new_id: int) -> None:
        """The group becomes a supergroup: calls to the old id are refused and name the new one."""
        old = self.world.chat(old_id)
        new = self.add_chat(
            new_id, "supergroup", title=old.title, admins=old.admins, members=old.members, bot=old.bot
        )
        person = self._person(old, None)
        told = self.world.store(old, {"from": person, "migrate_to_chat_id": new_id})
        self.world.updates.add("message", told.data)
        told = self.world.store(new, {"from": person, "migrate_from_chat_id": old_id})
        self.world.updates.add("message", told.data)
        old.migrated_to = new_id

    def _person(self, chat: Chat, user_id: int | None) -> dict[str, Any]:
        if user_id is None:
            known = [chat.id] if chat.type == "private" else [*chat.admins, *chat.members]
            user_id = known[0] if known else 1
        return self.world.user(user_id)

    def _stand(self, chat: Chat, standing: str, user_id: int | None = None) -> None:
        def member(bot: str) -> dict[str, Any]:
            status = "kicked" if bot == "blocked" else bot
            extra = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.world.me, "status": status, **extra}

        before, chat.bot = chat.bot, standing
        self.world.updates.add(
            "my_chat_member",
            {
                "chat": chat.data,
                "from": self._person(chat, user_id),
                "date": int(self.world.now()),
                "old_chat_member": member(before),
                "new_chat_member": member(standing) | _admin_rights(standing),
            },
        )
        self.world.tell("chat", chat_id=chat.id)


def _admin_rights(standing: str) -> dict[str, Any]:
    return dict(ADMIN_RIGHTS) if standing == "administrator" else {}
