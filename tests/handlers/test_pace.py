from handlers.pace import Pace, SeenUpdates, Verdict
from tests.fakes.clock import FakeClock


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
