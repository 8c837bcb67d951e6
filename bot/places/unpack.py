"""Unpacks the gazetteer that ships compressed inside the package, once, into the user's cache folder."""

import contextlib
import hashlib
import lzma
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import platformdirs

from bot.places.layout import FORMAT

PACKED = Path(__file__).with_name("data") / "gazetteer.sqlite.xz"
FOLDER_VARIABLE = "SITREP_CACHE_DIR"


def unpacked(packed: Path = PACKED, folder: Path | None = None) -> Path:
    """Return the path of the unpacked gazetteer, unpacking it if it is missing or damaged.

    ``folder`` defaults to $SITREP_CACHE_DIR or the user's cache; if it can't be written, a temporary folder
    serves. Safe with many processes at once. Raises OSError if there is no gazetteer or no room for it.
    """
    name = f"gazetteer-{FORMAT}-{_stamp(packed)}.sqlite"
    folder = folder or Path(os.environ.get(FOLDER_VARIABLE) or platformdirs.user_cache_dir("sitrep"))
    spare = Path(tempfile.gettempdir()) / f"sitrep-{_user()}"
    for each in (folder, spare):
        if _is_whole(each / name):
            return each / name
    try:
        return _unpack(packed, folder / name)
    except OSError:
        return _unpack(packed, spare / name)


def _stamp(packed: Path) -> str:
    """What changes with every build: xz keeps a checksum of its index in the last bytes, cheap to read."""
    size = packed.stat().st_size
    with packed.open("rb") as file:
        file.seek(max(0, size - 4096))
        return hashlib.sha256(file.read() + str(size).encode()).hexdigest()[:16]


def _is_whole(path: Path) -> bool:
    """Whether the file is there, ours, of its full length and readable as a gazetteer."""
    try:
        found = path.stat()
        with path.open("rb") as file:
            head = file.read(100)
        pages = int.from_bytes(head[28:32], "big")
        page_size = int.from_bytes(head[16:18], "big")
        if not head.startswith(b"SQLite format 3\x00") or pages * page_size != found.st_size:
            return False
        if hasattr(os, "getuid") and found.st_uid not in (os.getuid(), 0):
            return False
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            row = base.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            return row is not None and row[0] == str(FORMAT)
    except (OSError, sqlite3.Error):
        return False


def _unpack(packed: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: another process sees the whole file or none.
    handle, partial = tempfile.mkstemp(prefix=".gazetteer-", dir=to.parent)
    try:
        with os.fdopen(handle, "wb") as out, lzma.open(packed) as file:
            shutil.copyfileobj(file, out, 1 << 20)
        os.replace(partial, to)
    except (lzma.LZMAError, EOFError) as error:
        raise OSError(f"{packed}: is damaged: {error}") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(partial)
    for old in to.parent.glob("gazetteer-*.sqlite"):
        if old != to:
            with contextlib.suppress(OSError):
                old.unlink()
    return to


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
