"""Numbers in words and figures, with what stands before them: "at least", "up to", "between … and …"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.extraction.fact_words import FactWords
from bot.extraction.tokens import Token
from bot.model.mention import Count

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_RANGE = frozenset({"-", "–", "—", "to", "or"})
_GLUE = frozenset({"a", "an"})
LARGEST = 5_000_000


class Number(NamedTuple):
    """Tokens ``i`` to ``j`` (exclusive) and what they count. ``figure`` is the plain value."""

    i: int
    j: int
    amount: Count
    figure: int
    in_digits: bool


def find_numbers(tokens: Sequence[Token], words: FactWords) -> dict[int, Number]:
    """Every number of a sentence, keyed by the index of its first token (signs before it included)."""
    found: dict[int, Number] = {}
    i, n = 0, len(tokens)
    while i < n:
        number = _number_at(tokens, i, words)
        if number is None:
            i += 1
            continue
        number = _with_sign(tokens, number, words)
        found[number.i] = number
        i = number.j
    return found


def _plain(tokens: Sequence[Token], i: int, words: FactWords) -> tuple[int, int, bool] | None:
    """(value, next index, in digits) of an exact number that begins at ``i``."""
    n = len(tokens)
    low = tokens[i].low
    if low[:1].isdigit():
        if not _FIGURE.fullmatch(low):
            return None
        value = int(low.replace(",", ""))
        j = i + 1
        if j < n and words.digits.get(tokens[j].low, 0) >= 1000:
            value *= words.digits[tokens[j].low]
            j += 1
        elif j < n and tokens[j].low == "dozen":
            value, j = value * 12, j + 1
        return min(value, LARGEST), j, True
    if low in words.exact:
        return words.exact[low], i + 1, False
    j, total, part, seen = i, 0, 0, False
    if (
        low in _GLUE
        and i + 1 < n
        and words.digits.get(tokens[i + 1].low, 0) in (12, 20, 100, 1000, 1_000_000)
    ):
        if tokens[i + 1].low in ("twelve", "twenty"):
            return None
        part, j, seen = 1, i + 1, True
    while j < n:
        value_here = words.digits.get(tokens[j].low)
        if value_here is None:
            if tokens[j].low in ("-", "and") and seen and j + 1 < n:
                after = words.digits.get(tokens[j + 1].low)
                hyphen = tokens[j].low == "-" and part % 100 in range(20, 100, 10) and after in range(1, 10)
                if after and (hyphen or (tokens[j].low == "and" and part >= 100 and after < 100)):
                    j += 1
                    continue
            break
        if value_here in (100, 12, 20) and tokens[j].low in ("hundred", "dozen", "score"):
            part = max(part, 1) * value_here
        elif value_here >= 1000:
            total, part = total + max(part, 1) * value_here, 0
        elif value_here == 0:
            if seen:
                break
            return 0, j + 1, False
        elif part and (part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20 and value_here < 10)):
            part += value_here
        elif part:
            break
        else:
            part = value_here
        seen = True
        j += 1
    return (min(total + part, LARGEST), j, False) if seen else None


def _number_at(tokens: Sequence[Token], i: int, words: FactWords) -> Number | None:
    low = tokens[i].low
    if low in words.vague:
        least = words.vague[low]
        j = i + 1
        if low == "many" and i and tokens[i - 1].low in ("how", "as"):
            return None
        return Number(i, j, Count(least, least, None), least, False)
    plain = _plain(tokens, i, words)
    if plain is None:
        return None
    value, j, in_digits = plain
    if low == "half" and j < len(tokens):
        value //= 2
    risen = tokens[j].low == "to" and i > 0 and tokens[i - 1].low == "from" if j < len(tokens) else False
    if j + 1 < len(tokens) and tokens[j].low in _RANGE and not risen:
        upper = _plain(tokens, j + 1, words)
        if upper and value < upper[0] <= max(20, value * 5):
            return Number(i, upper[1], Count(value, value, upper[0]), value, in_digits)
    if j + 1 < len(tokens) and tokens[j].low == "or" and tokens[j + 1].low == "more":
        return Number(i, j + 2, Count(value, value, None), value, in_digits)
    if j < len(tokens) and tokens[j].low == "+":
        return Number(i, j + 1, Count(value, value, None), value, in_digits)
    return Number(i, j, Count(value, value, value), value, in_digits)


def _with_sign(tokens: Sequence[Token], number: Number, words: FactWords) -> Number:
    i, value = number.i, number.figure
    if i and tokens[i - 1].low == "between" and number.j + 1 < len(tokens) and tokens[number.j].low == "and":
        upper = _plain(tokens, number.j + 1, words)
        if upper and upper[0] > value:
            return Number(i - 1, upper[1], Count(value, value, upper[0]), value, number.in_digits)
    if i and tokens[i - 1].low in ("the", "all"):
        return number
    sign = words.before.get(tokens[i - 1].low, "") if i else ""
    if number.amount.max != number.amount.best:
        return number._replace(i=i - 1) if sign else number
    if sign in ("at_least", "more_than"):
        return number._replace(i=i - 1, amount=Count(value, value, None))
    if sign == "up_to":
        return number._replace(i=i - 1, amount=Count(None, value, value))
    if sign == "about":
        return number._replace(i=i - 1, amount=Count(None, value, None))
    return number
