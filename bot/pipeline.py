"""The way of the data, from a poll to the outbox. The one file that knows the order.

Nothing of the network happens inside a transaction, and reading happens off the event loop. Each item is one
short write: the fingerprint is checked again, the item stored, its incidents decided, the alerts owed put
into the outbox. What is pushed is therefore stored before anything is sent, and a crash between two items
costs nothing: the source's validators and body hash move only with the last one.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import failpoints, metrics
from bot.extraction.batch import FAULT, unread
from bot.incidents import assign, reach, waiting_key
from bot.incidents.decision import Decision
from bot.incidents.later import revisit
from bot.incidents.split import SplitError, split
from bot.matching.select import Selection, select
from bot.model.errors import SourceError, StorageError
from bot.model.incident import Change, Incident, Report
from bot.model.item import Entry, Item, Source, SourceState
from bot.model.mention import Extent, Reading, Role
from bot.ports import Clock, Store, UnitOfWork
from bot.sources import health
from bot.sources.identity import New, Revised, plan
from bot.sources.poll import PollResult

_log = logging.getLogger(__name__)

Poll = Callable[[Source, SourceState], Awaitable[PollResult]]
Read = Callable[[Sequence[Item]], Awaitable[list[Reading]]]

# Reports of these roles may open or change an incident; the rest is stored and searched, never told.
TELLING = frozenset(
    {
        Role.NEW_INCIDENT,
        Role.UPDATE,
        Role.CONFIRMATION,
        Role.CORRECTION,
        Role.ANNOUNCEMENT,
        Role.THREAT,
        Role.ROUNDUP,
    }
)
READ_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Told:
    """One decision about one item, with what was owed because of it."""

    item: Item
    decision: Decision
    selection: Selection


@dataclass(frozen=True, slots=True)
class Due:
    """What came of an incident by the clock alone, with what was owed because of it."""

    decision: Decision
    selection: Selection = Selection()


@dataclass(frozen=True, slots=True)
class PollSummary:
    """What one poll brought. ``failure`` is "" after a good one."""

    source: str
    entries: int = 0
    new: int = 0
    revised: int = 0
    alerts: int = 0
    failure: str = ""


class Pipeline:
    """Polls a source and carries what it brings into the outbox."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        poll: Poll,
        read: Read,
        *,
        wake: Callable[[], None] = lambda: None,
        record: Callable[[Item], None] = lambda _: None,
        interval_s: float = 90.0,
        too_old_s: float = 86_400.0,
    ) -> None:
        self._store = store
        self._clock = clock
        self._poll = poll
        self._read = read
        self._wake = wake
        self._record = record
        self._interval_s = interval_s
        self._too_old_s = too_old_s

    async def poll(self, source: Source) -> PollSummary:
        """Poll once. A failure of the source is recorded and returned, never raised."""
        async with self._store.read() as uow:
            state = await uow.sources.get(source.name)
        now = self._clock.now()
        if state.not_before and state.not_before > now:
            return PollSummary(source.name, failure="waiting")
        try:
            result = await self._poll(source, state)
        except SourceError as error:
            async with self._store.write() as uow:
                await uow.sources.save(health.after_failure(state, error, now, self._interval_s))
            metrics.POLLS.labels(error.reason.value).inc()
            _log.warning("%s: %s", source.name, error)
            return PollSummary(source.name, failure=error.reason.value)
        metrics.POLLS.labels("ok").inc()
        return await self._take_in(source, state, result)

    async def sweep(self) -> int:
        """Look at the incidents whose time has come: a toll that was held back goes out, what nobody reports
        any more is closed. Return how many alerts are owed because of it. Each is a transaction of its own.
        """
        now = self._clock.now()
        async with self._store.read() as uow:
            due = await uow.incidents.due(now)
        owed = 0
        for incident_id in due:
            try:
                async with self._store.write() as uow:
                    told = await look_again(uow, incident_id, now, self._too_old_s)
            except Exception:
                metrics.FAULTS.labels("sweep").inc()
                _log.exception("incident %s could not be looked at again", incident_id)
                continue
            if told and told.selection.alerts:
                owed += len(told.selection.alerts)
                self._wake()
        return owed

    async def _take_in(self, source: Source, before: SourceState, result: PollResult) -> PollSummary:
        entries = result.entries
        async with self._store.read() as uow:
            known = await uow.items.known(source.name, {key for entry in entries for key in entry.keys})
        steps = [step for step in plan(entries, known) if isinstance(step, New | Revised)]
        first_poll = before.first_ok_at is None
        owed = 0
        for start in range(0, len(steps), READ_AT_ONCE):
            batch = steps[start : start + READ_AT_ONCE]
            items = [self._item(source, step, first_poll) for step in batch]
            readings = await self._read(items)
            last_batch = start + READ_AT_ONCE >= len(steps)
            for n, (step, item, reading) in enumerate(zip(batch, items, readings, strict=True)):
                last = last_batch and n == len(batch) - 1
                told = await self._commit(step, item, reading, result.state if last else None)
                owed += sum(len(each.selection.alerts) for each in told)
                if any(each.selection.alerts for each in told):
                    self._wake()
        if not steps:
            async with self._store.write() as uow:
                await uow.sources.save(result.state)
        fresh = sum(isinstance(step, New) for step in steps)
        if steps or first_poll:
            _log.info(
                "%s: %d entries, %d new, %d revised, %d alerts%s",
                source.name,
                len(entries),
                fresh,
                len(steps) - fresh,
                owed,
                ", first poll: pushed to nobody" if first_poll else "",
            )
        return PollSummary(source.name, len(entries), fresh, len(steps) - fresh, owed)

    async def _commit(
        self, step: New | Revised, item: Item, reading: Reading, state: SourceState | None
    ) -> list[Told]:
        """The item, what it changes and what is owed, in one transaction; with the last one the ``state``.

        An item that can't be decided is kept without being decided: it must not stop its source for good.
        """
        try:
            return await self._commit_read(step, item, reading, state)
        except StorageError:
            raise
        except Exception:
            metrics.FAULTS.labels("decide").inc()
            _log.exception("%s: item %s could not be decided and is kept as it is", item.source, item.id)
            return await self._commit_read(step, item, unread(item, "not decided"), state)

    async def _commit_read(
        self, step: New | Revised, item: Item, reading: Reading, state: SourceState | None
    ) -> list[Told]:
        async with self._store.write() as uow:
            told = await self._take_in_item(uow, step, item, reading)
            if state is not None:
                await uow.sources.save(_with_newest(state, item))
            if any(each.selection.alerts for each in told or ()):
                failpoints.reached("decided")
        if told is None:
            return []
        self._record(item)
        return told

    def _item(self, source: Source, step: New | Revised, first_poll: bool) -> Item:
        entry, now = step.entry, self._clock.now()
        return Item(
            id=step.known.item_id if isinstance(step, Revised) else item_id(source.name, entry, now),
            source=source.name,
            family=source.publisher,
            title=entry.title,
            seen_at=now,
            revision=step.known.revision + 1 if isinstance(step, Revised) else 1,
            summary=entry.summary,
            text=entry.text,
            url=entry.url,
            published_at=entry.published_at,
            lang=entry.lang or source.language,
            content_hash=entry.content_hash,
            tier=source.tier,
            state_affiliated=source.state_affiliated,
            before_start=first_poll,
        )

    async def _take_in_item(
        self, uow: UnitOfWork, step: New | Revised, item: Item, reading: Reading
    ) -> list[Told] | None:
        """None: it was known after all."""
        if isinstance(step, New):
            if not await uow.items.add_if_new(item, step.entry):
                return None
        else:
            stored = await uow.items.get(item.id)
            if stored is not None:
                item = replace(
                    item,
                    revision=stored.revision + 1,
                    seen_at=stored.seen_at,
                    before_start=stored.before_start,
                )
            await uow.items.revise(item, step.entry)
            if _is_unread(reading):
                # To decide it would take back what the item told before: our fault is no word of the paper's.
                return []
        return await decide(uow, item, reading, self._clock.now(), self._too_old_s)


