"""Who Telegram says we are: one getMe and one getWebhookInfo, for the doctor and the guided start."""

from dataclasses import dataclass

import telegram
from telegram.error import InvalidToken, TelegramError

from bot.delivery.request import AiohttpRequest
from bot.log import redact


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot's user name, and whether a webhook is set for it."""

    username: str
    webhook: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no identity; ``wrong_token``: Telegram answered and does not know the token."""

    reason: str
    wrong_token: bool


async def who_am_i(token: str, base_url: str) -> Identity | Refusal:
    """Ask once; never raises for what Telegram or the network does."""
    request = AiohttpRequest(connections=1)
    try:
        bot = telegram.Bot(token, base_url=base_url, request=request)
        try:
            await request.initialize()
            me = await bot.get_me()
            hook = await bot.get_webhook_info()
        finally:
            await request.shutdown()
    except InvalidToken as error:
        return Refusal(redact(str(error)), wrong_token=True)
    except TelegramError as error:
        return Refusal(redact(str(error)), wrong_token=False)
    return Identity(me.username or "", webhook=bool(hook.url))
