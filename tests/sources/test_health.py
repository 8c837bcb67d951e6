"""How a source is doing, in waits and in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import FetchFailure, SourceError
from bot.model.item import SourceState
from bot.sources import health
from bot.sources.health import Word

NOW = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)
UNKNOWN = SourceState("wire")
TIMEOUT = SourceError(FetchFailure.TIMEOUT, "no whole answer within 20 s")


def failed(times: int, error: SourceError = TIMEOUT, state: SourceState = UNKNOWN) -> SourceState:
    for _ in range(times):
        state = health.after_failure(state, error, NOW, 90)
    return state


def wait_s(state: SourceState) -> float:
    assert state.not_before is not None
    return (state.not_before - NOW).total_seconds()


def test_wait_doubles_with_every_failure_up_to_an_hour() -> None:
    waits = [wait_s(failed(n)) for n in range(1, 12)]
    for n, wait in enumerate(waits):
        nominal = min(90 * 2**n, 3600)
        assert 0.8 * nominal <= wait <= 0.95 * nominal
    assert failed(11).failures == 11


def test_first_failure_does_not_cost_the_next_turn() -> None:
    assert wait_s(failed(1)) < 90


def test_sources_that_failed_together_come_back_apart() -> None:
    waits = {health.backoff_s(f"source {n}", 4, 90) for n in range(50)}
    assert len(waits) == 50
    assert health.backoff_s("wire", 4, 90) == health.backoff_s("wire", 4, 90)


def test_server_that_asks_for_patience_gets_it() -> None:
    assert wait_s(failed(1, SourceError(FetchFailure.HTTP_STATUS, "429", 1_200))) == 1_200
    assert wait_s(failed(1, SourceError(FetchFailure.HTTP_STATUS, "429", 1))) > 70


def test_server_that_asks_for_a_year_gets_six_hours() -> None:
    assert wait_s(failed(1, SourceError(FetchFailure.HTTP_STATUS, "503", 31_536_000))) == 6 * 3600


def test_success_ends_the_wait_and_the_count() -> None:
    state = health.after_success(failed(5), NOW, entries=3)
    assert (state.failures, state.last_failure, state.not_before, state.entries) == (0, "", None, 3)


def test_first_success_is_remembered_for_good_also_with_no_entries() -> None:
    state = health.after_success(SourceState("wire"), NOW, entries=0)
    later = NOW + timedelta(days=1)
    state = health.after_success(failed(3, state=state), later, entries=5)
    assert (state.first_ok_at, state.last_ok_at) == (NOW, later)


def test_failure_is_no_success() -> None:
    state = failed(3)
    assert (state.first_ok_at, state.last_ok_at, state.last_polled_at) == (None, None, NOW)


def test_redirect_that_stopped_working_is_forgotten() -> None:
    moved = SourceState("wire", url="https://new.example/feed")
    assert failed(2, state=moved).url == "https://new.example/feed"
    assert failed(3, state=moved).url == ""


@pytest.mark.parametrize(
    ("state", "word", "fine"),
    [
        (SourceState("wire"), Word.NEVER_POLLED, False),
        (health.after_success(SourceState("wire"), NOW, entries=4), Word.FINE, True),
        (health.after_success(SourceState("wire"), NOW, entries=0), Word.EMPTY, True),
        (failed(1, SourceError(FetchFailure.BLOCKED, "403")), Word.BLOCKED, False),
        (failed(1, SourceError(FetchFailure.NOT_A_FEED, "a web page")), Word.UNPARSEABLE, False),
        (failed(1, SourceError(FetchFailure.UNPARSEABLE, "broken")), Word.UNPARSEABLE, False),
        (failed(1, SourceError(FetchFailure.EMPTY_BODY, "11 bytes")), Word.UNPARSEABLE, False),
        (failed(1, SourceError(FetchFailure.HTTP_STATUS, "404")), Word.FAILING, False),
        (failed(1), Word.FAILING, False),
        (replace(failed(1), last_failure="of another version"), Word.FAILING, False),
    ],
)
def test_quiet_source_is_told_from_a_broken_one(state: SourceState, word: Word, fine: bool) -> None:
    status = health.status(state)
    assert (status.word, status.is_fine) == (word, fine)


def test_status_says_since_when_and_why() -> None:
    state = failed(2, state=health.after_success(SourceState("wire"), NOW, entries=4))
    status = health.status(state)
    assert status.well_at == NOW
    assert status.reason == "timeout: no whole answer within 20 s"


@given(st.text(), st.integers(1, 10_000), st.floats(1, 100_000))
def test_wait_is_never_longer_than_an_hour_or_the_interval(name: str, failures: int, interval: float) -> None:
    assert 0 < health.backoff_s(name, failures, interval) <= max(3600, interval)
