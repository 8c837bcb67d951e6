"""Questions asked back about a text, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.matching.words import fold
from bot.model.place import Place


class QuestionKind(StrEnum):
    """What is asked back; each has a text of its own."""

    WHICH = "which"
    PLACE_OR_WORD = "place-or-word"
    UNKNOWN = "unknown"
    INSIDE_OR_BOTH = "inside-or-both"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a place, the word as a word, each place for itself, or another text to read instead."""

    place: Place | None = None
    as_word: bool = False
    each: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Asked back about ``asked``, as the person typed it. Put the choice into ``answers`` under ``key``."""

    kind: QuestionKind
    asked: str
    choices: tuple[Choice, ...]

    @property
    def key(self) -> str:
        """What the answer is found by when the text is read again."""
        return answer_key(self.asked)


Answers = Mapping[str, Choice]


def answer_key(asked: str) -> str:
    """Return the key of the answer to a question about ``asked``."""
    return " ".join(fold(asked).split())
