"""The world around the bot: papers on loopback, Telegram's stand-in, and the program as a child process.

Everything goes over real HTTP, and the program is the installed one: what it keeps is in its database file.
"""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

import aiohttp
from aiohttp import web

from bot.playground.standin import StandIn

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 40.0


@dataclass
class Paper:
    """A feed. ``broken`` replaces the whole body; ``polls`` counts requests."""

    name: str
    tier: int = 2
    items: list[str] = field(default_factory=list)
    broken: bytes | None = None
    status: int = 200
    polls: int = 0
    _polled: asyncio.Event = field(default_factory=asyncio.Event)

    def publish(
        self, title: str, text: str = "", *, guid: str = "", link: str = "", at: datetime | None = None
    ) -> str:
        """Put an item on top; return its guid."""
        guid = guid or f"{self.name}-{len(self.items)}"
        date = format_datetime(at or datetime.now(UTC))
        self.items.insert(
            0,
            f"<item><title>{escape(title)}</title><description>{escape(text)}</description>"
            f"<link>{escape(link or f'http://paper.example/{guid}')}</link>"
            f'<guid isPermaLink="false">{guid}</guid><pubDate>{date}</pubDate></item>',
        )
        return guid

    def edit(self, guid: str, old: str, new: str) -> None:
        """Change words of a published item."""
        for n, item in enumerate(self.items):
            if f">{guid}<" in item:
                assert escape(old) in item
                self.items[n] = item.replace(escape(old), escape(new))

    async def polled(self, times: int = 1) -> None:
        """Wait until it was asked so often from now on."""
        goal = self.polls + times
        async with asyncio.timeout(PATIENCE_S):
            while self.polls < goal:
                self._polled.clear()
                await self._polled.wait()

    async def serve(self, _: web.Request) -> web.Response:
        self.polls += 1
        self._polled.set()
        if self.broken is not None:
            return web.Response(body=self.broken, status=self.status, content_type="text/html")
        body = (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            f"<title>{self.name}</title>{''.join(self.items)}</channel></rss>"
        )
        return web.Response(text=body, status=self.status, content_type="application/rss+xml")


class World:
    """One bot, its papers and its chats."""

    def __init__(self, folder: Path, standin: StandIn, interval_s: float = 1.0) -> None:
        self.folder = folder
        self.telegram = standin
        self.papers: list[Paper] = []
        self.extra = ""
        self.env: dict[str, str] = {}
        self._interval_s = interval_s
        self._runner: web.AppRunner | None = None
        self._bot: asyncio.subprocess.Process | None = None
        self._port = 0
        self.ops_port = 0
        self.log = folder / "log.txt"

    def paper(self, name: str, tier: int = 2) -> Paper:
        """Found a paper; before ``open``."""
        made = Paper(name, tier)
        self.papers.append(made)
        return made

    async def open(self) -> None:
        """Start the papers' server and Telegram's stand-in."""
        await self.telegram.start()
        app = web.Application()
        for n, paper in enumerate(self.papers):
            app.router.add_get(f"/{n}", paper.serve)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]

    async def start(self, *, ready: bool = True) -> None:
        """Start the program and wait until it says that it is ready."""
        config = self.folder / "config.toml"
        self.ops_port = _free_port()
        config.write_text(self._config(), "utf-8")
        with self.log.open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--config", str(config)),
                cwd=ROOT,
                env={**os.environ, **self.env, "PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=log,
            )
        if ready:
            await self.ready()

    async def ready(self) -> None:
        """Wait for 200 on /readyz."""
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE_S):
            while True:
                if self._bot is None or self._bot.returncode is not None:
                    raise AssertionError(f"the program ended: {self.said()}")
                try:
                    async with session.get(f"http://127.0.0.1:{self.ops_port}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.05)

    async def end(self) -> int:
        """Wait for the program to end by itself; return its status."""
        assert self._bot is not None
        async with asyncio.timeout(PATIENCE_S):
            return await self._bot.wait()

    async def kill(self, sign: signal.Signals = signal.SIGKILL) -> int:
        """End the program; return its status."""
        assert self._bot is not None
        if self._bot.returncode is None:
            self._bot.send_signal(sign)
        return await self.end()

    async def close(self) -> None:
        """End everything that was started."""
        if self._bot is not None and self._bot.returncode is None:
            await self.kill()
        await self.telegram.stop()
        if self._runner:
            await self._runner.cleanup()

    def said(self) -> str:
        """What the program wrote to its log."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    async def ask(self, chat_id: int, text: str, *, user_id: int | None = None) -> str:
        """Write to the bot and return the text of its next message in that chat."""
        before = max((m["message_id"] for m in self.telegram.messages(chat_id)), default=0)
        self.telegram.say(chat_id, text, user_id=user_id)
        answer = await self.telegram.wait_for(chat_id, lambda _: True, PATIENCE_S, after=before)
        return str(answer.get("text", ""))

    async def alert(self, chat_id: int, *words: str) -> str:
        """Wait for a message of the bot that holds the words; return its text."""
        found = await self.telegram.wait_for(
            chat_id, lambda m: all(word in m.get("text", "") for word in words), PATIENCE_S
        )
        return str(found["text"])

    def alerts(self, chat_id: int) -> list[str]:
        """The alerts a chat holds: messages whose first line starts with a severity's or a change's sign."""
        texts = [m.get("text", "") for m in self.telegram.messages(chat_id)]
        return [text for text in texts if text[:1] in "⚪🟡🟠🔴⛔🔻🔺🔄✏❌🟢" and text]

    async def quiet(self, polls: int = 2) -> None:
        """Let every paper be asked again and the outbox empty itself: what was to be sent has been sent."""
        await asyncio.gather(*(paper.polled(polls) for paper in self.papers))
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE_S):
            while True:
                async with session.get(f"http://127.0.0.1:{self.ops_port}/metrics") as answer:
                    if not _waiting(await answer.text()):
                        return
                await asyncio.sleep(0.05)

    def _config(self) -> str:
        sources = "".join(
            f"[[sources]]\nname = {json.dumps(paper.name)}\nkind = 'feed'\n"
            f"url = 'http://127.0.0.1:{self._port}/{n}'\ntier = {paper.tier}\n"
            for n, paper in enumerate(self.papers)
        )
        return (
            f"[telegram]\ntoken = '{self.telegram.token}'\nbase_url = '{self.telegram.base_url}'\n"
            f"[storage]\nurl = 'sqlite+aiosqlite:///{self.folder}/sitrep.db'\n"
            f"[polling]\ninterval_s = {self._interval_s}\n"
            "[fetch]\nallow_private_addresses = true\n"
            f"[ops]\nhttp = '127.0.0.1:{self.ops_port}'\n{self.extra}\n{sources}"
        )


def _waiting(metrics: str) -> int:
    states = ("pending", "claimed", "sending")
    return sum(
        int(float(line.rsplit(" ", 1)[1]))
        for line in metrics.splitlines()
        if line.startswith("sitrep_outbox_rows{") and any(f'"{state}"' in line for state in states)
    )


def _free_port() -> int:
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
