"""What ``benchmarks.chaos`` lets live for a while: a whole sender on a database of its own."""

import asyncio
import signal
from contextlib import suppress
from datetime import UTC, datetime

from bot.config import Delivery
from bot.delivery.application import build_application, close
from bot.delivery.sender import Sender
from storage import open_store

TOKEN = "900000001:A-token-of-thirty-five-characters-x"
CONCURRENCY = 16
LONGEST_LIFE_S = 600.0


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def live(url: str, base_url: str, rate: float) -> None:
    """A child: sends until SIGTERM, or until it is killed."""
    asyncio.run(_live(url, base_url, rate))


async def _live(url: str, base_url: str, rate: float) -> None:
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    store = await open_store(url, exclusive=True)
    application = build_application(TOKEN, base_url)
    settings = Delivery(overall_per_s=rate, per_chat_per_s=1000.0, concurrency=CONCURRENCY)
    sender = Sender(store, WallClock(), application.bot, settings)
    running = asyncio.create_task(sender.run())
    # Should the parent be gone, nobody will ever end it.
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_LIFE_S):
            await told.wait()
    await sender.drain(5.0)
    await running
    await close(application)
    await store.close()
