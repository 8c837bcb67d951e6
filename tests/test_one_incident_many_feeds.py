"""What feeds do to their items, through real parsing, reading and storing: told once, merged rightly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

import pytest

from bot.extraction.batch import read_batch
from bot.model.incident import Incident
from bot.model.item import Item, Source, SourceState
from bot.model.mention import Certainty, Reading
from bot.model.place import Area, PlaceKind
from bot.model.subscription import ChatKind, Subscription
from bot.pipeline import Pipeline
from bot.sources.feed import parse
from bot.sources.poll import PollResult
from storage import SqlStore
from tests.fakes.clock import FakeClock

NOW = FakeClock().now()
PAKISTAN = Area("Pakistan", "PK", PlaceKind.COUNTRY, ("PK", "world"), "Asia/Karachi")
TITLE = "Gunmen kill three shopkeepers in Karachi's Saddar market"
TEXT = "Gunmen shot dead three shopkeepers in a market of Saddar in Karachi on Tuesday, police said."


@dataclass(frozen=True)
class Line:
    """One item of a feed."""

    title: str = TITLE
    text: str = TEXT
    guid: str = ""
    link: str = "http://paper.example/1"
    published: datetime = NOW


class Feeds:
    """Papers whose feeds hold what the test says, polled one after another."""

    def __init__(self, store: SqlStore, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.lines: dict[str, list[Line]] = {}
        self.polls = 0
        self.line = Pipeline(store, clock, self.poll, self.read)

    async def poll(self, source: Source, state: SourceState) -> PollResult:
        self.polls += 1
        parsed = parse(_rss(self.lines.get(source.name, [])), "application/rss+xml", source.url)
        now = self.clock.now()
        done = replace(state, first_ok_at=state.first_ok_at or now, body_hash=str(self.polls))
        return PollResult(done, tuple(parsed.entries))

    async def read(self, items: Sequence[Item]) -> list[Reading]:
        return read_batch(items)

    async def show(self, paper: str, *lines: Line) -> int:
        """The paper's feed holds these lines; how many alerts are owed after a poll."""
        if paper not in self.lines:
            self.lines[paper] = []
            await self.line.poll(_source(paper))
        self.lines[paper] = list(lines)
        self.clock.advance(120)
        await self.line.poll(_source(paper))
        async with self.store.read() as uow:
            return sum((await uow.outbox.counts()).values())

    async def incidents(self) -> list[Incident]:
        async with self.store.read() as uow:
            page = await uow.incidents.latest(["PK"], NOW - timedelta(days=30), limit=50)
            return list(page.incidents)


def _source(paper: str) -> Source:
    return Source(paper, "feed", f"http://{paper}.example/feed")


def _rss(lines: Sequence[Line]) -> bytes:
    items = "".join(
        f"<item><title>{escape(each.title)}</title><description>{escape(each.text)}</description>"
        + (f'<guid isPermaLink="false">{each.guid}</guid>' if each.guid else "")
        + (f"<link>{each.link}</link>" if each.link else "")
        + f"<pubDate>{format_datetime(each.published)}</pubDate></item>"
        for each in lines
    )
    return f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'.encode()


@pytest.fixture
async def feeds(sqlite_store: SqlStore, clock: FakeClock) -> Feeds:
    async with sqlite_store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.subscriptions.add(Subscription(0, 7, 0, "Pakistan", (PAKISTAN,), NOW, min_severity=1))
    return Feeds(sqlite_store, clock)


EDITED = replace(Line(), text=f"{TEXT} A trader said that shutters went down in the whole street.")

AGAIN = {
    "an edited article": [[Line()], [EDITED]],
    "an article that was edited twice and back": [[Line()], [EDITED], [Line()]],
    "a re-dated article": [[Line()], [replace(Line(), published=NOW + timedelta(hours=20))]],
    "an item whose guid was rewritten": [[Line(guid="a-1")], [replace(Line(), guid="b-77")]],
    "an item that vanishes and returns": [[Line()], [], [Line()]],
    "an item that vanishes and returns edited": [[Line()], [], [EDITED]],
    "an item under another tracking link": [
        [Line()],
        [replace(Line(), link="http://paper.example/1?utm_source=rss")],
    ],
}


@pytest.mark.parametrize("polls", AGAIN.values(), ids=AGAIN.keys())
async def test_what_comes_again_is_told_once(feeds: Feeds, polls: list[list[Line]]) -> None:
    owed = [await feeds.show("paper", *lines) for lines in polls]
    assert owed == [1] * len(polls)
    assert len(await feeds.incidents()) == 1


async def test_one_item_in_five_feeds_is_one_incident_and_one_alert(feeds: Feeds) -> None:
    for n, paper in enumerate(("anchor", "beacon", "courier", "dispatch", "echo")):
        line = Line(link=f"http://{paper}.example/{n}", published=NOW + timedelta(minutes=7 * n))
        assert await feeds.show(paper, line) == 1
    (one,) = await feeds.incidents()
    assert len({each.source for each in one.reports}) == 5
    # One text in five papers is one voice.
    assert one.certainty is Certainty.C3


async def test_one_item_in_five_feeds_of_one_paper_is_one_alert(feeds: Feeds) -> None:
    for part in ("top", "city", "crime", "sindh", "asia"):
        assert await feeds.show(part, Line(guid="paper-1")) == 1
    assert len(await feeds.incidents()) == 1


async def test_two_incidents_that_share_a_link_stay_two(feeds: Feeds) -> None:
    live = "http://paper.example/live"
    fire = "Fire in a Lahore plastics factory kills nine workers"
    told = "Nine workers died in a fire at a plastics factory in Lahore on Tuesday, rescuers said."
    owed = await feeds.show("paper", Line(link=live), Line(fire, told, link=live))
    assert owed == 2
    assert sorted(each.place.city or "" for each in await feeds.incidents()) == ["Karachi", "Lahore"]


async def test_a_page_that_tells_the_next_incident_under_its_old_link_is_no_update_of_the_first(
    feeds: Feeds,
) -> None:
    live = "http://paper.example/live"
    await feeds.show("paper", Line(link=live))
    blast = "Bomb blast kills five at a bus stop in Quetta"
    told = "Five people were killed when a bomb exploded at a bus stop in Quetta on Tuesday, police said."
    await feeds.show("paper", Line(blast, told, link=live))
    quetta = [each for each in await feeds.incidents() if each.place.city == "Quetta"]
    assert len(quetta) == 1
    assert quetta[0].kind == "bombing"
