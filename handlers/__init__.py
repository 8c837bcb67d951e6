"""The conversation: one file a command, and one table of them."""

import logging
from collections.abc import Iterable

from telegram import Bot, BotCommand, BotCommandScopeChat, Update
from telegram.error import BadRequest
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.i18n import FALLBACK, Translator, offered
from bot.log import chat_tag
from handlers import (
    dispatch,
    export,
    forget,
    help,
    incident,
    language,
    latest,
    membership,
    mute,
    near,
    quiet,
    settings,
    sites,
    sources,
    start,
    status,
    subscribe,
    subscriptions,
    unsubscribe,
    why,
)
from handlers.command import Command
from handlers.context import App, Services

_log = logging.getLogger(__name__)

__all__ = ["ALLOWED_UPDATES", "COMMANDS", "Command", "Services", "menu", "register", "set_menu"]

COMMANDS: tuple[Command, ...] = (
    subscribe.COMMAND,
    latest.COMMAND,
    near.COMMAND,
    subscriptions.COMMAND,
    unsubscribe.COMMAND,
    sites.COMMAND,
    incident.COMMAND,
    why.COMMAND,
    mute.COMMAND,
    quiet.COMMAND,
    settings.COMMAND,
    language.COMMAND,
    export.COMMAND,
    forget.COMMAND,
    sources.COMMAND,
    status.COMMAND,
    help.COMMAND,
    start.COMMAND,
)

# What Telegram is asked for; edited messages are left out, so a command is done once, as it was first sent.
ALLOWED_UPDATES: list[str] = [
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
]
_FRESH = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST


def register(application: App) -> None:
    """Add every handler. ``application.bot_data["services"]`` must hold ``Services`` before updates come."""
    add = application.add_handler
    add(TypeHandler(Update, dispatch.once), group=-1)
    add(MessageHandler(filters.StatusUpdate.MIGRATE, membership.on_migration))
    for row in COMMANDS:
        add(CommandHandler(row.name, dispatch.command(row), filters=_FRESH))
    names = [row.name for row in COMMANDS if not row.operators]
    add(MessageHandler(filters.COMMAND & _FRESH, dispatch.unknown(names)))
    add(CallbackQueryHandler(dispatch.button))
    place = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.LOCATION
    add(MessageHandler(place, dispatch.location))
    add(ChatMemberHandler(membership.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    talk = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
    add(MessageHandler(talk, dispatch.text))
    application.add_error_handler(dispatch.on_error)


def menu(lang: str = FALLBACK, *, operator: bool = False) -> list[tuple[str, str]]:
    """Return name and description of each command that is for everyone, or for who runs the bot, in order."""
    t = Translator.for_lang(lang)
    return [(row.name, t.raw(f"menu-{row.name}")) for row in COMMANDS if operator or not row.operators]


async def set_menu(bot: Bot, operators: Iterable[int] = ()) -> None:
    """Set Telegram's menu of commands in every language that is offered; ``operators`` (user ids) see theirs,
    too. Raises TelegramError.
    """
    codes = {lang: None if lang == FALLBACK else lang.split("-")[0] for lang in offered()}
    for lang, code in codes.items():
        await bot.set_my_commands([BotCommand(*row) for row in menu(lang)], language_code=code)
    for user_id in operators:
        try:
            for lang, code in codes.items():
                rows = [BotCommand(*row) for row in menu(lang, operator=True)]
                await bot.set_my_commands(rows, scope=BotCommandScopeChat(user_id), language_code=code)
        except BadRequest:
            _log.info("%s: runs the bot and has never written to it: no menu of its own", chat_tag(user_id))
