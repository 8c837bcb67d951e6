"""Model objects as JSON documents.

The same follow-ups that wait are read again for every new report of their country, inside a transaction.
Their objects are frozen, so one that was read before is given out again. (Incidents are kept by their stamp.)
"""

import json
from collections import OrderedDict
from hashlib import blake2b
from typing import Any, TypeVar

from cattrs.errors import BaseValidationError

from bot.model.codec import from_data
from bot.model.errors import StorageError

_T = TypeVar("_T")
_KEPT = 4096
_read: OrderedDict[tuple[type[Any], bytes], Any] = OrderedDict()


def load(cls: type[_T], text: str, what: str) -> _T:
    """Build ``cls`` from a stored document; ``what`` names the row. Raises StorageError if it is damaged."""
    key = (cls, blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())
    if key in _read:
        _read.move_to_end(key)
        known: _T = _read[key]
        return known
    value = read(cls, text, what)
    _read[key] = value
    if len(_read) > _KEPT:
        _read.popitem(last=False)
    return value


def read(cls: type[_T], text: str, what: str) -> _T:
    """The same without keeping it."""
    try:
        return from_data(cls, json.loads(text))
    except (BaseValidationError, ValueError, TypeError, KeyError) as error:
        raise StorageError(
            f"{what}: the stored {cls.__name__} can't be read ({type(error).__name__}). "
            "Was it written by a newer version?"
        ) from error
