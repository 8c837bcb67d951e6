"""The border: errors of SQLAlchemy, of the drivers and of the network become StorageError here, once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.model.errors import StorageError

# What the drivers say, and what it means to an operator.
_MEANINGS = (
    ("database is locked", "the database is locked by another program"),
    ("database table is locked", "the database is locked by another program"),
    ("database or disk is full", "the disk is full: nothing more can be stored until there is room"),
    ("no space left", "the disk is full: nothing more can be stored until there is room"),
    ("disk i/o error", "the disk failed to read or write"),
    ("malformed", "the database file is damaged: restore the last backup"),
    ("file is not a database", "the file is no SQLite database: check storage.url"),
    ("unable to open database file", "the database file can't be opened: does its directory exist?"),
    ("readonly database", "the database can't be written to here"),
    ("read-only transaction", "the database can't be written to here"),
    ("no such table", "the database has no tables: run sitrep db upgrade"),
    ("undefinedtableerror", "the database has no tables: run sitrep db upgrade"),
    ("invalidpassword", "the database refused the user or the password of storage.url"),
    ("invalidauthorization", "the database refused the user or the password of storage.url"),
    ("does not exist", "the database of storage.url does not exist"),
    ("locknotavailable", "another process kept the database busy for too long"),
    ("too many connections", "the database server has no connection left"),
)


@contextmanager
def border() -> Iterator[None]:
    """Let nothing of a driver out. A mistake of the caller (a naive datetime) stays what it is."""
    try:
        yield
    except NoConnectionFree as error:
        raise StorageError("every connection to the database is in use") from error
    except DBAPIError as error:
        raise StorageError(_say(error.orig or error)) from error
    except StatementError as error:
        if error.orig is not None and not isinstance(error.orig, OSError):
            raise error.orig from error
        raise StorageError(_say(error)) from error
    except (SQLAlchemyError, OSError) as error:
        raise StorageError(_say(error)) from error


def _say(error: BaseException) -> str:
    # Only the driver's own first line: the rest of a statement's error carries its parameters.
    told = (str(error).splitlines() or [""])[0][:300]
    name = type(error.__cause__ or error).__name__
    low = f"{name} {told}".lower()
    for sign, meaning in _MEANINGS:
        if sign in low:
            return f"{meaning} ({told})"
    if isinstance(error, OSError) or "connection" in low:
        return f"the database can't be reached ({told or name})"
    return f"the database refused: {told or name}"
