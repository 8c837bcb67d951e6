"""Incidents with their reports."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, Select, case, delete, func, select

from bot.incidents.reach import kept_under
from bot.model.codec import to_data
from bot.model.incident import Incident, Report, Status
from bot.model.reach import Reach
from bot.ports import IncidentPage
from storage.connection import Connection, chunks
from storage.documents import load, read
from storage.kept import keep, known
from storage.tables import (
    incident_areas,
    incident_keys,
    incident_numbers,
    incidents,
    reports,
    waiting_reports,
)

_OPEN = (Status.DEVELOPING.value, Status.ACTIVE.value)
_COLUMNS = tuple(column.name for column in incidents.columns)
_PATIENCE = timedelta(days=21)
_MOST_WAITING = 200
_LIVE = incidents.c.merged_into.is_(None) & (incidents.c.status != Status.MERGED.value)


class SqlIncidents:
    """``bot.ports.IncidentRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def get(self, incident_id: str) -> Incident | None:
        """Return the incident, also a merged one (``merged_into`` set); None if there is none."""
        found = await self._load(select(incidents.c.id).where(incidents.c.id == incident_id))
        return found[0] if found else None

    async def block(self, reach: Reach) -> list[Incident]:
        """Live incidents with a report that lies within reach; oldest first, each with all its reports."""
        found: set[str] = set()
        for keys in chunks(sorted(reach.keys)):
            lying = select(incident_keys.c.incident_id).where(
                incident_keys.c.key.in_(keys),
                incident_keys.c.until >= reach.since,
                incident_keys.c.since <= reach.until,
                incident_keys.c.family.in_(sorted(reach.families)),
            )
            found.update(row.incident_id for row in await self._db.all(lying))
        return [one for some in chunks(sorted(found)) for one in await self._load(some)]

    async def of_item(self, item_id: str) -> list[Incident]:
        """Live incidents that hold a report of this item; oldest first."""
        holding = select(reports.c.incident_id).where(reports.c.item_id == item_id)
        return await self._load(select(incidents.c.id).where(_LIVE, incidents.c.id.in_(holding)))

    async def keep_waiting(self, report: Report) -> None:
        """Keep a follow-up of nothing known. It is given up when others of its country are three weeks on."""
        country = report.mention.place.country or ""
        values = {
            "id": report.id,
            "item_id": report.item_id,
            "country": country,
            "told_at": report.told_at,
            "doc": to_data(report),
        }
        insert = self._db.insert(waiting_reports).values(values)
        await self._db.run(insert.on_conflict_do_update(index_elements=["id"], set_=values))
        past = (waiting_reports.c.country == country, waiting_reports.c.told_at < report.told_at - _PATIENCE)
        await self._db.run(delete(waiting_reports).where(*past))

    async def waiting(self, country: str | None, since: datetime, until: datetime) -> list[Report]:
        """Follow-ups of this country told within [since, until] that still wait; the newest 200."""
        told = waiting_reports.c.told_at.between(since, until)
        found = select(waiting_reports.c.id, waiting_reports.c.doc).where(
            waiting_reports.c.country == (country or ""), told
        )
        newest = (waiting_reports.c.told_at.desc(), waiting_reports.c.id)
        rows = await self._db.all(found.order_by(*newest).limit(_MOST_WAITING))
        return [load(Report, row.doc, f"report {row.id}") for row in rows]

    async def forget_waiting(self, *, item_id: str = "", report_ids: Collection[str] = ()) -> None:
        """These wait no more: they joined, or their item was edited."""
        if item_id:
            await self._db.run(delete(waiting_reports).where(waiting_reports.c.item_id == item_id))
        for some in chunks(report_ids):
            await self._db.run(delete(waiting_reports).where(waiting_reports.c.id.in_(some)))

    async def due(self, now: datetime, limit: int = 200) -> list[str]:
        """Ids of incidents whose ``look_at`` has come, the longest due first."""
        found = select(incidents.c.id).where(incidents.c.look_at <= now)
        rows = await self._db.all(found.order_by(incidents.c.look_at, incidents.c.id).limit(limit))
        return [row.id for row in rows]

    async def next_look_at(self) -> datetime | None:
        """The earliest ``look_at`` of all."""
        at: datetime | None = await self._db.value(
            select(incidents.c.look_at)
            .where(incidents.c.look_at.is_not(None))
            .order_by(incidents.c.look_at)
            .limit(1)
        )
        return at

    async def next_id(self, country: str | None, day: date) -> str:
        """A new id, "PK-20241105-01"; "XX-…" without a country. Never given twice."""
        prefix = f"{country or 'XX'}-{day.year:04d}{day.month:02d}{day.day:02d}"
        insert = self._db.insert(incident_numbers).values(prefix=prefix, last=1)
        number = await self._db.value(
            insert.on_conflict_do_update(
                index_elements=["prefix"], set_={"last": incident_numbers.c.last + 1}
            ).returning(incident_numbers.c.last)
        )
        return f"{prefix}-{number:02d}"

    async def save(self, incident: Incident) -> None:
        """Insert, or replace record, areas and reports."""
        stamp = uuid4().hex
        insert = self._db.insert(incidents).values(_values(incident, stamp))
        changed = {name: insert.excluded[name] for name in _COLUMNS if name != "id"}
        await self._db.run(insert.on_conflict_do_update(index_elements=["id"], set_=changed))
        await self._save_areas(incident)
        await self._save_reports(incident)
        await self._save_keys(incident)
        keep(stamp, _once(incident))

    async def latest(
        self, area_ids: Collection[str], since: datetime, *, offset: int = 0, limit: int = 5
    ) -> IncidentPage:
        """Incidents of these areas that were reported since then: open first, then by last report, newest
        first. An empty ``area_ids`` means: those whose place was not recognised.
        """
        matching = (_LIVE, incidents.c.last_report_at >= since, _in(area_ids))
        total = int(await self._db.value(select(func.count()).select_from(incidents).where(*matching)))
        open_first = case((incidents.c.status.in_(_OPEN), 0), else_=1)
        order = (open_first, incidents.c.last_report_at.desc(), incidents.c.id.desc())
        page = select(incidents.c.id).where(*matching).order_by(*order).offset(offset).limit(limit)
        ids = [row.id for row in await self._db.all(page)] if total > offset else []
        by_id = {one.id: one for one in await self._load(ids)} if ids else {}
        return IncidentPage(tuple(by_id[each] for each in ids), total)

    async def last_in(self, area_ids: Collection[str]) -> Incident | None:
        """The newest incident of these areas, however old."""
        newest = (
            select(incidents.c.id)
            .where(_LIVE, _in(area_ids))
            .order_by(incidents.c.last_report_at.desc(), incidents.c.id.desc())
            .limit(1)
        )
        incident_id = await self._db.value(newest)
        return await self.get(incident_id) if incident_id else None

    async def count_unlocated(self, since: datetime) -> int:
        """How many incidents reported since then have no recognised place."""
        matching = (_LIVE, incidents.c.last_report_at >= since, _in(()))
        return int(await self._db.value(select(func.count()).select_from(incidents).where(*matching)))

    async def _load(self, ids: Select[Any] | Sequence[str]) -> list[Incident]:
        """One statement for those that were read before, two more for the others; oldest first."""
        order = (incidents.c.first_reported_at, incidents.c.id)
        named = select(incidents.c.id, incidents.c.stamp).where(incidents.c.id.in_(ids)).order_by(*order)
        stamps = {row.id: row.stamp for row in await self._db.all(named)}
        found = {each: known(each, stamp) for each, stamp in stamps.items()}
        for some in chunks(each for each, one in found.items() if one is None):
            for one in await self._read(some):
                found[one.id] = one
                keep(stamps[one.id], one)
        return [one for one in found.values() if one is not None]

    async def _read(self, ids: Sequence[str]) -> list[Incident]:
        told = await self._db.all(
            select(reports.c.incident_id, reports.c.id, reports.c.doc)
            .where(reports.c.incident_id.in_(ids))
            .order_by(reports.c.incident_id, reports.c.position)
        )
        by_incident: dict[str, list[Report]] = {}
        for row in told:
            by_incident.setdefault(row.incident_id, []).append(read(Report, row.doc, f"report {row.id}"))
        rows = await self._db.all(select(incidents.c.id, incidents.c.doc).where(incidents.c.id.in_(ids)))
        return [_incident(row, by_incident.get(row.id, [])) for row in rows]

    async def _save_areas(self, incident: Incident) -> None:
        await self._db.run(delete(incident_areas).where(incident_areas.c.incident_id == incident.id))
        rows = [
            {"area_id": area_id, "incident_id": incident.id}
            for area_id in dict.fromkeys(incident.place.area_ids)
        ]
        if rows:
            await self._db.run(incident_areas.insert(), rows)

    async def _save_reports(self, incident: Incident) -> None:
        await self._db.run(delete(reports).where(reports.c.incident_id == incident.id))
        # By id: a report that stands there twice is one.
        numbered = {report.id: (position, report) for position, report in enumerate(incident.reports)}
        for some in chunks(numbered.values()):
            rows = [
                {
                    "incident_id": incident.id,
                    "id": report.id,
                    "position": position,
                    "item_id": report.item_id,
                    "country": incident.place.country or "",
                    "told_at": report.told_at,
                    "doc": to_data(report),
                }
                for position, report in some
            ]
            await self._db.run(reports.insert(), rows)

    async def _save_keys(self, incident: Incident) -> None:
        await self._db.run(delete(incident_keys).where(incident_keys.c.incident_id == incident.id))
        if incident.merged_into or incident.status is Status.MERGED:
            return
        entries = [
            {
                "incident_id": incident.id,
                "key": each.key,
                "family": each.family,
                "since": each.since,
                "until": each.until,
            }
            for each in kept_under(incident.reports)
        ]
        for rows in chunks(entries):
            await self._db.run(incident_keys.insert(), rows)


