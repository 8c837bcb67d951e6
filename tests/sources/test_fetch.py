"""Fetching: polite to servers, and not to be led astray or drowned by them."""

import asyncio
import gzip
import logging
import os
import socket
import ssl
import tracemalloc
import zlib
from collections.abc import AsyncIterator
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.config import Fetch
from bot.model.errors import FetchFailure, SourceError
from bot.sources.fetch import Fetcher
from tests.fakes.clock import FakeClock
from tests.fakes.feedserver import FeedServer

BODY = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
PATIENCE_S = 0.5


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def fetcher(clock: FakeClock) -> AsyncIterator[Fetcher]:
    config = Fetch(allow_private_addresses=True, timeout_s=PATIENCE_S, max_bytes=200_000)
    async with Fetcher(config, clock) as ready:
        yield ready


async def failure_of(fetcher: Fetcher, url: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await fetcher.get(url)
    return caught.value


async def test_body_comes_with_what_the_next_request_needs(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/feed", BODY, etag='"one"', last_modified="Tue, 05 Nov 2024 10:00:00 GMT")
    fetched = await fetcher.get(server.url("/feed"))
    assert (fetched.status, fetched.body, fetched.complete) == (200, BODY, True)
    assert (fetched.etag, fetched.last_modified) == ('"one"', "Tue, 05 Nov 2024 10:00:00 GMT")


async def test_unchanged_document_is_not_sent_again(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/feed", BODY, etag='"one"')
    fetched = await fetcher.get(server.url("/feed"), etag='"one"')
    assert (fetched.status, fetched.body) == (304, b"")
    server.serve("/feed", BODY, last_modified="Tue, 05 Nov 2024 10:00:00 GMT")
    assert (
        await fetcher.get(server.url("/feed"), last_modified="Tue, 05 Nov 2024 10:00:00 GMT")
    ).status == 304


async def test_request_says_who_asks_and_what_it_can_read(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/feed", BODY)
    await fetcher.get(server.url("/feed"))
    (request,) = server.requests
    assert request.headers["user-agent"].startswith("Sitrep/")
    assert request.headers["accept-encoding"] == "gzip, deflate"
    assert "rss" in request.headers["accept"]
    assert "cookie" not in request.headers


async def test_cookies_are_not_kept(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/feed", BODY, headers={"Set-Cookie": "id=1"})
    await fetcher.get(server.url("/feed"))
    await fetcher.get(server.url("/feed"))
    assert "cookie" not in server.requests[1].headers


# --- what servers ask for


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), ("soon", None), ("", None), ("-5", None), ("9" * 30, 999_999_999)]
)
async def test_retry_after_in_seconds_is_read(
    server: FeedServer, fetcher: Fetcher, value: str, seconds: float | None
) -> None:
    server.serve("/feed", status=429, headers={"Retry-After": value})
    error = await failure_of(fetcher, server.url("/feed"))
    assert (error.reason, error.retry_after_s) == (FetchFailure.HTTP_STATUS, seconds)
    assert "too many requests" in error.detail


async def test_retry_after_as_a_date_counts_from_our_clock(
    server: FeedServer, fetcher: Fetcher, clock: FakeClock
) -> None:
    at = clock.now()
    clock.advance(-300)
    server.serve("/feed", status=503, headers={"Retry-After": format_datetime(at, usegmt=True)})
    assert (await failure_of(fetcher, server.url("/feed"))).retry_after_s == 300
    clock.advance(3600)
    assert (await failure_of(fetcher, server.url("/feed"))).retry_after_s == 0


@pytest.mark.parametrize(
    ("headers", "fresh_s"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=600"}, 600),
        ({"Cache-Control": "max-age=600", "Age": "450"}, 150),
        ({"Cache-Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Cache-Control": "max-age=soon"}, None),
        ({"Cache-Control": "max-age=-1"}, None),
    ],
)
async def test_freshness_is_read_from_the_cache_headers(
    server: FeedServer, fetcher: Fetcher, headers: dict[str, str], fresh_s: float | None
) -> None:
    server.serve("/feed", BODY, headers=headers)
    assert (await fetcher.get(server.url("/feed"))).fresh_s == fresh_s


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (204, {}, FetchFailure.EMPTY_BODY),
        (300, {}, FetchFailure.HTTP_STATUS),
        (302, {}, FetchFailure.HTTP_STATUS),
        (400, {}, FetchFailure.HTTP_STATUS),
        (401, {}, FetchFailure.BLOCKED),
        (403, {}, FetchFailure.BLOCKED),
        (404, {}, FetchFailure.HTTP_STATUS),
        (410, {}, FetchFailure.HTTP_STATUS),
        (451, {}, FetchFailure.BLOCKED),
        (500, {}, FetchFailure.HTTP_STATUS),
        (503, {"cf-mitigated": "challenge"}, FetchFailure.BLOCKED),
        (599, {}, FetchFailure.HTTP_STATUS),
    ],
)
async def test_status_that_brings_nothing_is_named(
    server: FeedServer, fetcher: Fetcher, status: int, headers: dict[str, str], reason: FetchFailure
) -> None:
    server.serve("/feed", status=status, headers=headers)
    error = await failure_of(fetcher, server.url("/feed"))
    assert error.reason is reason
    assert str(status) in error.detail


