"""The poller never dies silently: 401, 502, garbage, a second poller, a webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.delivery import updates
from bot.delivery.application import build_application, close
from bot.delivery.updates import UpdatePoller
from tests.fakes.telegram import ALWAYS, FaultyTelegram, answer, bad_gateway


class Listener:
    """A poller and what its handler heard."""

    def __init__(self, telegram: FaultyTelegram) -> None:
        self.telegram = telegram
        self.heard: list[str] = []
        self.alarms: list[str] = []
        self.handler_s: dict[int, float] = {}

    @asynccontextmanager
    async def polling(self, **values: Any) -> AsyncIterator[UpdatePoller]:
        application = build_application(self.telegram.token, self.telegram.base_url)

        async def hear(update: Update, _: Any) -> None:
            chat = update.effective_chat
            message = update.effective_message
            assert chat is not None
            assert message is not None
            await asyncio.sleep(self.handler_s.get(chat.id, 0.0))
            self.heard.append(str(message.text))

        application.add_handler(MessageHandler(filters.ALL, hear))
        poller = UpdatePoller(application, alarm=self.alarms.append, poll_s=1, **values)
        task = asyncio.create_task(poller.run())
        try:
            yield poller
        finally:
            poller.stop()
            await task
            await close(application)

    async def until(self, holds: Any, within_s: float = 8.0) -> None:
        async with asyncio.timeout(within_s):
            while not holds():
                await asyncio.sleep(0.01)


@pytest.fixture
def listener(telegram: FaultyTelegram, monkeypatch: pytest.MonkeyPatch) -> Listener:
    monkeypatch.setattr(updates, "_FIRST_WAIT_S", 0.1)
    telegram.add_chat(7)
    telegram.add_chat(8)
    return Listener(telegram)


async def test_message_is_heard_and_the_menu_is_set(listener: Listener) -> None:
    async with listener.polling(
        on_ready=lambda app: app.bot.set_my_commands([("latest", "What happened")])
    ) as poller:
        listener.telegram.say(7, "hello")
        await listener.until(lambda: listener.heard == ["hello"])
        await listener.until(lambda: listener.telegram.calls("setMyCommands"))
        assert poller.running
        assert poller.trouble == ""


async def test_502_on_get_me_at_the_start_is_waited_out(listener: Listener) -> None:
    listener.telegram.fail(2, bad_gateway, method="getMe")
    listener.telegram.say(7, "hello")
    async with listener.polling() as poller:
        await asyncio.sleep(0)
        assert poller.running
        await listener.until(lambda: listener.heard == ["hello"])


async def test_telegram_that_is_away_leaves_it_running_with_a_named_trouble(listener: Listener) -> None:
    listener.telegram.fail(ALWAYS, bad_gateway, method="*")
    async with listener.polling() as poller:
        await listener.until(lambda: "502" in poller.trouble)
        assert poller.running
        listener.telegram.mend()
        listener.telegram.say(7, "hello")
        await listener.until(lambda: listener.heard == ["hello"])
        assert listener.alarms[-1] == ""


@pytest.mark.parametrize("status", [401, 404, 429, 500, 502])
async def test_19_one_refused_get_updates_does_not_end_polling(listener: Listener, status: int) -> None:
    listener.telegram.fail(1, lambda: answer(status, "x"), method="getUpdates")
    async with listener.polling():
        listener.telegram.say(7, "hello")
        await listener.until(lambda: listener.heard == ["hello"])


async def test_refused_token_is_told(listener: Listener) -> None:
    listener.telegram.fail(ALWAYS, lambda: answer(401, "Unauthorized"), method="*")
    async with listener.polling() as poller:
        await listener.until(lambda: "token" in poller.trouble)
        assert listener.telegram.token not in poller.trouble


async def test_26_newer_of_two_pollers_stands_aside_with_an_alarm(listener: Listener) -> None:
    conflict = (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    listener.telegram.fail(3, lambda: answer(409, conflict), method="getUpdates")
    async with listener.polling(aside_s=0.5) as poller:
        await listener.until(lambda: "another program" in poller.trouble)
        assert len(listener.alarms) == 1
        listener.telegram.say(7, "hello")
        await listener.until(lambda: listener.heard == ["hello"])
        assert listener.alarms[-1] == ""


async def test_webhook_that_is_set_is_removed(listener: Listener) -> None:
    text = "Conflict: can't use getUpdates method while webhook is active"
    listener.telegram.fail(1, lambda: answer(409, text), method="getUpdates")
    listener.telegram.say(7, "hello")
    async with listener.polling():
        await listener.until(lambda: listener.heard == ["hello"])
    assert listener.telegram.calls("deleteWebhook")


async def test_update_that_can_not_be_read_is_left_out_alone(listener: Listener) -> None:
    from aiohttp import web

    listener.telegram.say(7, "before")
    async with listener.polling():
        await listener.until(lambda: listener.heard == ["before"])
        odd = [{"update_id": 10**8, "message": {"chat": 5}}, {"update_id": 10**8 + 1}, "x", {}]
        listener.telegram.fail(1, lambda: web.json_response({"ok": True, "result": odd}), method="getUpdates")
        await asyncio.sleep(1.3)
        listener.telegram.mend()
    assert listener.heard == ["before"]


async def test_messages_of_one_chat_keep_their_order_and_others_do_not_wait(listener: Listener) -> None:
    listener.handler_s[7] = 0.3
    async with listener.polling():
        for n in range(3):
            listener.telegram.say(7, f"slow {n}")
        listener.telegram.say(8, "quick")
        await listener.until(lambda: len(listener.heard) == 4)
    assert listener.heard == ["quick", "slow 0", "slow 1", "slow 2"]


async def test_what_was_handled_is_confirmed_and_does_not_come_again(listener: Listener) -> None:
    listener.telegram.say(7, "once")
    async with listener.polling():
        await listener.until(lambda: listener.heard == ["once"])
    async with listener.polling():
        await asyncio.sleep(0.5)
    assert listener.heard == ["once"]


async def test_what_was_not_handled_before_the_end_comes_again(listener: Listener) -> None:
    listener.telegram.say(7, "first")
    async with listener.polling():
        await listener.until(lambda: listener.heard == ["first"])
    listener.telegram.say(7, "second")
    async with listener.polling():
        await listener.until(lambda: listener.heard == ["first", "second"])


async def test_handler_that_fails_does_not_end_polling(listener: Listener) -> None:
    async with listener.polling():
        listener.telegram.say(7, "x")
        await listener.until(lambda: listener.heard == ["x"])
        listener.handler_s = None  # type: ignore[assignment]
        listener.telegram.say(7, "breaks the handler")
        await asyncio.sleep(0.3)
        listener.handler_s = {}
        listener.telegram.say(7, "y")
        await listener.until(lambda: listener.heard == ["x", "y"])
