"""What people said of alerts that they did not want, and how often for each source."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, select

from bot.model.alert import OutboxState
from bot.model.feedback import Complaint, SourceFeedback
from storage.connection import Connection
from storage.tables import feedback, items, outbox, reports


def _with_sources(of: Subquery, *columns: ColumnElement[Any]) -> Subquery:
    """The rows of ``of`` (by incident), once for each source that reported the incident."""
    by_source = select(of.c.incident_id, items.c.source, *columns)
    joined = of.join(reports, reports.c.incident_id == of.c.incident_id).join(
        items, items.c.id == reports.c.item_id
    )
    return by_source.select_from(joined).distinct().subquery()


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
        sent = (
            select(outbox.c.incident_id, func.count().label("times"))
            .where(outbox.c.state == OutboxState.SENT.value, outbox.c.sent_at >= since)
            .group_by(outbox.c.incident_id)
            .subquery()
        )
        said = (
            select(feedback.c.incident_id, feedback.c.reason, func.count().label("times"))
            .where(feedback.c.at >= since)
            .group_by(feedback.c.incident_id, feedback.c.reason)
            .subquery()
        )
        # Each source of an incident once, however many of its items told of it.
        sent_of = _with_sources(sent, sent.c.times)
        said_of = _with_sources(said, said.c.reason, said.c.times)
        sent_by = select(sent_of.c.source, func.sum(sent_of.c.times).label("alerts"))
        said_by = select(said_of.c.source, said_of.c.reason, func.sum(said_of.c.times).label("answers"))
        sent_by = sent_by.group_by(sent_of.c.source)
        said_by = said_by.group_by(said_of.c.source, said_of.c.reason)
        alerts = {row.source: int(row.alerts) for row in await self._db.all(sent_by)}
        answers: dict[str, dict[Complaint, int]] = {}
        for row in await self._db.all(said_by):
            answers.setdefault(row.source, {})[Complaint(row.reason)] = int(row.answers)
        return {
            source: SourceFeedback(alerts.get(source, 0), answers.get(source, {}))
            for source in alerts.keys() | answers.keys()
        }
