"""Chats, on both databases."""

from datetime import timedelta

from bot.model.subscription import ChatKind, ChatState, Mute
from storage import SqlStore
from tests.storage.builders import NOW, alert, area, subscription

GROUP = -400
SUPERGROUP = -1001234567890


async def test_a_new_chat_is_active_and_keeps_its_first_language(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW, "ur")
        again = await uow.chats.ensure(7, ChatKind.PRIVATE, NOW + timedelta(days=1), "en")
    assert (again.state, again.lang, again.created_at) == (ChatState.ACTIVE, "ur", NOW)


async def test_a_chat_that_comes_back_is_active_again(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.chats.mark_gone(7)
        gone = await uow.chats.get(7)
        assert gone is not None
        assert gone.state is ChatState.GONE
        assert (await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)).state is ChatState.ACTIVE


async def test_a_chat_nobody_knows_is_none(store: SqlStore) -> None:
    async with store.read() as uow:
        assert await uow.chats.get(1) is None


async def test_the_language_can_be_changed(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.chats.set_lang(7, "zh")
    async with store.read() as uow:
        chat = await uow.chats.get(7)
    assert chat is not None
    assert chat.lang == "zh"


async def test_a_group_that_moves_takes_everything_with_it_each_once(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(GROUP, ChatKind.GROUP, NOW, "ur")
        await uow.chats.ensure(SUPERGROUP, ChatKind.SUPERGROUP, NOW)
        await uow.subscriptions.add(subscription(SUPERGROUP, area("PK")))
        await uow.subscriptions.add(subscription(GROUP, area("PK")))
        await uow.subscriptions.add(subscription(GROUP, area("1172451")))
        await uow.subscriptions.mute(Mute(GROUP, None, incident_id="PK-1"))
        await uow.outbox.add([alert(GROUP), alert(SUPERGROUP), alert(GROUP, revision=2)])
        await uow.chats.move(GROUP, SUPERGROUP)
        await uow.chats.move(GROUP, SUPERGROUP)
    async with store.read() as uow:
        moved = [each.areas[0].place_id for each in await uow.subscriptions.of_chat(SUPERGROUP)]
        old = await uow.chats.get(GROUP)
        mutes = await uow.subscriptions.mutes([GROUP, SUPERGROUP], NOW)
        owed = await uow.outbox.of_chat(SUPERGROUP, "PK-20241105-01")
    assert moved == ["PK", "1172451"]
    assert old is not None
    assert (old.state, old.moved_to) == (ChatState.MOVED, SUPERGROUP)
    assert [each.chat_id for each in mutes] == [SUPERGROUP]
    assert sorted(row.alert.revision for row in owed) == [1, 2]


async def test_moving_a_chat_nobody_knows_is_nothing(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.move(GROUP, SUPERGROUP)
        assert await uow.chats.get(SUPERGROUP) is None
