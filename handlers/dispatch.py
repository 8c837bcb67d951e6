"""From an update to a turn: once only, within the pace, by whom it may be done, never without an answer."""

import logging
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.log import chat_tag
from bot.model.errors import SitrepError, UserError
from bot.model.subscription import ChatKind
from handlers import buttons, near, plain_text
from handlers.command import Command
from handlers.context import Context, services
from handlers.pace import Verdict
from handlers.permission import is_operator, may_change
from handlers.turn import Turn, begin

_log = logging.getLogger(__name__)

Act = Callable[[Turn], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


async def once(update: object, context: Context) -> None:
    """Stop an update that was seen before (a webhook repeats what it thinks was lost)."""
    if isinstance(update, Update) and not services(context).seen.is_new(update.update_id):
        raise ApplicationHandlerStop


def command(row: Command) -> Callback:
    """Return the callback of a command."""

    async def act(turn: Turn) -> None:
        if row.operators and not is_operator(turn):
            await plain_text.unknown_command(turn, row.name, [])
            return
        shows = row.shows and not turn.text.strip()
        if row.changes and not shows and not await may_change(turn):
            raise UserError("error-administrators")
        # Whoever gives a command has left the question that the next text was to answer.
        await turn.await_nothing()
        await row.run(turn)

    async def callback(update: Update, context: Context) -> None:
        message = update.effective_message
        said = (message.text or "") if message else ""
        parts = said.split(maxsplit=1)
        await _do(update, context, act, parts[1] if len(parts) > 1 else "")

    return callback


def unknown(names: list[str]) -> Callback:
    """Return the callback for commands of no row. In groups only those that name this bot are answered."""

    async def callback(update: Update, context: Context) -> None:
        message = update.effective_message
        first = ((message.text or "") if message else "").split(maxsplit=1)[:1]
        name, _, addressed = (first[0] if first else "").lstrip("/").partition("@")

        async def act(turn: Turn) -> None:
            await plain_text.unknown_command(turn, name, names)

        private = update.effective_chat is not None and update.effective_chat.type == ChatKind.PRIVATE
        if private or addressed.lower() == context.bot.username.lower():
            await _do(update, context, act, "")

    return callback


async def text(update: Update, context: Context) -> None:
    """A text that is no command, in a private chat; anything else there gets the hint."""
    message = update.effective_message
    await _do(update, context, plain_text.run, (message.text or "") if message else "")


async def location(update: Update, context: Context) -> None:
    """A location was shared in a private chat."""
    await _do(update, context, near.location, "")


async def button(update: Update, context: Context) -> None:
    """A button was pressed."""
    if update.effective_chat is None and update.callback_query is not None:
        await update.callback_query.answer()
        return
    await _do(update, context, buttons.press, "")


async def _do(update: Update, context: Context, act: Act, said: str) -> None:
    turn = begin(update, context)
    if turn is None:
        return
    turn.text = said
    its = turn.services
    limit = its.config.chats.commands_per_min
    # Buttons have a minute of their own: whoever turns pages must still be able to give a command.
    # A channel may have any number of readers who tap, and they must not use up its administrators' minute.
    whose = turn.user_id if turn.kind is ChatKind.CHANNEL and turn.query is not None else None
    pace = its.taps if turn.query is not None else its.pace
    verdict = pace.ask(turn.chat_id, turn.now, limit, whose)
    if verdict is Verdict.IGNORE:
        await turn.toast("")
        return
    try:
        if verdict is Verdict.SLOW_DOWN:
            raise UserError("error-too-fast", limit=limit)
        await turn.know()
        await act(turn)
    except UserError as error:
        await _refuse(turn, error)
    except Forbidden:
        # Whoever asked has blocked or removed the bot before the answer came.
        async with its.store.write() as uow:
            await uow.chats.mark_gone(turn.chat_id)
    except TelegramError as error:
        _log.warning("%s: an answer did not arrive: %s", chat_tag(turn.chat_id), type(error).__name__)
        if not isinstance(error, NetworkError):
            raise
    except Exception:
        await _apologise(turn)
        raise


async def _refuse(turn: Turn, error: UserError) -> None:
    if turn.query is not None and not turn.answered and not turn.t.has(f"{error.key}-long"):
        await turn.toast(error.key, alert=True, **error.values)
    else:
        await turn.say(error.key, **error.values)
        await turn.toast("")


async def _apologise(turn: Turn) -> None:
    key = "error-after-change" if turn.changed else "error-inside"
    try:
        if turn.query is not None and not turn.answered:
            await turn.toast(key, alert=True)
        else:
            await turn.say(key)
    except TelegramError as error:
        _log.warning("%s: no apology arrived: %s", chat_tag(turn.chat_id), type(error).__name__)


async def on_error(update: object, context: Context) -> None:
    """The last resort of the application: a handler raised. It was answered already; here it is logged."""
    chat = update.effective_chat if isinstance(update, Update) else None
    error = context.error
    tag = chat_tag(chat.id) if chat else "-"
    # Only our own errors may speak: another's text can hold what the person typed.
    what = f"{type(error).__name__}: {error}" if isinstance(error, SitrepError) else type(error).__name__
    trace = "".join(traceback.format_tb(error.__traceback__)) if error else ""
    _log.error("%s: a handler failed: %s\n%s", tag, what, trace)
