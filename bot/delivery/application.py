"""The library's Application, built over our request layer and without its own poller, limiter and job queue.

``bot.app`` does::

    application = build_application(config.telegram.token, config.telegram.base_url)
    application.bot_data["services"] = services
    handlers.register(application)
    poller = UpdatePoller(application, on_ready=lambda app: handlers.set_menu(app.bot))
    ...                                         # poller.run(), sender.run()
    poller.stop(); await sender.drain(); await close(application)
"""

import os
from typing import Any

from telegram.ext import Application

from bot.delivery.request import AiohttpRequest

# The library then gives times as timedelta, as it will from its next major version on.
os.environ.setdefault("PTB_TIMEDELTA", "1")

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def build_application(
    token: str,
    base_url: str = "https://api.telegram.org/bot",
    *,
    connections: int = 128,
    request: AiohttpRequest | None = None,
) -> AnyApplication:
    """Build it; nothing is connected yet.

    ``UpdatePoller`` initialises and starts it, for Telegram may not answer yet; ``close`` ends it. Files are
    fetched from beside ``base_url`` (``…/file/bot``). ``request`` for tests.
    """
    root = base_url.removesuffix("bot")
    return (
        Application.builder()
        .token(token)
        .base_url(base_url)
        .base_file_url(f"{root}file/bot")
        .request(request or AiohttpRequest(connections=connections))
        .get_updates_request(AiohttpRequest(connections=2))
        .updater(None)
        .job_queue(None)
        .build()
    )


async def close(application: AnyApplication) -> None:
    """Stop it if it runs and close its connections, however far it got."""
    if application.running:
        await application.stop()
    await application.shutdown()
    bot = application.bot
    if isinstance(bot.request, AiohttpRequest):
        await bot.request.shutdown()
