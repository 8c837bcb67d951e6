"""The way to Telegram: python-telegram-bot's ``BaseRequest`` over aiohttp, and for alerts ``Wire``.

The library's own class costs several times the CPU, and reports "refused" and "accepted, but the reply was
lost" alike. Here every failure carries its ``phase``: whether the request can have reached Telegram. No
failure carries a URL: the token is in it.

The session opens with the first request and closes with ``shutdown``; after that it may open again.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.wire import KEEP_IDLE_S, Phase, Wire, WireError

__all__ = ["AiohttpRequest", "Phase", "RequestError", "RequestTimeoutError"]

_FORM = "application/x-www-form-urlencoded"


class RequestError(NetworkError):
    """The network failed. ``phase`` says whether Telegram can have taken the request."""

    def __init__(self, message: str, phase: Phase) -> None:
        super().__init__(message)
        self.phase = phase

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (self.message, self.phase)


class RequestTimeoutError(TimedOut):
    """Nothing came in time. ``phase`` says whether Telegram can have taken the request."""

    def __init__(self, message: str, phase: Phase) -> None:
        super().__init__(message)
        self.phase = phase

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (self.message, self.phase)


class AiohttpRequest(BaseRequest):
    """``telegram.request.BaseRequest``. Times in seconds; proxies of the environment are not used.

    ``connections``: how many at once. ``connect_timeout`` also bounds the wait for a free connection.
    """

    __slots__ = ("_connect_s", "_connections", "_media_write_s", "_read_s", "_session", "_wire")

    def __init__(
        self,
        *,
        connections: int = 128,
        connect_timeout: float = 10.0,
        read_timeout: float = 15.0,
        media_write_timeout: float = 30.0,
    ) -> None:
        self._connections = connections
        self._connect_s = connect_timeout
        self._read_s = read_timeout
        self._media_write_s = media_write_timeout
        self._session: aiohttp.ClientSession | None = None
        self._wire: Wire | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds without a byte after which an answer is given up."""
        return self._read_s

    async def initialize(self) -> None:
        """Open the session; nothing is connected yet."""
        self._open()

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=KEEP_IDLE_S, ttl_dns_cache=60
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=False,
            )
        return self._session

    async def call(
        self, url: str, parameters: Mapping[str, str], read_timeout: float | None = None
    ) -> tuple[int, bytes]:
        """POST and return status and body; as ``do_request``, without the library's objects."""
        body = json.dumps(parameters, ensure_ascii=False).encode("utf-8", "replace")
        return await self.send_json(url, body, read_timeout)

    async def send_json(self, url: str, body: bytes, read_timeout: float | None = None) -> tuple[int, bytes]:
        """The same with parameters that are JSON already."""
        if self._wire is None:
            self._wire = Wire(self._connections, self._connect_s, self.USER_AGENT)
        try:
            return await self._wire.post(url, body, self._read_s if read_timeout is None else read_timeout)
        except WireError as error:
            kind = RequestTimeoutError if error.timeout else RequestError
            raise kind(error.message, error.phase) from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body.

        Raises RequestError or RequestTimeoutError. Once the status said success a body that breaks off is no
        failure any more: what came of it is returned.
        """
        body: Any = None
        headers = {}
        write_s = 0.0
        if request_data is not None and request_data.contains_files:
            body = _multipart(request_data)
            write_s = self._media_write_s
        elif request_data is not None:
            body = request_data.url_encoded_parameters().encode()
            headers = {"Content-Type": _FORM}
        timeout = _timeout(
            _seconds(connect_timeout, self._connect_s),
            _seconds(read_timeout, self._read_s),
            _seconds(write_timeout, write_s),
        )
        return await self._fetch(url, method, body, headers, timeout)

    async def _fetch(
        self, url: str, method: str, body: Any, headers: dict[str, str], limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        status = 0
        try:
            async with self._open().request(
                method, url, data=body, headers=headers, timeout=limits, allow_redirects=False
            ) as response:
                status = response.status
                return status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
                return status, b""
            raise _failure(error) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library's, but the body, which quotes people, stays out of the log."""
        try:
            data = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(data, dict):
            raise TelegramError("Invalid server response")
        return data


def _failure(error: Exception) -> TelegramError:
    """What went wrong and how far the request got, without the URL."""
    name = type(error).__name__
    match error:
        case aiohttp.ConnectionTimeoutError():
            return RequestTimeoutError("no connection in time", Phase.NOT_SENT)
        case aiohttp.ClientConnectorDNSError():
            return RequestError("the name of the server was not found", Phase.NOT_SENT)
        case aiohttp.ClientSSLError() | aiohttp.ServerFingerprintMismatch():
            return RequestError(f"TLS failed ({name})", Phase.NOT_SENT)
        case aiohttp.ClientConnectorError():
            return RequestError(f"no connection: {error.strerror or name}", Phase.NOT_SENT)
        case aiohttp.InvalidURL():
            return RequestError("telegram.base_url is no usable URL", Phase.NOT_SENT)
        case TimeoutError():
            return RequestTimeoutError("no answer in time", Phase.AMBIGUOUS)
        case _:
            return RequestError(f"the connection broke ({name})", Phase.AMBIGUOUS)


def _timeout(connect_s: float | None, read_s: float | None, write_s: float | None) -> aiohttp.ClientTimeout:
    # The total ends a body that comes byte by byte; it is too long to end an attempt to connect.
    total = None if read_s is None else (connect_s or 60.0) + 2 * read_s + (write_s or 0.0)
    return aiohttp.ClientTimeout(total=total, connect=connect_s, sock_connect=connect_s, sock_read=read_s)


def _seconds(given: Any, usual: float | None) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return usual
    return None if given is None else float(given)


def _multipart(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form
