"""What keeps delivery from working, told once when it begins and once when it is over."""

import logging
from collections.abc import Callable

from bot.delivery.breaker import Breaker, Trouble
from bot.log import redact

_log = logging.getLogger(__name__)


class Troubles:
    """``alarm`` gets the trouble in words, "" when all is well again."""

    def __init__(self, breaker: Breaker, alarm: Callable[[str], None]) -> None:
        self._breaker = breaker
        self._alarm = alarm
        self._storage: dict[str, str] = {}
        self._seen = ""
        self._told = ""

    @property
    def now(self) -> str:
        """In words; "" when nothing is wrong."""
        if self._breaker.trouble is Trouble.TOKEN:
            return f"Telegram refuses the token: {self._breaker.reason}"
        if self._breaker.sure:
            return f"Telegram can't be reached: {self._breaker.reason}"
        return next((f"the database: {text}" for text in self._storage.values() if text), "")

    def storage(self, who: str, text: str) -> None:
        """The database's trouble as ``who`` meets it, "" when it works."""
        self._storage[who] = text
        self.look()

    def look(self) -> None:
        """Tell if something changed."""
        now = self.now
        if now == self._seen:
            return
        self._seen = now
        text = redact(now)
        if text == self._told:
            return
        self._told = text
        if text:
            _log.error("alerts are held up: %s", text)
        else:
            _log.info("alerts go out again")
        self._alarm(text)
