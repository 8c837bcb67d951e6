"""How a source is doing: back-off between polls, and words for people."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.errors import FetchFailure, SourceError
from bot.model.item import SourceState

LONGEST_PAUSE_S = 3_600.0
# A server may ask for more than we would wait by ourselves, but a slip there must not blind us for days.
LONGEST_ASKED_S = 6 * 3_600.0
# A remembered redirect that stopped working is forgotten, and the configured address asked again.
FORGET_REDIRECT_AFTER = 3


class Word(StrEnum):
    """The state of a source, in one word."""

    NEVER_POLLED = "never_polled"
    FINE = "fine"
    EMPTY = "empty"
    BLOCKED = "blocked"
    UNPARSEABLE = "unparseable"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Status:
    """A word, since when it was last well (None: never), and the reason of the last failure or ""."""

    word: Word
    well_at: datetime | None
    reason: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether the source covers what it should; an empty feed does, it just has nothing to say."""
        return self.word in (Word.FINE, Word.EMPTY)


_WORDS = {
    FetchFailure.BLOCKED: Word.BLOCKED,
    FetchFailure.EMPTY_BODY: Word.UNPARSEABLE,
    FetchFailure.NOT_A_FEED: Word.UNPARSEABLE,
    FetchFailure.UNPARSEABLE: Word.UNPARSEABLE,
}


def status(state: SourceState) -> Status:
    """Tell a quiet source from a broken one."""
    if state.last_polled_at is None:
        return Status(Word.NEVER_POLLED, None)
    if state.failures:
        reason = state.last_failure.partition(":")[0]
        known = reason in FetchFailure.__members__.values()
        return Status(
            _WORDS.get(FetchFailure(reason), Word.FAILING) if known else Word.FAILING,
            state.last_ok_at,
            state.last_failure,
        )
    return Status(Word.FINE if state.entries else Word.EMPTY, state.last_ok_at)


def after_success(state: SourceState, now: datetime, *, entries: int, pause_s: float = 0.0) -> SourceState:
    """The state after a good poll. ``first_ok_at`` is set by the first one, for good, also with 0 entries.

    ``pause_s`` is how long the server said its answer stays fresh, 0 when it said nothing.
    """
    return replace(
        state,
        first_ok_at=state.first_ok_at or now,
        last_ok_at=now,
        last_polled_at=now,
        not_before=now + timedelta(seconds=pause_s) if pause_s > 0 else None,
        failures=0,
        last_failure="",
        entries=entries,
    )


def after_failure(state: SourceState, error: SourceError, now: datetime, interval_s: float) -> SourceState:
    """The state after a poll that brought nothing: the next one waits, twice as long with each failure."""
    failures = state.failures + 1
    pause = backoff_s(state.name, failures, interval_s)
    if error.retry_after_s is not None:
        pause = max(pause, min(error.retry_after_s, LONGEST_ASKED_S))
    return replace(
        state,
        last_polled_at=now,
        not_before=now + timedelta(seconds=pause),
        failures=failures,
        last_failure=str(error)[:300],
        url="" if failures >= FORGET_REDIRECT_AFTER else state.url,
    )


def backoff_s(name: str, failures: int, interval_s: float) -> float:
    """Seconds to wait after this many failures in a row.

    The jitter (from the name) spreads sources that failed together; it only shortens, so that after a first
    failure the next turn is not missed.
    """
    whole = min(interval_s * 2.0 ** min(failures - 1, 30), max(LONGEST_PAUSE_S, interval_s))
    seed = hashlib.blake2b(f"{name}\0{failures}".encode("utf-8", "replace"), digest_size=4).digest()
    return whole * (0.8 + 0.15 * int.from_bytes(seed) / 2**32)
