"""The building, road or other spot of an incident, as the text calls it ("garment factory", "Jinnah
Airport").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.lexicon import Lexicon
from bot.extraction.signs import Signs
from bot.extraction.toponyms import Named
from bot.extraction.words import Hit

_MODIFIERS = 4
# How many words before a hospital may tell that the hurt were brought there.
_CARE_REACH = 9


@dataclass(frozen=True, slots=True)
class Site:
    """``named``: it has a name of its own, so it could be found on a map."""

    text: str
    start: int
    end: int
    named: bool


def find_site(own: Sequence[Signs], lexicon: Lexicon, toponyms: Sequence[Named] = ()) -> Site | None:
    """The first spot that the first own sentences name; a named one before one that is described."""
    found: list[Site] = []
    leads, determiners = lexicon.words("site", "leads"), lexicon.words("site", "determiners")
    stops, to = lexicon.words("site", "stops"), lexicon.words("site", "to")
    for signs in own[:4]:
        words = signs.words
        hits = lexicon.place.find(words)
        shouting = _title_case(signs)
        for hit in hits:
            if "site" not in hit.tags or _begins_a_toponym(signs, hit, toponyms):
                continue
            first = hit.first
            while first > 0 and hit.first - first < _MODIFIERS and _modifies(words.folded[first - 1], stops):
                first -= 1
            first, of_place = _without_toponym(signs, first, hit, toponyms)
            lead = first - 1
            if of_place:
                lead = _before_toponym(signs, lead, toponyms)
            determined = of_place == "'s" or (lead >= 0 and words.folded[lead] in determiners)
            lead -= lead >= 0 and words.folded[lead] in determiners
            if lead < 0 or words.folded[lead] not in leads:
                continue
            if words.folded[hit.last - 1 :][:1] == ("home",) and words.folded[lead] == "at":
                continue
            if words.folded[lead] == "to" and not to.intersection(words.folded[max(0, lead - 2) : lead]):
                continue
            if _only_cares(signs, hit, lead, lexicon):
                continue
            named = not shouting and any(words.raw[n][0].isupper() for n in range(first, hit.last))
            if not named and not determined:
                continue  # in "shooting at Karachi factory" too little says which words are its name
            start, end = (
                signs.sentence.start + words.starts[first],
                signs.sentence.start + words.ends[hit.last - 1],
            )
            text = signs.sentence.text[words.starts[first] : words.ends[hit.last - 1]]
            found.append(Site(" ".join(text.split()), start, end, named))
    return next((s for s in found if s.named), found[0] if found else None)


def _without_toponym(signs: Signs, first: int, hit: Hit, toponyms: Sequence[Named]) -> tuple[int, str]:
    """Leave a place's name out of "Multan power plant" and "Karachi's airport", not of "Karachi University".

    Returns where the site begins, and "" or the last word that was left out.
    """
    words, start = signs.words, signs.sentence.start
    if words.raw[hit.last - 1][0].isupper():
        return first, ""
    for n in range(hit.first - 1, first - 1, -1):
        at = start + words.starts[n]
        if words.folded[n] == "'s" or any(t.start <= at < t.end for t in toponyms):
            return n + 1, words.folded[n]
    return first, ""


def _begins_a_toponym(signs: Signs, hit: Hit, toponyms: Sequence[Named]) -> bool:
    """Whether the word only begins a longer name: "Port Moresby" is no port."""
    start = signs.sentence.start + signs.words.starts[hit.first]
    end = signs.sentence.start + signs.words.ends[hit.last - 1]
    return any(t.start <= start and end < t.end for t in toponyms)


def _before_toponym(signs: Signs, at: int, toponyms: Sequence[Named]) -> int:
    """The word before the place's name that ends at word ``at``."""
    words, start = signs.words, signs.sentence.start
    while at >= 0 and (
        words.folded[at] == "'s" or any(t.start <= start + words.starts[at] < t.end for t in toponyms)
    ):
        at -= 1
    return at


def _only_cares(signs: Signs, hit: Hit, lead: int, lexicon: Lexicon) -> bool:
    """Whether a hospital is told only as where the hurt were brought, or as who tells of them."""
    words = signs.words.folded
    if words[hit.last - 1] not in lexicon.words("site", "care"):
        return False
    brought, says = lexicon.words("site", "brought"), lexicon.words("site", "says")
    done = [t.last for t in signs.triggers if t.last <= hit.first and t.weight >= 2.0]
    cares = [n for n in range(max(0, hit.first - _CARE_REACH), hit.first) if words[n] in brought]
    if cares:
        return not any(n >= max(cares) for n in done)
    return bool(says.intersection(words[hit.last : hit.last + 3])) or words[lead] in ("of", "from", "by")


def _modifies(word: str, stops: frozenset[str]) -> bool:
    return (word[0].isalpha() and word not in stops) or word == "'s"


def _title_case(signs: Signs) -> bool:
    raw = [w for w in signs.words.raw if w[0].isalpha() and len(w) > 3]
    return len(raw) > 3 and sum(w[0].isupper() for w in raw) > 0.7 * len(raw)
