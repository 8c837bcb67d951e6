"""What is old enough to be forgotten, a few rows at a time.

Each step looks at the next rows after a cursor, in the order in which they age, and deletes those that
nothing needs any more; it is one short transaction, so whoever wants to write waits for milliseconds. What
stays whatever its age: what is still owed; an incident that is open, or into which a younger one was merged;
and of every source the newest items, for by them an item that returns is known.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, or_, select, update

from bot.model.alert import CANARY
from bot.model.incident import Status
from bot.ports import Cursor, Pruned
from storage.connection import Connection
from storage.tables import feedback, incidents, items, mutes, outbox, reports, waiting_reports

STEP = 200
# More than any feed lists at once.
NEWEST_ITEMS = 2000
_OPEN = (Status.DEVELOPING.value, Status.ACTIVE.value, Status.CONTAINED.value)


@dataclass(frozen=True, slots=True)
class _Ages:
    """Columns by which a table ages: a time, and a key that is its own."""

    at: Any
    id: Any


_INCIDENTS = _Ages(incidents.c.last_report_at, incidents.c.id)
_ITEMS = _Ages(items.c.seen_at, items.c.id)


class SqlRetention:
    """``bot.ports.RetentionRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def alerts(self, before: datetime, after: Cursor | None = None) -> Pruned:
        """Delete rows of the outbox that ended, were owed before then, and whose incident is silent as long.

        While an incident may go on, its rows say who was told of it.
        """
        # Ids rise with the time of the commit, so the key serves for both.
        query = select(outbox.c.id, outbox.c.committed_at, outbox.c.due_at, outbox.c.incident_id)
        if after is not None:
            query = query.where(outbox.c.id > int(after.id))
        rows = await self._db.all(query.order_by(outbox.c.id).limit(STEP))
        old = [row for row in rows if row.committed_at < before]
        ended = {row.id: row.incident_id for row in old if row.due_at is None}
        needed = await self._needed(set(ended.values()) - {CANARY}, before)
        gone = [id_ for id_, incident_id in ended.items() if incident_id not in needed]
        if gone:
            await self._db.run(delete(outbox).where(outbox.c.id.in_(gone)))
        last = old[-1] if old and len(rows) == STEP and len(old) == STEP else None
        return Pruned(len(gone), Cursor(last.committed_at, str(last.id)) if last else None)

    async def incidents(self, before: datetime, after: Cursor | None = None) -> Pruned:
        """Delete incidents with their reports that are not open and were last reported before then.

        Their ended rows of the outbox and the answers about them go along.
        """
        query = _page(select(incidents.c.id, incidents.c.last_report_at), _INCIDENTS, before, after)
        rows = await self._db.all(query)
        merged = incidents.alias()
        owed = exists().where(outbox.c.incident_id == incidents.c.id, outbox.c.due_at.is_not(None))
        younger = exists().where(merged.c.merged_into == incidents.c.id)
        free = select(incidents.c.id).where(
            incidents.c.id.in_([row.id for row in rows]), incidents.c.status.not_in(_OPEN), ~owed, ~younger
        )
        gone = [row.id for row in await self._db.all(free)]
        if gone:
            for table in (outbox, feedback, mutes):
                await self._db.run(delete(table).where(table.c.incident_id.in_(gone)))
            await self._db.run(delete(incidents).where(incidents.c.id.in_(gone)))
        return _pruned(len(gone), rows, "last_report_at")

    async def items(self, before: datetime, after: Cursor | None = None) -> Pruned:
        """Delete items seen before then that no incident rests on; of the newest of their source only the
        words, so that they are known when they return.
        """
        query = _page(select(items.c.id, items.c.source, items.c.seen_at), _ITEMS, before, after)
        rows = await self._db.all(query)
        ids = [row.id for row in rows]
        used = {row.item_id for row in await self._db.all(_uses(reports.c.item_id, ids))}
        used |= {row.item_id for row in await self._db.all(_uses(waiting_reports.c.item_id, ids))}
        floors = {source: await self._floor(source) for source in {row.source for row in rows}}
        gone: list[str] = []
        kept: list[str] = []
        for row in rows:
            if row.id not in used:
                floor = floors[row.source]
                (gone if floor is not None and row.seen_at < floor else kept).append(row.id)
        if gone:
            await self._db.run(delete(items).where(items.c.id.in_(gone)))
        blanked = 0
        if kept:
            worded = or_(items.c.title != "", items.c.summary != "", items.c.text != "")
            empty = {"title": "", "summary": "", "text": "", "url": ""}
            blanked = await self._db.run(update(items).where(items.c.id.in_(kept), worded).values(empty))
        return _pruned(len(gone) + max(0, blanked), rows, "seen_at")

    async def rest(self, before: datetime, now: datetime) -> int:
        """Delete follow-ups that waited since before then for what never came, and mutes that are over."""
        waited = delete(waiting_reports).where(waiting_reports.c.told_at < before)
        over = delete(mutes).where(mutes.c.until.is_not(None), mutes.c.until < now)
        return await self._db.run(waited) + await self._db.run(over)

    async def _needed(self, incident_ids: set[str], before: datetime) -> set[str]:
        alive = or_(incidents.c.status.in_(_OPEN), incidents.c.last_report_at >= before)
        found = await self._db.all(select(incidents.c.id).where(incidents.c.id.in_(incident_ids), alive))
        return {row.id for row in found}

    async def _floor(self, source: str) -> datetime | None:
        """When the oldest of the newest items of the source was seen; None if it has no more than those."""
        newest = select(items.c.seen_at).where(items.c.source == source).order_by(items.c.seen_at.desc())
        floor: datetime | None = await self._db.value(newest.offset(NEWEST_ITEMS - 1).limit(1))
        return floor


def _page(query: Select[Any], by: _Ages, before: datetime, after: Cursor | None) -> Select[Any]:
    query = query.where(by.at < before)
    if after is not None:
        query = query.where(or_(by.at > after.at, and_(by.at == after.at, by.id > after.id)))
    return query.order_by(by.at, by.id).limit(STEP)


def _pruned(gone: int, rows: Any, at: str) -> Pruned:
    last = rows[-1] if len(rows) == STEP else None
    return Pruned(gone, Cursor(getattr(last, at), last.id) if last else None)


def _uses(column: Any, ids: list[str]) -> Select[Any]:
    return select(column).where(column.in_(ids)).distinct()