# --- redirects


async def test_temporary_redirect_is_followed_and_not_remembered(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.serve("/new", BODY)
    server.redirect("/old", "/new", status=302)
    fetched = await fetcher.get(server.url("/old"))
    assert (fetched.body, fetched.url, fetched.moved_to) == (BODY, server.url("/new"), "")


@pytest.mark.parametrize("status", [301, 308])
async def test_permanent_redirect_is_remembered(server: FeedServer, fetcher: Fetcher, status: int) -> None:
    server.serve("/new", BODY)
    server.redirect("/old", server.url("/new"), status=status)
    assert (await fetcher.get(server.url("/old"))).moved_to == server.url("/new")


async def test_only_the_permanent_part_of_a_chain_is_remembered(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/c", BODY)
    server.redirect("/a", "/b", status=301)
    server.redirect("/b", "/c", status=307)
    fetched = await fetcher.get(server.url("/a"))
    assert (fetched.url, fetched.moved_to) == (server.url("/c"), server.url("/b"))


async def test_five_redirects_are_followed_and_no_more(server: FeedServer, fetcher: Fetcher) -> None:
    for n in range(6):
        server.redirect(f"/{n}", f"/{n + 1}")
    server.serve("/6", BODY)
    assert (await fetcher.get(server.url("/1"))).body == BODY
    assert (await failure_of(fetcher, server.url("/0"))).reason is FetchFailure.TOO_MANY_REDIRECTS


async def test_redirect_loop_ends(server: FeedServer, fetcher: Fetcher) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    assert (await failure_of(fetcher, server.url("/a"))).reason is FetchFailure.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "data:text/xml,<rss/>",
        "http://user:word@example.org/",
        "http://[::1/",
    ],
)
async def test_redirect_to_what_is_not_fetched_is_refused(
    server: FeedServer, fetcher: Fetcher, to: str
) -> None:
    server.redirect("/a", to)
    assert (await failure_of(fetcher, server.url("/a"))).reason is FetchFailure.REFUSED_ADDRESS


# --- the address connected to

LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "0.0.0.0",
    "0",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "169.254.169.254",
    "0xa9fea9fe",
    "100.64.0.1",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
]


@pytest.fixture
async def guarded(clock: FakeClock) -> AsyncIterator[Fetcher]:
    async with Fetcher(Fetch(timeout_s=5), clock) as ready:
        yield ready


@pytest.mark.parametrize("host", LOOPBACK)
async def test_no_spelling_of_a_private_address_is_connected_to(
    guarded: Fetcher, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    connected: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, where: connected.append(where))
    error = await failure_of(guarded, f"http://{host}/feed")
    assert error.reason is FetchFailure.REFUSED_ADDRESS
    assert not connected


