"""/start: what this is, what can be seen of a person, and the first step."""

from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback, Kind
from handlers import language, wizard
from handlers.command import Command
from handlers.reply import say
from handlers.turn import Turn


async def run(turn: Turn) -> None:
    """Greet; a bot that was blocked and is started again goes on with its subscriptions."""
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    t = turn.t
    if mine:
        rows = (
            (Button(t.raw("button-another-place"), data=callbacks.wizard("a")),),
            (Button(t.raw("button-list"), data=callbacks.subscription("l", 0)),),
        )
        await turn.show(say(t, "start-again", *(rows if wizard.is_for(turn) else rows[1:]), count=len(mine)))
        return
    await _greet(turn)


async def _greet(turn: Turn) -> None:
    if wizard.is_for(turn):
        told = await wizard.welcome(turn)
        rows = told.buttons
    else:
        told = say(turn.t, "start-group")
        rows = language.rows("start", but=turn.lang)
    privacy_row = (Button(turn.t.raw("button-privacy"), data=callbacks.encode(Kind.OTHER, "p")),)
    await turn.show(Message(told.html, told.plain, (*rows, privacy_row)))


async def press(turn: Turn, data: Callback) -> None:
    """``p`` what can be seen; ``start CODE`` the greeting in another language."""
    if data.args[0] == "p":
        await turn.send(say(turn.t, "privacy"))
        return
    lang = language.find(data.args[1]) if len(data.args) == 2 else None
    if lang is None:
        raise UserError("error-button-old")
    await language.change(turn, lang)
    await _greet(turn)


COMMAND = Command("start", run)
