from bot.model.item import SourceState
from storage import SqlStore
from tests.storage.builders import NOW, ago

STATE = SourceState("desk", first_ok_at=ago(days=3), last_ok_at=NOW, etag='"a"', failures=2, entries=40)


async def test_a_source_never_polled_has_an_empty_state(store: SqlStore) -> None:
    async with store.read() as uow:
        assert await uow.sources.get("desk") == SourceState("desk")
        assert await uow.sources.all() == []


async def test_a_saved_state_comes_back_and_is_replaced_by_the_next(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.sources.save(SourceState("desk", failures=9, last_failure="timeout"))
        await uow.sources.save(STATE)
    async with store.read() as uow:
        assert await uow.sources.get("desk") == STATE


async def test_all_states_come_by_name(store: SqlStore) -> None:
    async with store.write() as uow:
        for name in ("wire", "agency", "desk"):
            await uow.sources.save(SourceState(name))
    async with store.read() as uow:
        assert [state.name for state in await uow.sources.all()] == ["agency", "desk", "wire"]
