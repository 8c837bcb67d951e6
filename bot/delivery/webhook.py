"""What people write to the bot, brought by Telegram itself: ``telegram.webhook_url`` in place of polling.

A proxy with a certificate stands before the address this listens on. Whoever posts must know the secret that
Telegram was told; it is compared in constant time, and nobody learns why he was refused. An update is
acknowledged after it was handled (or took too long), so a killed process hears it again.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import TelegramError
from telegram.ext import Application

from bot.config import Telegram
from bot.delivery.api import Api
from bot.delivery.classify import of_error
from bot.delivery.inbox import Inbox
from bot.delivery.updates import ALLOWED
from bot.log import redact
from bot.model.alert import Sent
from bot.model.errors import ConfigError

_log = logging.getLogger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 1_000_000
_WAITS_S = (1.0, 60.0)
_ASK_EVERY_S = 300.0

Bot = Application[Any, Any, Any, Any, Any, Any]


class UpdateWebhook:
    """As ``UpdatePoller``: ``run`` until ``stop``, ``running``, and ``trouble`` in words."""

    def __init__(
        self,
        application: Bot,
        settings: Telegram,
        *,
        on_ready: Callable[[Bot], Awaitable[None]] | None = None,
    ) -> None:
        self._application = application
        self._settings = settings
        self._on_ready = on_ready
        self._api = Api(application.bot)
        self._inbox = Inbox(application)
        self._secret = settings.webhook_secret.encode()
        self._stop = asyncio.Event()
        self._ready = False
        self.running = False
        self.trouble = ""
        self.port: int | None = None

    async def run(self) -> None:
        """Listen until ``stop``. Raises ConfigError when the address can't be listened on."""
        runner = await self._listen()
        self.running = True
        try:
            await self._until_well(self._start)
            while not self._stop.is_set():
                await self._until_well(self._ask)
                await self._pause(_ASK_EVERY_S)
        finally:
            self.running = False
            await runner.cleanup()
            await self._inbox.settled()
            if self._application.running:
                await self._application.stop()

    def stop(self) -> None:
        """Take in nothing more. Telegram keeps what comes meanwhile for the next start."""
        self._stop.set()

    async def _listen(self) -> web.AppRunner:
        host, _, port = self._settings.webhook_listen.rpartition(":")
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_post(urlsplit(self._settings.webhook_url).path or "/", self._take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except (OSError, ValueError) as error:
            await runner.cleanup()
            raise ConfigError(
                f"telegram.webhook_listen: {self._settings.webhook_listen} can't be listened on ({error})."
            ) from None
        self.port = runner.addresses[0][1]
        return runner

    async def _take(self, request: web.Request) -> web.Response:
        told = request.headers.get(_HEADER, "").encode("utf-8", "replace")
        if not self._secret or not hmac.compare_digest(told, self._secret):
            return web.Response(status=403)
        if not self._ready:
            # Telegram brings it again.
            return web.Response(status=503)
        try:
            data = json.loads(await request.read())
        except (ValueError, RecursionError):
            _log.error("an update that is no JSON was left out")
            return web.Response()
        await self._inbox.handle([data])
        return web.Response()

    async def _start(self) -> None:
        await self._application.initialize()
        await self._application.start()
        self._ready = True
        if self._on_ready is not None:
            try:
                await self._on_ready(self._application)
            except TelegramError as error:
                _log.warning("the command menu could not be set yet: %s", type(error).__name__)

    async def _ask(self) -> None:
        """Does Telegram know where to bring updates, and does it reach us?"""
        hook = await self._application.bot.get_webhook_info()
        if hook.url != self._settings.webhook_url:
            outcome = await self._api.call(
                "setWebhook",
                {
                    "url": self._settings.webhook_url,
                    "secret_token": self._settings.webhook_secret,
                    "allowed_updates": json.dumps(ALLOWED),
                },
            )
            if not isinstance(outcome, Sent):
                raise TelegramError(getattr(outcome, "reason", "the webhook could not be set"))
        elif hook.pending_update_count and hook.last_error_message:
            self._say(f"Telegram does not reach the webhook: {hook.last_error_message}")
            return
        self._say("")

    async def _until_well(self, do: Callable[[], Awaitable[None]]) -> None:
        wait_s = _WAITS_S[0]
        while not self._stop.is_set():
            try:
                await do()
                return
            except TelegramError as error:
                reason = getattr(of_error(error), "reason", "") or error.message
                self._say(f"Telegram gives no updates: {reason}")
                await self._pause(wait_s)
                wait_s = min(2 * wait_s, _WAITS_S[1])

    def _say(self, text: str) -> None:
        text = redact(text)
        if text != self.trouble:
            _log.log(logging.ERROR if text else logging.INFO, "%s", text or "updates come in again")
        self.trouble = text

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()
