"""Subscriptions of a replay: lines {"chat", "text"}, the text as after /subscribe."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from bot.extraction.batch import gazetteer
from bot.matching.areas import EVERYWHERE
from bot.matching.grammar import Choice, Parsed, Question, parse
from bot.model.errors import UserError
from bot.model.subscription import Subscription

_BEFORE = datetime(1970, 1, 1, tzinfo=UTC)


def read_subscriptions(
    lines: Iterable[tuple[int, str]], complain: Callable[[int, str], None]
) -> tuple[list[Subscription], int]:
    """Return the subscriptions and how many lines were refused.

    ``chat`` is a number or any text; texts are numbered from 1 upwards. A text that /subscribe would ask back
    about takes the first choice offered, and is named to ``complain``: nobody is there to answer.
    """
    found: list[Subscription] = []
    numbers: dict[str, int] = {}
    wrong = 0
    for number, line in lines:
        try:
            data = json.loads(line)
            chat, text = data["chat"], str(data["text"])
            parsed = _answered(text, number, complain)
        except (ValueError, KeyError, TypeError) as error:
            complain(number, f"not a subscription: {error}")
            wrong += 1
            continue
        except UserError as error:
            complain(number, f"/subscribe refuses {text!r}: {error.key}")
            wrong += 1
            continue
        chat_id = chat if isinstance(chat, int) else numbers.setdefault(str(chat), len(numbers) + 1)
        found.append(
            Subscription(
                id=0,
                chat_id=chat_id,
                number=0,
                text=text,
                areas=parsed.areas or (EVERYWHERE,),
                created_at=_BEFORE,
                terms=parsed.terms,
                any_term=parsed.any_term,
                min_severity=parsed.min_severity,
                expression=parsed.expression,
            )
        )
    return found, wrong


def _answered(text: str, number: int, complain: Callable[[int, str], None]) -> Parsed:
    answers: dict[str, Choice] = {}
    for _ in range(8):
        told = parse(text, gazetteer(), answers)
        if not isinstance(told, Question):
            return told
        choice = told.choices[0] if told.choices else None
        if choice is None:
            raise UserError(f"question-{told.kind.value}")
        picked = choice.place.name if choice.place else choice.text or "as a word"
        complain(number, f"/subscribe asks back about {told.asked!r}; taken as {picked}")
        if choice.text:
            text = choice.text
        else:
            answers[told.key] = choice
    raise UserError("question-unanswered")