async def decide(
    uow: UnitOfWork, item: Item, reading: Reading, now: datetime, too_old_s: float = 86_400.0
) -> list[Told]:
    """Assign what the item tells, store the incidents, and put what is owed into the outbox."""
    reports = reports_of(item, reading)
    metrics.ITEMS.labels("incident" if reports else reading.role.value).inc()
    if item.revision > 1:
        await uow.incidents.forget_waiting(item_id=item.id)
    held = await uow.incidents.of_item(item.id)
    if not reports and not held:
        return []
    block = {incident.id: incident for incident in held}
    sought = reach(reports, held)
    for incident in await uow.incidents.block(sought) if sought else ():
        block.setdefault(incident.id, incident)
    waiting: dict[str, Report] = {}
    for key in {
        waiting_key(report) for report in reports if report.may_open and not report.mention.background
    }:
        waiting |= {each.id: each for each in await uow.incidents.waiting(*key)}
    told = []
    decisions = assign(
        reports,
        list(block.values()),
        waiting=list(waiting.values()),
        now=now,
        too_old_s=too_old_s,
        item_id=item.id,
    )
    for decision in decisions:
        if decision.waits is not None:
            await uow.incidents.keep_waiting(decision.waits)
        stored, selection = await _store_decision(uow, decision, now)
        if waiting and stored.after is not None:
            joined = [each.id for each in stored.after.reports if each.id in waiting]
            await uow.incidents.forget_waiting(report_ids=joined)
        metrics.DECISIONS.labels(stored.change.value, stored.push.value if stored.push else "none").inc()
        _log.debug("%s: %s %s", item.id, stored.change.value, stored.reason)
        told.append(Told(item, stored, selection))
    return told


