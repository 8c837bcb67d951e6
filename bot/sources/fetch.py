"""One GET, politely and safely: conditional, capped in time and size, and only to where it may go."""

import asyncio
import errno
import logging
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType

import aiohttp
from aiohttp import AddrInfoType
from yarl import URL

from bot.config import Fetch
from bot.model.errors import FetchFailure, SourceError
from bot.ports import Clock
from bot.sources.address import check_url, is_public, refused, without_secrets
from bot.sources.unpack import DamagedError, Unpacker

_log = logging.getLogger(__name__)

MAX_REDIRECTS = 5
PER_HOST = 4
LONGEST_VALIDATOR = 1_000
_REFUSED = "the name leads to an address that is not on the public internet"
_BLOCKED = {401: "asks for a login", 403: "refuses us", 451: "is withheld for legal reasons"}
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, "
    "text/xml;q=0.8, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: 200 with a body, or 304 without.

    ``url`` is where it came from; ``moved_to`` where a permanent redirect led, or "". ``fresh_s`` is how long
    the server says it stays fresh, None if it doesn't. ``complete`` is false when the body broke off.
    ``server_offset`` is the server's clock minus ours, None when it did not tell its time.
    """

    status: int
    url: str
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    fresh_s: float | None = None
    complete: bool = True
    server_offset: timedelta | None = None


class Fetcher:
    """An HTTP client for sources. Use as an async context manager, or call ``close``."""

    def __init__(self, config: Fetch, clock: Clock, *, per_host: int = PER_HOST) -> None:
        self._config = config
        self._clock = clock
        self._per_host = per_host
        self._all = asyncio.Semaphore(config.concurrency)
        self._hosts: dict[str, tuple[asyncio.Semaphore, int]] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Fetcher":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch; raise SourceError when that brought nothing usable.

        The time limit counts from the first connection, not from the wait for a free place.
        """
        address = check_url(url, allow_private=self._config.allow_private_addresses)
        headers = {"If-None-Match": etag} if etag else {}
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        async with self._place(address.host or ""):
            try:
                async with asyncio.timeout(self._config.timeout_s):
                    return await self._follow(address, headers)
            except TimeoutError:
                raise SourceError(
                    FetchFailure.TIMEOUT, f"no whole answer within {self._config.timeout_s:g} s"
                ) from None

    async def _follow(self, url: URL, headers: Mapping[str, str]) -> Fetched:
        moved, for_good = "", True
        for _ in range(MAX_REDIRECTS + 1):
            try:
                async with self._request(url, headers) as response:
                    target = _target(response)
                    if target is None:
                        return await self._answer(response, url, moved)
                    for_good = for_good and response.status in (301, 308)
            except SourceError:
                raise
            except (aiohttp.ClientError, OSError, ValueError, UnicodeError) as error:
                raise _ours(error, url) from None
            following = check_url(target, allow_private=self._config.allow_private_addresses)
            # A redirect from https to http is followed, but never remembered.
            for_good = for_good and not (url.scheme == "https" and following.scheme == "http")
            url = following
            moved = str(url) if for_good else moved
        raise SourceError(FetchFailure.TOO_MANY_REDIRECTS, f"more than {MAX_REDIRECTS}")

    @asynccontextmanager
    async def _request(self, url: URL, headers: Mapping[str, str]) -> AsyncIterator[aiohttp.ClientResponse]:
        async with self._open().get(url, headers=headers, allow_redirects=False) as response:
            yield response

    async def _answer(self, response: aiohttp.ClientResponse, url: URL, moved: str) -> Fetched:
        _refuse_status(response, self._clock)
        headers = response.headers
        fetched = Fetched(
            status=response.status,
            url=str(url),
            content_type=headers.get("Content-Type", "")[:200],
            etag=_short(headers.get("ETag", "")),
            last_modified=_short(headers.get("Last-Modified", "")),
            moved_to=moved,
            fresh_s=_fresh_s(headers),
            server_offset=_offset(headers.get("Date", ""), self._clock),
        )
        if response.status == 304:
            return fetched
        body, complete = await self._body(response)
        return replace(fetched, body=body, complete=complete)

    async def _body(self, response: aiohttp.ClientResponse) -> tuple[bytes, bool]:
        """The body unpacked, and whether it came to its end. Never holds more than the cap and one step."""
        most = self._config.max_bytes
        if (response.content_length or 0) > most:
            raise _too_large(most)
        unpacker = Unpacker(response.headers.get("Content-Encoding", ""))
        body = bytearray()
        whole = True
        try:
            async for chunk in response.content.iter_chunked(65_536):
                for part in unpacker.feed(chunk):
                    body += part
                    if len(body) > most:
                        raise _too_large(most)
                    await asyncio.sleep(0)
        except (aiohttp.ClientPayloadError, aiohttp.ClientConnectionError, ConnectionError, DamagedError):
            whole = False
        body += unpacker.rest()
        return bytes(body), whole and unpacker.complete

    @asynccontextmanager
    async def _place(self, host: str) -> AsyncIterator[None]:
        """A free place among all requests, and among those to one host."""
        gate, waiting = self._hosts.get(host, (asyncio.Semaphore(self._per_host), 0))
        self._hosts[host] = gate, waiting + 1
        try:
            async with gate, self._all:
                yield
        finally:
            gate, waiting = self._hosts[host]
            if waiting == 1:
                del self._hosts[host]
            else:
                self._hosts[host] = gate, waiting - 1

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=60, socket_factory=self._socket),
                headers={
                    "User-Agent": self._config.user_agent,
                    "Accept": _ACCEPT,
                    # Only what can be unpacked in bounded steps with the standard library.
                    "Accept-Encoding": "gzip, deflate",
                },
                timeout=aiohttp.ClientTimeout(
                    total=None, sock_connect=self._config.timeout_s / 2, sock_read=self._config.timeout_s
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
            )
        return self._session

    def _socket(self, info: AddrInfoType) -> socket.socket:
        """The one place every connection passes: the address here is the one that is connected to."""
        family, kind, protocol, _, where = info
        if not self._config.allow_private_addresses and not is_public(str(where[0])):
            raise PermissionError(errno.EACCES, _REFUSED)
        return socket.socket(family=family, type=kind, proto=protocol)


