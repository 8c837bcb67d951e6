"""Faults on the way from a feed to a phone: killed, a full disk, items that come back."""

import signal
from datetime import timedelta

import pytest

from bot.model.errors import StorageError
from tests.acceptance.conftest import world
from tests.acceptance.test_path import subscribe
from tests.acceptance.texts import report
from tests.acceptance.world import World
from tests.delivery.conftest import Desk
from tests.faults.newsroom import newsroom
from tests.faults.test_database import limit_pages

__all__ = ["world"]


async def test_1_program_killed_before_the_fan_out_is_committed_matches_again_and_tells_once(
    world: World,
) -> None:
    paper = world.paper("Wire A")
    await world.open()
    await world.start()
    await paper.polled(2)
    await subscribe(world, {101: "/subscribe Karachi"})
    await world.kill()
    world.env = {"SITREP_FAILPOINT": "decided"}
    await world.start()
    paper.publish(*report("factory"))
    assert await world.end() == -signal.SIGKILL
    assert world.alerts(101) == []
    world.env = {}
    await world.start()
    first = await world.alert(101, "Karachi", "shooting")
    assert "Possible repeat" not in first
    await world.quiet()
    assert len(world.alerts(101)) == 1


async def test_21_full_disk_leaves_the_item_new_and_the_cursor_where_it_was(desk: Desk) -> None:
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        before = await room.state()
        room.publish(0, long=True)
        await limit_pages(desk.store, 0)
        with pytest.raises(StorageError, match="disk is full"):
            await room.poll()
        assert await room.state() == before
        assert await desk.counts() == {}
        async with desk.store.read() as uow:
            assert await uow.items.count() == 0
        await limit_pages(desk.store, None)
        assert (await room.poll()).new == 1
        async with desk.sending():
            await desk.until_counts(sent=1)
    assert await room.told() == 1


async def test_21_disk_that_fills_up_in_the_middle_of_a_poll_loses_nothing_of_the_rest(desk: Desk) -> None:
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        before = await room.state()
        for story in range(20):
            room.publish(story, long=True)
        await limit_pages(desk.store, 40)
        with pytest.raises(StorageError, match="disk is full"):
            await room.poll()
        async with desk.store.read() as uow:
            stored = await uow.items.count()
        assert 0 < stored < 20
        assert await room.state() == before
        await limit_pages(desk.store, None)
        assert (await room.poll()).new == 20 - stored
        async with desk.store.read() as uow:
            assert await uow.items.count() == 20
        assert sum((await desk.counts()).values()) >= 18
        async with desk.sending():
            await desk.until(lambda: room.told(), 15)
            await desk.until(lambda: _all_sent(desk), 15)


async def _all_sent(desk: Desk) -> bool:
    return set(await desk.counts()) <= {"sent", "cancelled"}


async def test_30_feed_that_returns_old_items_after_an_outage_floods_nobody(desk: Desk) -> None:
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        for story in range(3):
            room.publish(story)
        await room.poll()
        async with desk.sending():
            await desk.until_counts(sent=3)
            room.server.serve("/wire", status=503)
            for _ in range(3):
                assert (await room.poll()).failure != ""
                desk.clock.advance(6 * 3600)
            # What it had, twenty things it never showed us and that are days old, and one of today.
            for story in range(3, 23):
                room.publish(story, days_ago=4 + story / 10)
            room.publish(23)
            assert (await room.poll()).new == 21
            await desk.until_counts(sent=4)
    assert await room.told() == 4
    assert len(desk.telegram.texts(7)) == 4


async def test_30_feed_that_goes_from_200_to_304_to_an_older_page_tells_nothing_twice(desk: Desk) -> None:
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        room.publish(0)
        old = list(room.items)
        room.publish(1)
        room.rest(etag='"2"')
        await room.poll()
        async with desk.sending():
            await desk.until_counts(sent=2)
            assert (await room.poll()).new == 0
            new, room.items = room.items, old
            room.rest(etag='"1"')
            desk.clock.advance(120)
            assert (await room.poll()).new == 0
            room.items = new
            room.rest(etag='"3"')
            desk.clock.advance(120)
            assert (await room.poll()).new == 0
            await desk.until_counts(sent=2)
    assert len(desk.telegram.texts(7)) == 2


async def test_30_feed_that_rewrites_every_guid_tells_nothing_twice(desk: Desk) -> None:
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        for story in range(4):
            room.publish(story)
        await room.poll()
        async with desk.sending():
            await desk.until_counts(sent=4)
            room.items = [item.replace("<guid isPermaLink='false'>", "<guid>moved-") for item in room.items]
            room.rest()
            desk.clock.advance(600)
            await room.poll()
            await desk.until_counts(sent=4)
    assert len(desk.telegram.texts(7)) == 4


async def test_30_feed_without_dates_after_an_outage_is_at_most_one_list(desk: Desk) -> None:
    """Nobody can know how old they are: they are told, but as one list and not as twenty alarms."""
    async with newsroom(desk) as room:
        await room.subscribe()
        await room.poll()
        for story in range(20):
            room.publish(story)
        room.items = [item[: item.index("<pubDate>")] + "</item>" for item in room.items]
        room.rest()
        await room.poll()
        async with desk.sending():
            await desk.until(lambda: _all_sent(desk), 20)
    assert await room.told() == 20
    grave = sum(row.alert.severity >= 4 for row in await _rows(desk))
    assert len(desk.telegram.texts(7)) <= grave + 2


async def _rows(desk: Desk) -> list:  # type: ignore[type-arg]
    async with desk.store.read() as uow:
        since = desk.clock.now() - timedelta(days=30)
        page = await uow.incidents.latest(["1174872"], since, limit=100)
        return [row for one in page.incidents for row in await uow.outbox.of_chat(7, one.id)]
