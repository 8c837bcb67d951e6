"""A deed told outweighs talk of violence, however many dreadful words the talk has."""

import pytest

from bot.extraction.command import read_line
from bot.extraction.deed import concreteness
from bot.extraction.document import read_document
from bot.extraction.lexicon import lexicon
from bot.extraction.signs import read_signs

# What tells more of one deed, what tells less.
PAIRS = [
    ("Two judges were murdered yesterday in front of the court.", "Judges have always been murdered here."),
    ("A bomb exploded last night in a bank in Cali.", "The bombings must end if we want peace."),
    ("Gunmen shot the mayor on Monday.", "Troops of the brigade shot at rebel positions on Monday."),
    ("Masked men kidnapped three engineers today.", "The minister condemned kidnappings and murders."),
    ("Rebels attacked a village and killed four farmers.", "Former rebels met the president on 6 June."),
    ("A priest was assassinated today.", "Is it true that a priest was assassinated?"),
    ("The attackers killed a nurse on Friday.", "The army is attacking the people, our people, every day."),
]


def worth(text: str) -> float:
    """The concreteness of a text of one sentence."""
    document = read_document(read_line({"id": "1", "title": "", "text": text, "published": "2024-06-07"}))
    words = lexicon("en")
    assert words is not None
    (signs,) = read_signs(document, words)
    return concreteness(signs, "en")


@pytest.mark.parametrize(("deed", "talk"), PAIRS, ids=[deed for deed, _ in PAIRS])
def test_one_deed_is_more_concrete_than_talk(deed: str, talk: str) -> None:
    assert worth(deed) >= 1.9
    assert worth(talk) <= worth(deed) - 1


def test_words_for_armed_people_tell_no_deed() -> None:
    assert worth("On 6 June the president received nine guerrillas and two insurgents.") == 0.0
