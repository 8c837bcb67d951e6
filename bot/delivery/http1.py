"""Answers of HTTP/1.1 from the bytes that have come so far. Pure; whatever comes is an answer, not whole yet,
or no HTTP (ValueError).
"""

from functools import lru_cache
from typing import NamedTuple


class Framing(NamedTuple):
    """What the head of an answer says. ``length`` None: up to the end of the connection; -1: chunks."""

    status: int
    length: int | None
    stays: bool


def response_of(seen: bytearray) -> tuple[int, bytes, int, bool] | None:
    """Status, body, bytes used, whether the connection stays open; None while it is not whole.

    Raises ValueError for what is no HTTP.
    """
    end = seen.find(b"\r\n\r\n")
    if end < 0:
        if len(seen) > 65_536 or not seen.startswith(b"HTTP/1."[: len(seen)]):
            raise ValueError("no HTTP")
        return None
    framing = _framing(bytes(seen[:end]))
    if 100 <= framing.status < 200:
        del seen[: end + 4]
        return response_of(seen)
    start = end + 4
    if framing.status in (204, 304):
        return framing.status, b"", start, framing.stays
    if framing.length is None:
        return None
    if framing.length >= 0:
        whole = start + framing.length
        if len(seen) < whole:
            return None
        return framing.status, bytes(seen[start:whole]), whole, framing.stays
    chunks = _chunks(seen, start)
    return None if chunks is None else (framing.status, chunks[0], chunks[1], framing.stays)


def _chunks(seen: bytearray, at: int) -> tuple[bytes, int] | None:
    body = bytearray()
    while True:
        line_end = seen.find(b"\r\n", at)
        if line_end < 0:
            return None
        size = int(bytes(seen[at:line_end]).split(b";")[0].strip() or b"x", 16)
        at = line_end + 2
        if size < 0:
            raise ValueError("no chunk")
        if size == 0:
            # Trailers, if any, up to an empty line.
            done = at if seen[at : at + 2] == b"\r\n" else seen.find(b"\r\n\r\n", at) + 2
            if done < at or len(seen) < done + 2:
                return None
            return bytes(body), done + 2
        if len(seen) < at + size + 2:
            return None
        body += seen[at : at + size]
        at += size + 2


def head_of(seen: bytes) -> Framing:
    """Read the head of what has come. Raises ValueError if it is not whole, or no HTTP."""
    end = seen.find(b"\r\n\r\n")
    if end < 0:
        raise ValueError("no whole head")
    return _framing(seen[:end])


@lru_cache(maxsize=64)
def _framing(head: bytes) -> Framing:
    first, *lines = head.split(b"\r\n")
    version, _, rest = first.partition(b" ")
    status = int(rest[:3])
    if not version.startswith(b"HTTP/1."):
        raise ValueError("no HTTP")
    length: int | None = None
    stays = version != b"HTTP/1.0"
    for line in lines:
        name, _, value = line.partition(b":")
        match name.strip().lower():
            case b"content-length":
                length = int(value) if length != -1 else length
                if length < -1 or (length == -1 and value.strip() == b"-1"):
                    raise ValueError("no length")
            case b"transfer-encoding" if b"chunked" in value.lower():
                length = -1
            case b"connection":
                told = value.strip().lower()
                stays = told == b"keep-alive" if told in (b"close", b"keep-alive") else stays
    return Framing(status, length, stays and length is not None)
