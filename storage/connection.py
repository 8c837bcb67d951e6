"""One open transaction, as the repositories see it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Executable, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import border

_T = TypeVar("_T")
# Far below the number of parameters that either database takes in one statement (32,766).
CHUNK = 1000


class Connection:
    """Runs statements; errors of the driver leave as StorageError.

    ``one_process``: no other process writes to this database.
    ``repeat_from``: from this severity on an alert whose send is ambiguous is sent again.
    """

    def __init__(self, connection: AsyncConnection, *, one_process: bool, repeat_from: int) -> None:
        self._connection = connection
        self.one_process = one_process
        self.repeat_from = repeat_from

    async def run(self, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None) -> int:
        """Execute, with ``rows`` once for each; return how many rows were touched."""
        with border():
            result = await self._connection.execute(statement, rows)
        return result.rowcount

    async def all(
        self, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None
    ) -> Sequence[Row[Any]]:
        """Execute and return every row."""
        with border():
            return (await self._connection.execute(statement, rows)).all()

    async def first(self, statement: Executable) -> Row[Any] | None:
        """Execute and return the first row, None if there is none."""
        with border():
            return (await self._connection.execute(statement)).first()

    async def value(self, statement: Executable) -> Any:
        """Execute and return the first column of the first row, None if there is none."""
        with border():
            return (await self._connection.execute(statement)).scalar()

    def insert(self, table: Table) -> "postgresql.Insert | sqlite.Insert":
        """An INSERT that knows ON CONFLICT."""
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)


def chunks(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Cut into lists that fit one statement."""
    rest = list(values)
    for start in range(0, len(rest), CHUNK):
        yield rest[start : start + CHUNK]
