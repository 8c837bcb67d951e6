"""One gazetteer for all tests of places: the one in the package."""

from collections.abc import Iterator

import pytest

from bot.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    found = Gazetteer.open()
    yield found
    found.close()
