"""Removing subscriptions; what another one of the chat also wants is still sent."""

from collections.abc import Sequence

from bot.matching.facts import Facts
from bot.matching.match import refusal
from bot.matching.select import why
from bot.model.alert import OutboxRow
from bot.model.subscription import Subscription
from bot.ports import UnitOfWork
from handlers.turn import Turn


async def remove(turn: Turn, uow: UnitOfWork, leaving: Sequence[Subscription]) -> list[Subscription]:
    """Remove these of the chat and return those that were there. What waits to be sent because of them waits
    on because of another one that wants it; the rest is cancelled.
    """
    gone = {each.id for each in leaving}
    staying = [each for each in await uow.subscriptions.of_chat(turn.chat_id) if each.id not in gone]
    mutes = await uow.subscriptions.mutes({turn.chat_id}, turn.now)
    muted = {each.subscription_id for each in mutes if each.subscription_id is not None}
    heirs = [each for each in staying if each.id not in muted]
    removed = []
    for each in leaving:
        for row in await uow.outbox.because_of(each.id):
            await _pass_on(uow, row, heirs)
        removed.append(await uow.subscriptions.remove(turn.chat_id, each.number))
    return [each for each in removed if each is not None]


async def _pass_on(uow: UnitOfWork, row: OutboxRow, heirs: Sequence[Subscription]) -> None:
    incident = await uow.incidents.get(row.alert.incident_id)
    if incident is None:
        return
    facts = Facts(incident)
    for each in heirs:
        if each.thread_id == row.alert.thread_id and refusal(each, facts) is None:
            await uow.outbox.pass_on(row, each.id, why(each, facts))
            return
