"""What the store knows of some chats and incidents, read together: a query for each chat would cost more than
sending to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.lanes import Waiting
from bot.model.alert import Alert, OutboxRow, OutboxState
from bot.model.incident import Incident
from bot.model.subscription import Chat
from bot.ports import UnitOfWork

_MERGES = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one batch, within one transaction.

    ``alerts``: all that is to be composed. ``sent``: how many went out within the burst window, by (chat,
    thread). The rest is read when it is first asked for.
    """

    uow: UnitOfWork
    alerts: tuple[Alert, ...]
    chats: dict[int, Chat]
    sent: dict[tuple[int, int | None], int]
    incidents: dict[str, Incident | None] = field(default_factory=dict)
    _owed: dict[tuple[int, str], list[OutboxRow]] = field(default_factory=dict)

    @staticmethod
    async def load(uow: UnitOfWork, batches: Sequence[Sequence[Waiting]], since: datetime) -> "Facts":
        """Read what every one of them needs."""
        alerts = tuple(each.row.alert for batch in batches for each in batch)
        chat_ids = {alert.chat_id for alert in alerts}
        chats = await uow.chats.get_many(chat_ids)
        return Facts(uow, alerts, chats, await uow.outbox.sent_counts(chat_ids, since))

    async def told(self, alert: Alert) -> list[OutboxRow]:
        """What this chat and topic was (or may have been) told of this incident, oldest first."""
        if not self._owed:
            chat_ids = {each.chat_id for each in self.alerts}
            for row in await self.uow.outbox.of_chats(chat_ids, {each.incident_id for each in self.alerts}):
                self._owed.setdefault((row.alert.chat_id, row.alert.incident_id), []).append(row)
        return [
            row
            for row in self._owed.get((alert.chat_id, alert.incident_id), ())
            if row.alert.thread_id == alert.thread_id
            and (row.repeat or row.state in (OutboxState.SENT, OutboxState.AMBIGUOUS))
        ]

    async def incident(self, incident_id: str) -> Incident | None:
        """The incident, or the one that it was merged into."""
        incident = await self._stored(incident_id)
        for _ in range(_MERGES):
            if incident is None or incident.merged_into is None:
                break
            incident = await self._stored(incident.merged_into)
        return incident

    async def tells_one(self, chat_id: int, message_id: int) -> bool:
        """Whether the message is about one incident; a list must not lose the others."""
        rows = await self.uow.outbox.of_message(chat_id, message_id)
        return len({row.alert.incident_id for row in rows}) == 1

    async def _stored(self, incident_id: str) -> Incident | None:
        if incident_id not in self.incidents:
            self.incidents[incident_id] = await self.uow.incidents.get(incident_id)
        return self.incidents[incident_id]
