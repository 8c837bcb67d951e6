"""What is remembered of each source between polls."""

from sqlalchemy import select

from bot.model.codec import to_data
from bot.model.item import SourceState
from storage.connection import Connection
from storage.documents import load
from storage.tables import sources


class SqlSources:
    """``bot.ports.SourceRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def get(self, name: str) -> SourceState:
        """Return the state, an empty one for a source never polled."""
        row = await self._db.first(select(sources.c.doc).where(sources.c.name == name))
        return load(SourceState, row.doc, f"source {name}") if row else SourceState(name)

    async def save(self, state: SourceState) -> None:
        """Insert or replace."""
        insert = self._db.insert(sources).values(name=state.name, doc=to_data(state))
        await self._db.run(
            insert.on_conflict_do_update(index_elements=["name"], set_={"doc": insert.excluded.doc})
        )

    async def all(self) -> list[SourceState]:
        """Every state, by name."""
        rows = await self._db.all(select(sources).order_by(sources.c.name))
        return [load(SourceState, row.doc, f"source {row.name}") for row in rows]
