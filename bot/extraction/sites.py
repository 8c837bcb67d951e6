"""The building, road or other spot of an incident, as the text calls it ("garment factory", "Jinnah Airport")."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.lexicon import Lexicon
from bot.extraction.signs import Signs

_MODIFIERS = 4
_STOP = frozenset(
    "a an the his her their its this that at in on near outside inside of to from into by and or with for after over "
    "when while where as was were is are has had have killed injured wounded says said say off targeting targets "
    "targeted hits hit rocks rips struck strikes strike storm storms stormed attack attacks attacked attacking raid "
    "raids against around behind beside opposite through across along under kills leaves leave who which it they one "
    "two three four five six seven eight nine ten several many some at least more than about".split()
)
_LEADS = frozenset(
    "at in on near outside inside into of from opposite behind beside around against targeting targets targeted hits hit "
    "rocks rips struck strikes strike storm storms stormed storming attack attacks attacked attacking raid raids raided "
    "through to by over along under across seized occupied entered bombed torched burned".split()
)
_DETERMINERS = frozenset("a an the his her their its this that".split())


@dataclass(frozen=True, slots=True)
class Site:
    """``named``: it has a name of its own, so it could be found on a map."""

    text: str
    start: int
    end: int
    named: bool


def find_site(own: Sequence[Signs], lexicon: Lexicon) -> Site | None:
    """The first spot that the first own sentences name; a named one before one that is only described."""
    found: list[Site] = []
    for signs in own[:4]:
        words = signs.words
        hits = lexicon.place.find(words)
        shouting = _title_case(signs)
        for hit in hits:
            if "site" not in hit.tags:
                continue
            first = hit.first
            while first > 0 and hit.first - first < _MODIFIERS and _modifies(words.folded[first - 1]):
                first -= 1
            lead = first - 1
            determined = lead >= 0 and words.folded[lead] in _DETERMINERS
            lead -= determined
            if lead < 0 or words.folded[lead] not in _LEADS:
                continue
            if words.folded[hit.last - 1 :][:1] == ("home",) and words.folded[lead] == "at":
                continue
            named = not shouting and any(words.raw[n][0].isupper() for n in range(first, hit.last))
            start, end = (
                signs.sentence.start + words.starts[first],
                signs.sentence.start + words.ends[hit.last - 1],
            )
            text = signs.sentence.text[words.starts[first] : words.ends[hit.last - 1]]
            found.append(Site(" ".join(text.split()), start, end, named))
    return next((s for s in found if s.named), found[0] if found else None)


def _modifies(word: str) -> bool:
    return word[0].isalpha() and word not in _STOP or word == "'s"


def _title_case(signs: Signs) -> bool:
    raw = [w for w in signs.words.raw if w[0].isalpha() and len(w) > 3]
    return len(raw) > 3 and sum(w[0].isupper() for w in raw) > 0.7 * len(raw)
