"""The playground put together: stand-in, page, sample feeds and the clock on one port."""

import asyncio
import contextlib
import secrets

from bot.model.item import Source
from bot.playground.feeds import SampleFeeds
from bot.playground.page import Page
from bot.playground.standin import StandIn
from bot.playground.stream import Stream
from bot.playground.world import BOT_ID

PRIVATE = 1001
PRIVATE_ZH = 1002
MEMBER = 1003
GROUP = -1_000_000_001_001

_TICK_S = 0.25
# After every feed was fetched once the bot still has to store what it read.
_SETTLE_S = 2.0


class Playground:
    """Started by ``start``; ends with ``stop``. ``standin`` is what the bot's configuration points at."""

    def __init__(self) -> None:
        # Another page in the same browser must not be able to call the stand-in: nobody can guess its token.
        self.standin = StandIn(token=f"{BOT_ID}:{secrets.token_urlsafe(26)}")
        self.stream = Stream()
        self.stream.ready = False
        self.feeds = SampleFeeds(self.stream, lambda: self.standin.url)
        self.page = Page(self.standin, self.stream)
        self._clock: asyncio.Task[None] | None = None
        self.standin.add_routes(self.page.routes())
        self.standin.add_routes(self.feeds.routes())
        _people(self.standin)

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"{self.standin.url}/"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sample feeds, for the bot's configuration; after ``start``."""
        return self.feeds.sources()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1. Raises OSError."""
        await self.standin.start(port)
        self._clock = asyncio.create_task(self._run_clock(), name="sample clock")

    async def stop(self) -> None:
        """Stop the clock, let the viewers go, stop listening."""
        if self._clock:
            self._clock.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._clock
        self.page.close()
        await self.standin.stop()

    async def _run_clock(self) -> None:
        """The clock stands until the bot has looked into every feed: what it finds then is "before start"."""
        loop = asyncio.get_running_loop()
        await self.feeds.all_asked.wait()
        await asyncio.sleep(_SETTLE_S)
        self.stream.ready = True
        before = loop.time()
        while True:
            await asyncio.sleep(_TICK_S)
            now = loop.time()
            self.stream.advance(now - before)
            before = now


def _people(standin: StandIn) -> None:
    standin.add_chat(PRIVATE, "private", title="Amina", language_code="en")
    standin.add_user(MEMBER, "Bilal", language_code="en")
    standin.add_chat(GROUP, "supergroup", title="Field office", admins=[PRIVATE], members=[MEMBER])
    standin.add_chat(PRIVATE_ZH, "private", title="Li Wei", language_code="zh")
