"""What the bot takes in, written down as it comes, so that it can be played again with ``sitrep replay``."""

import json
import logging
from pathlib import Path
from typing import TextIO

from bot import metrics
from bot.extraction.command import as_input
from bot.model.errors import ConfigError
from bot.model.item import Item

_log = logging.getLogger(__name__)


class Record:
    """A file of input lines, one an item, appended to. "" as path: nothing is written."""

    def __init__(self, path: str) -> None:
        """Raises ConfigError if the file can't be written."""
        self._file: TextIO | None = None
        self._failing = False
        if not path:
            return
        try:
            # A lone surrogate becomes the escape that JSON has for it.
            self._file = Path(path).open("a", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115 - kept open
        except OSError as error:
            raise ConfigError(f"ops.record: {path} can't be written: {error.strerror}") from None

    def add(self, item: Item) -> None:
        """Append the item, on disk when this returns. A full disk is logged and stops nothing."""
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(as_input(item), ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as error:
            metrics.FAULTS.labels("record").inc()
            if not self._failing:
                _log.error("items are not recorded: %s", error.strerror)
            self._failing = True
        else:
            self._failing = False

    def close(self) -> None:
        """Write nothing more."""
        if self._file is not None:
            try:
                self._file.close()
            except OSError as error:
                _log.error("the record may lack its last line: %s", error.strerror)
            self._file = None
