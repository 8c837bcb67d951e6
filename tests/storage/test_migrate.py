"""The migrations and the tables say the same, on both databases."""

import json
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.model.errors import StorageError
from storage import SqlStore, migrate, open_store
from storage.tables import metadata


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_make_the_tables_that_the_code_knows(store: SqlStore) -> None:
    async with store._engines.write.connect() as connection:
        assert await connection.run_sync(_differences) == []


def test_head_is_the_newest_script() -> None:
    scripts = ScriptDirectory(str(migrate._SCRIPTS))
    assert scripts.get_current_head() == migrate.head()


async def test_an_upgrade_of_what_is_up_to_date_is_nothing(store_url: str) -> None:
    assert await migrate.current(store_url) == migrate.HEAD
    await migrate.upgrade(store_url)
    assert await migrate.current(store_url) == migrate.HEAD


async def test_a_database_that_is_not_there_has_no_version_and_is_not_created(tmp_path: object) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/none.db"
    assert await migrate.current(url) is None
    assert not Path(f"{tmp_path}/none.db").exists()


async def test_a_newer_database_is_left_alone(sqlite_url: str) -> None:
    engine = create_async_engine(sqlite_url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(StorageError, match="written by a newer sitrep"):
        await migrate.upgrade(sqlite_url)
    assert await migrate.current(sqlite_url) == "9999"


async def test_chats_of_before_get_the_zone_of_their_first_place(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/old.db"
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(_to, "0002")
        for chat_id in (7, 8):
            await connection.execute(
                text("INSERT INTO chats (id, kind, lang, state, created_at) VALUES (:id, 'private', 'en', "
                     "'active', 0)"), {"id": chat_id},
            )  # fmt: skip
        for number, zone in ((1, ""), (2, "Asia/Karachi"), (3, "Europe/Paris")):
            doc = json.dumps({"areas": [{"label": "x", "timezone": zone}]})
            await connection.execute(
                text("INSERT INTO subscriptions (chat_id, number, thread_id, paused, doc) "
                     "VALUES (7, :number, 0, 0, :doc)"), {"number": number, "doc": doc},
            )  # fmt: skip
    await engine.dispose()
    store = await open_store(url)
    async with store.read() as uow:
        zones = {chat.id: chat.zone for chat in await uow.chats.active()}
    await store.close()
    assert zones == {7: "Asia/Karachi", 8: ""}


def _to(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate._SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
