"""A sender in a process of its own, to be killed: ``python -m tests.faults.child URL BASE_URL [ALERTS]``.

It says "ready" once it runs, and ends when nothing waits any more, or drains on SIGTERM. With ``ALERTS`` it
first puts so many into the outbox in one transaction, and dies inside it if SITREP_FAILPOINT is ``fan-out``.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime

from bot.config import Delivery
from bot.delivery.application import build_application, close
from bot.delivery.sender import Sender
from bot.playground.standin import TOKEN
from storage import SqlStore, open_store
from tests.storage.builders import alert, incident

WAITING = ("pending", "claimed", "sending")


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


async def fan_out(store: SqlStore, alerts: int) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident())
        await uow.outbox.add([alert(n, committed_at=datetime.now(UTC)) for n in range(1, alerts + 1)])
        if os.environ.get("SITREP_FAILPOINT") == "fan-out":
            os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, base_url: str, alerts: int = 0) -> None:
    store = await open_store(url, exclusive=True)
    if alerts:
        await fan_out(store, alerts)
    application = build_application(TOKEN, base_url)
    rate = float(os.environ.get("CHILD_RATE", "5000"))
    settings = Delivery(overall_per_s=rate, per_chat_per_s=1000.0, concurrency=8)
    sender = Sender(store, WallClock(), application.bot, settings)
    running = asyncio.create_task(sender.run())
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    print("ready", flush=True)
    while not told.is_set():
        async with store.read() as uow:
            counts = await uow.outbox.counts()
        if not any(counts[state] for state in WAITING):
            break
        try:
            async with asyncio.timeout(0.02):
                await told.wait()
        except TimeoutError:
            continue
    await sender.drain(5.0)
    await running
    await close(application)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0))
