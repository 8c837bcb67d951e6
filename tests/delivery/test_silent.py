"""Messages that are changed without a sound."""

from dataclasses import replace
from typing import Any

import pytest

from bot.delivery.editor import Editor
from bot.delivery.silent import Silent
from bot.incidents.policy import snapshot
from bot.model.alert import Message, Sent
from bot.model.incident import Incident, Push, Status
from bot.model.mention import Certainty, Count
from bot.model.subscription import ChatKind
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.storage.builders import alert, incident, report

ID = "PK-20241105-01"
MINUTE = 60.0


class Edits(Editor):
    """Notes what it is given."""

    def __init__(self) -> None:
        self.made: list[tuple[int, int, Message]] = []

    def add(self, letter: Any, message_id: int) -> None:
        self.made.append((letter.chat_id, message_id, letter.message))


class World:
    """One incident that chat 7 was told of as message 70."""

    def __init__(self, store: SqlStore, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.edits = Edits()
        self.busy = False
        self.silent = Silent(store, clock, self.edits, lambda: self.busy)
        told = incident(ID, report(), injured=Count(2, 2, 2), updated_at=clock.now())
        self.told = replace(told, pushed=snapshot(told, clock.now()))

    async def begin(self, lang: str = "en") -> "World":
        async with self.store.write() as uow:
            await uow.chats.ensure(7, ChatKind.PRIVATE, self.clock.now(), lang)
            await uow.incidents.save(self.told)
        await self.owe(1, 70)
        return self

    async def owe(self, revision: int, message_id: int = 0, push: Push = Push.NEW) -> None:
        now = self.clock.now()
        async with self.store.write() as uow:
            owed = replace(alert(7, ID), revision=revision, push=push, committed_at=now)
            await uow.outbox.add([owed])
            if message_id:
                (row,) = await uow.outbox.claim("me", now, 60.0, 10)
                await uow.outbox.mark_sending([row])
                await uow.outbox.record([row], Sent(message_id), now)

    async def becomes(self, revision: int, after_s: float, **values: Any) -> Incident:
        self.clock.advance(after_s)
        changed = replace(self.told, revision=revision, updated_at=self.clock.now(), **values)
        async with self.store.write() as uow:
            await uow.incidents.save(changed)
        return changed


@pytest.fixture
async def world(sqlite_store: SqlStore, clock: FakeClock) -> World:
    return await World(sqlite_store, clock).begin()


async def test_a_toll_that_is_not_pushed_changes_the_message_and_says_so(world: World) -> None:
    await world.becomes(2, 20 * MINUTE, injured=Count(3, 3, 3))
    assert await world.silent.look() == 1
    ((chat_id, message_id, message),) = world.edits.made
    assert (chat_id, message_id) == (7, 70)
    assert message.plain.splitlines()[-1] == "edited 17:20 PKT: injured 2 → 3"
    assert message.html.endswith("<i>edited 17:20 PKT: injured 2 → 3</i>")


@pytest.mark.parametrize("lang", ["ur", "zh"])
async def test_in_the_chat_s_language(sqlite_store: SqlStore, clock: FakeClock, lang: str) -> None:
    world = await World(sqlite_store, clock).begin(lang)
    await world.becomes(2, 20 * MINUTE, killed=Count(1, 1, 1), certainty=Certainty.C3)
    await world.silent.look()
    last = world.edits.made[0][2].plain.splitlines()[-1]
    assert "edited" not in last
    assert "17:20" in last


async def test_the_same_state_is_edited_once(world: World) -> None:
    await world.becomes(2, 20 * MINUTE, injured=Count(3, 3, 3))
    assert [await world.silent.look(), await world.silent.look()] == [1, 0]
    world.clock.advance(3600)
    assert await world.silent.look() == 0


async def test_one_edit_of_a_chat_and_incident_in_a_quarter_of_an_hour(world: World) -> None:
    await world.becomes(2, 5 * MINUTE, injured=Count(3, 3, 3))
    assert await world.silent.look() == 0, "the message itself is younger"
    world.clock.advance(10 * MINUTE)
    assert await world.silent.look() == 1
    await world.becomes(3, 5 * MINUTE, injured=Count(4, 4, 4))
    assert await world.silent.look() == 0
    world.clock.advance(10 * MINUTE)
    assert await world.silent.look() == 1
    assert world.edits.made[-1][2].plain.splitlines()[-1].endswith("injured 2 → 4")


async def test_none_while_alerts_wait(world: World) -> None:
    await world.becomes(2, 20 * MINUTE, injured=Count(3, 3, 3))
    world.busy = True
    assert await world.silent.look() == 0


async def test_none_where_news_of_it_is_on_its_way_to_the_chat(world: World) -> None:
    await world.becomes(2, 20 * MINUTE, injured=Count(3, 3, 3))
    await world.owe(2, push=Push.UPDATE)
    assert await world.silent.look() == 0


async def test_a_further_source_alone_changes_no_message(world: World) -> None:
    await world.becomes(2, 20 * MINUTE, reports=(report(), report("i2#0")))
    assert await world.silent.look() == 0


async def test_what_was_withdrawn_is_left_to_its_withdrawal(world: World) -> None:
    await world.becomes(2, 20 * MINUTE, injured=Count(3, 3, 3), status=Status.RETRACTED)
    assert await world.silent.look() == 0


async def test_a_message_of_another_day_is_left_alone(world: World) -> None:
    await world.becomes(2, 25 * 3600, injured=Count(3, 3, 3))
    assert await world.silent.look() == 0


async def test_only_the_newest_message_about_it_is_changed(world: World) -> None:
    world.clock.advance(MINUTE)
    await world.owe(2, 71, Push.UPDATE)
    await world.becomes(3, 20 * MINUTE, injured=Count(3, 3, 3))
    assert await world.silent.look() == 1
    assert [message_id for _, message_id, _ in world.edits.made] == [71]
