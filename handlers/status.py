"""/status, for whoever runs the bot: sources, what is owed, how late it is."""

from datetime import datetime

from bot.i18n import format_moment, format_number
from bot.model.alert import OutboxState
from bot.model.item import SourceState
from bot.rendering.html import message
from bot.sources.health import status
from handlers.command import Command
from handlers.reply import marked
from handlers.turn import Turn


async def run(turn: Turn) -> None:
    """Show it."""
    async with turn.services.store.read() as uow:
        states = {each.name: each for each in await uow.sources.all()}
        rows = await uow.outbox.counts()
        oldest = await uow.history.owed_since()
        chats, subscriptions = await uow.history.size()
    t, lang = turn.t, turn.lang
    names = {each.name for each in turn.services.config.sources if each.enabled} or set(states)
    known = [states.get(name, SourceState(name)) for name in names]
    waiting = sum(rows.get(each.value, 0) for each in _WAITING)
    told = t.text(
        "op-status",
        fine=sum(status(each).is_fine for each in known),
        total=len(known),
        item=_moment(turn, max((each.last_item_at for each in known if each.last_item_at), default=None)),
        waiting=format_number(waiting, lang),
        sent=format_number(rows.get(OutboxState.SENT.value, 0), lang),
        ended=format_number(sum(rows.get(each.value, 0) for each in _ENDED), lang),
        chats=format_number(chats, lang),
        subscriptions=format_number(subscriptions, lang),
    )
    if oldest is not None:
        told += "\n" + t.text("op-status-lag", seconds=max(0, int((turn.now - oldest).total_seconds())))
    await turn.show(message(marked(told)))


def _moment(turn: Turn, at: datetime | None) -> str:
    return format_moment(at, "", turn.lang, now=turn.now) if at else "–"


_WAITING = (OutboxState.PENDING, OutboxState.CLAIMED, OutboxState.SENDING)
_ENDED = (OutboxState.DEAD, OutboxState.AMBIGUOUS)
COMMAND = Command("status", run, operators=True)
