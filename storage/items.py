"""Items, and the keys that identify them within their source."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime

from sqlalchemy import func, select, update

from bot.model.item import Entry, Item
from bot.ports import Known
from storage.connection import Connection, chunks
from storage.tables import item_keys, items

_COLUMNS = tuple(each.name for each in fields(Item))
_LONGEST_KEY = 200


class SqlItems:
    """``bot.ports.ItemRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def known(self, source: str, keys: Collection[str]) -> dict[str, Known]:
        """Map each key that is known to what it identifies. Any number of keys."""
        stored = {_stored(key): key for key in keys}
        found: dict[str, Known] = {}
        for some in chunks(stored):
            query = (
                select(item_keys.c.key, items.c.id, items.c.content_hash, items.c.revision)
                .join_from(item_keys, items)
                .where(item_keys.c.source == source, item_keys.c.key.in_(some))
            )
            for row in await self._db.all(query):
                found[stored[row.key]] = Known(row.id, row.content_hash, row.revision)
        return found

    async def add_if_new(self, item: Item, entry: Entry) -> bool:
        """Store the item and its keys; False if any key is known already (nothing is then written)."""
        if await self.known(item.source, entry.keys):
            return False
        await self._db.run(items.insert().values(_values(item, entry)))
        await self._add_keys(item, entry.keys)
        return True

    async def revise(self, item: Item, entry: Entry) -> None:
        """Replace the texts of a stored item by those of a later revision and add the entry's new keys.

        A key that identifies another item stays with that one.
        """
        await self._db.run(update(items).where(items.c.id == item.id).values(_values(item, entry)))
        await self._add_keys(item, entry.keys)

    async def get(self, item_id: str) -> Item | None:
        """Return the item as last revised."""
        row = await self._db.first(select(items).where(items.c.id == item_id))
        return Item(**row._mapping) if row else None

    async def count(self) -> int:
        """How many items are stored."""
        return int(await self._db.value(select(func.count()).select_from(items)))

    async def oldest_seen_at(self) -> datetime | None:
        """Since when items are stored."""
        oldest: datetime | None = await self._db.value(select(func.min(items.c.seen_at)))
        return oldest

    async def _add_keys(self, item: Item, keys: Iterable[str]) -> None:
        for some in chunks(dict.fromkeys(map(_stored, keys))):
            rows = [{"source": item.source, "key": key, "item_id": item.id} for key in some]
            await self._db.run(self._db.insert(item_keys).on_conflict_do_nothing(), rows)


def _values(item: Item, entry: Entry) -> dict[str, object]:
    values = {name: getattr(item, name) for name in _COLUMNS}
    # What a revision is told by is the entry's, whatever the item was built with.
    values["content_hash"] = entry.content_hash
    return values


def _stored(key: str) -> str:
    """A key as it is stored: an index takes no key of any length, and feeds write what they like."""
    raw = key.encode("utf-8", "surrogatepass")
    if len(raw) <= _LONGEST_KEY and b"\0" not in raw and key.isprintable():
        return key
    return "blake2b:" + hashlib.blake2b(raw, digest_size=20).hexdigest()
