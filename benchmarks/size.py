"""How large the database gets (``python -m benchmarks.size``): incidents as they are read from reports of our
own wording, with the items and alerts that go with them; and what is given back when they are old.
"""

import asyncio
import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import Storage
from bot.extraction.batch import read_batch
from bot.incidents import assign
from bot.model.alert import Alert, Sent
from bot.model.incident import Incident, Push, Report, Status
from bot.model.item import Entry, Item
from bot.model.subscription import ChatKind
from bot.ops.upkeep import Upkeep
from bot.pipeline import reports_of
from storage import SqlStore, open_store
from tests.acceptance.texts import many, report

NOW = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)
INCIDENTS = 1000
REPORTS = 3
ALERTS = 20


class Then:
    """A clock that stands."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


def examples() -> list[tuple[Item, Incident]]:
    """An item of each story, and the incident that it opens."""
    found = []
    for n, (title, text) in enumerate([report("factory"), report("second"), *many(25)]):
        item = Item(f"i{n}", "wire", "wire", title, NOW, text=text, url=f"http://paper.example/{n}")
        (reading,) = read_batch([item])
        for decision in assign(reports_of(item, reading), [], now=NOW, too_old_s=86_400.0, item_id=item.id):
            if decision.after is not None and decision.after.reports:
                found.append((item, decision.after))
    return found


async def fill(store: SqlStore) -> None:
    stories = examples()
    async with store.write() as uow:
        for chat_id in range(1, ALERTS + 1):
            await uow.chats.ensure(chat_id, ChatKind.PRIVATE, NOW)
    for n in range(INCIDENTS):
        item, incident = stories[n % len(stories)]
        id_ = f"PK-20241105-{n:05}"
        told: list[Report] = []
        async with store.write() as uow:
            for m in range(REPORTS):
                each = replace(item, id=f"{n:07x}{m:013x}")
                entry = Entry((f"g:{id_}-{m}", f"lt:{id_}-{m}"), f"{n:032x}", item.title)
                assert await uow.items.add_if_new(each, entry)
                told.append(replace(incident.reports[0], id=f"{each.id}#0", item_id=each.id))
            await uow.incidents.save(replace(incident, id=id_, reports=tuple(told), status=Status.CLOSED))
            owed = [
                Alert(chat_id, id_, 1, Push.NEW, 3, "subscription 3: Karachi", NOW, 3)
                for chat_id in range(1, ALERTS + 1)
            ]
            await uow.outbox.add(owed)
            rows = await uow.outbox.claim("x", NOW, 60, 1000)
            await uow.outbox.record(rows, Sent(7), NOW)


async def used_bytes(store: SqlStore) -> int:
    """Pages in use, without those that are free."""
    async with store._engines.read.connect() as db:
        numbers = [
            (await db.exec_driver_sql(f"PRAGMA {name}")).scalar() or 0
            for name in ("page_count", "freelist_count", "page_size")
        ]
    return (numbers[0] - numbers[1]) * numbers[2]


async def run() -> dict[str, float]:
    """Return megabytes for each 10,000 incidents: all, without alerts, and what is left when they are old."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite+aiosqlite:///{Path(folder) / 'size.db'}", exclusive=True)
        empty = await used_bytes(store)
        await fill(store)
        full = await used_bytes(store)
        settings = Storage()
        later = Then(NOW + timedelta(days=settings.keep_alerts_days + 1))
        await Upkeep(store, later, settings, breath_s=0).prune()
        quiet = await used_bytes(store)
        later = Then(NOW + timedelta(days=settings.keep_days + 1))
        gone = await Upkeep(store, later, settings, breath_s=0).prune()
        left = await used_bytes(store)
        await store.close()
    per = 10_000 / INCIDENTS / 1e6
    return {
        "size_mb": (full - empty) * per,
        "without_alerts_mb": (quiet - empty) * per,
        "left_mb": (left - empty) * per,
        "incidents_gone": gone["incidents"],
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run())))
