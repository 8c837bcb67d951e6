"""/start: what this is, what can be seen of a person, and the first step."""

from bot.model.alert import Button
from bot.rendering import callbacks
from bot.rendering.callbacks import Kind
from handlers.command import Command
from handlers.reply import say
from handlers.turn import Turn


async def run(turn: Turn) -> None:
    """Greet; a bot that was blocked and is started again goes on with its subscriptions."""
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    if mine:
        await turn.say("start-again", count=len(mine))
        return
    rows = ((Button(turn.t.raw("button-privacy"), data=callbacks.encode(Kind.OTHER, "p")),),)
    await turn.show(say(turn.t, "start", *rows))


async def privacy(turn: Turn) -> None:
    """Say what the operator and Telegram can see."""
    await turn.send(say(turn.t, "privacy"))


COMMAND = Command("start", run)
