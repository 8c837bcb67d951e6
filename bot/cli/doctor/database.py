"""The database: can it be reached, and are its tables those of this program."""

from bot.cli.doctor.finding import Finding, fine, warning, wrong
from bot.config import Config
from bot.model.errors import StorageError
from storage import migrate


async def check_database(config: Config) -> Finding:
    """Look, and change nothing."""
    try:
        found = await migrate.current(config.storage.url)
    except StorageError as error:
        return wrong("database", str(error), "Correct storage.url, or start the database server.")
    if found is None:
        return fine("database", "empty; the tables are made at the first start")
    if found == migrate.head():
        return fine("database", f"tables {found}")
    if found > migrate.head():
        return wrong(
            "database",
            f"tables {found}, written by a newer Sitrep (this one knows {migrate.head()})",
            "Install the newer version again, or restore a backup.",
        )
    return warning(
        "database",
        f"tables {found}, this version needs {migrate.head()}",
        "Back it up (sitrep db backup FILE); the next start brings it up to date.",
    )
