"""Each source, polled once as if for the first time; nothing is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.cli.doctor.finding import Finding, fine, warning, wrong
from bot.clock import SystemClock
from bot.config import Config
from bot.model.errors import FetchFailure, SourceError
from bot.model.item import Entry, Source, SourceState
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller
from bot.workers import Workers

_MENDS = {
    FetchFailure.UNREACHABLE: "Open the address in a browser; correct or remove the source.",
    FetchFailure.TIMEOUT: "Try again later; raise fetch.timeout_s if it is always slow.",
    FetchFailure.REFUSED_ADDRESS: "Use an address of the public web, or set fetch.allow_private_addresses.",
    FetchFailure.TOO_LARGE: "Look for a smaller feed of the publisher, or raise fetch.max_bytes.",
    FetchFailure.TOO_MANY_REDIRECTS: "Open the address in a browser and use the one it ends at.",
    FetchFailure.HTTP_STATUS: "Look for the feed's new address on the publisher's site.",
    FetchFailure.BLOCKED: "The publisher turns programs away: another feed, or ask them.",
    FetchFailure.EMPTY_BODY: "Try again later; if it stays empty, look for the feed's new address.",
    FetchFailure.NOT_A_FEED: "The address leads to a page: look there for its feed (RSS, Atom).",
    FetchFailure.UNPARSEABLE: "Tell the publisher; another feed of theirs may be whole.",
}
_NO_SOURCE = (
    "sitrep init picks some for your region. By hand: one [[sources]] each, as config.example.toml shows; "
    "sitrep sources import OPML takes those of a feed reader."
)
_OLD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What one source gave, and its server's clock minus ours where it told its time."""

    finding: Finding
    offset: timedelta | None = None


async def check_sources(config: Config) -> list[FeedReport]:
    """Poll every enabled source, in the order of the configuration."""
    sources = [source for source in config.sources if source.enabled]
    if not sources:
        lacking = wrong("sources", "none is configured", _NO_SOURCE)
        return [FeedReport(lacking)]
    clock = SystemClock()
    workers = Workers(preload=("bot.sources.registry",))
    try:
        async with Fetcher(config.fetch, clock) as fetcher:
            poller = Poller(fetcher, workers, clock)
            return await asyncio.gather(*(_try(poller, source) for source in sources))
    finally:
        await workers.close()


async def _try(poller: Poller, source: Source) -> FeedReport:
    part = f"source {source.name}"
    try:
        result = await poller(source, SourceState(source.name))
    except SourceError as error:
        return FeedReport(wrong(part, str(error), _MENDS[error.reason]))
    return FeedReport(_judged(part, result.entries, result.state), result.server_offset)


def _judged(part: str, entries: Sequence[Entry], state: SourceState) -> Finding:
    if not entries:
        return warning(part, "a feed without entries", "That may be as it should; look again tomorrow.")
    dates = [entry.published_at for entry in entries if entry.published_at]
    quirks = _quirks(entries, dates)
    newest = f", newest {max(dates):%Y-%m-%d %H:%M} UTC" if dates else ""
    says = f"{len(entries)} entries{newest}{''.join(f', {each}' for each in quirks)}"
    if state.url:
        return warning(part, f"{says}, moved for good", f"Write the new address: {state.url}")
    if dates and datetime.now(UTC) - max(dates) > _OLD:
        return warning(part, f"{says}, nothing new for a week", "Is it still the publisher's feed?")
    return fine(part, says)


def _quirks(entries: Sequence[Entry], dates: Sequence[datetime]) -> list[str]:
    told = []
    if len(dates) < len(entries):
        told.append(f"{len(entries) - len(dates)} without a readable date")
    if any(not entry.title for entry in entries):
        told.append("some without a title")
    if any(not entry.url for entry in entries):
        told.append("some without a link")
    if any(date > datetime.now(UTC) + timedelta(hours=1) for date in dates):
        told.append("some dated in the future")
    return told
