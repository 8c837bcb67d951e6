"""/forget: delete everything about this chat, after it was confirmed."""

from datetime import datetime, timedelta

from bot.model.alert import Button
from bot.model.errors import UserError
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from handlers.command import Command
from handlers.reply import say
from handlers.turn import Turn

# A button that was tapped by mistake weeks later must not delete anything.
_VALID = timedelta(minutes=10)


async def run(turn: Turn) -> None:
    """Say what would be deleted, and ask."""
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    t = turn.t
    asked_at = int(turn.now.timestamp()) // 60
    rows = (
        (Button(t.raw("button-forget"), data=callbacks.setting("x", asked_at)),),
        (Button(t.raw("button-forget-not"), data=callbacks.setting("x", "n")),),
    )
    days = turn.services.config.storage.backup_days
    await turn.show(say(t, "forget-ask", *rows, count=len(mine), days=days))


async def press(turn: Turn, data: Callback) -> None:
    """``x n`` keep everything; ``x MINUTE`` delete, if that was asked for a little while ago."""
    if data.args[1:] == ("n",):
        await turn.say("forget-not")
        return
    asked_at = data.number(1)
    if asked_at is None or not _is_fresh(asked_at, turn.now):
        raise UserError("error-forget-old")
    async with turn.write() as uow:
        await uow.chats.forget(turn.chat_id)
    await turn.say("forgotten", days=turn.services.config.storage.backup_days)


def _is_fresh(minute: int, now: datetime) -> bool:
    age_s = now.timestamp() - 60 * minute
    return -60 <= age_s <= _VALID.total_seconds() + 60


COMMAND = Command("forget", run, changes=True)
