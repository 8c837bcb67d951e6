"""What a message costs: ``python -m benchmarks.delivery [--messages N] [--round-trip-ms MS]``.

Three numbers from one run, against a server in a process of its own that answers after the round trip:
CPU of one sendMessage through the library's default request class and through ours, and messages a second of
the whole sender with its limits off, commits durable. Prints one JSON line.
"""

import argparse
import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

from benchmarks.chaos import owe
from benchmarks.chaos_child import WallClock
from bot.config import Delivery
from bot.delivery.api import Api, Letter
from bot.delivery.application import build_application, close
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.model.alert import Message
from storage import SqlStore, open_store

TOKEN = "900000001:A-token-of-thirty-five-characters-x"
TEXT = (
    "<b>Explosion at a market, 3 killed</b>\n"
    + "One line of what is known so far, as told by the police.\n" * 8
)
ANSWER = json.dumps(
    {
        "ok": True,
        "result": {
            "message_id": 1,
            "date": 1730800000,
            "chat": {"id": 7, "type": "private", "first_name": "A"},
            "from": {"id": 1, "is_bot": True, "first_name": "B"},
            "text": TEXT,
        },
    }
).encode()
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
    len(ANSWER),
    ANSWER,
)


class Server(asyncio.Protocol):
    """Answers every request on a connection after the round trip; no pipelining."""

    delay_s = 0.08

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.seen = b""

    def data_received(self, data: bytes) -> None:
        self.seen += data
        head, separator, body = self.seen.partition(b"\r\n\r\n")
        if not separator:
            return
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        if len(body) >= length:
            self.seen = b""
            asyncio.get_running_loop().call_later(self.delay_s, self.transport.write, RESPONSE)


async def serve(delay_s: float) -> None:
    Server.delay_s = delay_s
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def cost(send: Callable[[], Awaitable[Any]], messages: int, at_once: int) -> tuple[float, float]:
    """Milliseconds of CPU for each message, and messages a second."""
    left = messages

    async def work() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            await send()

    await asyncio.gather(*(send() for _ in range(at_once)))
    cpu, wall = time.process_time(), time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return (time.process_time() - cpu) * 1000 / messages, messages / (time.perf_counter() - wall)


async def requests(base_url: str, messages: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pool in (8, 256):
        some = messages * pool // 256
        # Its own times are short for a busy machine.
        patient = {"connect_timeout": 60.0, "read_timeout": 60.0, "pool_timeout": 60.0}
        bot = Bot(TOKEN, base_url=base_url, request=HTTPXRequest(connection_pool_size=pool, **patient))
        async with bot.request:
            found[f"httpx_{pool}"] = await cost(by_library(bot), max(200, some // 2), pool)
        request = AiohttpRequest(connections=pool)
        bot = Bot(TOKEN, base_url=base_url, request=request)
        found[f"aiohttp_{pool}"] = await cost(by_library(bot), max(200, some), pool)
        found[f"sender_call_{pool}"] = await cost(by_sender(bot), max(200, some), pool)
        await request.shutdown()
    return {name: {"cpu_ms": round(cpu, 3), "per_s": round(rate)} for name, (cpu, rate) in found.items()}


def by_library(bot: Bot) -> Callable[[], Awaitable[Any]]:
    return lambda: bot.send_message(7, TEXT, parse_mode="HTML")


def by_sender(bot: Bot) -> Callable[[], Awaitable[Any]]:
    api, letter = Api(bot), Letter(7, Message(TEXT, TEXT))
    return lambda: api.send(letter)


async def whole_sender(base_url: str, messages: int, at_once: int) -> dict[str, Any]:
    """An incident owed to so many chats, from the outbox to the last outcome stored."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        await owe(url, messages, per_chat=1)
        store = await open_store(url, exclusive=True)
        application = build_application(TOKEN, base_url, connections=at_once)
        settings = Delivery(overall_per_s=100_000.0, per_chat_per_s=1000.0, concurrency=at_once)
        sender = Sender(store, WallClock(), application.bot, settings)
        # As the program does at its start.
        gc.collect()
        gc.freeze()
        task = asyncio.create_task(sender.run())
        # What is worked out once (texts, statements, connections) is done when the first thousand are sent.
        first = await sent_of(store, 1000)
        cpu, wall = time.process_time(), time.perf_counter()
        measured = await sent_of(store, messages) - first
        spent, took = time.process_time() - cpu, time.perf_counter() - wall
        await sender.drain()
        await task
        await close(application)
        await store.close()
    return {
        "per_s": round(measured / took),
        "cpu_ms": round(spent * 1000 / measured, 3),
        "core_share": round(spent / took, 2),
        "at_once": at_once,
    }


async def sent_of(store: SqlStore, least: int) -> int:
    """Wait until so many are recorded as sent; return how many are."""
    while True:
        async with store.read() as uow:
            sent = (await uow.outbox.counts())["sent"]
        if sent >= least:
            return sent
        await asyncio.sleep(1.0)


async def measure(messages: int, base_url: str) -> dict[str, Any]:
    found = await requests(base_url, messages)
    found["whole_sender"] = await whole_sender(base_url, 4 * messages, 256)
    found["ratio_httpx_256"] = round(found["httpx_256"]["cpu_ms"] / found["sender_call_256"]["cpu_ms"], 1)
    return found


async def run(messages: int = 2000) -> dict[str, float]:
    """Return the library's processor time per message over ours, and the whole sender's rate, limits off."""
    with served(80.0) as base_url:
        found = await measure(messages, base_url)
    return {
        "ratio_httpx": found["ratio_httpx_256"],
        "sender_per_s": found["whole_sender"]["per_s"],
        "sender_cpu_ms": found["whole_sender"]["cpu_ms"],
    }


@contextmanager
def served(round_trip_ms: float) -> Iterator[str]:
    """A server in a process of its own that answers after a round trip; its base URL."""
    command = (sys.executable, "-m", "benchmarks.delivery", "--serve", "--round-trip-ms", str(round_trip_ms))
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}/bot"
    finally:
        server.kill()
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=4000)
    parser.add_argument("--round-trip-ms", type=float, default=80.0)
    parser.add_argument("--serve", action="store_true")
    chosen = parser.parse_args()
    if chosen.serve:
        asyncio.run(serve(chosen.round_trip_ms / 1000))
        return
    with served(chosen.round_trip_ms) as base_url:
        print(json.dumps(asyncio.run(measure(chosen.messages, base_url))))


if __name__ == "__main__":
    main()