async def test_name_that_changes_between_check_and_connection_is_caught(
    guarded: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    error = await failure_of(guarded, "http://feeds.example.org/feed")
    assert error.reason is FetchFailure.REFUSED_ADDRESS
    assert asked == ["feeds.example.org"]


async def test_proxy_of_the_environment_is_not_used(
    server: FeedServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9")
    server.serve("/feed", BODY)
    assert (await fetcher.get(server.url("/feed"))).body == BODY


async def test_secret_in_the_query_stays_out_of_errors(fetcher: Fetcher, server: FeedServer) -> None:
    port = server.port
    await server.__aexit__(None, None, None)
    error = await failure_of(fetcher, f"http://127.0.0.1:{port}/feed?api_key=hunter2")
    assert error.reason is FetchFailure.UNREACHABLE
    assert "hunter2" not in str(error)
    assert "/feed" in str(error)
    await server.__aenter__()


async def test_nothing_is_logged_of_an_address_with_a_secret(
    fetcher: Fetcher, server: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.serve("/feed", status=500)
    await failure_of(fetcher, server.url("/feed?api_key=hunter2"))
    assert "hunter2" not in caplog.text


# --- bodies


RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("x-gzip", gzip.compress(BODY, mtime=0)),
        ("gzip", gzip.compress(BODY[:20], mtime=0) + gzip.compress(BODY[20:], mtime=0)),
        ("gzip", gzip.compress(BODY, mtime=0) + b"\0" * 50),
        ("gzip", BODY),
        ("deflate", zlib.compress(BODY)),
        ("deflate", RAW_DEFLATE.compress(BODY) + RAW_DEFLATE.flush()),
        ("identity", BODY),
    ],
)
async def test_packed_body_is_unpacked_whatever_it_is_called(
    server: FeedServer, fetcher: Fetcher, encoding: str, sent: bytes
) -> None:
    server.serve("/feed", sent, headers={"Content-Encoding": encoding})
    fetched = await fetcher.get(server.url("/feed"))
    assert (fetched.body, fetched.complete) == (BODY, True)


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip;q=1"])
async def test_packing_nobody_asked_for_is_refused_unopened(
    server: FeedServer, fetcher: Fetcher, encoding: str
) -> None:
    server.serve("/feed", b"\x1b\xff" * 1000, headers={"Content-Encoding": encoding})
    assert (await failure_of(fetcher, server.url("/feed"))).reason is FetchFailure.UNPARSEABLE


async def test_bomb_is_dropped_at_the_size_limit(server: FeedServer, fetcher: Fetcher) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(4_000_000)) for _ in range(50)) + packer.flush()
    assert len(bomb) < 250_000
    server.serve("/bomb", bomb, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    error = await failure_of(fetcher, server.url("/bomb"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.reason is FetchFailure.TOO_LARGE
    assert peak < 5_000_000


async def test_size_told_beforehand_is_believed_when_too_large(server: FeedServer, fetcher: Fetcher) -> None:
    server.endless("/feed", b"x" * 1000, headers={"Content-Length": "100000000"})
    assert (await failure_of(fetcher, server.url("/feed"))).reason is FetchFailure.TOO_LARGE


async def test_endless_body_is_dropped_at_the_size_limit(server: FeedServer, fetcher: Fetcher) -> None:
    server.endless("/feed", b"<item>" * 1000)
    assert (await failure_of(fetcher, server.url("/feed"))).reason is FetchFailure.TOO_LARGE


async def test_body_of_one_byte_at_a_time_runs_out_of_time(server: FeedServer, fetcher: Fetcher) -> None:
    server.slow("/feed", BODY * 100)
    assert (await failure_of(fetcher, server.url("/feed"))).reason is FetchFailure.TIMEOUT


async def test_server_that_says_nothing_runs_out_of_time(server: FeedServer, fetcher: Fetcher) -> None:
    server.silent("/feed")
    assert (await failure_of(fetcher, server.url("/feed"))).reason is FetchFailure.TIMEOUT


async def test_redirects_share_one_time_limit(server: FeedServer, fetcher: Fetcher) -> None:
    server.redirect("/a", "/b")
    server.silent("/b")
    assert (await failure_of(fetcher, server.url("/a"))).reason is FetchFailure.TIMEOUT


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + BODY, BODY),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<rs\r\n", b"<rs"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(BODY * 50)[:60],
            None,
        ),
    ],
)
async def test_body_that_breaks_off_is_marked(
    server: FeedServer, fetcher: Fetcher, raw: bytes, body: bytes | None
) -> None:
    server.close("/feed", raw)
    fetched = await fetcher.get(server.url("/feed"))
    assert not fetched.complete
    assert body is None or fetched.body == body


async def test_body_without_a_length_ends_with_the_connection(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/feed", BODY, headers={"Content-Length": ""})
    fetched = await fetcher.get(server.url("/feed"))
    assert (fetched.body, fetched.complete) == (BODY, True)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n" + BODY,
    ],
)
async def test_answer_that_is_no_http_is_unreachable(
    server: FeedServer, fetcher: Fetcher, raw: bytes
) -> None:
    server.close("/feed", raw)
    assert (await failure_of(fetcher, server.url("/feed"))).reason is FetchFailure.UNREACHABLE


async def test_name_that_does_not_exist_is_unreachable(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    error = await failure_of(fetcher, "http://feeds.invalid/feed")
    assert error.reason is FetchFailure.UNREACHABLE
    assert "feeds.invalid" in error.detail


async def test_certificate_nobody_vouches_for_is_not_accepted(fetcher: Fetcher) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(Path(__file__).parents[1] / "data" / "tls" / "self_signed.pem")
    async with FeedServer(tls) as server:
        server.serve("/feed", BODY)
        error = await failure_of(fetcher, server.url("/feed"))
    assert error.reason is FetchFailure.UNREACHABLE
    assert "certificate" in error.detail
    assert not server.requests


async def test_one_host_is_not_asked_more_than_a_few_things_at_once(clock: FakeClock) -> None:
    busy, most = 0, 0

    async with FeedServer() as server, Fetcher(Fetch(allow_private_addresses=True), clock, per_host=3) as one:

        async def answer(_: object, out: asyncio.StreamWriter) -> bool:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.01)
            busy -= 1
            out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
            return True

        server.answer("/feed", answer)
        await asyncio.gather(*(one.get(server.url("/feed")) for _ in range(12)))
    assert most == 3
    assert not one._hosts
