"""/export: the chat's subscriptions, and the incidents it was told of, as two CSV files."""

from collections.abc import Sequence

from telegram.error import RetryAfter

from bot.model.alert import OutboxRow, OutboxState
from bot.model.errors import UserError
from bot.ports import UnitOfWork
from bot.rendering.tables import ToldOf, incidents_csv, subscriptions_csv
from handlers.command import Command
from handlers.incident import find
from handlers.pace import Verdict
from handlers.turn import Turn

PER_MINUTE = 2
# Messages looked through, newest first.
_MOST = 5000


async def run(turn: Turn) -> None:
    """Send both files. Each is made anew from all that the chat was told, so not as often as one likes."""
    if turn.services.exports.ask(turn.chat_id, turn.now, PER_MINUTE) is not Verdict.GO:
        raise UserError("error-export-often", limit=PER_MINUTE)
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        told = await _told(uow, turn.chat_id)
    t, day = turn.t, f"{turn.now:%Y%m%d}"
    await _send(
        turn,
        f"sitrep-subscriptions-{day}.csv",
        subscriptions_csv(mine, turn.lang),
        t.raw("export-subscriptions", count=len(mine)),
    )
    await _send(
        turn,
        f"sitrep-incidents-{day}.csv",
        incidents_csv(told),
        t.raw("export-incidents", count=len(told)),
    )


async def _told(uow: UnitOfWork, chat_id: int) -> list[ToldOf]:
    """The incidents that the chat was told of, the newest first."""
    by_incident: dict[str, list[OutboxRow]] = {}
    for row in await uow.history.of_chat(chat_id, _MOST):
        if row.state is OutboxState.SENT and row.sent_at is not None:
            by_incident.setdefault(row.alert.incident_id, []).append(row)
    said = await uow.feedback.of_chat(chat_id)
    found: dict[str, ToldOf] = {}
    for incident_id, rows in by_incident.items():
        incident = await find(uow, incident_id)
        if incident is None:
            continue
        times = [row.sent_at for row in rows if row.sent_at]
        known = found.get(incident.id)
        if known is not None:
            times += [known.first_at, known.last_at]
        reason = said.get(incident.id) or said.get(incident_id)
        found[incident.id] = ToldOf(
            incident,
            min(times),
            max(times),
            _messages(rows) + (known.messages if known else 0),
            reason.value if reason else (known.feedback if known else ""),
        )
    return list(found.values())


def _messages(rows: Sequence[OutboxRow]) -> int:
    """Several rows may have gone out as one message."""
    return len({row.message_id or -row.id for row in rows})


async def _send(turn: Turn, name: str, body: bytes, caption: str) -> None:
    try:
        await turn.bot.send_document(
            turn.chat_id,
            document=body,
            filename=name,
            caption=caption,
            message_thread_id=turn.thread_id,
        )
    except RetryAfter:
        raise UserError("error-export-later") from None


COMMAND = Command("export", run, changes=True)
