"""A web server on loopback that serves feeds well, and badly on request.

::

    async with FeedServer() as server:
        server.serve("/feed", body, etag='"1"')       # 304 when asked with that validator
        server.redirect("/old", "/feed", status=301)
        server.slow("/slow", body)                    # one byte at a time
        server.endless("/endless", b"x" * 1000)
        server.close("/cut", b"HTTP/1.1 200 OK...")   # sends this and hangs up
        server.silent("/silent")                      # takes the request, never answers
        server.requests                               # what was asked, oldest first
"""

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Request:
    """What was asked. Header names are lower case."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)


Answer = Callable[[Request, asyncio.StreamWriter], Coroutine[Any, Any, bool]]


class FeedServer:
    """Start it with ``async with``. Unknown paths are 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.requests: list[Request] = []
        self._answers: dict[str, Answer] = {}
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0

    async def __aenter__(self) -> "FeedServer":
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", 0, limit=1_000_000, ssl=self._tls
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path here."""
        return f"http{'s' if self._tls else ''}://{host}:{self.port}{path}"

    def serve(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        etag: str = "",
        last_modified: str = "",
    ) -> None:
        """Answer with this. A header given as "" is left out."""
        sent = {"Content-Type": "application/rss+xml", "Content-Length": str(len(body)), "ETag": etag}
        sent |= {"Last-Modified": last_modified} | dict(headers or {})

        async def answer(request: Request, out: asyncio.StreamWriter) -> bool:
            known = etag and request.headers.get("if-none-match") == etag
            known = known or (last_modified and request.headers.get("if-modified-since") == last_modified)
            if known:
                out.write(_head(304, sent | {"Content-Length": "", "Content-Type": ""}))
            else:
                out.write(_head(status, sent) + body)
            return bool(sent["Content-Length"] or sent.get("Transfer-Encoding"))

        self._answers[path] = answer

    def answer(self, path: str, how: Answer) -> None:
        """Answer with a function of one's own; it returns whether the connection stays open."""
        self._answers[path] = how

    def redirect(self, path: str, to: str, *, status: int = 302) -> None:
        """Send elsewhere; ``to`` is put into Location as it stands."""
        self.serve(path, status=status, headers={"Location": to})

    def slow(self, path: str, body: bytes, *, gap_s: float = 0.02) -> None:
        """A byte at a time."""

        async def answer(_: Request, out: asyncio.StreamWriter) -> bool:
            out.write(_head(200, {"Content-Length": str(len(body))}))
            for byte in body:
                out.write(bytes((byte,)))
                await out.drain()
                await asyncio.sleep(gap_s)
            return False

        self._answers[path] = answer

    def endless(self, path: str, chunk: bytes, *, headers: Mapping[str, str] | None = None) -> None:
        """The chunk again and again, for as long as somebody reads."""

        async def answer(_: Request, out: asyncio.StreamWriter) -> bool:
            out.write(_head(200, headers or {}))
            while True:
                out.write(chunk)
                await out.drain()

        self._answers[path] = answer

    def close(self, path: str, after: bytes = b"") -> None:
        """Send these raw bytes and hang up."""

        async def answer(_: Request, out: asyncio.StreamWriter) -> bool:
            out.write(after)
            return False

        self._answers[path] = answer

    def silent(self, path: str) -> None:
        """Take the request and say nothing."""

        async def answer(_: Request, out: asyncio.StreamWriter) -> bool:
            await asyncio.Event().wait()
            return False

        self._answers[path] = answer

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while await self._one(reader, writer):
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        request = Request(head[0].split(" ")[1], {name.lower(): value for name, value in headers.items()})
        self.requests.append(request)
        answer = self._answers.get(request.path) or self._answers.get(request.path.partition("?")[0])
        if answer is None:
            writer.write(_head(404, {"Content-Length": "0"}))
            return True
        return await answer(request, writer)


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Odd"
    lines = [f"HTTP/1.1 {status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items() if value]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
