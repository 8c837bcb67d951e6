"""Telegram with faults: the playground's strict stand-in, told what goes wrong and for how often.

``fail(n, fault)`` breaks the next n sends (``chat_id``: only to that chat; ``method``: other calls, "*" all).
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground.standin import StandIn

Fault = Callable[["FaultyTelegram"], "web.StreamResponse | None"]
ALWAYS = 10**9


def answer(status: int, description: str = "", **parameters: Any) -> web.Response:
    """A refusal as the Bot API words it."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description or f"HTTP {status}"}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


def too_many(retry_after: int | None = None) -> web.Response:
    if retry_after is None:
        return answer(429, "Too Many Requests")
    return answer(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def bad_gateway() -> web.Response:
    return web.Response(
        status=502, text="<html><title>502 Bad Gateway</title></html>", content_type="text/html"
    )


@dataclass
class _Rule:
    make: Callable[[], Any]
    left: int
    chat_id: int | None
    method: str
    accepted: bool

    def fits(self, method: str, params: dict[str, Any]) -> bool:
        if self.left <= 0 or self.method not in ("*", method):
            return False
        return self.chat_id is None or str(params.get("chat_id")) == str(self.chat_id)


class FaultyTelegram(StandIn):
    """The faults are looked up in the order they were told."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self._rules: list[_Rule] = []
        self.delay_s = 0.0
        self.slow: dict[int, float] = {}
        self.in_flight = 0
        self.most_in_flight = 0

    def fail(
        self,
        times: int,
        make: Callable[[], Any],
        *,
        chat_id: int | None = None,
        method: str = "sendMessage",
        accepted: bool = False,
    ) -> None:
        """``make`` gives the answer (or bytes: sent raw, then the connection is cut; b"": cut at once).

        ``accepted``: Telegram acts on the call and only the answer is lost; otherwise it never saw it.
        """
        self._rules.append(_Rule(make, times, chat_id, method, accepted))

    def mend(self) -> None:
        """No more faults."""
        self._rules.clear()

    def sends(self, chat_id: int | None = None) -> list[dict[str, Any]]:
        """Parameters of every sendMessage that came in, accepted or not."""
        calls = [call.params for call in self.calls("sendMessage")]
        return [each for each in calls if chat_id is None or str(each.get("chat_id")) == str(chat_id)]

    def texts(self, chat_id: int) -> list[str]:
        """What the bot's messages in the chat say, oldest first."""
        return [each["text"] for each in self.messages(chat_id) if each.get("from", {}).get("is_bot", True)]

    async def before(self, method: str, params: dict[str, Any]) -> web.Response | None:
        self.in_flight += method == "sendMessage"
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            wait_s = self.slow.get(int(params.get("chat_id") or 0), self.delay_s)
            if wait_s and method != "getUpdates":
                await asyncio.sleep(wait_s)
        finally:
            self.in_flight -= method == "sendMessage"
        return self._fault(method, params, accepted=False)

    async def after(
        self, method: str, params: dict[str, Any], response: web.Response
    ) -> web.StreamResponse | None:
        return self._fault(method, params, accepted=True)

    def _fault(self, method: str, params: dict[str, Any], *, accepted: bool) -> Any:
        for rule in self._rules:
            if rule.accepted is accepted and rule.fits(method, params):
                rule.left -= 1
                made = rule.make()
                return _Cut(made) if isinstance(made, bytes) else made
        return None


class _Cut(web.Response):
    """Writes some bytes of an answer, or none, and breaks the connection."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self._raw = raw

    async def prepare(self, request: web.BaseRequest) -> Any:
        transport = request.transport
        if transport is not None:
            if self._raw:
                transport.write(self._raw)
                await asyncio.sleep(0.01)
                transport.close()
            else:
                transport.abort()
        raise ConnectionResetError("cut on purpose")


def ok_without_date(message_id: int = 7) -> web.Response:
    return web.json_response({"ok": True, "result": {"message_id": message_id}})


def truncated() -> bytes:
    body = json.dumps({"ok": True, "result": {"message_id": 5}})[:20]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{body}"
    return head.encode()