async def look_again(
    uow: UnitOfWork, incident_id: str, now: datetime, too_old_s: float = 86_400.0
) -> Due | None:
    """Store what the clock alone changes of an incident; None if it was not its time yet."""
    incident = await uow.incidents.get(incident_id)
    if incident is None:
        return None
    decision = revisit(incident, now=now, too_old_s=too_old_s)
    if decision is None or decision.after is None:
        # Saved all the same, for its next time is worked out with it.
        await uow.incidents.save(incident)
        return None
    metrics.DECISIONS.labels(decision.change.value, decision.push.value if decision.push else "none").inc()
    _log.debug("%s: %s %s", incident_id, decision.reason, decision.push_reason)
    if decision.change is Change.NONE:
        await uow.incidents.save(decision.after)
        return Due(decision)
    return Due(*await _store_decision(uow, decision, now))


async def split_incident(
    uow: UnitOfWork, incident_id: str, chosen: Collection[str], now: datetime, too_old_s: float = 86_400.0
) -> tuple[Due, Due]:
    """Take reports out of an incident into one of their own, for good; return what became of both.

    Raises ``bot.incidents.split.SplitError``.
    """
    incident = await uow.incidents.get(incident_id)
    if incident is None:
        raise SplitError(f"there is no incident {incident_id}")
    stays, leaves = split(incident, chosen, now=now, too_old_s=too_old_s)
    return Due(*await _store_decision(uow, stays, now)), Due(*await _store_decision(uow, leaves, now))


async def _store_decision(uow: UnitOfWork, decision: Decision, now: datetime) -> tuple[Decision, Selection]:
    after = decision.after
    if after is None or decision.change is Change.NONE:
        return decision, Selection()
    if not after.id:
        after = replace(after, id=await uow.incidents.next_id(after.place.country, _day(after)))
        if not after.place.area_ids:
            metrics.UNLOCATED.inc()
    absorbed = tuple(replace(each, merged_into=after.id) for each in decision.absorbed)
    decision = replace(decision, after=after, absorbed=absorbed)
    for each in absorbed:
        await uow.incidents.save(each)
    await uow.incidents.save(after)
    told = await uow.outbox.told(after.id)
    for each in absorbed:
        told |= await uow.outbox.told(each.id)
    inside = after.place.place_id if after.place.extent is Extent.AREA else ""
    candidates = await uow.subscriptions.covering(after.place.area_ids, inside)
    mutes = await uow.subscriptions.mutes({each.chat_id for each in candidates} | {c for c, _ in told}, now)
    selection = select(decision, candidates, mutes=mutes, told=told, now=now)
    metrics.ALERTS.inc(await uow.outbox.add(selection.alerts))
    for _, reason in selection.refused:
        metrics.REFUSED.labels(reason).inc()
    return decision, selection


def reports_of(item: Item, reading: Reading) -> list[Report]:
    """The item's own mentions as reports; none when its role tells of no incident.

    Background goes along: it never makes an incident, and becomes the related incidents of the item's own.
    """
    if reading.role not in TELLING or not reading.mentions or reading.mentions[0].background:
        return []
    return [
        Report(
            id=f"{item.id}#{n}",
            item_id=item.id,
            source=item.source,
            family=item.family,
            title=item.title,
            url=item.url,
            role=reading.role,
            seen_at=item.seen_at,
            mention=mention,
            published_at=item.published_at,
            tier=item.tier,
            state_affiliated=item.state_affiliated,
            lang=reading.lang,
            summary=reading.summary,
            before_start=item.before_start,
            may_open=reading.is_incident,
        )
        for n, mention in enumerate(reading.mentions)
    ]


def _is_unread(reading: Reading) -> bool:
    return any(note.startswith(FAULT) for note in reading.notes)


def item_id(source: str, entry: Entry, seen_at: datetime) -> str:
    """An opaque id. The time goes in, so that a key given up by one item can serve another later."""
    seed = "\0".join((source, entry.keys[0], seen_at.isoformat()))
    return hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _day(incident: Incident) -> date:
    at = incident.occurred_at or incident.first_reported_at
    return at.astimezone(ZoneInfo(incident.place.timezone)).date() if incident.place.timezone else at.date()


def _with_newest(state: SourceState, item: Item) -> SourceState:
    return replace(state, last_item_at=item.seen_at)
