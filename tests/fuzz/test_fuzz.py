"""Two thousand spoiled feeds, from their bytes to what Telegram would be sent; ``make fuzz`` tries more."""

import pytest

from tests.fuzz import way
from tests.fuzz.mutate import feed

EACH = 500


@pytest.mark.parametrize("first", range(0, 2000, EACH))
def test_spoiled_feed_never_breaks_the_program_nor_makes_a_message_that_telegram_refuses(first: int) -> None:
    failed, seen = way.run(EACH, first)
    assert failed == [], f"python -m tests.fuzz.way 1 {failed[0]}"
    assert seen["tried"] == EACH
    # Most of them still tell of something, else nothing would have been tried.
    assert seen["items"] > EACH / 2
    assert seen["messages"] > EACH / 2


def test_same_number_gives_the_same_feed() -> None:
    assert [feed(n) for n in range(50)] == [feed(n) for n in range(50)]


def test_way_notices_a_message_that_telegram_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    original = way.render_alert

    def broken(*values: object, **named: object) -> object:
        told = original(*values, **named)  # type: ignore[arg-type]
        return type(told)(html=f"{told.html}<b>", plain=told.plain)

    monkeypatch.setattr(way, "render_alert", broken)
    failed, _ = way.run(12)
    assert failed
