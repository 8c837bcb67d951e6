"""What buttons stand for, on both databases."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.model.subscription import ChatKind
from storage import SqlStore
from storage.tokens import LIFETIME, MOST_OF_CHAT
from tests.storage.builders import NOW


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class Other:
    text: str


@pytest.fixture
async def chats(store: SqlStore) -> SqlStore:
    async with store.write() as uow:
        for chat_id in (1, 2):
            await uow.chats.ensure(chat_id, ChatKind.PRIVATE, NOW)
    return store


async def test_a_token_is_its_chat_s_its_person_s_and_of_its_kind(chats: SqlStore) -> None:
    async with chats.write() as uow:
        token = await uow.tokens.keep(Note("x"), 1, NOW, user_id=7)
    async with chats.read() as uow:
        assert await uow.tokens.get(token, Note, 1, 7, NOW) == Note("x")
        assert await uow.tokens.get(token, Other, 1, 7, NOW) is None
        assert await uow.tokens.get(token, Note, 2, 7, NOW) is None
        assert await uow.tokens.get(token, Note, 1, 8, NOW) is None
        assert await uow.tokens.get(token, Note, 1, None, NOW) is None
        assert await uow.tokens.get(token + "x", Note, 1, 7, NOW) is None


async def test_a_token_of_nobody_is_everybody_s_in_the_chat(chats: SqlStore) -> None:
    async with chats.write() as uow:
        token = await uow.tokens.keep(Note("x"), 1, NOW)
        assert await uow.tokens.get(token, Note, 1, 8, NOW) == Note("x")


async def test_a_token_ends_after_its_life(chats: SqlStore) -> None:
    async with chats.write() as uow:
        token = await uow.tokens.keep(Note("x"), 1, NOW)
        later = NOW + LIFETIME
        assert await uow.tokens.get(token, Note, 1, 7, later - timedelta(seconds=1)) == Note("x")
        assert await uow.tokens.get(token, Note, 1, 7, later) is None
        await uow.tokens.keep(Note("y"), 2, later)
        # What is over its time was taken out, so even a clock that went back brings nothing back.
        assert await uow.tokens.get(token, Note, 1, 7, NOW) is None


async def test_a_token_is_used_once_and_only_by_its_chat(chats: SqlStore) -> None:
    async with chats.write() as uow:
        token = await uow.tokens.keep(Note("x"), 1, NOW)
        assert not await uow.tokens.spend(token, 2)
        assert await uow.tokens.spend(token, 1)
        assert not await uow.tokens.spend(token, 1)
        assert await uow.tokens.get(token, Note, 1, 7, NOW) is None


async def test_a_name_stands_for_the_newest(chats: SqlStore) -> None:
    async with chats.write() as uow:
        assert await uow.tokens.keep(Note("old"), 1, NOW, 7, "text/1/7") == "text/1/7"
        await uow.tokens.keep(Other("new"), 1, NOW, 7, "text/1/7")
        assert await uow.tokens.get("text/1/7", Note, 1, 7, NOW) is None
        assert await uow.tokens.get("text/1/7", Other, 1, 7, NOW) == Other("new")


async def test_one_chat_cannot_push_out_the_tokens_of_others(chats: SqlStore) -> None:
    async with chats.write() as uow:
        mine = await uow.tokens.keep(Note("mine"), 1, NOW)
        theirs = [await uow.tokens.keep(Note(str(n)), 2, NOW) for n in range(MOST_OF_CHAT + 20)]
        alive = [token for token in theirs if await uow.tokens.get(token, Note, 2, 7, NOW)]
        assert await uow.tokens.get(mine, Note, 1, 7, NOW) == Note("mine")
    assert alive == theirs[-MOST_OF_CHAT:]


async def test_what_is_forgotten_of_a_chat_takes_its_tokens_along(chats: SqlStore) -> None:
    async with chats.write() as uow:
        token = await uow.tokens.keep(Note("x"), 1, NOW)
        other = await uow.tokens.keep(Note("y"), 2, NOW)
        assert await uow.tokens.has(token, 1)
        assert not await uow.tokens.has(token, 2)
        await uow.chats.forget(1)
        assert not await uow.tokens.has(token, 1)
        assert await uow.tokens.has(other, 2)


async def test_a_group_that_moves_takes_its_tokens_along(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(-5, ChatKind.GROUP, NOW)
        token = await uow.tokens.keep(Note("x"), -5, NOW)
        await uow.chats.move(-5, -1005)
        assert await uow.tokens.get(token, Note, -1005, 7, NOW) == Note("x")
        assert await uow.tokens.get(token, Note, -5, 7, NOW) is None
