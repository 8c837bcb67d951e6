"""A world for each test, torn down whatever happens."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.standin import StandIn
from tests.acceptance.world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    made = World(tmp_path, StandIn())
    yield made
    await made.close()
