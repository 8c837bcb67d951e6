"""Every way in which the network fails, as the classifier sees it; no token in any of them."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, InputFile
from telegram.error import TelegramError

from bot.delivery.application import build_application, close
from bot.delivery.classify import of_error
from bot.delivery.request import AiohttpRequest, Phase, RequestError, RequestTimeoutError
from bot.model.alert import Ambiguous, NotSent, Sent
from tests.fakes.telegram import FaultyTelegram, bad_gateway, truncated

TOKEN = "900000001:A-token-of-thirty-five-characters-x"
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(serve: Serve) -> AsyncIterator[str]:
    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage"
    finally:
        listening.close()


@asynccontextmanager
async def opened(**values: float) -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(**{"read_timeout": 0.3, "connect_timeout": 0.5, **values})  # type: ignore[arg-type]
    try:
        yield request
    finally:
        await request.shutdown()


async def failure(url: str) -> TelegramError:
    async with opened() as request:
        with pytest.raises(TelegramError) as caught:
            await request.call(url, {"chat_id": "1"})
    error = caught.value
    assert TOKEN not in repr(error) + str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__
    return error


def unused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def test_refused_connection_is_not_sent() -> None:
    error = await failure(f"http://127.0.0.1:{unused_port()}/bot{TOKEN}/x")
    assert isinstance(error, RequestError)
    assert error.phase is Phase.NOT_SENT
    outcome = of_error(error)
    assert isinstance(outcome, NotSent)
    assert outcome.whole_token


async def test_unknown_name_is_not_sent() -> None:
    error = await failure(f"http://nowhere.invalid/bot{TOKEN}/x")
    assert getattr(error, "phase", None) is Phase.NOT_SENT


async def test_address_that_is_none_is_not_sent() -> None:
    error = await failure(f"http://[::1/bot{TOKEN}/x")
    assert getattr(error, "phase", None) is Phase.NOT_SENT


async def test_failed_tls_is_not_sent() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with server(plain) as url:
        error = await failure(url.replace("http://", "https://"))
    assert getattr(error, "phase", None) is Phase.NOT_SENT


async def test_connection_that_is_not_taken_up_in_time_is_not_sent() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        others = []
        for _ in range(3):
            other = socket.socket()
            other.setblocking(False)
            other.connect_ex(full.getsockname())
            others.append(other)
        error = await failure(f"http://127.0.0.1:{full.getsockname()[1]}/bot{TOKEN}/x")
        for other in others:
            other.close()
    assert isinstance(error, RequestTimeoutError)
    assert error.phase is Phase.NOT_SENT


async def test_pool_without_a_free_connection_is_not_sent() -> None:
    async def hang(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2)

    async with server(hang) as url, opened(connections=1, read_timeout=2.0, connect_timeout=0.2) as request:
        first = asyncio.create_task(request.call(url, {}))
        await asyncio.sleep(0.05)
        with pytest.raises(RequestTimeoutError) as caught:
            await request.call(url, {})
        first.cancel()
    assert caught.value.phase is Phase.NOT_SENT


AFTER: list[tuple[str, bytes | None]] = [
    ("no answer at all", None),
    ("closed without an answer", b""),
    ("a broken head", b"HTTP/1.1 2"),
    ("no HTTP", b"hello\r\n\r\n"),
    ("an error whose body breaks off", b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 50\r\n\r\n<html"),
]


@pytest.mark.parametrize(("name", "answer"), AFTER, ids=[name for name, _ in AFTER])
async def test_once_the_request_left_a_failure_is_ambiguous(name: str, answer: bytes | None) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        if answer is None:
            await asyncio.sleep(1)
        else:
            writer.write(answer)
        writer.close()

    async with server(serve) as url:
        error = await failure(url)
    assert getattr(error, "phase", None) is Phase.AMBIGUOUS
    assert isinstance(of_error(error), Ambiguous)


async def test_reset_after_the_request_left_is_ambiguous() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.transport.abort()

    async with server(serve) as url:
        error = await failure(url)
    assert getattr(error, "phase", None) is Phase.AMBIGUOUS


@pytest.mark.parametrize(
    "answer",
    [
        truncated(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    ],
    ids=["shorter than said", "chunks break off", "no gzip"],
)
async def test_200_is_an_answer_even_if_its_body_breaks_off(answer: bytes) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(answer)
        await writer.drain()
        writer.close()

    async with server(serve) as url, opened() as request:
        status, _ = await request.call(url, {})
    assert status == 200


async def test_body_that_comes_byte_by_byte_ends() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 500 X\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            writer.write(b"x")
            await asyncio.sleep(0.05)

    async with server(serve) as url:
        async with asyncio.timeout(5):
            error = await failure(url)
    assert getattr(error, "phase", None) is Phase.AMBIGUOUS


async def test_redirect_is_not_followed() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")

    async with server(serve) as url, opened() as request:
        assert (await request.call(url, {}))[0] == 302


async def test_proxies_of_the_environment_are_not_used(
    telegram: FaultyTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port()}")
    async with bot_on(telegram) as bot:
        assert (await bot.get_me()).is_bot


async def test_connection_is_kept_and_used_again(telegram: FaultyTelegram) -> None:
    async with bot_on(telegram) as bot:
        for _ in range(5):
            await bot.get_me()
        session = bot.request._session  # type: ignore[attr-defined]
        assert len(session.connector._conns) == 1


@asynccontextmanager
async def bot_on(telegram: FaultyTelegram, **values: float) -> AsyncIterator[Bot]:
    request = AiohttpRequest(**{"read_timeout": 2.0, **values})  # type: ignore[arg-type]
    application = build_application(telegram.token, telegram.base_url, request=request)
    try:
        yield application.bot
    finally:
        await close(application)


async def test_the_library_sends_text_and_files_over_it(telegram: FaultyTelegram) -> None:
    telegram.add_chat(7)
    async with bot_on(telegram) as bot:
        message = await bot.send_message(7, "<b>Ün</b> کراچی 卡拉奇", parse_mode="HTML")
        assert message.text == "Ün کراچی 卡拉奇"
        sent = await bot.send_document(7, InputFile(b"a,b\n1,2\n", filename="list.csv"), caption="list")
        assert sent.document is not None
        assert sent.document.file_name == "list.csv"
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a,b\n1,2\n"


async def test_what_the_library_raises_over_it_is_classified(telegram: FaultyTelegram) -> None:
    telegram.add_chat(7)
    telegram.fail(1, bad_gateway)
    telegram.fail(1, truncated, accepted=True)
    async with bot_on(telegram) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "x")
        assert isinstance(of_error(caught.value), Ambiguous)
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "x")
        assert of_error(caught.value) == Sent(None)


async def test_nothing_of_it_logs_the_token_or_what_is_written(
    telegram: FaultyTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    telegram.add_chat(7)
    telegram.fail(1, bad_gateway)
    telegram.fail(1, truncated, accepted=True)
    async with bot_on(telegram) as bot:
        for _ in range(3):
            try:
                await bot.send_message(7, "a secret of mine")
            except TelegramError:
                continue
    assert telegram.token not in caplog.text
    assert "a secret" not in caplog.text


async def test_closed_request_opens_again(telegram: FaultyTelegram) -> None:
    async with bot_on(telegram) as bot:
        await bot.get_me()
        await bot.request.shutdown()
        assert (await bot.get_me()).is_bot
