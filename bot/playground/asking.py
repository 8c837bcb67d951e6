"""Methods about the bot itself, its chats and their members."""

import json
import re
from typing import Any

from bot.playground.params import Params
from bot.playground.refusal import bad
from bot.playground.updates import allowed_updates
from bot.playground.world import Chat, World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def get_me(world: World, _: Params) -> dict[str, Any]:
    """``getMe``."""
    return {
        **world.me,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_text(name: str, limit: int) -> Any:
    """``setMyDescription`` and its like: a text of the bot's profile per language."""

    def method(world: World, params: Params) -> bool:
        text = params.text(name)
        if len(text) > limit:
            raise bad(f"{name.upper()}_TOO_LONG")
        world.profile[name, params.text("language_code")] = text
        return True

    return method


def get_my_text(name: str) -> Any:
    """``getMyDescription`` and its like."""

    def method(world: World, params: Params) -> dict[str, str]:
        default = world.profile.get((name, ""), "")
        return {name: world.profile.get((name, params.text("language_code")), default)}

    return method


def set_chat_menu_button(world: World, params: Params) -> bool:
    """``setChatMenuButton``: the page always shows the commands."""
    value = params.json("menu_button", "menu button")
    if value is not None and not isinstance(value, dict):
        raise bad("can't parse menu button: MenuButton must be an Object")
    if value and value.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse menu button: MenuButton has unsupported type")
    if params.has("chat_id"):
        world.found(params.text("chat_id"))
    return True


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """``getChat``."""
    chat = world.found(params.text("chat_id"))
    if chat.type != "private" and chat.bot in ("kicked", "left"):
        chat.check_bot_may_write()
    return {**chat.data, "accent_color_id": chat.id % 7, "max_reaction_count": 11}


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    """``getChatMember``."""
    user_id = params.whole("user_id")
    if user_id <= 0:
        raise bad("invalid user_id specified")
    chat = world.found(params.text("chat_id"))
    if chat.type != "private" and chat.bot in ("kicked", "left"):
        chat.check_bot_may_write()
    if user_id == world.me["id"]:
        status = chat.bot if chat.bot in ("member", "administrator", "left", "kicked") else "member"
        return _member(world.me, status)
    if user_id not in world.users:
        raise bad("PARTICIPANT_ID_INVALID")
    return _member(world.users[user_id], standing(chat, user_id))


def get_chat_administrators(world: World, params: Params) -> list[dict[str, Any]]:
    """``getChatAdministrators``."""
    chat = world.found(params.text("chat_id"))
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    chat.check_bot_may_write()
    people = [_member(world.user(user_id), standing(chat, user_id)) for user_id in chat.admins]
    return people + ([_member(world.me, "administrator")] if chat.bot == "administrator" else [])


def get_chat_member_count(world: World, params: Params) -> int:
    """``getChatMemberCount``."""
    chat = world.found(params.text("chat_id"))
    return 2 if chat.type == "private" else len({*chat.admins, *chat.members}) + 1


def leave_chat(world: World, params: Params) -> bool:
    """``leaveChat``."""
    chat = world.found(params.text("chat_id"))
    if chat.type == "private":
        raise bad("chat not found")
    chat.check_bot_may_write()
    chat.bot = "left"
    world.tell("chat", chat_id=chat.id)
    return True


def set_webhook(world: World, params: Params) -> bool:
    """``setWebhook``: kept and reported; the stand-in itself calls nobody."""
    url = params.text("url").strip()
    if url and not url.lower().startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret and len(secret) > 256:
        raise bad("secret token is too long")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if params.has("allowed_updates"):
        world.updates.allow(allowed_updates(params))
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    world.updates.webhook = {"url": url, "secret_token": secret}
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """``deleteWebhook``."""
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    world.updates.webhook = {"url": ""}
    return True


def get_webhook_info(world: World, _: Params) -> dict[str, Any]:
    """``getWebhookInfo``."""
    return {
        "url": world.updates.webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": world.updates.pending,
    }


def always(_: World, __: Params) -> bool:
    """``close`` and ``logOut``: nothing to do here."""
    return True


def standing(chat: Chat, user_id: int) -> str:
    """A person's status in a chat."""
    if chat.type == "private":
        return "member" if user_id == chat.id else "left"
    if user_id in chat.admins:
        return "creator" if chat.admins[0] == user_id else "administrator"
    return "member" if user_id in chat.members else "left"


ADMIN_RIGHTS: dict[str, Any] = {
    "can_be_edited": False,
    "is_anonymous": False,
    **dict.fromkeys(
        (
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
        ),
        True,
    ),
}


def _member(user: dict[str, Any], status: str) -> dict[str, Any]:
    member = {"user": user, "status": status}
    if status == "creator":
        return {**member, "is_anonymous": False}
    if status == "administrator":
        return {**member, **ADMIN_RIGHTS}
    if status == "kicked":
        return {**member, "until_date": 0}
    return member


def as_logged(values: dict[str, Any]) -> dict[str, Any]:
    """Parameters for a log: numbers and JSON as values, however they were sent."""
    return {name: _value(name, value) for name, value in values.items()}


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in ("text", "caption", "callback_query_id"):
        return value
    if re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if value in ("true", "false"):
        return value == "true"
    if value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
