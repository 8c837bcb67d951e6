"""Replies that never come, connections that are refused, answers that make no sense."""

import asyncio
import socket

import pytest

from tests.delivery.conftest import Desk
from tests.fakes.telegram import ALWAYS, bad_gateway, ok_without_date, truncated
from tests.storage.builders import alert

REPEAT = "Possible repeat"


async def test_7_reply_lost_comes_at_most_twice_and_is_marked(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: b"", accepted=True)
    await desk.owe(alert(7, severity=3))
    async with desk.sending():
        await desk.until_counts(sent=1)
    first, second = desk.telegram.texts(7)
    assert REPEAT not in first
    assert REPEAT in second


async def test_7_minor_alert_whose_reply_was_lost_is_not_sent_again(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: b"", accepted=True)
    await desk.owe(alert(7, severity=2))
    async with desk.sending():
        await desk.until_counts(ambiguous=1)
    assert len(desk.telegram.texts(7)) == 1


async def test_7_hung_answer_is_ambiguous(desk: Desk) -> None:
    await desk.chat(7)
    desk.read_timeout_s = 0.2
    desk.telegram.slow[7] = 1.0
    await desk.owe(alert(7, severity=2))
    async with desk.sending():
        await desk.until_counts(ambiguous=1)
    assert (await desk.rows(7))[0].error == "no answer in time"


async def test_8_refused_for_ten_minutes_comes_once_and_late_and_costs_no_attempt(desk: Desk) -> None:
    await desk.chat(7)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        desk.base_url = f"http://127.0.0.1:{closed.getsockname()[1]}/bot"
    await desk.owe(alert(7, severity=4))
    async with desk.sending() as sender:
        await desk.until(lambda: "can't be reached" in sender.trouble)
        await desk.until_counts(pending=1)
        assert desk.alarms == [sender.trouble]
    desk.clock.advance(2400)
    desk.base_url = ""
    async with desk.sending():
        await desk.until_counts(sent=1)
    row = (await desk.rows(7))[0]
    assert row.attempts == 0
    assert not row.repeat
    (text,) = desk.telegram.texts(7)
    assert text.startswith("LATE") or "LATE" in text.splitlines()[0]


async def test_8_network_that_returns_is_noticed_without_a_restart(desk: Desk) -> None:
    await desk.chat(7)
    port = desk.telegram.port
    assert port is not None
    desk.base_url = desk.telegram.base_url
    await desk.telegram.stop()
    await desk.owe(alert(7, severity=4))
    async with desk.sending() as sender:
        await desk.until(lambda: "can't be reached" in sender.trouble)
        await desk.telegram.start(port)
        desk.clock.advance(10)
        await desk.until_counts(sent=1)
        assert sender.trouble == ""
    assert desk.alarms[-1] == ""
    assert len(desk.telegram.texts(7)) == 1


async def test_9_exhausted_pool_loses_nothing_and_repeats_nothing(desk: Desk) -> None:
    chats = [await desk.chat(n) for n in range(1, 31)]
    desk.connections = 2
    desk.telegram.delay_s = 0.02
    await desk.owe(*(alert(n) for n in chats))
    async with desk.sending():
        await desk.until_counts(sent=30)
    assert all(len(desk.telegram.texts(n)) == 1 for n in chats)


@pytest.mark.parametrize("answer", [truncated, ok_without_date, lambda: b"HTTP/1.1 200 OK\r\n\r\n<html>"])
async def test_10_200_is_sent_whatever_its_body(desk: Desk, answer: object) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, answer, accepted=True)  # type: ignore[arg-type]
    await desk.owe(alert(7, severity=5))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert len(desk.telegram.texts(7)) == 1


async def test_11_burst_of_502_opens_the_breaker_and_repeats_once(desk: Desk) -> None:
    chats = [await desk.chat(n) for n in range(1, 6)]
    desk.telegram.fail(ALWAYS, bad_gateway, accepted=True, method="*")
    await desk.owe(*(alert(n, severity=4) for n in chats))
    async with desk.sending() as sender:
        await desk.until(lambda: "502" in sender.trouble)
        await desk.until_counts(pending=5)
        seen = len(desk.telegram.sends())
        desk.clock.advance(600)
        sender.wake()
        await asyncio.sleep(0.3)
        assert len(desk.telegram.sends()) == seen <= 5
        desk.telegram.mend()
        await desk.until_counts(sent=5)
    for chat_id in chats:
        texts = desk.telegram.texts(chat_id)
        assert 1 <= len(texts) <= 2
        assert all(REPEAT in text for text in texts[1:])
