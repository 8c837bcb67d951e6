import pytest

from bot.ports import Known
from storage import SqlStore
from tests.storage.builders import NOW, ago, entry, item


async def test_an_item_comes_back_as_it_was_stored(store: SqlStore) -> None:
    whole = item(
        summary="Short.",
        text="Long.\n第二行 گولی",
        url="https://example.org/1",
        published_at=ago(hours=1),
        lang="en",
        content_hash="h1",
        tier=1,
        state_affiliated=True,
        before_start=True,
    )
    async with store.write() as uow:
        assert await uow.items.add_if_new(whole, entry("k1", content_hash="h1"))
    async with store.read() as uow:
        assert await uow.items.get("i1") == whole
        assert await uow.items.get("i2") is None


async def test_any_known_key_keeps_an_item_out_and_nothing_of_it_is_written(store: SqlStore) -> None:
    async with store.write() as uow:
        assert await uow.items.add_if_new(item("i1"), entry("guid:1", "link:1"))
        assert not await uow.items.add_if_new(item("i2"), entry("guid:2", "link:1"))
        assert await uow.items.known("desk", ["guid:2"]) == {}
        assert await uow.items.get("i2") is None
        assert await uow.items.count() == 1


async def test_keys_belong_to_their_source(store: SqlStore) -> None:
    async with store.write() as uow:
        assert await uow.items.add_if_new(item("i1", source="desk"), entry("guid:1"))
        assert await uow.items.add_if_new(item("i2", source="wire"), entry("guid:1"))
        known = await uow.items.known("wire", ["guid:1"])
    assert known == {"guid:1": Known("i2", "h1", 1)}


async def test_known_takes_any_number_of_keys(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.items.add_if_new(item("i1"), entry("guid:39999"))
        known = await uow.items.known("desk", [f"guid:{n}" for n in range(40_000)])
        assert await uow.items.known("desk", []) == {}
    assert known == {"guid:39999": Known("i1", "h1", 1)}


async def test_a_revision_replaces_the_texts_and_adds_its_keys(store: SqlStore) -> None:
    edited = item("i1", title="A corrected headline", revision=2, content_hash="h2")
    async with store.write() as uow:
        await uow.items.add_if_new(item("i1"), entry("guid:1"))
        await uow.items.revise(edited, entry("guid:1", "link:9", content_hash="h2"))
        assert await uow.items.get("i1") == edited
        known = await uow.items.known("desk", ["guid:1", "link:9"])
    assert known == {key: Known("i1", "h2", 2) for key in ("guid:1", "link:9")}


async def test_a_revision_takes_no_key_from_another_item(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.items.add_if_new(item("i1"), entry("guid:1"))
        await uow.items.add_if_new(item("i2"), entry("guid:2"))
        await uow.items.revise(item("i1", revision=2), entry("guid:1", "guid:2", content_hash="h2"))
        known = await uow.items.known("desk", ["guid:2"])
    assert known["guid:2"].item_id == "i2"


@pytest.mark.parametrize(
    "key",
    ["x" * 1_000_000, "a\0b", "a\nb", "\ud800", "'; DROP TABLE items; --", "%_\\", "卡拉奇" * 900, ""],
    ids=["a million letters", "NUL", "newline", "lone surrogate", "quotes", "wildcards", "Chinese", "empty"],
)
async def test_any_key_identifies_its_item(store: SqlStore, key: str) -> None:
    async with store.write() as uow:
        assert await uow.items.add_if_new(item("i1"), entry(key))
        known = await uow.items.known("desk", [key, key + "x"])
    assert known == {key: Known("i1", "h1", 1)}


async def test_texts_no_database_takes_are_stored_with_their_length_kept(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.items.add_if_new(item("i1", title="a\0b\ud800c", text="\0" * 5), entry("k"))
        stored = await uow.items.get("i1")
    assert stored is not None
    assert (stored.title, len(stored.text)) == ("a�b�c", 5)


async def test_since_when_items_are_stored(store: SqlStore) -> None:
    async with store.write() as uow:
        assert await uow.items.oldest_seen_at() is None
        await uow.items.add_if_new(item("i1", seen_at=NOW), entry("1"))
        await uow.items.add_if_new(item("i2", seen_at=ago(days=2, microseconds=1)), entry("2"))
        assert await uow.items.oldest_seen_at() == ago(days=2, microseconds=1)
        assert await uow.items.count() == 2
