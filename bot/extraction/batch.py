"""Reading many items in a worker process, where the gazetteer is opened once and stays.

A fault in reading one item must not cost the others or stop the source: the item is kept, unread, and the
fault is named in its notes for the log.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from bot.extraction import extract
from bot.model.item import Item
from bot.model.mention import Reading, Role
from bot.places.gazetteer import Gazetteer

FAULT = "fault: "
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    return Gazetteer.open()


def read_batch(items: Sequence[Item]) -> list[Reading]:
    """Read the items in order; never raises for the content of one."""
    return [_read(item) for item in items]


def warm_up() -> bool:
    """Open the gazetteer and load the lexicons before the first item arrives."""
    extract(Item(id="", source="", family="", title="", seen_at=_EPOCH), gazetteer())
    return True


def _read(item: Item) -> Reading:
    try:
        return extract(item, gazetteer())
    except Exception as error:
        return unread(item, f"{type(error).__name__}: {error}")


def unread(item: Item, fault: str) -> Reading:
    """What stands for an item that could not be read; the fault is in its notes."""
    return Reading(
        item_id=item.id, lang="", role=Role.OTHER, is_incident=False, notes=(f"{FAULT}{fault}"[:300],)
    )
