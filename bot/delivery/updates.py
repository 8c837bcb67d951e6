"""What people write to the bot: a supervised long poll that never dies silently.

The library's own poller ends for good after a single 401, and its start fails with a single 502. This one
ends only when it is told to: every failure is logged, waited out, and asked about again. An update is
confirmed to Telegram only after it was handled (or took too long), so a killed process hears it again.

Of two pollers on one token the newer one stands aside: it says so, and tries again after a while. ``bot.app``
does::

    poller = UpdatePoller(application, on_ready=publish_commands, alarm=...)
    task = asyncio.create_task(poller.run())
    ...
    poller.stop()
    await task
"""

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError
from telegram.ext import Application

from bot.delivery.api import Api
from bot.delivery.classify import of_answer, of_error
from bot.delivery.inbox import Inbox
from bot.log import redact
from bot.model.alert import Ambiguous, NotSent, Outcome

_log = logging.getLogger(__name__)

ALLOWED = ("message", "channel_post", "callback_query", "my_chat_member")
_POLL_S = 30
_SLACK_S = 15.0
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 60.0
_GOODBYE_S = 3.0
# So many failures in a row are worth an alarm.
_SURE = 3
# A poller that had the token to itself so long is the older one.
_SETTLED_S = 60.0
_CONFLICTS_NEW = 3
_CONFLICTS_OLD = 20
_ASIDE_S = 60.0

Bot = Application[Any, Any, Any, Any, Any, Any]


class UpdatePoller:
    """``on_ready`` is called when Telegram has first answered, and again if it failed.

    ``alarm``: as the sender's. ``running`` is true while the loop lives, whether or not Telegram answers;
    ``trouble`` says in words why nothing comes in.
    """

    def __init__(
        self,
        application: Bot,
        *,
        api: Api | None = None,
        on_ready: Callable[[Bot], Awaitable[None]] | None = None,
        alarm: Callable[[str], None] = lambda _: None,
        allowed: Iterable[str] = ALLOWED,
        poll_s: int = _POLL_S,
        aside_s: float = _ASIDE_S,
    ) -> None:
        self._application = application
        self._api = api or Api(application.bot)
        self._on_ready = on_ready
        self._alarm = alarm
        self._allowed = json.dumps(list(allowed))
        self._poll_s = poll_s
        self._aside_s = aside_s
        self._offset = 0
        self._failures = 0
        self._conflicts = 0
        self._alone_since: float | None = None
        self._told = ""
        self._greeted = on_ready is None
        self._inbox = Inbox(application)
        self._stop = asyncio.Event()
        self.running = False
        self.trouble = ""

    async def run(self) -> None:
        """Poll until ``stop``."""
        self.running = True
        try:
            await self._start()
            while not self._stop.is_set():
                try:
                    wait_s = await self._poll()
                except Exception:
                    _log.exception("a poll failed in a way that is not foreseen")
                    wait_s = self._failed(Ambiguous("see the log"), "getUpdates")
                await self._pause(wait_s)
        finally:
            self.running = False
            await self._end()

    def stop(self) -> None:
        """Take in nothing more; ``run`` returns when what came in is handled."""
        self._stop.set()

    async def _start(self) -> None:
        """Initialise the application: its getMe may fail as often as it likes."""
        while not self._stop.is_set():
            try:
                await self._application.initialize()
                await self._application.start()
                return
            except TelegramError as error:
                await self._pause(self._failed(of_error(error), "getMe"))

    async def _poll(self) -> float:
        """One getUpdates and its updates; return how long to wait before the next, in seconds."""
        # The first answer must not wait for somebody to write: the command menu is set after it.
        poll_s = self._poll_s if self._greeted else 0
        parameters = {"timeout": str(poll_s), "allowed_updates": self._allowed}
        if self._offset:
            parameters["offset"] = str(self._offset)
        asking = asyncio.create_task(self._api.raw("getUpdates", parameters, poll_s + _SLACK_S))
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                return 0.0
            status, body = asking.result()
        except TelegramError as error:
            return self._failed(of_error(error), "getUpdates")
        finally:
            stopping.cancel()
            asking.cancel()
        updates = _result(body) if status == 200 else None
        if updates is None:
            return await self._refused(status, body)
        await self._went_well()
        last = await self._inbox.handle(updates)
        if last is not None:
            self._offset = last + 1
        return 0.0

    async def _went_well(self) -> None:
        self._failures = self._conflicts = 0
        if self._alone_since is None:
            self._alone_since = time.monotonic()
        self._say("")
        if not self._greeted and self._on_ready is not None:
            try:
                await self._on_ready(self._application)
                self._greeted = True
            except TelegramError as error:
                _log.warning("the command menu could not be set yet: %s", type(error).__name__)

    async def _refused(self, status: int, body: bytes) -> float:
        """An answer that brings no updates; return how long to wait."""
        if status != 409:
            return self._failed(of_answer(status, body), "getUpdates")
        if b"webhook" in body.lower():
            _log.warning("a webhook is set for this token; it is removed, for the bot polls")
            await self._api.call("deleteWebhook", {})
            return _FIRST_WAIT_S
        old = self._alone_since is not None and time.monotonic() - self._alone_since > _SETTLED_S
        self._conflicts += 1
        if self._conflicts < (_CONFLICTS_OLD if old else _CONFLICTS_NEW):
            return random.uniform(0.5, 1.5)
        self._alone_since = None
        self._say("another program polls with the same token; this one stands aside")
        return self._aside_s * random.uniform(0.8, 1.2)

    def _failed(self, outcome: Outcome, what: str) -> float:
        self._failures += 1
        reason = getattr(outcome, "reason", "an answer that can't be read")
        _log.log(
            logging.ERROR if self._failures == 1 else logging.DEBUG, "%s failed: %s", what, redact(reason)
        )
        refused = isinstance(outcome, NotSent) and reason.startswith("401")
        if self._failures >= _SURE or refused:
            self._say(f"Telegram gives no updates: {reason}")
        if isinstance(outcome, NotSent) and outcome.retry_after_s:
            return min(outcome.retry_after_s, _LONGEST_WAIT_S)
        wait_s = min(_FIRST_WAIT_S * 2.0 ** min(self._failures - 1, 10), _LONGEST_WAIT_S)
        return wait_s * random.uniform(0.8, 1.0)

    def _say(self, text: str) -> None:
        self.trouble = text
        if text == self._told:
            return
        self._told = text
        if text:
            _log.error("%s", redact(text))
        else:
            _log.info("updates come in again")
        self._alarm(text)

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._stop.wait()

    async def _end(self) -> None:
        await self._inbox.settled()
        if self._offset:
            # Tell Telegram what was handled, else it comes again with the next start.
            told = {"offset": str(self._offset), "timeout": "0", "limit": "1"}
            with suppress(TelegramError):
                await self._api.raw("getUpdates", told, _GOODBYE_S)
        if self._application.running:
            await self._application.stop()


def _result(body: bytes) -> list[Any] | None:
    try:
        data = json.loads(body)
    except ValueError:
        return None
    result = data.get("result") if isinstance(data, dict) else None
    return result if isinstance(result, list) else None
