"""From an item to what it really says: role, kind, place, time, people, counts, claims, each with its
evidence.

``extract`` is pure: the same item and gazetteer give the same reading, in any process.
"""

from typing import TYPE_CHECKING

from bot.model.item import Item
from bot.model.mention import Reading

if TYPE_CHECKING:
    from bot.places.gazetteer import Gazetteer


def extract(item: Item, gazetteer: "Gazetteer") -> Reading:
    """Read one item. Whatever its content, a reading comes back."""
    # Imported late: the bot itself only hands items to the worker that reads them.
    from bot.extraction.reading import read

    return read(item, gazetteer)
