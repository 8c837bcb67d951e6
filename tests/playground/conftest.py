"""A stand-in with one chat of each kind, and a way to call it like the bot does."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.playground.standin import StandIn
from tests.fakes.clock import FakeClock

ANN = 7
BLOCKED = 8
DEACTIVATED = 9
BILAL = 21
GROUP = -5
KICKED = -6
MIGRATED = -7
MIGRATED_TO = -1000107
FORUM = -1000100
CHANNEL = -1000200


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def description(self) -> str:
        return str(self.body.get("description", ""))


Call = Callable[..., Awaitable[Answer]]


@pytest.fixture
async def standin(clock: FakeClock) -> AsyncIterator[StandIn]:
    server = StandIn(now=lambda: clock.now().timestamp())
    await server.start()
    server.add_chat(ANN, title="Ann")
    server.add_chat(BLOCKED)
    server.add_chat(DEACTIVATED)
    server.add_chat(GROUP, "group", title="Office", admins=[ANN], members=[BILAL])
    server.add_chat(KICKED, "supergroup", title="Gone", admins=[ANN])
    server.add_chat(MIGRATED, "group", title="Grown", admins=[ANN])
    server.add_chat(FORUM, "supergroup", title="Forum", admins=[ANN], is_forum=True)
    server.add_chat(CHANNEL, "channel", title="News", bot="administrator")
    server.block(BLOCKED)
    server.deactivate(DEACTIVATED)
    server.remove_bot(KICKED)
    server.migrate(MIGRATED, MIGRATED_TO)
    server.world.updates.drop()
    yield server
    await server.stop()


@pytest.fixture
async def call(standin: StandIn) -> AsyncIterator[Call]:
    """``await call("sendMessage", chat_id=7, text="…")`` as JSON; ``http`` and ``token`` change the call."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, *, http: str = "POST", token: str = "", **params: Any) -> Answer:
            url = f"{standin.base_url}{token or standin.token}/{method}"
            async with session.request(http, url, json=params) as response:
                return Answer(response.status, json.loads(await response.read()))

        yield call
