"""A paper on loopback and the pipeline that reads it, before the desk: from a feed to a phone in one process.

Fetching, parsing, reading, the database and Telegram's stand-in are real; time is the desk's clock.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from bot.config import Fetch
from bot.extraction.batch import read_batch
from bot.model.item import Item, Source, SourceState
from bot.model.mention import Reading
from bot.model.place import Area, PlaceKind
from bot.model.subscription import Subscription
from bot.pipeline import Pipeline, PollSummary
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller
from tests.acceptance.texts import many
from tests.delivery.conftest import Desk
from tests.fakes.feedserver import FeedServer

KARACHI = Area("Karachi", "1174872", PlaceKind.CITY, ("PK.05", "PK", "world"), "Asia/Karachi")
STORIES = many(25)
_FILLER = " More of this is on our page." * 400


class Newsroom:
    """``publish`` and ``poll``; ``body`` is what stands on the page, and may be set to anything."""

    def __init__(self, desk: Desk, server: FeedServer, pipeline: Pipeline) -> None:
        self.desk = desk
        self.server = server
        self.pipeline = pipeline
        self.source = Source("Wire A", "feed", server.url("/wire"), tier=1)
        self.items: list[str] = []
        self.rest()

    def publish(self, story: int, *, days_ago: float = 0.0, long: bool = False) -> None:
        """Put one of 25 different incidents of Karachi on top; a ``long`` one fills several pages on disk."""
        title, text = STORIES[story]
        text += _FILLER if long else ""
        at = self.desk.clock.now() - timedelta(days=days_ago, minutes=1)
        self.items.insert(0, _item(title, text, f"story-{story}", at))
        self.rest()

    def rest(self, etag: str = "") -> None:
        """Serve the page as it stands."""
        self.server.serve("/wire", _page(self.items), etag=etag)

    async def poll(self) -> PollSummary:
        """Poll once, now."""
        return await self.pipeline.poll(self.source)

    async def subscribe(self, chat_id: int = 7) -> int:
        """A chat that wants everything of Karachi."""
        await self.desk.chat(chat_id)
        async with self.desk.store.write() as uow:
            wanted = Subscription(0, chat_id, 0, "Karachi", (KARACHI,), self.desk.clock.now(), min_severity=1)
            await uow.subscriptions.add(wanted)
        return chat_id

    async def state(self) -> SourceState:
        """What is remembered of the paper."""
        async with self.desk.store.read() as uow:
            return await uow.sources.get(self.source.name)

    async def told(self, chat_id: int = 7) -> int:
        """How many different incidents the chat's messages name."""
        text = "\n".join(self.desk.telegram.texts(chat_id))
        return len({word.strip("().,·") for word in text.split() if word.startswith("PK-")})


@asynccontextmanager
async def newsroom(desk: Desk) -> AsyncIterator[Newsroom]:
    """Open one; its first poll, which rings nobody, is for the test to make."""

    async def read(items: Sequence[Item]) -> list[Reading]:
        return await asyncio.to_thread(read_batch, items)

    with ThreadPoolExecutor(1) as executor:
        async with (
            FeedServer() as server,
            Fetcher(Fetch(allow_private_addresses=True, timeout_s=5.0), desk.clock) as fetcher,
        ):
            pipeline = Pipeline(
                desk.store,
                desk.clock,
                Poller(fetcher, executor, desk.clock),
                read,
                wake=lambda: desk.sender.wake() if desk.sender else None,
            )
            yield Newsroom(desk, server, pipeline)


def _item(title: str, text: str, guid: str, at: datetime) -> str:
    return (
        f"<item><title>{escape(title)}</title><description>{escape(text)}</description>"
        f"<link>http://paper.example/{guid}</link><guid isPermaLink='false'>{guid}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
    )


def _page(items: Sequence[str]) -> bytes:
    return f"<rss version='2.0'><channel><title>Wire A</title>{''.join(items)}</channel></rss>".encode()
