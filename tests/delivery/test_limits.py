"""The limits hold whatever is asked for, and use what they allow."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.limits import Limits

PERSON, GROUP = 7, -7


def test_token_rate_is_used_and_not_exceeded() -> None:
    limits, now, sent = Limits(28.0, 1.0, 18.0), 100.0, []
    while now < 110.0:
        if limits.token_ready_at() <= now:
            limits.take(len(sent), now)
            sent.append(now)
        else:
            now = limits.token_ready_at()
    assert 0.97 * 280 <= len(sent) <= 288
    assert max(sum(start <= at < start + 1.0 for at in sent) for start in sent) <= 30


@given(st.lists(st.floats(0.0, 0.4), min_size=1, max_size=100))
def test_as_many_as_there_is_room_for_may_go_at_once(waits: list[float]) -> None:
    limits, now, sent = Limits(10.0, 1.0, 18.0), 5.0, []
    for wait_s in waits:
        now += wait_s
        room = limits.room(now)
        # A quarter of a second's worth and the one that is due.
        assert room <= 3
        assert (room > 0) == (limits.token_ready_at() <= now)
        for _ in range(room):
            limits.take(len(sent), now)
            sent.append(now)
    assert max(sum(start <= at < start + 0.999 for at in sent) for start in sent) <= 11


def test_late_timer_catches_up() -> None:
    limits, sent = Limits(28.0, 1.0, 18.0), 0
    for tick in range(50):
        now = tick * 0.2
        while limits.token_ready_at() <= now:
            limits.take(sent, now)
            sent += 1
    assert sent >= 0.97 * 280


def test_private_chat_gets_one_a_second() -> None:
    limits = Limits(28.0, 1.0, 18.0)
    limits.take(PERSON, 100.0)
    assert limits.chat_ready_at(PERSON) == 101.0
    assert limits.chat_ready_at(PERSON + 1) <= 100.0


def test_group_gets_no_more_than_its_share_of_any_minute() -> None:
    limits, now, sent = Limits(28.0, 1.0, 18.0), 100.0, []
    while now < 400.0:
        now = max(now, limits.chat_ready_at(GROUP), limits.token_ready_at())
        limits.take(GROUP, now)
        sent.append(now)
    assert max(sum(start <= at < start + 60.0 for at in sent) for start in sent) == 18
    assert len(sent) >= 18 * 5


def test_retry_after_holds_the_chat_it_was_said_of_alone() -> None:
    limits = Limits(28.0, 1.0, 18.0)
    assert limits.penalise(PERSON, 30.0, 100.0) == 30.0
    assert limits.chat_ready_at(PERSON) == 130.0
    assert limits.chat_ready_at(GROUP) <= 100.0
    assert limits.token_ready_at() <= 100.0


def test_429_without_a_time_waits_longer_each_time() -> None:
    limits = Limits(28.0, 1.0, 18.0)
    waits = [limits.penalise(PERSON, None, 100.0 * n) for n in range(1, 8)]
    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    limits.went_well(PERSON)
    assert limits.penalise(PERSON, None, 1000.0) == 2.0


def test_several_chats_told_to_wait_at_once_is_the_tokens_trouble() -> None:
    limits = Limits(28.0, 1.0, 18.0)
    for chat_id in (1, 2):
        limits.penalise(chat_id, 5.0, 100.0)
    assert limits.token_ready_at() <= 100.0
    limits.penalise(3, 5.0, 100.5)
    assert limits.token_ready_at() == 105.5


def test_one_chat_told_again_and_again_is_not_the_tokens_trouble() -> None:
    limits = Limits(28.0, 1.0, 18.0)
    for _ in range(9):
        limits.penalise(GROUP, 5.0, 100.0)
    assert limits.token_ready_at() <= 100.0


def test_a_success_between_says_that_the_token_is_fine() -> None:
    limits = Limits(28.0, 1.0, 18.0)
    for chat_id in (1, 2, 3, 4):
        limits.penalise(chat_id, 5.0, 100.0)
        limits.went_well(9)
    assert limits.token_ready_at() <= 100.0


def test_idle_chats_are_forgotten() -> None:
    limits = Limits(1e6, 1.0, 18.0)
    for n in range(5000):
        limits.take(n if n % 2 else -n - 1, n * 1.0)
    assert len(limits._chats) < 1500


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, -1, -2]), st.floats(0, 3), st.none() | st.floats(0.5, 90)),
        max_size=150,
    )
)
def test_no_limit_is_ever_broken(steps: list[tuple[int, float, float | None]]) -> None:
    limits, now = Limits(5.0, 1.0, 4.0), 0.0
    sent: list[tuple[float, int]] = []
    told: dict[int, float] = {}
    for chat_id, wait_s, retry_after in steps:
        now += wait_s
        if limits.token_ready_at() > now or limits.chat_ready_at(chat_id) > now:
            continue
        assert told.get(chat_id, 0.0) <= now
        limits.take(chat_id, now)
        sent.append((now, chat_id))
        if retry_after is not None:
            limits.penalise(chat_id, retry_after, now)
            told[chat_id] = now + retry_after
        else:
            limits.went_well(chat_id)
    for at, chat_id in sent:
        assert sum(at <= other < at + 0.999 for other, _ in sent) <= 6
        of_chat = [other for other, one in sent if one == chat_id]
        assert sum(at <= other < at + 0.999 for other in of_chat) <= 1
        if chat_id < 0:
            assert sum(at <= other < at + 60.0 for other in of_chat) <= 4
