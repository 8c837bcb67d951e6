"""The command menu: ``setMyCommands`` and its like, and what a person's app makes of it."""

import re
from typing import Any

from bot.playground.params import Params
from bot.playground.refusal import bad
from bot.playground.world import Chat, World

_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MAX_COMMANDS = 100
_WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_NARROW_SCOPES = ("chat", "chat_administrators", "chat_member")


def set_my_commands(world: World, params: Params) -> bool:
    """``setMyCommands``."""
    given = params.json("commands", "commands")
    if given is not None and not isinstance(given, list):
        raise bad("expected an Array of BotCommand")
    commands = [_command(each) for each in given or []]
    if len(commands) > _MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    key = _scope(world, params)
    if commands:
        world.commands[key] = commands
    else:
        world.commands.pop(key, None)
    world.tell("commands")
    return True


def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    """``getMyCommands``: those of exactly this scope and language."""
    return world.commands.get(_scope(world, params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """``deleteMyCommands``."""
    world.commands.pop(_scope(world, params), None)
    world.tell("commands")
    return True


def menu_of(world: World, chat: Chat, user_id: int) -> list[dict[str, str]]:
    """The commands that this person's app offers in this chat: the narrowest scope that has any."""
    lang = str(world.user(user_id).get("language_code", "en"))[:2]
    if chat.type == "private":
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        scopes = [f"chat_member:{chat.id}:{user_id}"]
        if user_id in chat.admins:
            scopes.append(f"chat_administrators:{chat.id}")
        scopes.append(f"chat:{chat.id}")
        if user_id in chat.admins:
            scopes.append("all_chat_administrators")
        scopes += ["all_group_chats", "default"]
    for scope in scopes:
        for language in (lang, ""):
            if commands := world.commands.get((scope, language)):
                return commands
    return []


def _command(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in value:
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
        if not isinstance(value[name], str):
            raise bad(f'can\'t parse BotCommand: Field "{name}" must be of type String')
    command, description = value["command"].strip().removeprefix("/"), value["description"].strip()
    if not command:
        raise bad("command must be non-empty")
    if len(command) > 32:
        raise bad("command length must not exceed 32")
    if not _COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")
    return {"command": command, "description": description}


def _scope(world: World, params: Params) -> tuple[str, str]:
    language = params.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    given = params.json("scope", "BotCommandScope")
    if given is None:
        return "default", language
    if not isinstance(given, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    if "type" not in given:
        raise bad("can't parse BotCommandScope: Can't find field \"type\"")
    kind = given["type"]
    if kind in _WIDE_SCOPES:
        return kind, language
    if kind not in _NARROW_SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if not given.get("chat_id"):
        raise bad("can't parse BotCommandScope: Can't find field \"chat_id\"")
    chat = world.found(str(given["chat_id"]))
    if kind == "chat_member":
        user_id = given.get("user_id")
        if not isinstance(user_id, int) or user_id <= 0:
            raise bad("can't parse BotCommandScope: Invalid user_id specified")
        return f"{kind}:{chat.id}:{user_id}", language
    return f"{kind}:{chat.id}", language