def _once(incident: Incident) -> Incident:
    """As it is read back: a report that stands there twice is one."""
    told = {report.id: report for report in incident.reports}
    if len(told) == len(incident.reports):
        return incident
    return replace(incident, reports=tuple(told.values()))


def _in(area_ids: Collection[str]) -> ColumnElement[bool]:
    if not area_ids:
        return incidents.c.located.is_(False)
    return incidents.c.id.in_(
        select(incident_areas.c.incident_id).where(incident_areas.c.area_id.in_(sorted(area_ids)))
    )


def _values(incident: Incident, stamp: str) -> dict[str, Any]:
    return {
        "id": incident.id,
        "country": incident.place.country or "",
        "located": bool(incident.place.area_ids),
        "place_id": incident.place.place_id,
        "lat": incident.place.lat,
        "lon": incident.place.lon,
        "status": incident.status.value,
        "severity": incident.severity,
        "certainty": incident.certainty.value,
        "before_start": incident.before_start,
        "first_reported_at": incident.first_reported_at,
        "last_report_at": max((each.told_at for each in incident.reports), default=incident.updated_at),
        "updated_at": incident.updated_at,
        "merged_into": incident.merged_into,
        "look_at": incident.look_at,
        "stamp": stamp,
        "doc": to_data(replace(incident, reports=())),
    }


def _incident(row: Row[Any], told: Sequence[Report]) -> Incident:
    return replace(read(Incident, row.doc, f"incident {row.id}"), reports=tuple(told))
