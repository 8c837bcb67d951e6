"""Items played through the real pipeline, each at the time it was seen, into a store of their own."""

import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from bot.extraction.batch import read_batch
from bot.incidents.policy import TOLL_EVERY
from bot.model.alert import Alert
from bot.model.incident import Incident
from bot.model.item import Entry, Item
from bot.model.mention import Reading, Role
from bot.model.subscription import ChatKind, Subscription
from bot.pipeline import Told, decide, look_again
from bot.ports import UnitOfWork
from storage import SqlStore, migrate, open_store

READ_AT_ONCE = 64
_BEFORE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one item. ``silence`` says why nothing was decided, "" otherwise.

    ``by_clock``: nothing came in; what the item told had waited for its time, or 72 h went by without news.
    """

    item: Item
    reading: Reading
    told: tuple[Told, ...]
    silence: str = ""
    by_clock: bool = False

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What was owed because of it."""
        return tuple(alert for each in self.told for alert in each.selection.alerts)


class Replay:
    """Plays items. A second item with a known id is a revision of it, as a feed's edited entry would be."""

    def __init__(self, store: SqlStore, too_old_s: float) -> None:
        self._store = store
        self._too_old_s = too_old_s
        self._ids: dict[str, None] = {}
        self._now = _BEFORE

    async def subscribe(self, subscriptions: Iterable[Subscription]) -> None:
        """Store subscriptions and their chats."""
        async with self._store.write() as uow:
            for each in subscriptions:
                await uow.chats.ensure(each.chat_id, ChatKind.PRIVATE, _BEFORE)
                await uow.subscriptions.add(each)

    async def play(self, items: Sequence[Item]) -> AsyncIterator[Step]:
        """Yield what each item led to, in the order they were seen (equal times: as given), and between them
        what was due by the clock. It runs on for half an hour: a toll held back at the end goes out.
        """
        ordered = sorted(items, key=lambda each: each.seen_at)
        for start in range(0, len(ordered), READ_AT_ONCE):
            some = ordered[start : start + READ_AT_ONCE]
            for item, reading in zip(some, read_batch(some), strict=True):
                async for due in self._until(item.seen_at):
                    yield due
                async with self._store.write() as uow:
                    step = await self._take_in(uow, item, reading)
                yield step
        if ordered:
            async for due in self._until(ordered[-1].seen_at + TOLL_EVERY):
                yield due

    async def incidents(self) -> list[Incident]:
        """Every incident there was, merged ones too, by id."""
        async with self._store.read() as uow:
            found = [await uow.incidents.get(each) for each in self._ids]
        return sorted((each for each in found if each), key=lambda each: (each.first_seen_at, each.id))

    async def _until(self, moment: datetime) -> AsyncIterator[Step]:
        """Let the clock go on to then, and yield what is due on the way."""
        while True:
            async with self._store.read() as uow:
                at = await uow.incidents.next_look_at()
                if at is None or at > moment:
                    break
                # What came late was due before it came.
                self._now = max(self._now, at)
                due = await uow.incidents.due(self._now)
            for incident_id in due:
                async with self._store.write() as uow:
                    step = await self._look_again(uow, incident_id)
                if step:
                    yield step
        self._now = max(self._now, moment)

    async def _look_again(self, uow: UnitOfWork, incident_id: str) -> Step | None:
        due = await look_again(uow, incident_id, self._now, self._too_old_s)
        item = await uow.items.get(due.decision.report_id.rpartition("#")[0]) if due else None
        if due is None or item is None:
            return None
        item = replace(item, seen_at=self._now)
        reading = Reading(item.id, item.lang, Role.UPDATE, is_incident=True)
        return Step(item, reading, (Told(item, due.decision, due.selection),), by_clock=True)

    async def _take_in(self, uow: UnitOfWork, item: Item, reading: Reading) -> Step:
        item = replace(item, content_hash=_hash(item))
        entry = Entry(
            keys=(f"id:{item.id}",),
            content_hash=item.content_hash,
            title=item.title,
            summary=item.summary,
            text=item.text,
            url=item.url,
            published_at=item.published_at,
        )
        now = item.seen_at
        stored = await uow.items.get(item.id)
        if stored is None:
            if not await uow.items.add_if_new(item, entry):
                return Step(item, reading, (), "seen_already")
        elif stored.content_hash == item.content_hash:
            return Step(item, reading, (), "seen_already")
        else:
            item = replace(
                item,
                revision=stored.revision + 1,
                seen_at=stored.seen_at,
                before_start=stored.before_start,
            )
            await uow.items.revise(item, entry)
        told = tuple(await decide(uow, item, reading, now, self._too_old_s))
        for each in told:
            for incident in (each.decision.after, *each.decision.absorbed):
                if incident is not None and incident.id:
                    self._ids[incident.id] = None
        item = replace(item, seen_at=now)
        return Step(item, reading, told, "" if told else f"no_incident:{reading.role.value}")


@asynccontextmanager
async def opened(too_old_s: float) -> AsyncIterator[Replay]:
    """A replay on an empty store that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sitrep-replay-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'replay.db'}"
        await migrate.upgrade(url)
        store = await open_store(url)
        try:
            yield Replay(store, too_old_s)
        finally:
            await store.close()


def _hash(item: Item) -> str:
    """A re-dated entry is no revision of its text, and is looked at again all the same."""
    told = "\0".join((item.title, item.summary, item.text, str(item.published_at)))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers from 1."""
    return ((n, line) for n, line in enumerate(lines, 1) if line.strip())
