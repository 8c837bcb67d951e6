"""When the whole token must wait: the network is gone, Telegram fails, or it refuses the token. Pure.

While it is open nothing is sent and no attempt of any row is used up; a harmless request (getMe) is tried
after 1, 2, 4 … seconds until one goes well. So an outage of hours costs one small request a minute, and a
message whose fate is unknown is not sent again into the same trouble.
"""

from enum import StrEnum
from typing import TypeGuard

from bot.model.alert import Ambiguous, NotSent, Outcome

# The first wait and the longest.
_WAITS_S = (1.0, 60.0)
_REFUSED_WAITS_S = (30.0, 300.0)


class Trouble(StrEnum):
    """Why it is open."""

    NONE = ""
    NETWORK = "network"
    UNSURE = "unsure"
    TOKEN = "token"  # noqa: S105 - the trouble's name


class Breaker:
    """Closed at first. Times in seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self.trouble = Trouble.NONE
        self.reason = ""
        self._probe_at = 0.0
        self._failures = 0

    @property
    def open(self) -> bool:
        """Whether nothing may be sent."""
        return self.trouble is not Trouble.NONE

    @property
    def sure(self) -> bool:
        """Whether a probe found the trouble too, or Telegram said it outright."""
        return self.trouble is Trouble.TOKEN or (self.open and self._failures > 0)

    def probe_at(self) -> float:
        """When to ask again, while it is open."""
        return self._probe_at

    def after_send(self, outcome: Outcome, now: float) -> None:
        """Learn from what became of a message; what concerns one chat alone changes nothing."""
        if not self.open and _is_trouble(outcome):
            # Whether the trouble is everybody's is asked at once.
            self._failures = 0
            self._open(outcome, now)

    def after_probe(self, outcome: Outcome, now: float) -> None:
        """Learn from what became of a probe: any answer of Telegram's that accepts the token closes."""
        if _is_trouble(outcome):
            self._failures += 1
            self._open(outcome, now)
        elif isinstance(outcome, NotSent) and outcome.retry_after_s:
            self._probe_at = now + min(outcome.retry_after_s, _REFUSED_WAITS_S[1])
        else:
            self.trouble, self.reason, self._failures = Trouble.NONE, "", 0

    def _open(self, outcome: Ambiguous | NotSent, now: float) -> None:
        self.reason = outcome.reason
        if isinstance(outcome, Ambiguous):
            self.trouble = Trouble.UNSURE
        elif outcome.reason.startswith(("401", "404")):
            self.trouble = Trouble.TOKEN
        else:
            self.trouble = Trouble.NETWORK
        first_s, longest_s = _REFUSED_WAITS_S if self.trouble is Trouble.TOKEN else _WAITS_S
        wait_s = min(first_s * 2.0 ** min(self._failures - 1, 10), longest_s) if self._failures else 0.0
        self._probe_at = now + wait_s


def _is_trouble(outcome: Outcome) -> TypeGuard[Ambiguous | NotSent]:
    return isinstance(outcome, Ambiguous) or (isinstance(outcome, NotSent) and outcome.whole_token)
