"""Updates that Telegram brings: only Telegram's own, each once, whatever else knocks."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.config import Telegram
from bot.delivery import webhook
from bot.delivery.application import build_application, close
from bot.delivery.webhook import UpdateWebhook
from bot.model.errors import ConfigError
from tests.fakes.telegram import ALWAYS, FaultyTelegram, answer, bad_gateway

SECRET = "a-secret-of-more-than-16"
SETTINGS = Telegram(
    webhook_url="https://bot.example/hook/42", webhook_secret=SECRET, webhook_listen="127.0.0.1:0"
)


def update(number: int, text: str = "hello", chat_id: int = 7) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "A"}
    told = {"message_id": number, "date": 1730800000, "chat": chat, "text": text}
    return {
        "update_id": number,
        "message": told | {"from": {"id": chat_id, "is_bot": False, "first_name": "A"}},
    }


@dataclass
class Door:
    """Where Telegram knocks; what the handler heard."""

    hook: UpdateWebhook
    session: aiohttp.ClientSession
    heard: list[str] = field(default_factory=list)

    async def knock(
        self,
        told: Any = None,
        secret: str | None = SECRET,
        path: str = "/hook/42",
        raw: bytes | None = None,
    ) -> int:
        """Return the status; an update as JSON, or ``raw`` as it stands."""
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        body = json.dumps(told).encode() if raw is None else raw
        url = f"http://127.0.0.1:{self.hook.port}{path}"
        async with self.session.post(url, headers=headers, data=body) as response:
            return response.status

    async def until(self, holds: Callable[[], Any]) -> None:
        async with asyncio.timeout(8):
            while not holds():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def door(telegram: FaultyTelegram, settings: Telegram = SETTINGS) -> AsyncIterator[Door]:
    application = build_application(telegram.token, telegram.base_url)
    hook = UpdateWebhook(application, settings)
    async with aiohttp.ClientSession() as session:
        made = Door(hook, session)

        async def hear(told: Update, _: Any) -> None:
            message = told.effective_message
            assert message is not None
            if message.text == "break":
                raise RuntimeError
            made.heard.append(str(message.text))

        application.add_handler(MessageHandler(filters.ALL, hear))
        task = asyncio.create_task(hook.run())
        try:
            await made.until(lambda: hook.port is not None)
            yield made
        finally:
            hook.stop()
            await task
            await close(application)


@pytest.fixture
async def opened(telegram: FaultyTelegram) -> AsyncIterator[Door]:
    async with door(telegram) as made:
        await made.until(lambda: telegram.calls("setWebhook"))
        yield made


async def test_telegram_is_told_where_to_bring_updates_and_with_which_secret(
    opened: Door, telegram: FaultyTelegram
) -> None:
    (call,) = telegram.calls("setWebhook")
    assert call.params["url"] == SETTINGS.webhook_url
    assert call.params["secret_token"] == SECRET
    assert opened.hook.running


async def test_update_with_the_secret_is_heard_once(opened: Door) -> None:
    assert await opened.knock(update(1)) == 200
    assert await opened.knock(update(1)) == 200
    assert await opened.knock(update(2, "again")) == 200
    assert opened.heard == ["hello", "again"]


WRONG = [
    None,
    "",
    SECRET[:-1],
    SECRET + "x",
    SECRET.upper(),
    " " + SECRET + "x",
    "a-secret-of-more-than-1б",
    "x" * 5000,
]


@pytest.mark.parametrize("secret", WRONG)
async def test_whoever_does_not_know_the_whole_secret_is_refused(opened: Door, secret: str | None) -> None:
    assert await opened.knock(update(1), secret=secret) == 403
    assert opened.heard == []


async def test_secret_is_compared_in_constant_time(opened: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, two: bytes) -> bool:
        compared.append((one, two))
        return one == two

    monkeypatch.setattr(webhook.hmac, "compare_digest", compare)
    await opened.knock(update(1), secret="near")
    assert compared == [(b"near", SECRET.encode())]


async def test_without_a_secret_of_our_own_nobody_is_let_in(telegram: FaultyTelegram) -> None:
    bare = Telegram(webhook_url=SETTINGS.webhook_url, webhook_listen="127.0.0.1:0")
    async with door(telegram, bare) as made:
        assert await made.knock(update(1), secret="") == 403
        assert await made.knock(update(1), secret=None) == 403


async def test_other_paths_and_methods_lead_nowhere(opened: Door) -> None:
    assert await opened.knock(update(1), path="/") == 404
    assert await opened.knock(update(1), path="/hook/43") == 404
    url = f"http://127.0.0.1:{opened.hook.port}/hook/42"
    async with opened.session.get(url) as response:
        assert response.status == 405
    assert opened.heard == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"\xff\xfe", b'{"update_id":"x"}', b"[" * 100_000])
async def test_what_is_no_update_is_left_out_and_never_comes_again(opened: Door, body: bytes) -> None:
    assert await opened.knock(raw=body) == 200
    assert await opened.knock(update(9)) == 200
    assert opened.heard == ["hello"]


async def test_body_that_is_too_large_is_refused(opened: Door) -> None:
    assert await opened.knock(raw=b" " * 2_000_000) == 413
    assert opened.heard == []


async def test_handler_that_fails_is_not_asked_again(opened: Door) -> None:
    assert await opened.knock(update(1, "break")) == 200
    assert await opened.knock(update(2)) == 200
    assert opened.heard == ["hello"]


async def test_telegram_that_fails_at_the_start_is_waited_for(
    telegram: FaultyTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "_WAITS_S", (0.05, 0.1))
    telegram.fail(ALWAYS, bad_gateway, method="*")
    async with door(telegram) as made:
        await made.until(lambda: made.hook.trouble)
        assert await made.knock(update(1)) == 503
        telegram.mend()
        telegram.fail(2, lambda: answer(400, "Bad Request: bad webhook"), method="setWebhook")
        await made.until(lambda: telegram.calls("setWebhook") and made.hook.trouble == "")
        assert await made.knock(update(1)) == 200
        assert made.heard == ["hello"]


async def test_address_that_can_not_be_listened_on_is_named(opened: Door, telegram: FaultyTelegram) -> None:
    taken = Telegram(webhook_url="https://x/y", webhook_listen=f"127.0.0.1:{opened.hook.port}")
    application = build_application(telegram.token, telegram.base_url)
    with pytest.raises(ConfigError, match="webhook_listen"):
        await UpdateWebhook(application, taken).run()
    await close(application)
