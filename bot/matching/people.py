"""People by nationality and what they are: "Chinese nationals", 中国公民, ``target:Chinese``."""

from collections.abc import Sequence
from functools import cache

from babel import Locale

from bot.matching.words import fold, split, stem, unspaced
from bot.model.mention import Target
from bot.model.nationality import countries_of
from bot.model.subscription import Term

# Besides these, nouns of people that a nationality is often written with.
_PEOPLE = frozenset(
    {"worker", "engineer", "student", "tourist", "teacher", "employee", "staff", "diplomat", "businessman",
     "trader", "labourer", "laborer", "technician", "doctor", "journalist", "official", "investor", "family",
     "people", "community", "crew", "personnel", "guard", "soldier", "driver", "contractor", "expert"}
)  # fmt: skip
# Nouns that say no more than that they are people.
_ANYBODY = frozenset(
    {"national", "citizen", "person", "expat", "expatriate", "resident", "subject", "man", "foreigner"}
)
_ANYBODY_UNSPACED = frozenset({"人", "公民", "国民", "籍", "籍人士", "侨民", "人员", "籍公民", "國民"})
_STAFF_UNSPACED = {
    "工人": "worker",
    "员工": "worker",
    "工程师": "engineer",
    "学生": "student",
    "游客": "tourist",
}


def is_people(text: str, target: Target) -> bool:
    """Whether ``text`` names a nationality with a noun (or 中国人) and the target is of them."""
    if not target.nationality:
        return False
    if unspaced(text):
        return _unspaced(fold("".join(text.split())), target)
    *adjective, noun = split(text) or [""]
    if not adjective or not _same_nation(" ".join(adjective), target.nationality):
        return False
    return stem(noun) in _ANYBODY or stem(noun) == _noun(target)


def is_target(text: str, target: Target) -> bool:
    """Whether ``text`` is the target's nationality ("Chinese"), its type ("police"), or both."""
    if target.nationality and _same_nation(text, target.nationality):
        return True
    wanted = " ".join(map(stem, split(text)))
    return (bool(wanted) and wanted == _type(target)) or is_people(text, target)


def is_nationality(word: str) -> bool:
    """Whether this is an adjective of nationality."""
    return word.lower() in countries_of()


def people_in(terms: Sequence[Term]) -> tuple[str, str, tuple[Term, ...]] | None:
    """Return the nationality that stands before a noun of people, its country (alpha-2), and the other terms:
    ``chinese workers hotel`` gives "chinese", "CN" and the term "hotel". None where there is none.

    In quotes, "Chinese nationals" means all of them already.
    """
    for n, term in enumerate(terms):
        after = terms[n + 1 : n + 2]
        if term.phrase:
            words, rest = split(term.text), terms[n + 1 :]
        else:
            words, rest = [term.text, *(each.text for each in after if not each.phrase)], terms[n + 2 :]
        if len(words) != 2:
            continue
        adjective, noun = fold(words[0]), stem(fold(words[1]))
        country = countries_of().get(adjective)
        if country and (noun in _PEOPLE or (noun in _ANYBODY and not term.phrase)):
            return adjective, country, (*terms[:n], *rest)
    return None


def _same_nation(text: str, nationality: str) -> bool:
    own, theirs = (countries_of().get(each.strip().lower()) for each in (text, nationality))
    return fold(text.strip()) == fold(nationality.strip()) or (own is not None and own == theirs)


def _type(target: Target) -> str:
    return " ".join(map(stem, split((target.type or "").replace("_", " "))))


def _noun(target: Target) -> str:
    return _type(target).rpartition(" ")[2]


def _unspaced(text: str, target: Target) -> bool:
    country = countries_of().get((target.nationality or "").strip().lower())
    for name, code in _chinese_names().items():
        if code == country and text.startswith(name):
            rest = text[len(name) :]
            return rest in _ANYBODY_UNSPACED or _STAFF_UNSPACED.get(rest, "-") == _noun(target)
    return False


@cache
def _chinese_names() -> dict[str, str]:
    names = Locale("zh").territories
    return {fold(names[code]): code for code in set(countries_of().values()) if code in names}
