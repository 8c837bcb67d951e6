"""One poll, from a server on loopback to entries and the state to store."""

import logging
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Fetch
from bot.model.errors import FetchFailure, SourceError
from bot.model.item import Source, SourceState
from bot.sources import health
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller, PollResult
from bot.workers import Workers
from tests.fakes.clock import FakeClock
from tests.fakes.feedserver import FeedServer

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
RSS = (FEEDS / "rss20.xml").read_bytes()
EMPTY = (FEEDS / "rss20_empty_channel.xml").read_bytes()


class Bench:
    """A source, its server and its state; ``poll`` keeps the state as the pipeline would."""

    def __init__(self, server: FeedServer, poller: Poller, clock: FakeClock) -> None:
        self.server = server
        self.clock = clock
        self.source = Source("wire", "feed", server.url("/feed"))
        self.state = SourceState("wire")
        self._poller = poller

    async def poll(self) -> PollResult:
        self.clock.advance(90)
        result = await self._poller(self.source, self.state)
        self.state = result.state
        return result

    async def fail(self) -> SourceError:
        with pytest.raises(SourceError) as caught:
            await self.poll()
        self.state = health.after_failure(self.state, caught.value, self.clock.now(), 90)
        return caught.value


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture
async def bench(clock: FakeClock, threads: Executor) -> AsyncIterator[Bench]:
    config = Fetch(allow_private_addresses=True, timeout_s=2)
    async with FeedServer() as server, Fetcher(config, clock) as fetcher:
        yield Bench(server, Poller(fetcher, threads, clock), clock)


async def test_poll_brings_entries_and_the_state_to_store(bench: Bench) -> None:
    bench.server.serve("/feed", RSS, etag='"1"', last_modified="Tue, 05 Nov 2024 10:00:00 GMT")
    result = await bench.poll()
    assert len(result.entries) == 3
    state = result.state
    assert state.first_ok_at == state.last_ok_at == state.last_polled_at == bench.clock.now()
    assert (state.etag, state.last_modified) == ('"1"', "Tue, 05 Nov 2024 10:00:00 GMT")
    assert (state.entries, state.failures) == (3, 0)
    assert state.body_hash


async def test_unchanged_document_by_validator_brings_nothing(bench: Bench) -> None:
    bench.server.serve("/feed", RSS, etag='"1"')
    first = await bench.poll()
    second = await bench.poll()
    assert bench.server.requests[1].headers["if-none-match"] == '"1"'
    assert second.entries == ()
    assert (second.state.entries, second.state.first_ok_at) == (3, first.state.first_ok_at)
    assert second.state.last_ok_at == bench.clock.now()


async def test_unchanged_document_by_its_bytes_is_not_read_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.server.serve("/feed", RSS, etag='"1"')
    await bench.poll()
    bench.server.serve("/feed", RSS, etag='"2"')
    monkeypatch.setattr(bench._poller, "_kinds", {"feed": None})
    monkeypatch.setattr(bench._poller, "_parse", None)
    monkeypatch.setattr(bench._poller, "_kinds", {"feed": object()})
    second = await bench.poll()
    assert second.entries == ()
    assert (second.state.etag, second.state.entries) == ('"2"', 3)


async def test_changed_document_is_read(bench: Bench) -> None:
    bench.server.serve("/feed", RSS, etag='"1"')
    await bench.poll()
    bench.server.serve("/feed", RSS.replace(b"Market reopens", b"Market closes"), etag='"2"')
    assert "Market closes" in [entry.title for entry in (await bench.poll()).entries]


async def test_feed_without_entries_is_a_success(bench: Bench) -> None:
    bench.server.serve("/feed", EMPTY)
    result = await bench.poll()
    assert (result.entries, result.state.entries) == ((), 0)
    assert result.state.first_ok_at == bench.clock.now()
    assert health.status(result.state).word is health.Word.EMPTY


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("page.html", FetchFailure.NOT_A_FEED),
        ("empty.xml", FetchFailure.EMPTY_BODY),
        ("spaces.xml", FetchFailure.EMPTY_BODY),
        ("rss_broken_head.xml", FetchFailure.UNPARSEABLE),
        ("bare_cap.xml", FetchFailure.NOT_A_FEED),
    ],
)
async def test_what_is_no_feed_fails_and_keeps_what_was_known(
    bench: Bench, file: str, reason: FetchFailure
) -> None:
    bench.server.serve("/feed", RSS, etag='"1"')
    await bench.poll()
    before = bench.state
    bench.server.serve("/feed", (FEEDS / file).read_bytes(), etag='"2"')
    assert (await bench.fail()).reason is reason
    assert (bench.state.etag, bench.state.body_hash, bench.state.first_ok_at) == (
        before.etag,
        before.body_hash,
        before.first_ok_at,
    )


