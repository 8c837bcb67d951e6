"""What is old goes by itself, and nobody waits for it."""

import asyncio
from datetime import timedelta

from bot.config import Storage
from bot.model.incident import Status
from bot.ops.upkeep import Upkeep
from storage import SqlStore
from tests.delivery.conftest import Desk
from tests.fakes.clock import FakeClock
from tests.faults.newsroom import newsroom
from tests.storage.builders import NOW, alert, incident, report


async def test_everything_old_goes_in_one_round(store: SqlStore, clock: FakeClock) -> None:
    at = NOW - timedelta(days=400)
    async with store.write() as uow:
        await uow.incidents.save(incident("A", report("A-item#0", at), status=Status.CLOSED))
        merged = {"status": Status.MERGED, "merged_into": "A"}
        await uow.incidents.save(incident("B", report("B-item#0", at), **merged))
    assert await Upkeep(store, clock, Storage(), breath_s=0).prune() == {
        "alerts": 0,
        "incidents": 2,
        "items": 0,
        "rest": 0,
    }


async def test_nothing_goes_where_the_operator_keeps_all(store: SqlStore, clock: FakeClock) -> None:
    at = NOW - timedelta(days=4000)
    async with store.write() as uow:
        await uow.incidents.save(incident("A", report("A-item#0", at), status=Status.CLOSED))
    await Upkeep(store, clock, Storage(keep_days=0, keep_alerts_days=0), breath_s=0).prune()
    async with store.read() as uow:
        assert await uow.incidents.get("A") is not None


async def test_whoever_writes_meanwhile_waits_for_one_step_and_not_for_all(
    sqlite_store: SqlStore, clock: FakeClock
) -> None:
    at = NOW - timedelta(days=400)
    async with sqlite_store.write() as uow:
        await uow.outbox.add([alert(n, "gone", committed_at=at) for n in range(1, 2001)])
        rows = await uow.outbox.claim("x", NOW, 60, 2000)
        await uow.outbox.cancel(rows, "over")
    pruning = asyncio.create_task(Upkeep(sqlite_store, clock, Storage(), breath_s=0.01).prune())
    writes = 0
    while not pruning.done():
        async with sqlite_store.write() as uow:
            await uow.outbox.next_due_at()
        writes += 1
        await asyncio.sleep(0)
    assert (await pruning)["alerts"] == 2000
    # Ten steps, and a turn for others after each.
    assert writes >= 10


async def test_item_that_returns_after_a_year_rings_nobody(desk: Desk) -> None:
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        room.publish(0)
        # A paper that tells no dates: only the key says that it is known.
        room.items = [item[: item.index("<pubDate>")] + "</item>" for item in room.items]
        room.rest()
        await room.poll()
        page, room.items = room.items, []
        room.rest()
        async with desk.sending():
            await desk.until_counts(sent=1)
        await room.poll()
        desk.clock.advance(80 * 3600)
        await room.pipeline.sweep()
        desk.clock.advance(500 * 86_400)
        await room.pipeline.sweep()
        gone = await Upkeep(desk.store, desk.clock, Storage(), breath_s=0).prune()
        assert gone["incidents"] == 1
        room.items = page
        room.rest()
        assert (await room.poll()).new == 0
        assert await desk.counts() == {}
    assert len(desk.telegram.texts(7)) == 1
