"""What is old and not needed is forgotten; what is owed, open or may return is kept."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.model.alert import CANARY, Sent
from bot.model.incident import Status
from bot.model.subscription import ChatKind, Mute
from bot.ports import Cursor
from storage import SqlStore, retention
from tests.storage.builders import NOW, ago, alert, entry, incident, item, report

OLD, YOUNG = ago(days=400), ago(days=3)
BEFORE = ago(days=365)
CLOSED: dict[str, Any] = {"status": Status.CLOSED}


async def save(store: SqlStore, id: str, told_at: datetime, **values: Any) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident(id, report(f"{id}-item#0", told_at), updated_at=told_at, **values))


async def send(store: SqlStore, *ids: str, at: datetime = OLD, sent: bool = True) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, at)
        await uow.outbox.add([alert(7, each, committed_at=at) for each in ids])
        if sent:
            rows = await uow.outbox.claim("one", at, 60, 1000)
            await uow.outbox.record(rows, Sent(1), at)


async def store_items(store: SqlStore, *ids: str, at: datetime = OLD, source: str = "desk") -> None:
    async with store.write() as uow:
        for each in ids:
            told = item(each, source=source, seen_at=at, title="Words", summary="More words")
            assert await uow.items.add_if_new(told, entry(f"k-{each}"))


async def prune(store: SqlStore, what: str) -> int:
    """Every step; how many rows."""
    gone, cursor = 0, None
    for _ in range(100):
        async with store.write() as uow:
            pruned = await getattr(uow.retention, what)(BEFORE, cursor)
        gone += pruned.rows
        cursor = pruned.next
        if cursor is None:
            return gone
    raise AssertionError("it does not end")


async def left(store: SqlStore, *ids: str) -> list[str]:
    async with store.read() as uow:
        return [each for each in ids if await uow.incidents.get(each) is not None]


async def test_old_closed_incident_goes_with_all_that_hangs_on_it(store: SqlStore) -> None:
    await save(store, "A", OLD, **CLOSED)
    await send(store, "A")
    async with store.write() as uow:
        await uow.subscriptions.mute(Mute(7, None, incident_id="A"))
    assert await prune(store, "incidents") == 1
    assert await left(store, "A") == []
    async with store.read() as uow:
        assert await uow.outbox.of_chat(7, "A") == []
        assert await uow.subscriptions.mutes([7], NOW) == []
        assert await uow.incidents.of_item("A-item") == []


KEPT = [
    ("young", YOUNG, {"status": Status.CLOSED}),
    ("developing", OLD, {"status": Status.DEVELOPING}),
    ("active", OLD, {"status": Status.ACTIVE}),
    ("contained", OLD, {"status": Status.CONTAINED}),
]


@pytest.mark.parametrize(("id", "told_at", "values"), KEPT, ids=[row[0] for row in KEPT])
async def test_incident_that_is_young_or_open_is_kept(
    store: SqlStore, id: str, told_at: datetime, values: dict[str, Any]
) -> None:
    await save(store, id, told_at, **values)
    assert await prune(store, "incidents") == 0
    assert await left(store, id) == [id]


async def test_incident_of_which_something_is_owed_is_kept(store: SqlStore) -> None:
    await save(store, "A", OLD, **CLOSED)
    await send(store, "A", sent=False)
    assert await prune(store, "incidents") == 0
    assert await prune(store, "alerts") == 0
    async with store.read() as uow:
        assert len(await uow.outbox.of_chat(7, "A")) == 1


async def test_incident_that_a_younger_one_was_merged_into_goes_after_it(store: SqlStore) -> None:
    await save(store, "A", OLD, **CLOSED)
    await save(store, "B", YOUNG, status=Status.MERGED, merged_into="A")
    await save(store, "C", OLD, **CLOSED)
    await save(store, "D", OLD, status=Status.MERGED, merged_into="C")
    assert await prune(store, "incidents") == 1
    assert await left(store, "A", "B", "C", "D") == ["A", "B", "C"]
    assert await prune(store, "incidents") == 1
    assert await left(store, "A", "B", "C") == ["A", "B"]


async def test_id_of_a_deleted_incident_is_never_given_again(store: SqlStore) -> None:
    async with store.write() as uow:
        first = await uow.incidents.next_id("PK", OLD.date())
    await save(store, first, OLD, **CLOSED)
    assert await prune(store, "incidents") == 1
    async with store.write() as uow:
        assert await uow.incidents.next_id("PK", OLD.date()) != first


async def test_old_alerts_of_a_silent_incident_go_and_of_a_live_one_stay(store: SqlStore) -> None:
    await save(store, "silent", OLD, **CLOSED)
    await save(store, "live", OLD, status=Status.ACTIVE)
    await save(store, "reported", YOUNG, **CLOSED)
    await send(store, "silent", "live", "reported", "never-stored", CANARY)
    await send(store, "silent2", at=YOUNG)
    assert await prune(store, "alerts") == 3
    async with store.read() as uow:
        counts = await uow.outbox.counts()
        assert counts["sent"] == 3
        assert await uow.outbox.told("live") == {(7, None)}


async def test_old_item_that_nothing_rests_on_loses_its_words_and_is_still_known(store: SqlStore) -> None:
    await store_items(store, "one")
    assert await prune(store, "items") == 1
    assert await prune(store, "items") == 0
    async with store.read() as uow:
        known = await uow.items.known("desk", ["k-one"])
        assert set(known) == {"k-one"}
        assert known["k-one"].content_hash == "h1"
        kept = await uow.items.get("one")
    assert kept is not None
    assert (kept.title, kept.summary) == ("", "")


async def test_only_the_newest_items_of_each_source_are_kept_for_good(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "NEWEST_ITEMS", 3)
    for n in range(6):
        await store_items(store, f"a{n}", at=OLD + timedelta(hours=n), source="a")
    await store_items(store, "b0", source="b")
    await prune(store, "items")
    async with store.read() as uow:
        assert set(await uow.items.known("a", [f"k-a{n}" for n in range(6)])) == {"k-a3", "k-a4", "k-a5"}
        assert set(await uow.items.known("b", ["k-b0"])) == {"k-b0"}


async def test_item_that_an_incident_rests_on_keeps_its_words(store: SqlStore) -> None:
    await store_items(store, "A-item")
    await save(store, "A", OLD, status=Status.ACTIVE)
    assert await prune(store, "items") == 0


async def test_many_steps_see_every_row_once(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "STEP", 4)
    for n in range(11):
        # Several at the same moment, so that the key decides.
        await save(store, f"I{n:02}", OLD + timedelta(days=n // 5), **(CLOSED if n % 3 else {}))
    assert await prune(store, "incidents") == 7
    await send(store, *(f"x{n}" for n in range(9)))
    assert await prune(store, "alerts") == 9


async def test_step_is_bounded_and_says_where_the_next_one_begins(store: SqlStore) -> None:
    await store_items(store, *(f"n{n:03}" for n in range(retention.STEP + 1)))
    async with store.write() as uow:
        first = await uow.retention.items(BEFORE)
        assert first.rows == retention.STEP
        assert first.next == Cursor(OLD, f"n{retention.STEP - 1:03}")
        second = await uow.retention.items(BEFORE, first.next)
        assert (second.rows, second.next) == (1, None)


async def test_follow_ups_that_waited_in_vain_and_mutes_that_are_over_go(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, OLD)
        await uow.incidents.keep_waiting(report("w1#0", OLD))
        await uow.incidents.keep_waiting(report("w2#0", OLD + timedelta(days=1)))
        await uow.subscriptions.mute(Mute(7, NOW - timedelta(hours=1), incident_id="x"))
        await uow.subscriptions.mute(Mute(7, NOW + timedelta(hours=1), incident_id="y"))
        await uow.subscriptions.mute(Mute(7, None, incident_id="z"))
        assert await uow.retention.rest(ago(days=60), NOW) == 3
        assert len(await uow.subscriptions.mutes([7], NOW)) == 2
