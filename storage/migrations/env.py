"""Alembic runs this. The connection comes from ``storage.migrate``, or from ``alembic -x url=...``."""

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from storage.dialect import dialect_of
from storage.tables import metadata


def _render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Name what lies in the column, not our own type: a migration must not change when the code does."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def _run(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=_render,
        # SQLite changes a table by copying it.
        render_as_batch=True,
        # Either every step of an upgrade is taken or none.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _connect_and_run() -> None:
    engines = dialect_of(context.get_x_argument(as_dictionary=True)["url"]).engines()
    try:
        async with engines.write.begin() as connection:
            await connection.run_sync(_run)
    finally:
        await engines.close()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    asyncio.run(_connect_and_run())
