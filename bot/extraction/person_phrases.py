"""People in an English sentence: "at least three Chinese engineers", "a driver", "his wife", "civilians"."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.fact_words import FactWords, Noun, fact_words, nationalities
from bot.extraction.numbers import Number, find_numbers
from bot.extraction.tokens import Token, tokens_of
from bot.model.mention import Count

ONE = Count(1, 1, 1)
SEVERAL = Count(2, 2, None)
_ANYONE = Noun("people", True, "")
_LONGEST = 6
_MEN = frozenset(
    ["man", "men", "woman", "youth", "youths", "person", "persons", "people", "individual", "individuals"]
)
_ARMED = frozenset({"armed", "masked", "knife-wielding"})
_TIGHT = frozenset("-/.:'#")


class People(NamedTuple):
    """Tokens ``i`` to ``j`` (exclusive) and whom they name.

    ``side`` is "" for possible victims, "attacker", "fighter", or "thing" for what belongs to people ("a
    police van"). ``state`` is harm inside the phrase ("two of the wounded"), ``sub`` people named within
    others ("including …"), ``bare`` a number alone, ``part`` some of those before ("two of whom"),
    ``vague`` "dozens".
    """

    i: int
    j: int
    amount: Count
    type: str = "people"
    side: str = ""
    nationality: str | None = None
    numbered: bool = False
    named: bool = False
    state: str = ""
    sub: bool = False
    bare: bool = False
    part: bool = False
    vague: bool = False


@lru_cache(maxsize=256)
def numbers_in(text: str) -> Mapping[int, Number]:
    """The numbers of an English sentence by their first token."""
    return find_numbers(tokens_of(text), fact_words("en"))


@lru_cache(maxsize=256)
def find_people(text: str) -> tuple[People, ...]:
    """People of an English sentence in order."""
    words, tokens, numbers = fact_words("en"), tokens_of(text), numbers_in(text)
    finder = _Finder(tokens, numbers, words)
    found: list[People] = []
    i, n = 0, len(tokens)
    sub = dashed = False
    while i < n:
        low = tokens[i].low
        if low in finder.subs:
            sub = low != "among" or (i + 1 < n and tokens[i + 1].low in ("them", "those", "whom"))
        elif low in ("-", "–", "—") and _is_dash(tokens, i):
            if dashed:
                sub = dashed = False
            elif found and found[-1].numbered and found[-1].j in (i, i - 1):
                sub = dashed = True
        elif dashed:
            pass
        elif low in (",", ";", ")"):
            # "including two children, were killed": the comma right after the people closes it
            sub = low == "," and sub and bool(found) and found[-1].j < i - 1
        person = finder.numbered(numbers[i]) if i in numbers else finder.plain(i)
        if person is None:
            i = numbers[i].j if i in numbers else i + 1
            continue
        inside = bool(found) and _within(tokens[found[-1].j : person.i], person.numbered)
        described = i > 1 and tokens[i - 2].low == "who" and tokens[i - 1].low in ("were", "was", "are", "is")
        found.append(person._replace(sub=sub or inside or described or person.sub))
        i = max(person.j, i + 1)
    return tuple(found)


def _within(between: Sequence[Token], numbered: bool) -> bool:
    """ "three people from one family", "members of the same family"; but "a family of five"."""
    words = [token.low for token in between]
    if not words or words[0] not in ("from", "of") or (words[0] == "of" and numbered):
        return False
    return all(word in ("the", "same") for word in words[1:])


def _is_dash(tokens: Sequence[Token], i: int) -> bool:
    """A dash between words, not a hyphen inside one; of two hyphens in a row only the second is one."""
    if i + 1 >= len(tokens):
        return False
    tight = tokens[i + 1].start == tokens[i].end
    if tokens[i + 1].low == "-" and tight:
        return False
    return not (i and tight and tokens[i].start == tokens[i - 1].end)


class _Finder:
    def __init__(self, tokens: Sequence[Token], numbers: Mapping[int, Number], words: FactWords) -> None:
        self.tokens, self.numbers, self.words = tokens, numbers, words
        self.subs = words.any_of("sub")
        self.stops = words.any_of("stops")
        self.units = words.any_of("units")
        self.things = words.any_of("things")
        self.shot = words.any_of("shot")
        self.serious = words.any_of("serious")
        self.determiners = words.any_of("determiners")
        self.adjectives = words.any_of("adjectives")

    def low(self, k: int) -> str:
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def nation(self, k: int) -> str | None:
        return nationalities().get(self.tokens[k].low) if self.tokens[k].cap else None

    def unit(self, low: str) -> bool:
        return low in self.units or (low.endswith("s") and low[:-1] in self.units)

    def numbered(self, number: Number) -> People | None:
        """The people a number counts, None when it counts something else."""
        tokens, words = self.tokens, self.words
        j, n = number.j, len(tokens)
        if is_measure(tokens, number, words):
            return None
        if self.low(number.i) == "one" and self.low(j) in ("another", "day", "side", "time"):
            return None
        vague = self.low(j - 1) in words.vague
        if self.low(j) == "of" and self.low(j + 1) in ("whom", "them", "which"):
            described = words.nouns.get(self.low(j + 2))
            whose = described.type if described else "people"
            last = j + 3 if described else j + 2
            return People(
                number.i,
                last,
                number.amount,
                whose,
                numbered=True,
                part=True,
                sub=described is not None,
                vague=vague,
            )
        some = self.some_of(number) if self.low(j) == "of" else None
        if some is not None:
            return some
        noun: Noun | None = None
        nationality: str | None = None
        state, last, k = "", j, j
        while k < n and k < j + _LONGEST:
            low = tokens[k].low
            if noun is not None and not noun.plural and number.amount.best != 1:
                # "six suspect … militants": of several, the plural is meant
                stop = low in self.stops or low in words.predicates or low in self.serious
                if stop or not (low[0].isalpha() or low == "-"):
                    break
                noun, last = words.nouns.get(low, noun), k + 1 if low in words.nouns else last
                k += 1
                continue
            if low in words.nouns and not (noun is not None and tokens[k - 1].possessive):
                noun, last = words.nouns[low], k + 1
                k += 1
                continue
            if noun is not None:
                break
            if self.nation(k):
                nationality, last = self.nation(k), k + 1
            elif low in words.predicates or low in self.serious:
                if low in ("wounded", "injured", "dead", "missing") and k > j and self.low(k - 1) == "the":
                    state, noun, last = words.predicates[low].field, _ANYONE, k + 1
                break
            elif low in self.stops or low in self.shot or (not low[0].isalnum() and low not in "-'\""):
                break
            elif self.unit(low):
                return None
            k += 1
        if noun is not None and not noun.plural and number.amount.best != 1 and self.unit(self.low(last)):
            return None  # "two suicide bomber attacks"
        if noun is None and nationality is None and k > j and all(t.cap for t in tokens[j:k]):
            last, noun = k, _ANYONE  # "two Bedouin Arabs"
        bare = False
        if noun is None and nationality is None:
            # "two KIA killed": an unknown noun counts when harm follows it, else the number stands alone
            bare = not self.harm_follows(k)
            last = j if bare else k
        if noun is not None:
            noun = noun._replace(side=self.side(noun, last))
        kind = noun or (_ANYONE._replace(type="nationals") if nationality else _ANYONE)
        return People(
            number.i,
            last,
            number.amount,
            kind.type,
            kind.side,
            nationality,
            True,
            state=state,
            bare=bare,
            vague=vague,
        )

    def some_of(self, number: Number) -> People | None:
        """ "two of the eight wounded miners"."""
        state = ""
        for k in range(number.j + 1, number.j + 6):
            low = self.low(k)
            harm = self.words.predicates.get(low)
            if low in self.words.nouns:
                noun = self.words.nouns[low]
                return People(
                    number.i, k + 1, number.amount, noun.type, noun.side, numbered=True, state=state
                )
            if harm and harm.mode != "noun":
                state = harm.field
            elif not (low in self.determiners or low in ("these", "those") or k in self.numbers):
                return None
        return None

    def harm_follows(self, k: int) -> bool:
        auxiliary = self.words.any_of("auxiliary")
        for m in range(k, min(k + 4, len(self.tokens))):
            if self.tokens[m].low in self.words.predicates or self.tokens[m].low in self.shot:
                return True
            if self.tokens[m].low not in auxiliary:
                return False
        return False

    def plain(self, i: int) -> People | None:
        """People without a number."""
        low = self.low(i)
        if low in self.determiners:
            return self.determined(i)
        noun = self.words.nouns.get(low)
        if noun and low != "general":
            return self.with_noun(i, i, noun, None)
        shown = self.nation(i) if low.endswith("s") and low[:-1] in nationalities() else None
        return People(i, i + 1, SEVERAL, "nationals", nationality=shown) if shown else None

    def determined(self, i: int) -> People | None:
        """ "a 12-year-old Chinese boy", "his wife", "another", "a 13-year-old"."""
        nationality, aged = None, False
        for k in range(i + 1, min(i + 1 + _LONGEST + 4, len(self.tokens))):
            low = self.tokens[k].low
            if k in self.numbers and self.low(k + 1) != "-":
                return None
            if low in self.words.nouns:
                return self.with_noun(i, k, self.words.nouns[low], nationality)
            harm = low in self.words.predicates
            if self.nation(k):
                nationality = self.nation(k)
            elif (harm and k == i + 1 and self.low(i) == "another") or (aged and (harm or low in self.stops)):
                return People(i, k, ONE, nationality=nationality)
            elif harm or low in self.stops or not (low[0].isalnum() or low == "-"):
                # "a Palestinian", "an 18-year-old Palestinian": the nationality stands for the person
                alone = nationality is not None and self.nation(k - 1) is not None
                return People(i, k, ONE, "nationals", nationality=nationality) if alone else None
            elif low in ("year", "old", "month") or low[0].isdigit():
                aged = low == "old"
            elif self.unit(low):
                return None
        return None

    def side(self, noun: Noun, last: int) -> str:
        """ "members of a militia" are fighters."""
        if self.low(last) == "of" and self.low(last - 1) in ("member", "members"):
            bodies = self.words.any_of("fighting_bodies")
            if any(token.low in bodies for token in self.tokens[last : last + 7]):
                return "fighter"
        return noun.side

    def with_noun(self, start: int, k: int, noun: Noun, nationality: str | None) -> People | None:
        """People whose noun stands at ``k``; of nouns in a row the last counts ("police officer")."""
        tokens, n = self.tokens, len(self.tokens)
        last = k + 1
        while last < n and tokens[last].low in self.words.nouns and not tokens[last - 1].possessive:
            noun, last = self.words.nouns[tokens[last].low], last + 1
        after, side = self.low(last), noun.side
        if tokens[last - 1].possessive and last < n and after not in self.words.predicates:
            return None
        if after in self.things:
            side, last = "thing", last + 1
        elif after == "-":
            return None
        elif start != k and not noun.plural and self.unit(after):
            side, last = "thing", last + 1  # "a terrorist attack"
        else:
            side = self.side(noun, last)
        if start == k:
            while start and (self.low(start - 1) in self.adjectives or self.nation(start - 1)):
                start -= 1
                nationality = self.nation(start) or nationality
        if not side and self.low(last - 1) in _MEN and any(t.low in _ARMED for t in tokens[start:k]):
            side = "attacker"
        return People(start, last, SEVERAL if noun.plural else ONE, noun.type, side, nationality)


def is_measure(tokens: Sequence[Token], number: Number, words: FactWords) -> bool:
    """Whether a number is an age, a date, a distance, money, a time, a score, a name, a year."""
    i, j, n = number.i, number.j, len(tokens)
    before = tokens[i - 1].low if i else ""
    after = tokens[j].low if j < n else ""
    then = tokens[j + 1].low if j + 1 < n else ""
    units = words.any_of("units")
    if (
        before == ","
        and after in (",", ")")
        and number.in_digits
        and i > 1
        and tokens[i - 2].cap
        and number.figure < 110
    ):
        return True  # "Ana Roa, 45, a judge"
    if before in words.any_of("number_marks") or after in ("st", "nd", "rd", "th"):
        return True
    if after in units or (after.endswith("s") and after[:-1] in units):
        return True
    if after == "-" and (then in units or then[:1].isdigit()):
        return True
    if not number.in_digits:
        return False
    if before in _TIGHT and tokens[i - 1].end == tokens[i].start:
        return True
    tight = bool(then) and tokens[j - 1].end == tokens[j].start and tokens[j].end == tokens[j + 1].start
    if after in ("%", "°") or (after in (":", "/", ".") and tight and then[:1].isdigit()):
        return True
    months = words.any_of("months")
    if any(0 <= k < n and tokens[k].cap and tokens[k].low in months for k in (i - 1, j)):
        return True
    return 1900 <= number.figure <= 2099 and "," not in tokens[j - 1].low and after not in words.nouns
