"""Answers to commands are counted with the alerts, and wait as Telegram's limits want it."""

import asyncio
import json
from typing import Any

import pytest
import telegram
from telegram.error import RetryAfter

from bot.delivery.limits import Limits
from bot.delivery.paced import PacedRequest
from bot.delivery.request import AiohttpRequest
from tests.delivery.conftest import Desk
from tests.storage.builders import alert

GROUP = -5


class Wire:
    """What goes out, on a clock of its own; an answer for each."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
        self.now = 100.0
        self.out: list[tuple[float, str]] = []
        self.answers: list[tuple[int, dict[str, Any]]] = []
        self.request = PacedRequest(limits, monotonic=lambda: self.now, sleep=self.sleep)
        self.bot = telegram.Bot("900000001:A-token-of-thirty-five-characters-x", request=self.request)

        async def fetch(_: Any, url: str, *__: Any) -> tuple[int, bytes]:
            self.out.append((self.now, url.rpartition("/")[2]))
            status, body = self.answers.pop(0) if self.answers else (200, {"ok": True, "result": MESSAGE})
            return status, json.dumps(body).encode()

        monkeypatch.setattr(AiohttpRequest, "_fetch", fetch)

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)

    def times(self) -> list[float]:
        return [round(at - 100.0, 3) for at, _ in self.out]


MESSAGE = {"message_id": 1, "date": 1730800000, "chat": {"id": 7, "type": "private"}, "text": "x"}


@pytest.fixture
def limits() -> Limits:
    return Limits(overall_per_s=10.0, per_chat_per_s=1.0, per_group_per_min=4.0)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch, limits: Limits) -> Wire:
    return Wire(monkeypatch, limits)


async def test_few_answers_follow_each_other_at_once_and_more_keep_the_pause(wire: Wire) -> None:
    for _ in range(6):
        await wire.bot.send_message(7, "x")
    # The fourth waits for the token, a twentieth of a second.
    assert wire.times() == [0.0, 0.0, 0.0, 0.05, 1.0, 2.0]


async def test_alert_after_answers_makes_up_for_them(wire: Wire, limits: Limits) -> None:
    for _ in range(3):
        await wire.bot.send_message(7, "x")
    assert limits.chat_ready_at(7) == wire.now + 3.0
    assert limits.chat_ready_at(8) == 0.0


async def test_alerts_count_for_answers(wire: Wire, limits: Limits) -> None:
    for _ in range(4):
        limits.take(GROUP, wire.now)
    with pytest.raises(RetryAfter):
        await wire.bot.send_message(GROUP, "x")
    assert wire.out == []
    wire.now += 45.0
    await wire.bot.send_message(GROUP, "x")
    assert wire.times() == [60.0]


async def test_answers_keep_the_rate_of_the_token(wire: Wire) -> None:
    for n in range(1, 31):
        await wire.bot.send_message(n, "x")
    times = wire.times()
    assert max(sum(at <= each < at + 1.0 for each in times) for at in times) <= 11


async def test_what_telegram_tells_an_answer_to_wait_holds_for_the_alerts_of_that_chat(
    wire: Wire, limits: Limits
) -> None:
    told = {"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": 40}}
    wire.answers.append((429, told))
    with pytest.raises(RetryAfter):
        await wire.bot.send_message(7, "x")
    assert limits.chat_ready_at(7) == wire.now + 40.0
    assert limits.chat_ready_at(8) == 0.0


async def test_what_puts_no_message_into_a_chat_is_not_counted(wire: Wire, limits: Limits) -> None:
    wire.answers += [(200, {"ok": True, "result": True})] * 40
    for _ in range(40):
        await wire.bot.answer_callback_query("1")
    assert wire.times() == [0.0] * 40
    assert limits.token_ready_at() <= wire.now


async def test_sender_and_answers_share_one_rate(desk: Desk) -> None:
    limits = Limits(overall_per_s=20.0, per_chat_per_s=5.0, per_group_per_min=18.0)
    request = PacedRequest(limits)
    bot = telegram.Bot(desk.telegram.token, base_url=desk.telegram.base_url, request=request)
    chats = [await desk.chat(n) for n in range(1, 31)]
    await desk.chat(99)
    await desk.owe(*(alert(n) for n in chats))
    async with desk.sending(limits=limits):
        for _ in range(4):
            await bot.send_message(99, "x")
        await desk.until_counts(sent=30)
    await request.shutdown()
    at = [call.at for call in desk.telegram.calls("sendMessage")]
    assert len(at) == 34
    assert at[-1] - at[0] >= 33 / 20 - 0.5
