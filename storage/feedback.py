"""What people said of alerts that they did not want, and how often for each source."""

from datetime import datetime

from sqlalchemy import func, select

from bot.model.alert import OutboxState
from bot.model.feedback import Complaint, SourceFeedback
from storage.connection import Connection
from storage.tables import feedback, items, outbox, reports


class SqlFeedback:
    """``bot.ports.FeedbackRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def note(self, chat_id: int, incident_id: str, reason: Complaint, now: datetime) -> None:
        """Keep the chat's answer about an incident; a later one takes its place."""
        insert = self._db.insert(feedback).values(
            chat_id=chat_id, incident_id=incident_id, reason=reason.value, at=now
        )
        await self._db.run(
            insert.on_conflict_do_update(
                index_elements=["chat_id", "incident_id"],
                set_={"reason": insert.excluded.reason, "at": insert.excluded.at},
            )
        )

    async def of_chat(self, chat_id: int) -> dict[str, Complaint]:
        """The chat's answers by incident."""
        rows = await self._db.all(select(feedback).where(feedback.c.chat_id == chat_id))
        return {row.incident_id: Complaint(row.reason) for row in rows}

    async def by_source(self, since: datetime) -> dict[str, SourceFeedback]:
        """By source: how many alerts were sent since then about incidents that it reported, and the
        answers to those. An alert of several sources counts for each.
        """
        told_by = select(reports.c.incident_id, items.c.source).join(items, items.c.id == reports.c.item_id)
        told = told_by.distinct().subquery()
        sent = (
            select(told.c.source, func.count().label("alerts"))
            .join(outbox, outbox.c.incident_id == told.c.incident_id)
            .where(outbox.c.state == OutboxState.SENT.value, outbox.c.sent_at >= since)
            .group_by(told.c.source)
        )
        said = (
            select(told.c.source, feedback.c.reason, func.count().label("answers"))
            .join(feedback, feedback.c.incident_id == told.c.incident_id)
            .where(feedback.c.at >= since)
            .group_by(told.c.source, feedback.c.reason)
        )
        alerts = {row.source: row.alerts for row in await self._db.all(sent)}
        answers: dict[str, dict[Complaint, int]] = {}
        for row in await self._db.all(said):
            answers.setdefault(row.source, {})[Complaint(row.reason)] = row.answers
        return {
            source: SourceFeedback(alerts.get(source, 0), answers.get(source, {}))
            for source in alerts.keys() | answers.keys()
        }
