"""``/healthz`` (the process answers), ``/readyz`` (every part runs), ``/metrics`` (Prometheus)."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.metrics import exposition
from bot.model.errors import ConfigError

_log = logging.getLogger(__name__)

Readiness = Callable[[], Awaitable[Mapping[str, bool]]]
Refresh = Callable[[], Awaitable[None]]


class OpsServer:
    """A small HTTP server on ``address`` ("127.0.0.1:9464"); "" means none.

    ``readiness`` maps each part's name to whether it runs; ``refresh`` brings gauges up to date.
    """

    def __init__(self, address: str, readiness: Readiness, refresh: Refresh) -> None:
        self._address = address
        self._readiness = readiness
        self._refresh = refresh
        self._runner: web.AppRunner | None = None
        self.port: int | None = None

    async def start(self) -> None:
        """Listen. Raises ConfigError when the address can't be used."""
        if not self._address:
            return
        host, _, port = self._address.rpartition(":")
        if not host or not port.isdigit():
            raise ConfigError(f'ops.http: must be "host:port" or "", not {self._address!r}.')
        app = web.Application()
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host.strip("[]"), int(port)).start()
        except OSError as error:
            await self._runner.cleanup()
            raise ConfigError(
                f"ops.http: {self._address} can't be listened on ({error.strerror or error}). "
                "Choose another port, or another Sitrep runs here already."
            ) from None
        self.port = self._runner.addresses[0][1]
        _log.info("health and metrics on http://%s:%s", host, self.port)

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def _ready(self, _: web.Request) -> web.Response:
        parts = dict(await self._readiness())
        ok = all(parts.values())
        return web.json_response({"ok": ok, **parts}, status=200 if ok else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        await self._refresh()
        return web.Response(body=exposition(), headers={"Content-Type": "text/plain; version=0.0.4"})
