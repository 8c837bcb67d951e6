"""POST over HTTP/1.1 on connections that stay open: what sending needs of HTTP, and nothing more.

A general client spends most of a message's processor time on what no call here uses: cookies, redirects,
proxies, streams. This one takes a body, returns status and body, and says how far a failed request got:
before the first byte is written nothing has reached the server, after that everything may have.
"""

import asyncio
import ssl
from collections import deque
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.delivery.http1 import head_of, response_of

# Below what servers keep an idle connection for: a request on one that is just being closed is ambiguous.
KEEP_IDLE_S = 15.0
_MOST_BYTES = 16_000_000


class Phase(StrEnum):
    """How far a failed request got."""

    NOT_SENT = "not_sent"
    AMBIGUOUS = "ambiguous"


class WireError(Exception):
    """Without the URL, which holds the token. ``timeout``: nothing came in time."""

    def __init__(self, message: str, phase: Phase, *, timeout: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.phase = phase
        self.timeout = timeout


class _Target(NamedTuple):
    host: str
    port: int
    tls: bool
    head: bytes


@lru_cache(maxsize=256)
def _target(url: str, agent: str, kind: str) -> _Target:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("no usable URL")
    tls = parts.scheme == "https"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    named = f"[{host}]" if ":" in host else host
    named += f":{parts.port}" if parts.port else ""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {named}\r\nUser-Agent: {agent}\r\nAccept: */*\r\n"
        f"Content-Type: {kind}\r\nContent-Length: "
    ).encode("ascii")
    if b"\r\n\r\n" in head or any(byte < 32 for byte in path.encode()):
        raise ValueError("no usable URL")
    return _Target(host, parts.port or (443 if tls else 80), tls, head)


class Wire:
    """``connections``: how many at once; ``connect_s`` bounds the wait for one, new or free."""

    def __init__(self, connections: int, connect_s: float, agent: str) -> None:
        self._most = connections
        self._connect_s = connect_s
        self._agent = agent
        self._open = 0
        self._idle: deque[_Connection] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._tls: ssl.SSLContext | None = None
        self._busy: set[_Connection] = set()

    async def post(
        self, url: str, body: bytes, read_s: float, kind: str = "application/json"
    ) -> tuple[int, bytes]:
        """Return status and body; once the status said success, what came of a body that broke off.

        ``read_s``: without a byte for so long the answer is given up. Raises WireError.
        """
        try:
            target = _target(url, self._agent, kind)
        except ValueError:
            raise WireError("telegram.base_url is no usable URL", Phase.NOT_SENT) from None
        connection = await self._connection(target)
        self._busy.add(connection)
        try:
            return await connection.ask(b"%b%d\r\n\r\n%b" % (target.head, len(body), body), read_s)
        finally:
            self._busy.discard(connection)
            self._give_back(connection)

    async def close(self) -> None:
        """Close every connection; what is on its way ends as ambiguous."""
        for connection in (*self._idle, *self._busy):
            connection.end()
        self._open -= len(self._idle)
        self._idle.clear()
        await asyncio.sleep(0)

    async def _connection(self, target: _Target) -> "_Connection":
        key = target[:3]
        until = asyncio.get_running_loop().time() + self._connect_s
        while True:
            now = asyncio.get_running_loop().time()
            while self._idle:
                found = self._idle.pop()
                if found.key == key and found.usable(now):
                    return found
                found.end()
                self._open -= 1
            if self._open < self._most:
                return await self._connect(target, key)
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            try:
                async with asyncio.timeout(max(0.0, until - now)):
                    await waiter
            except TimeoutError:
                if not waiter.done() or waiter.cancelled():
                    raise WireError("no connection in time", Phase.NOT_SENT, timeout=True) from None
            except asyncio.CancelledError:
                if waiter.done() and not waiter.cancelled():
                    # Its turn goes to the next.
                    self._wake()
                raise
            finally:
                with suppress(ValueError):
                    self._waiting.remove(waiter)

    async def _connect(self, target: _Target, key: tuple[str, int, bool]) -> "_Connection":
        self._open += 1
        if target.tls and self._tls is None:
            self._tls = ssl.create_default_context()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_s):
                _, connection = await loop.create_connection(
                    lambda: _Connection(key, loop),
                    target.host,
                    target.port,
                    ssl=self._tls if target.tls else None,
                    happy_eyeballs_delay=0.25,
                )
        except BaseException as error:
            self._open -= 1
            self._wake()
            raise _of_connect(error) from None
        return connection

    def _give_back(self, connection: "_Connection") -> None:
        if connection.usable(0.0):
            self._idle.append(connection)
        else:
            connection.end()
            self._open -= 1
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return


def _of_connect(error: BaseException) -> BaseException:
    """What kept a connection from being made; nothing was sent."""
    match error:
        case TimeoutError():
            return WireError("no connection in time", Phase.NOT_SENT, timeout=True)
        case ssl.SSLError():
            return WireError(f"TLS failed ({type(error).__name__})", Phase.NOT_SENT)
        case OSError() if type(error).__name__ == "gaierror":
            return WireError("the name of the server was not found", Phase.NOT_SENT)
        case OSError():
            return WireError(f"no connection: {error.strerror or type(error).__name__}", Phase.NOT_SENT)
        case Exception():
            return WireError(f"no connection: {type(error).__name__}", Phase.NOT_SENT)
    return error


class _Connection(asyncio.Protocol):
    """One request at a time."""

    def __init__(self, key: tuple[str, int, bool], loop: asyncio.AbstractEventLoop) -> None:
        self.key = key
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._seen = bytearray()
        self._read_s = 0.0
        self._until = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._ended = False
        self._idle_since = 0.0

    def usable(self, now: float) -> bool:
        """Whether another request may go out on it. ``now`` 0: it is just being put down."""
        if self._ended or self._transport is None or self._transport.is_closing() or self._seen:
            return False
        return now - self._idle_since < KEEP_IDLE_S

    def end(self) -> None:
        """Close it now."""
        self._ended = True
        if self._transport is not None:
            self._transport.abort()

    async def ask(self, request: bytes, read_s: float) -> tuple[int, bytes]:
        transport = self._transport
        if transport is None or transport.is_closing():
            self._ended = True
            raise WireError("the connection was closed before anything was sent", Phase.NOT_SENT)
        self._answer = self._loop.create_future()
        self._read_s = read_s
        # A body that comes byte by byte is not waited for without end.
        self._until = self._loop.time() + 2 * read_s
        self._timer = self._loop.call_later(read_s, self._too_late)
        transport.write(request)
        try:
            return await self._answer
        except BaseException:
            self._ended = True
            raise
        finally:
            self._timer.cancel()
            self._answer = None
            self._idle_since = self._loop.time()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._seen += data
        if self._answer is None or self._answer.done():
            # Nobody asked.
            self.end()
            return
        try:
            found = response_of(self._seen)
        except ValueError:
            self._break("an answer that is no HTTP")
            return
        if found is None:
            if len(self._seen) > _MOST_BYTES:
                self._break("an answer without end")
                return
            if self._timer is not None:
                self._timer.cancel()
            left = min(self._read_s, self._until - self._loop.time())
            self._timer = self._loop.call_later(max(0.0, left), self._too_late)
            return
        status, body, size, stays = found
        del self._seen[:size]
        self._ended = self._ended or not stays
        self._answer.set_result((status, body))

    def eof_received(self) -> bool:
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self._ended = True
        self._break(type(error).__name__ if error else "closed")

    def _too_late(self) -> None:
        if not self._salvaged() and self._answer is not None and not self._answer.done():
            self._answer.set_exception(WireError("no answer in time", Phase.AMBIGUOUS, timeout=True))
        self.end()

    def _break(self, why: str) -> None:
        if not self._salvaged() and self._answer is not None and not self._answer.done():
            self._answer.set_exception(WireError(f"the connection broke ({why})", Phase.AMBIGUOUS))
        self.end()

    def _salvaged(self) -> bool:
        """Telegram's status counts even if its body broke off: a 2xx has been taken."""
        if self._answer is None or self._answer.done():
            return False
        try:
            status, length, _ = head_of(bytes(self._seen))
        except (ValueError, TypeError):
            return False
        if 200 <= status < 300 or length is None:
            body = bytes(self._seen).partition(b"\r\n\r\n")[2] if length is None else b""
            self._answer.set_result((status, body))
            return True
        return False
