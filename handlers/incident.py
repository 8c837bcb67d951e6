"""/incident ID and the Details button: everything that is known of one incident."""

from bot.model.errors import UserError
from bot.model.incident import Incident
from bot.ports import UnitOfWork
from bot.rendering import render_details
from bot.rendering.callbacks import Callback
from handlers.command import Command
from handlers.turn import Turn

_LONGEST_ID = 60
_MERGES = 10


async def run(turn: Turn) -> None:
    """Show the incident that the text names."""
    words = turn.text.split()
    if not words:
        raise UserError("error-incident-which")
    await _show(turn, words[0])


async def press(turn: Turn, data: Callback) -> None:
    """Show the incident of an alert or list, as a new message."""
    await _show(turn, data.args[0])


async def _show(turn: Turn, incident_id: str) -> None:
    async with turn.services.store.read() as uow:
        found = await find(uow, incident_id)
    if found is None:
        raise UserError("error-incident-unknown", id=incident_id[:_LONGEST_ID])
    await turn.send(render_details(found, lang=turn.lang, now=turn.now))


async def find(uow: UnitOfWork, incident_id: str) -> Incident | None:
    """Return the incident as it stands; one that was merged leads to the one that took it in."""
    wanted = incident_id.strip("#.,;:<>[]()").upper()[:_LONGEST_ID]
    found = await uow.incidents.get(wanted) if wanted else None
    for _ in range(_MERGES):
        if found is None or not found.merged_into:
            break
        found = await uow.incidents.get(found.merged_into) or found
    return found


COMMAND = Command("incident", run)
