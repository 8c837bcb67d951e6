"""Subscriptions and mutes, on both databases."""

from datetime import timedelta

import pytest

from bot.model.alert import OutboxState
from bot.model.subscription import ChatKind, Mute, Subscription, Term
from storage import SqlStore
from tests.storage.builders import NOW, alert, area, circle, subscription


async def _chat(store: SqlStore, *ids: int) -> None:
    async with store.write() as uow:
        for each in ids:
            await uow.chats.ensure(each, ChatKind.PRIVATE, NOW)


async def _add(store: SqlStore, one: Subscription) -> Subscription:
    async with store.write() as uow:
        return await uow.subscriptions.add(one)


async def _covering(store: SqlStore, *area_ids: str, inside: str = "") -> list[int]:
    async with store.read() as uow:
        return [each.chat_id for each in await uow.subscriptions.covering(area_ids, inside)]


async def test_numbers_count_within_the_chat_and_are_not_given_again_below_the_highest(
    store: SqlStore,
) -> None:
    await _chat(store, 7, 8)
    assert [(await _add(store, subscription(7))).number for _ in range(3)] == [1, 2, 3]
    assert (await _add(store, subscription(8))).number == 1
    async with store.write() as uow:
        await uow.subscriptions.remove(7, 2)
    assert (await _add(store, subscription(7))).number == 4


async def test_what_is_stored_comes_back_whole(store: SqlStore) -> None:
    await _chat(store, 7)
    told = subscription(
        7,
        area("1174872", "PK.05", "PK", label="Karachi", timezone="Asia/Karachi"),
        circle(),
        terms=(Term("Chinese nationals", phrase=True), Term("گوادر")),
        any_term=True,
        min_severity=1,
        thread_id=12,
    )
    stored = await _add(store, told)
    async with store.read() as uow:
        assert await uow.subscriptions.of_chat(7) == [stored]
        assert await uow.subscriptions.of_chat(7, 12) == [stored]
        assert await uow.subscriptions.of_chat(7, 13) == []


async def test_an_incident_is_covered_by_its_place_its_ancestors_and_every_circle(store: SqlStore) -> None:
    await _chat(store, 1, 2, 3, 4)
    await _add(store, subscription(1, area("1174872")))
    await _add(store, subscription(2, area("PK")))
    await _add(store, subscription(3, area("1172451")))
    await _add(store, subscription(4, circle()))
    assert await _covering(store, "1174872", "PK.05", "PK") == [1, 2, 4]
    assert await _covering(store) == [4]


async def test_what_befalls_a_whole_area_covers_the_places_inside(store: SqlStore) -> None:
    await _chat(store, 1, 2)
    await _add(store, subscription(1, area("1174872", "PK.05", "PK")))
    await _add(store, subscription(2, area("1172451", "PK.04", "PK")))
    assert await _covering(store, "PK.05", "PK", inside="PK.05") == [1]
    assert await _covering(store, "PK.05", "PK") == []


async def test_paused_ones_and_those_of_chats_that_are_gone_cover_nothing(store: SqlStore) -> None:
    await _chat(store, 1, 2)
    await _add(store, subscription(1, paused=True))
    await _add(store, subscription(2))
    async with store.write() as uow:
        await uow.chats.mark_gone(2)
    assert await _covering(store, "1174872") == []
    await _chat(store, 2)
    assert await _covering(store, "1174872") == [2]


async def test_an_update_moves_the_areas_with_it(store: SqlStore) -> None:
    await _chat(store, 1)
    one = await _add(store, subscription(1, area("PK")))
    async with store.write() as uow:
        await uow.subscriptions.update(
            Subscription(one.id, 1, one.number, "Lahore", (area("1172451"),), NOW, min_severity=4)
        )
    assert await _covering(store, "PK") == []
    assert await _covering(store, "1172451") == [1]
    async with store.read() as uow:
        (stored,) = await uow.subscriptions.of_chat(1)
    assert (stored.text, stored.min_severity) == ("Lahore", 4)


async def test_removing_cancels_what_was_owed_because_of_it(store: SqlStore) -> None:
    await _chat(store, 7)
    one = await _add(store, subscription(7))
    async with store.write() as uow:
        await uow.outbox.add([alert(7, subscription_id=one.id), alert(8, subscription_id=None)])
        removed = await uow.subscriptions.remove(7, one.number)
        assert removed == one
        assert await uow.subscriptions.remove(7, one.number) is None
    async with store.read() as uow:
        (row,) = await uow.outbox.of_chat(7, "PK-20241105-01")
        (other,) = await uow.outbox.of_chat(8, "PK-20241105-01")
    assert (row.state, row.error) == (OutboxState.CANCELLED, "unsubscribed")
    assert other.state is OutboxState.PENDING


async def test_a_row_that_has_not_left_can_be_owed_because_of_another_subscription(store: SqlStore) -> None:
    await _chat(store, 7)
    one, two = await _add(store, subscription(7)), await _add(store, subscription(7))
    async with store.write() as uow:
        await uow.outbox.add([alert(7, subscription_id=one.id)])
        (row,) = await uow.outbox.because_of(one.id)
        await uow.outbox.pass_on(row, two.id, "subscription 2: Sindh")
        assert await uow.outbox.because_of(one.id) == []
        await uow.subscriptions.remove(7, one.number)
    async with store.read() as uow:
        (row,) = await uow.outbox.because_of(two.id)
    assert (row.state, row.alert.reason) == (OutboxState.PENDING, "subscription 2: Sindh")


@pytest.mark.parametrize(
    ("mute", "lasts"),
    [
        (Mute(7, NOW + timedelta(hours=8)), True),
        (Mute(7, None, incident_id="PK-1"), True),
        (Mute(7, NOW, subscription_id=3), False),
    ],
)
async def test_a_mute_holds_until_its_time_is_over(store: SqlStore, mute: Mute, lasts: bool) -> None:
    await _chat(store, 7)
    async with store.write() as uow:
        await uow.subscriptions.mute(mute)
    async with store.read() as uow:
        assert await uow.subscriptions.mutes([7, 8], NOW) == ([mute] if lasts else [])


async def test_a_later_mute_of_the_same_thing_replaces_the_earlier(store: SqlStore) -> None:
    await _chat(store, 7)
    async with store.write() as uow:
        await uow.subscriptions.mute(Mute(7, NOW + timedelta(hours=8)))
        await uow.subscriptions.mute(Mute(7, NOW))
    async with store.read() as uow:
        assert await uow.subscriptions.mutes([7], NOW) == []
