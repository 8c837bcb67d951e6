from collections.abc import AsyncIterator, Iterator

import pytest

from bot.places.gazetteer import Gazetteer
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.handlers.conversation import Conversation


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


@pytest.fixture
async def talk(sqlite_store: SqlStore, clock: FakeClock, gazetteer: Gazetteer) -> AsyncIterator[Conversation]:
    async with Conversation(sqlite_store, clock, gazetteer) as conversation:
        yield conversation
