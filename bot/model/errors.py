"""The kinds of failure Sitrep knows.

::

    SitrepError
    ├── ConfigError        the operator's configuration; carries the mend
    ├── SourceError        a poll that brought nothing; ``reason`` is a FetchFailure
    ├── UserError          a person typed something that can't be done; carries an example
    ├── StorageError       the database refused (locked, full, another process, not migrated)
    └── WorkerError        a job that killed its worker process or did not come back in time

What Telegram answers is no exception here: it becomes an ``Outcome`` (``bot.model.alert``).
"""

from enum import StrEnum


class SitrepError(Exception):
    """Base of every error of our own."""


class ConfigError(SitrepError):
    """The configuration can't be used. The text names the key, what is wrong and how to mend it."""


class FetchFailure(StrEnum):
    """Why a poll failed, as an operator needs to tell them apart."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REFUSED_ADDRESS = "refused_address"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    HTTP_STATUS = "http_status"
    BLOCKED = "blocked"
    EMPTY_BODY = "empty_body"
    NOT_A_FEED = "not_a_feed"
    UNPARSEABLE = "unparseable"


class SourceError(SitrepError):
    """A poll that brought nothing.

    ``retry_after_s`` is what the server asked for, in seconds, or None.
    """

    def __init__(self, reason: FetchFailure, detail: str, retry_after_s: float | None = None) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail
        self.retry_after_s = retry_after_s


class UserError(SitrepError):
    """Something a person in a chat can put right. ``key`` and ``args`` name the text in the locale files."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class StorageError(SitrepError):
    """The database can't do what was asked now; the transaction was rolled back."""


class WorkerError(SitrepError):
    """A job that killed its worker process or did not come back in time."""
