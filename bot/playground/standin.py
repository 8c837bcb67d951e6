"""A strict stand-in of Telegram's Bot API on loopback.

``StandIn`` is the server and the people in its chats (``bot.playground.people``). It takes what Telegram
takes and refuses what Telegram refuses, with its status and description: a bot that runs here runs there.
Faults (lost replies, 429, 5xx) are added by a subclass that overrides ``before`` and ``after``.
"""

import json
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground import asking, changing, menu, sending
from bot.playground.params import Params, read
from bot.playground.people import People
from bot.playground.refusal import RefusedError
from bot.playground.world import World

TOKEN = "900000001:PLAYGROUND-no-secret-only-for-loopback"  # noqa: S105 - worth nothing anywhere else
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_MAX_BODY = 52_000_000

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    name.lower(): method
    for name, method in {
        "getMe": asking.get_me,
        "setMyCommands": menu.set_my_commands,
        "getMyCommands": menu.get_my_commands,
        "deleteMyCommands": menu.delete_my_commands,
        "setMyName": asking.set_my_text("name", 64),
        "getMyName": asking.get_my_text("name"),
        "setMyDescription": asking.set_my_text("description", 512),
        "getMyDescription": asking.get_my_text("description"),
        "setMyShortDescription": asking.set_my_text("short_description", 120),
        "getMyShortDescription": asking.get_my_text("short_description"),
        "setChatMenuButton": asking.set_chat_menu_button,
        "getChat": asking.get_chat,
        "getChatMember": asking.get_chat_member,
        "getChatAdministrators": asking.get_chat_administrators,
        "getChatMemberCount": asking.get_chat_member_count,
        "leaveChat": asking.leave_chat,
        "setWebhook": asking.set_webhook,
        "deleteWebhook": asking.delete_webhook,
        "getWebhookInfo": asking.get_webhook_info,
        "close": asking.always,
        "logOut": asking.always,
        "sendMessage": sending.send_message,
        "sendPhoto": sending.send_photo,
        "sendDocument": sending.send_document,
        "sendLocation": sending.send_location,
        "sendChatAction": sending.send_chat_action,
        "getFile": sending.get_file,
        "editMessageText": changing.edit_message_text,
        "editMessageCaption": changing.edit_message_caption,
        "editMessageReplyMarkup": changing.edit_message_reply_markup,
        "deleteMessage": changing.delete_message,
        "answerCallbackQuery": changing.answer_callback_query,
    }.items()
}


@dataclass(slots=True)
class Call:
    """One call of the bot. ``params`` hold numbers and JSON as values; ``status`` is 0 until the answer."""

    method: str
    params: dict[str, Any]
    at: float
    status: int = 0
    result: Any = None


class StandIn(People):
    """``now`` gives seconds since 1970 for the dates of messages."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "sitrep_demo_bot",
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(World(username, now))
        self.token = token
        self.port: int | None = None
        self.sent: list[Call] = []
        self._runner: web.AppRunner | None = None
        self._routes: list[web.AbstractRouteDef] = []
        self.on_stop: list[Callable[[], Awaitable[None] | None]] = []

    @property
    def url(self) -> str:
        """The server's root, "http://127.0.0.1:PORT"."""
        if self.port is None:
            raise RuntimeError("the stand-in is not started")
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as ``base_url``; the token is appended."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as ``base_file_url``."""
        return f"{self.url}/file/bot"

    def add_routes(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve something more on the same port; before ``start``."""
        self._routes.extend(routes)

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; 0 takes a free port. Raises OSError."""
        app = web.Application(client_max_size=_MAX_BODY)
        app.add_routes(self._routes)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/files/{file_id}", self._serve_file)
        app.router.add_route("*", "/bot{tail:.*}", self._not_found)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """End waiting polls and stop listening."""
        self.world.updates.close()
        for each in self.on_stop:
            waiting = each()
            if waiting is not None:
                await waiting
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def before(self, method: str, params: dict[str, Any]) -> web.Response | None:
        """Override for faults: an answer here means that Telegram never acted on the call."""
        return None

    async def after(
        self, method: str, params: dict[str, Any], response: web.Response
    ) -> web.StreamResponse | None:
        """Override for faults: an answer here replaces ``response``, after Telegram has acted on the call."""
        return None

    def calls(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.sent if call.method.lower() == method.lower()]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        if request.method not in ("GET", "POST"):
            return _refusal(RefusedError("Method Not Allowed", 405))
        if not _TOKEN.fullmatch(token):
            return _refusal(RefusedError("Not Found", 404))
        if token != self.token:
            return _refusal(RefusedError("Unauthorized", 401))
        try:
            params = await read(request)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(RefusedError("Request Entity Too Large", 413))
        except RefusedError as error:
            return _refusal(error)
        logged = asking.as_logged(params.values)
        call = Call(method, logged, self.world.now())
        if method.lower() != "getupdates":
            self.sent.append(call)
        response = await self.before(method, logged)
        if response is None:
            response = await self._answer(method.lower(), params, call)
            replaced = await self.after(method, logged, response)
            if replaced is not None:
                call.status = replaced.status
                return replaced
        call.status = response.status
        return response

    async def _answer(self, method: str, params: Params, call: Call) -> web.Response:
        try:
            if method == "getupdates":
                call.result = await self.world.updates.fetch(params)
            elif method in METHODS:
                call.result = METHODS[method](self.world, params)
            else:
                raise RefusedError("Not Found: method not found", 404)
        except RefusedError as error:
            return _refusal(error)
        return _json({"ok": True, "result": call.result}, 200)

    async def _serve_file(self, request: web.Request) -> web.Response:
        found = self.world.files.get(request.match_info["file_id"])
        if request.match_info["token"] != self.token or found is None:
            return _refusal(RefusedError("Not Found", 404))
        return web.Response(body=found[1], content_type="application/octet-stream")

    async def _not_found(self, _: web.Request) -> web.Response:
        return _refusal(RefusedError("Not Found", 404))


def _refusal(error: RefusedError) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return _json(body, error.status)


def _json(body: dict[str, Any], status: int) -> web.Response:
    return web.Response(
        body=json.dumps(body, ensure_ascii=True).encode(), status=status, content_type="application/json"
    )
