"""Packed bodies in bounded steps: two megabytes may hold four gigabytes, so nobody unpacks them at once."""

import zlib
from collections.abc import Iterator

from bot.model.errors import FetchFailure, SourceError

STEP_BYTES = 131_072

_GZIP = b"\x1f\x8b"
_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")


class DamagedError(Exception):
    """The packed data breaks off or is no packed data from here on."""


class Unpacker:
    """Plain, gzip or deflate data, whichever the first bytes show it really is.

    Raises SourceError for an encoding that nobody asked for (br, zstd, several at once).
    """

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in _PLAIN + _PACKED:
            raise SourceError(
                FetchFailure.UNPARSEABLE, f"packed as {self._encoding[:20]!r}, which was not asked for"
            )
        self._plain = self._encoding in _PLAIN
        self._engine: zlib._Decompress | None = None
        self._start = b""

    @property
    def complete(self) -> bool:
        """Whether the data so far is whole. Plain data can't tell: true."""
        return self._plain or self._engine is None or self._engine.eof

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Parts of at most ``STEP_BYTES`` (plain data as it comes). Raises DamagedError."""
        if not self._plain and self._engine is None:
            chunk = self._start + chunk
            if len(chunk) < 2:
                self._start = chunk
                return
            self._start = b""
            self._begin(chunk)
        if self._plain:
            yield chunk
        else:
            yield from self._unpack(chunk)

    def rest(self) -> bytes:
        """What was held back, at the end of the data: a few bytes at most."""
        if self._engine is None or self._engine.eof:
            return self._start
        try:
            return self._engine.decompress(b"", STEP_BYTES)
        except zlib.error:
            return b""

    def _begin(self, start: bytes) -> None:
        if start.startswith(_GZIP):
            self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        elif self._encoding == "deflate":
            # The standard means zlib's format; some servers send the bare stream.
            zlib_header = start[0] & 15 == 8 and (start[0] << 8 | start[1]) % 31 == 0
            self._engine = zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
        else:
            # Labelled gzip and sent plain: happens behind caches.
            self._plain = True

    def _unpack(self, chunk: bytes) -> Iterator[bytes]:
        while chunk and self._engine is not None:
            if self._engine.eof:
                if not chunk.startswith(_GZIP):
                    return  # padding after the end
                self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
            try:
                part = self._engine.decompress(chunk, STEP_BYTES)
            except zlib.error:
                raise DamagedError from None
            chunk = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
            if part:
                yield part