def _target(response: aiohttp.ClientResponse) -> URL | None:
    """Where a redirect leads; None for any other answer."""
    location = response.headers.get("Location", "")
    if response.status not in (301, 302, 303, 307, 308) or not location:
        return None
    try:
        return response.url.join(URL(location)).with_fragment(None)
    except ValueError:
        raise refused("it redirects to an unreadable address") from None


def _refuse_status(response: aiohttp.ClientResponse, clock: Clock) -> None:
    status = response.status
    if status == 304 or (200 <= status < 300 and status not in (204, 205)):
        return
    retry_after_s = _retry_after_s(response.headers.get("Retry-After", ""), clock)
    if status in (204, 205):
        raise SourceError(FetchFailure.EMPTY_BODY, f"{status} (no content)")
    if status in _BLOCKED:
        raise SourceError(FetchFailure.BLOCKED, f"{status}: it {_BLOCKED[status]}", retry_after_s)
    if "challenge" in response.headers.get("cf-mitigated", ""):
        raise SourceError(FetchFailure.BLOCKED, f"{status}: it wants a browser", retry_after_s)
    told = {404: "not found", 410: "gone for good", 429: "too many requests"}.get(
        status, response.reason or ""
    )
    raise SourceError(FetchFailure.HTTP_STATUS, f"{status} {told[:60]}".strip(), retry_after_s)


def _retry_after_s(value: str, clock: Clock) -> float | None:
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - clock.now()).total_seconds())


def _fresh_s(headers: Mapping[str, str]) -> float | None:
    """Seconds the answer stays fresh by Cache-Control and Age."""
    told: dict[str, str] = {}
    for part in headers.get("Cache-Control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        told[name] = value.strip('"')
    if "no-cache" in told or "no-store" in told or not told.get("max-age", "").isdigit():
        return None
    age = headers.get("Age", "0").strip()
    return max(0.0, float(told["max-age"][:9]) - (float(age[:9]) if age.isdigit() else 0.0))


def _offset(date: str, clock: Clock) -> timedelta | None:
    try:
        told = parsedate_to_datetime(date)
        return told - clock.now() if told.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _short(validator: str) -> str:
    return validator if len(validator) <= LONGEST_VALIDATOR else ""


def _too_large(most: int) -> SourceError:
    return SourceError(FetchFailure.TOO_LARGE, f"more than {most / 1_000_000:g} MB")


def _ours(error: Exception, url: URL) -> SourceError:
    """The one place where errors of the network become our own; an address is named without its query."""
    where = without_secrets(url)
    match error:
        case TimeoutError():
            return SourceError(FetchFailure.TIMEOUT, f"{where} did not answer in time")
        case aiohttp.ClientConnectorDNSError():
            return SourceError(FetchFailure.UNREACHABLE, f"there is no host {url.host}")
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return SourceError(FetchFailure.UNREACHABLE, f"{where}: its certificate or TLS is not in order")
        case OSError() if _REFUSED in str(error):
            return refused(_REFUSED)
        case aiohttp.ClientConnectorError():
            return SourceError(
                FetchFailure.UNREACHABLE, f"{where}: {error.os_error.strerror or 'no connection'}"
            )
        case aiohttp.InvalidURL() | UnicodeError():
            return refused("the address can't be read")
        case aiohttp.ClientResponseError():
            return SourceError(FetchFailure.UNREACHABLE, f"{where} does not speak proper HTTP")
        case _:
            return SourceError(FetchFailure.UNREACHABLE, f"{where}: {type(error).__name__}")
