"""The text after /subscribe or /latest: places, words, lowest severity; or a question back.

The rules stand in docs/chat.md. A question is answered by reading the same text again with the answer, so
nothing is kept between the two but that text.
"""

import unicodedata
from dataclasses import dataclass

from bot.matching import expression
from bot.matching.placing import Placing, circles
from bot.matching.question import Answers, Choice, Question, QuestionKind, answer_key
from bot.matching.segments import cut_segments
from bot.model.errors import UserError
from bot.model.place import Area
from bot.model.subscription import Term
from bot.places.gazetteer import Gazetteer

__all__ = ["Answers", "Choice", "Parsed", "Question", "QuestionKind", "answer_key", "parse"]

MAX_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the text asks for. ``expression`` is canonical and stands for what ``terms`` can't say.

    No ``areas`` means that none were named: the world for /subscribe, the chat's own for /latest.
    """

    areas: tuple[Area, ...] = ()
    terms: tuple[Term, ...] = ()
    any_term: bool = False
    min_severity: int | None = None
    expression: str = ""

    @property
    def could_be_list(self) -> bool:
        """Whether a person may have meant any of the words, not all of them."""
        return len(self.terms) > 1 and not self.any_term and not any(term.phrase for term in self.terms)


def parse(
    text: str, gazetteer: Gazetteer, answers: Answers | None = None, *, words_alone: bool = False
) -> Parsed | Question:
    """Read ``text``. Raises UserError for what can't be meant, with an example or a position.

    ``words_alone``: a text without a place is words, and no mistake (/latest).
    """
    text = " ".join("".join(" " if _is_hidden(char) else char for char in text).split())
    if not text:
        raise UserError("error-empty")
    if len(text) > MAX_TEXT:
        raise UserError("error-text-long", limit=MAX_TEXT)
    found = Placing(gazetteer, answers or {}, words_alone).read(cut_segments(text))
    if isinstance(found, Question):
        return found
    areas, words = found
    if not areas and not words:
        raise UserError("error-empty")
    told = expression.read(words)
    if told.within_km is not None:
        areas = circles(areas, told.within_km, gazetteer)
    return Parsed(areas, told.terms, told.any_term, told.min_severity, told.rest)


def _is_hidden(char: str) -> bool:
    """Control characters, halves of characters, and what turns the reading direction round. Joiners stay."""
    turning = "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
    return turning or unicodedata.category(char) in ("Cc", "Cs")