async def test_first_poll_that_failed_is_no_first_poll(bench: Bench) -> None:
    await bench.fail()
    assert bench.state.first_ok_at is None
    bench.server.serve("/feed", RSS, etag='"1"')
    await bench.poll()
    assert bench.state.first_ok_at == bench.clock.now()


async def test_nothing_is_skipped_before_the_first_success(bench: Bench) -> None:
    bench.state = SourceState("wire", etag='"1"', body_hash="x", configured_url=bench.source.url)
    bench.server.serve("/feed", RSS, etag='"1"')
    assert len((await bench.poll()).entries) == 3
    assert "if-none-match" not in bench.server.requests[0].headers


async def test_unasked_304_is_a_failure(bench: Bench) -> None:
    bench.server.serve("/feed", status=304)
    assert (await bench.fail()).reason is FetchFailure.HTTP_STATUS
    assert bench.state.first_ok_at is None


async def test_body_that_broke_off_is_used_but_not_taken_for_the_whole(bench: Bench) -> None:
    half = RSS[: RSS.index(b"<item>", RSS.index(b"</item>")) + 6]
    bench.server.close("/feed", b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: 9999\r\n\r\n' + half)
    result = await bench.poll()
    assert len(result.entries) == 1
    assert (result.state.etag, result.state.body_hash) == ("", "")
    bench.server.serve("/feed", RSS, etag='"1"')
    assert len((await bench.poll()).entries) == 3


async def test_body_that_broke_off_before_the_first_entry_is_a_failure(bench: Bench) -> None:
    bench.server.close("/feed", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + RSS[:60])
    assert (await bench.fail()).reason is FetchFailure.UNREACHABLE


async def test_permanent_redirect_is_asked_directly_next_time(bench: Bench) -> None:
    bench.server.redirect("/feed", "/new", status=301)
    bench.server.serve("/new", RSS, etag='"1"')
    await bench.poll()
    await bench.poll()
    assert [request.path for request in bench.server.requests] == ["/feed", "/new", "/new"]


async def test_configured_address_is_asked_again_when_the_new_one_fails(bench: Bench) -> None:
    bench.server.redirect("/feed", "/new", status=301)
    bench.server.serve("/new", RSS)
    await bench.poll()
    bench.server.serve("/new", status=404)
    for _ in range(3):
        await bench.fail()
    bench.server.serve("/feed", RSS)
    await bench.poll()
    assert bench.server.requests[-1].path == "/feed"


async def test_changed_configuration_forgets_what_belonged_to_the_old_address(bench: Bench) -> None:
    bench.server.serve("/feed", RSS, etag='"1"')
    await bench.poll()
    first_ok_at = bench.state.first_ok_at
    bench.source = replace(bench.source, url=bench.server.url("/other"))
    bench.server.serve("/other", RSS, etag='"1"')
    result = await bench.poll()
    assert len(result.entries) == 3
    assert "if-none-match" not in bench.server.requests[-1].headers
    assert result.state.first_ok_at == first_ok_at


@pytest.mark.parametrize(
    ("max_age", "pause_s"), [(30, None), (90, None), (150, 141), (200, 171), (86_400, 171)]
)
async def test_cache_header_costs_us_one_turn_at_most(
    bench: Bench, max_age: int, pause_s: float | None
) -> None:
    bench.server.serve("/feed", RSS, headers={"Cache-Control": f"max-age={max_age}"})
    state = (await bench.poll()).state
    expected = None if pause_s is None else bench.clock.now() + timedelta(seconds=pause_s)
    assert state.not_before == expected


async def test_too_many_entries_are_cut_with_a_word(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    items = b"".join(b"<item><title>Item %d</title><guid>%d</guid></item>" % (n, n) for n in range(2_100))
    bench.server.serve("/feed", b"<rss version='2.0'><channel>" + items + b"</channel></rss>")
    with caplog.at_level(logging.WARNING):
        result = await bench.poll()
    assert len(result.entries) == 2_000
    assert "wire: 2100 entries in one document, only the first 2000 were read" in caplog.text


async def test_unknown_kind_is_named(bench: Bench) -> None:
    bench.source = replace(bench.source, kind="telepathy")
    error = await bench.fail()
    assert "telepathy" in error.detail
    assert "feed" in error.detail


async def test_feed_is_read_in_a_worker_process(clock: FakeClock) -> None:
    with Workers(1) as workers:
        config = Fetch(allow_private_addresses=True)
        async with FeedServer() as server, Fetcher(config, clock) as fetcher:
            bench = Bench(server, Poller(fetcher, workers, clock), clock)
            server.serve("/feed", RSS)
            assert len((await bench.poll()).entries) == 3
            server.serve("/feed", (FEEDS / "page.html").read_bytes())
            assert (await bench.fail()).reason is FetchFailure.NOT_A_FEED
            assert len(workers.pids()) == 1
