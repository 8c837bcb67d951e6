"""One process a SQLite file, held by the operating system: a killed process gives the lock up by dying."""

import os
import sys
from pathlib import Path

from bot.model.errors import StorageError

# Record locks belong to the process, not to the handle: a child made by fork never holds one, so a worker
# that outlives a killed parent does not keep the file. But neither do they tell two stores of one process
# apart.
_held: set[Path] = set()


class ProcessLock:
    """Held from ``acquire`` to ``release`` or to the end of the process."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take it or raise StorageError naming the process that has it. Taking it twice is nothing."""
        if self._handle is not None:
            return
        if self._path in _held:
            raise StorageError(f"{self._path.with_suffix('')}: this process has it open already")
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageError(f"{self._path}: can't be written: {error.strerror}") from error
        try:
            _lock(handle)
        except OSError:
            owner = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            raise StorageError(
                f"{self._path.with_suffix('')}: another sitrep process"
                f"{f' (number {owner})' if owner else ''} uses this database. "
                "Stop it first, or use PostgreSQL to run several."
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle
        _held.add(self._path)

    def release(self) -> None:
        """Give it up. The file stays: removing it would let two processes lock two files of one name."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            _held.discard(self._path)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        # Beyond the text, which stays readable to the one who is refused.
        os.lseek(handle, 1024, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
