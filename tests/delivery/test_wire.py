"""HTTP as servers speak it, well and badly: the same answer in whatever pieces it comes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.http1 import response_of
from bot.delivery.wire import Phase, Wire, WireError

AGENT = "test"


class Server:
    """Answers each request with the next of ``answers``: pieces of bytes, None to hang up."""

    def __init__(self, *answers: list[bytes | None]) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while self.answers:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                for piece in self.answers.pop(0):
                    if piece is None:
                        writer.close()
                        return
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def talking(
    *answers: list[bytes | None], connections: int = 4
) -> AsyncIterator[tuple[Server, Callable]]:  # type: ignore[type-arg]
    told = Server(*answers)
    listening = await asyncio.start_server(told.serve, "127.0.0.1", 0)
    wire = Wire(connections, 1.0, AGENT)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:x/sendMessage"
    try:
        yield told, lambda body=b"{}", read_s=0.5: wire.post(url, body, read_s)
    finally:
        await wire.close()
        listening.close()


def ok(body: bytes = b'{"ok":true}', extra: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%b\r\n%b" % (len(body), extra, body)


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n"
WHOLE = [
    ("a body of known length", [ok(b"hello")], (200, b"hello")),
    ("byte by byte", [bytes([each]) for each in ok(b"hello")], (200, b"hello")),
    ("chunks", [CHUNKED], (200, b"hello world")),
    ("chunks byte by byte", [bytes([each]) for each in CHUNKED], (200, b"hello world")),
    (
        "chunks with trailers",
        [CHUNKED[:-2] + b"X-After: 1\r\n\r\n"],
        (200, b"hello world"),
    ),
    ("no body", [b"HTTP/1.1 204 No Content\r\n\r\n"], (204, b"")),
    ("an interim answer before", [b"HTTP/1.1 100 Continue\r\n\r\n" + ok(b"x")], (200, b"x")),
    ("up to the end", [b"HTTP/1.0 502 Bad\r\n\r\n<html>", None], (502, b"<html>")),
    ("an error with a body", [b"HTTP/1.1 429 X\r\ncontent-length:2\r\n\r\n{}"], (429, b"{}")),
    ("no reason phrase", [b"HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx"], (200, b"x")),
    ("a 200 that breaks off", [ok(b"hello")[:-2], None], (200, b"")),
    ("a 200 that never ends", [ok(b"hello")[:-2]], (200, b"")),
]


@pytest.mark.parametrize(("pieces", "wanted"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
async def test_answer_is_read(pieces: list[bytes | None], wanted: tuple[int, bytes]) -> None:
    async with talking(pieces) as (_, post):
        assert await post() == wanted


BROKEN = [
    ("nothing", [None]),
    ("half a head", [b"HTTP/1.1 200 OK\r\nContent-Le", None]),
    ("no HTTP", [b"SSH-2.0-OpenSSH\r\n\r\n"]),
    ("a head without end", [b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 20_000]),
    ("a length that is none", [b"HTTP/1.1 500 X\r\nContent-Length: many\r\n\r\n"]),
    ("a length below nothing", [b"HTTP/1.1 500 X\r\nContent-Length: -5\r\n\r\n"]),
    ("a chunk that is none", [b"HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]),
    ("an error that breaks off", [b"HTTP/1.1 500 X\r\nContent-Length: 50\r\n\r\nx", None]),
    ("silence", [b""]),
]


@pytest.mark.parametrize("pieces", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
async def test_broken_answer_is_ambiguous(pieces: list[bytes | None]) -> None:
    async with talking(pieces) as (_, post):
        with pytest.raises(WireError) as caught:
            await post()
    assert caught.value.phase is Phase.AMBIGUOUS
    assert "1:x" not in str(caught.value)


async def test_connection_serves_many_requests_one_after_the_other() -> None:
    async with talking(*([ok()] for _ in range(5))) as (server, post):
        for _ in range(5):
            await post()
    assert server.connections == 1


@pytest.mark.parametrize("extra", [b"Connection: close\r\n", b"CONNECTION: Close\r\n"])
async def test_connection_that_is_to_be_closed_is_not_used_again(extra: bytes) -> None:
    async with talking([ok(extra=extra)], [ok()]) as (server, post):
        await post()
        await post()
    assert server.connections == 2


async def test_connection_with_bytes_left_over_is_not_used_again() -> None:
    async with talking([ok() + b"more"], [ok()]) as (server, post):
        await post()
        assert await post() == (200, b'{"ok":true}')
    assert server.connections == 2


async def test_no_more_connections_are_open_than_allowed() -> None:
    async with talking(*([ok()] for _ in range(20)), connections=3) as (server, post):
        await asyncio.gather(*(post() for _ in range(20)))
    assert server.connections <= 3


async def test_whoever_gives_up_waiting_leaves_his_turn_to_the_next() -> None:
    async with talking([b""], [ok()], [ok()], connections=1) as (_, post):
        first = asyncio.create_task(post(read_s=0.3))
        await asyncio.sleep(0.05)
        waiting = [asyncio.create_task(post()) for _ in range(3)]
        await asyncio.sleep(0.05)
        waiting[0].cancel()
        with pytest.raises(WireError):
            await first
        assert [status for status, _ in await asyncio.gather(*waiting[1:])] == [200, 200]


async def test_request_says_where_to_and_how_long_it_is() -> None:
    async with talking([ok()]) as (server, post):
        await post('{"text":"کراچی"}'.encode())
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"Content-Type: application/json\r\n" in head
    assert body.decode() == '{"text":"کراچی"}'


@pytest.mark.parametrize(
    "url", ["ftp://x/y", "http://", "x", "http://[::1/x", "http://x/a b\r\nX: y", "http://x:99999/y", ""]
)
async def test_address_that_is_none_is_not_asked(url: str) -> None:
    with pytest.raises(WireError) as caught:
        await Wire(1, 0.2, AGENT).post(url, b"{}", 0.2)
    assert caught.value.phase is Phase.NOT_SENT


@given(st.sampled_from([ok(b"hello"), CHUNKED]), st.data())
def test_answer_is_the_same_in_whatever_pieces_it_comes(answer: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(answer)), max_size=6)))
    seen, found = bytearray(), None
    for start, end in zip([0, *cuts], [*cuts, len(answer)], strict=True):
        assert found is None or start == end or start == len(answer)
        seen += answer[start:end]
        found = found or response_of(seen)
    assert found is not None
    assert found[:2] == response_of(bytearray(answer))[:2]  # type: ignore[index]


@settings(max_examples=300)
@given(st.binary(max_size=300), st.booleans())
def test_bytes_of_any_kind_are_an_answer_or_none(noise: bytes, with_head: bool) -> None:
    answer = bytearray(
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" if with_head else b"") + noise
    )
    try:
        found = response_of(answer)
    except ValueError:
        return
    assert found is None or (found[2] <= len(answer) and len(found[1]) <= found[2])
