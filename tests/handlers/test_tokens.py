from datetime import timedelta

from handlers.pace import Pace, SeenUpdates, Verdict
from handlers.tokens import LIFETIME, Tokens
from tests.fakes.clock import FakeClock


def test_token_is_its_chats_and_its_persons(clock: FakeClock) -> None:
    tokens = Tokens()
    now = clock.now()
    token = tokens.put("x", chat_id=1, user_id=7, now=now)
    assert tokens.get(token, chat_id=1, user_id=7, now=now) == "x"
    assert tokens.get(token, chat_id=2, user_id=7, now=now) is None
    assert tokens.get(token, chat_id=1, user_id=8, now=now) is None
    assert tokens.get(token, chat_id=1, user_id=None, now=now) is None
    assert tokens.get(token + "x", chat_id=1, user_id=7, now=now) is None


def test_token_ends_after_its_life_and_when_dropped(clock: FakeClock) -> None:
    tokens = Tokens()
    token = tokens.put("x", chat_id=1, now=clock.now())
    later = clock.now() + LIFETIME + timedelta(seconds=1)
    assert tokens.get(token, chat_id=1, user_id=None, now=later) is None
    tokens.drop(token)
    tokens.drop(token)
    assert tokens.get(token, chat_id=1, user_id=None, now=clock.now()) is None


def test_one_chat_cannot_push_out_the_tokens_of_others(clock: FakeClock) -> None:
    tokens = Tokens()
    mine = tokens.put("mine", chat_id=1, now=clock.now())
    theirs = [tokens.put(n, chat_id=2, now=clock.now()) for n in range(20_000)]
    assert tokens.get(mine, chat_id=1, user_id=None, now=clock.now()) == "mine"
    alive = [t for t in theirs if tokens.get(t, chat_id=2, user_id=None, now=clock.now()) is not None]
    assert alive == theirs[-100:]


def test_tokens_are_bounded(clock: FakeClock) -> None:
    tokens = Tokens()
    first = tokens.put("x", chat_id=0, now=clock.now())
    for chat in range(1, 5_001):
        tokens.put("x", chat_id=chat, now=clock.now())
    assert tokens.get(first, chat_id=0, user_id=None, now=clock.now()) is None


def test_pace_warns_once_and_lets_go_on_after_a_minute(clock: FakeClock) -> None:
    pace = Pace()
    said = [pace.ask(1, clock.now(), 30) for _ in range(1_000)]
    assert said[:30] == [Verdict.GO] * 30
    assert said[30] is Verdict.SLOW_DOWN
    assert set(said[31:]) == {Verdict.IGNORE}
    assert pace.ask(2, clock.now(), 30) is Verdict.GO
    assert pace.ask(1, clock.advance(60), 30) is Verdict.GO


def test_update_is_new_once() -> None:
    seen = SeenUpdates()
    assert seen.is_new(5)
    assert not seen.is_new(5)
    assert seen.is_new(4), "out of order is no repetition"
