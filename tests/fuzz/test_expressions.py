"""Random expressions and garbage, as many as a test run bears; ``make fuzz`` tries a million."""

import pytest

from tests.fuzz import expressions


def test_two_thousand_random_expressions_mean_what_a_slow_evaluator_says() -> None:
    assert [fault for number in range(2_000) if (fault := expressions.attempt(number))] == []


def test_the_slow_evaluator_notices_a_wrong_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "holds", lambda tree, facts: True)
    assert any(expressions.attempt(number) for number in range(20))
