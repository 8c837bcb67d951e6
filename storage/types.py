"""How values lie in columns, the same on every database."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# SQLite counts up only a key that is declared INTEGER.
BigKey = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime as whole microseconds since 1970.

    A number sorts, compares and adds alike on both databases, whatever zone the server thinks it is in.
    Raises ValueError for a naive datetime.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return microseconds since 1970."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; times are aware UTC here")
        return (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC."""
        return None if value is None else EPOCH + value * _MICROSECOND


class PlainText(TypeDecorator[str]):
    """Any text. NUL and lone surrogates, which no database takes, become U+FFFD: spans keep their place."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return storable text of the same number of code points."""
        return None if value is None else _UNSTORABLE.sub("�", value)


class Document(TypeDecorator[Any]):
    """JSON-ready data as text. NUL and lone surrogates survive as escapes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return JSON without needless spaces."""
        return None if value is None else dump(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the text as it lies: repositories read it through ``storage.documents``."""
        return value


def dump(data: Any) -> str:
    """Return JSON text that every database takes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
