"""An English sentence to look for people in: right after a word of harm, or before it in the same clause."""

from collections.abc import Sequence

from bot.extraction.fact_words import FactWords, nationalities
from bot.extraction.numbers import Number
from bot.extraction.person_phrases import ONE, People, find_people, numbers_in
from bot.extraction.tokens import tokens_of
from bot.model.mention import Count

_REACH = 16
_MOST = 12
_ASIDE = 25
# "Ana de Roa", "Jan van Velde"
_PARTICLES = frozenset(
    ["de", "del", "la", "las", "los", "da", "dos", "di", "van", "von", "bin", "ibn", "al", "el", "ul"]
)
_SKIPPED = frozenset({"the", "of", "-", "also", "all", "only", "just", "another"})
_HOUSE = frozenset({"family", "crew"})
_PLURAL = frozenset({"were", "are", "have"})
_PASSIVE = frozenset(
    ["was", "were", "been", "being", "is", "are", "be", "got", "get", "have_been", "had_been", "were_also"]
)


class Clause:
    """Tokens and people of one sentence; every search is bounded."""

    def __init__(self, text: str, words: FactWords) -> None:
        self.tokens = tokens_of(text)
        self.people: tuple[People, ...] = find_people(text)
        self.numbers: dict[int, Number] = dict(numbers_in(text))
        self.words = words
        self.starts = {person.i: index for index, person in enumerate(self.people)}
        self.auxiliary = words.any_of("auxiliary")
        self.breaks = words.any_of("break")
        self.joiners = words.any_of("joiners")
        self.aside = self._asides()
        # In a headline every word has a capital, so none is a name; it ends without a full stop.
        plain = [t for k, t in enumerate(self.tokens) if k not in self.aside and t.low[0].isalpha()]
        self.titled = sum(t.cap for t in plain) * 2 > len(plain) and not text.rstrip().endswith(".")

    def _asides(self) -> frozenset[int]:
        """Tokens inside "(…)" and "-- … --": who stands there is told of again, not more people."""
        found: set[int] = set()
        opened: int | None = None
        for k in range(len(self.tokens)):
            low = self.tokens[k].low
            dash = low in ("–", "—") or (low == "-" and self.low(k + 1) == "-")
            if low in ("(", "["):
                opened = k
            elif (low in (")", "]") or dash) and opened is not None and k - opened <= _ASIDE:
                found.update(range(opened, k + 2 if low == "-" else k + 1))
                opened = None
            elif dash:
                opened = k
        return frozenset(found)

    def is_passive(self, k: int) -> bool:
        """Whether the participle at ``k`` tells what befell somebody: "was killed", "had been shot"."""
        return bool(_PASSIVE.intersection(self.lows(k - 4, k)))

    def low(self, k: int) -> str:
        """The word at ``k``, "" outside the sentence."""
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def lows(self, first: int, end: int) -> list[str]:
        """The words from ``first`` to ``end`` (exclusive)."""
        return [token.low for token in self.tokens[max(0, first) : max(0, end)]]

    def at(self, k: int) -> People | None:
        """The people that begin at ``k``."""
        return self.people[self.starts[k]] if k in self.starts else None

    def after(self, k: int) -> tuple[People, ...]:
        """People that begin right at ``k``, and those joined to them by commas and "and"."""
        if self.low(k) in ("himself", "herself", "themselves"):
            k += 1 + (self.low(k + 1) == "and")
        while k not in self.starts and self.low(k) in _SKIPPED:
            k += 1
        if k + 1 in self.starts and k not in self.starts and self.tokens[k].possessive:
            k += 1  # "the bus's six passengers"
        if k not in self.starts:
            return ()
        index = self.starts[k]
        first = self.people[index]
        if self.low(first.j) == "of" and self.low(first.j - 1) in _HOUSE and first.j + 1 in self.starts:
            index = self.starts[first.j + 1]  # "a family of seven"
        parts = [self.people[index]]
        while index + 1 < len(self.people):
            here, then = self.people[index], self.people[index + 1]
            if (
                then.sub
                or then.part
                or not self._joined(here, then)
                or self.harm_follows(then.j)
                or self.speaks(then)
            ):
                break
            parts.append(then)
            index += 1
        return tuple(parts)

    def before(self, k: int) -> tuple[People, ...]:
        """The nearest people before ``k`` in the same clause, with the list they end."""
        people = [person for person in self.people if (person.i in self.aside) == (k in self.aside)]
        for index in range(len(people) - 1, -1, -1):
            person = people[index]
            if person.j > k:
                continue
            between = self._outside(person.j, k, k in self.aside)
            if len(between) + person.j - person.i > _REACH:
                break
            if person.bare and any(
                word not in self.auxiliary and word not in ("in", "a") for word in between
            ):
                continue
            if any(word in self.breaks for word in between) or self._other_harm(between):
                break
            if person.sub:
                continue
            first = index
            while first and self._linked(people[first - 1], people[first]):
                first -= 1
            return tuple(people[first : index + 1])
        return ()

    def harm_follows(self, k: int) -> bool:
        """Whether people that end at ``k`` have a word of harm of their own."""
        for m in range(k, min(k + 4, len(self.tokens))):
            if self.tokens[m].low in self.words.predicates:
                return True
            if self.tokens[m].low not in self.auxiliary:
                return False
        return False

    def speaks(self, person: People) -> bool:
        """Whether people are named only as who tells it: "killing five, rescue workers said"."""
        k = person.j
        while self.low(k) in (",", "and") and k + 1 in self.starts:
            k = self.people[self.starts[k + 1]].j
        return self.low(k) in self.words.any_of("speech")

    def _outside(self, first: int, end: int, apart: bool = False) -> list[str]:
        """The words between, without asides; with them where the people stand in one (``apart``)."""
        return [self.tokens[m].low for m in range(first, end) if apart or m not in self.aside]

    def _joined(self, left: People, right: People) -> bool:
        between = self._outside(left.j, right.i, left.i in self.aside)
        if between[-1:] == ["as_well_as"] and between[0] == "of" and len(between) <= _ASIDE:
            return True  # "the mayor of Hill Town as well as two farmers"
        if len(between) > 1 and between[-1] in self.words.any_of("determiners"):
            between.pop()  # "four priests and their two drivers"
        return bool(between) and all(word in self.joiners for word in between) and between != ["also"]

    def _linked(self, left: People, right: People) -> bool:
        return not left.sub and not right.part and self._joined(left, right)

    def _other_harm(self, between: Sequence[str]) -> bool:
        """Whether a word of harm stands between that is not joined to the next ("shot and killed" is)."""
        seen = [n for n, word in enumerate(between) if word in self.words.predicates]
        return bool(seen) and any(
            word not in ("and", "or", ",") and word not in self.auxiliary for word in between[seen[0] + 1 :]
        )

    def is_name(self, k: int) -> bool:
        """Whether the word at ``k`` may be part of a person's name."""
        if not 0 <= k < len(self.tokens):
            return False
        token, words = self.tokens[k], self.words
        return (
            token.cap
            and token.low not in words.predicates
            and token.low not in words.nouns
            and token.low not in nationalities()
            and token.low not in words.any_of("no_names")
            and token.low not in words.any_of("months")
        )

    def name_at(self, k: int) -> People | None:
        """One person by name that begins at ``k``, after titles: "the former minister Ana Roa"."""
        stops, titled, m = self.words.any_of("stops"), False, k
        while m < min(k + 9, len(self.tokens)):
            if self.is_name(m):
                end = self._name_end(m)
                if self.low(end) in self.words.nouns and self.is_name(end + 1):
                    m = end  # "Hill University rector Ivan Petrov"
                    continue
                if end - m >= 2 or titled:
                    return People(k, end, ONE, named=True)
                m = end
                continue
            low = self.tokens[m].low
            if low in stops or low in self.words.predicates or low in self.words.any_of("speech"):
                return None
            if not (low[0].isalnum() or low in "-."):
                return None
            titled = titled or low in self.words.nouns
            m += 1
        return None

    def _name_end(self, m: int) -> int:
        while self.is_name(m) or (
            self.low(m) in _PARTICLES and (self.is_name(m + 1) or self.low(m + 1) in _PARTICLES)
        ):
            m += 1
        return m

    def name_dies(self, k: int) -> People | None:
        """ "Ana Roa, a judge, died in hospital"."""
        m = k - 1
        if self.low(m) == ",":
            m -= 1
            while m >= 0 and self.tokens[m].low != ",":
                m -= 1
            m -= 1
        end = m + 1
        while m >= 0 and self.is_name(m):
            m -= 1
        return People(m + 1, end, ONE, named=True) if end - m - 1 >= 2 else None

    def names_before(self, k: int) -> People | None:
        """ "Ana Roa and her cousin Jo Paz were murdered": names that end the clause before "were"."""
        auxiliaries, m = self.words.any_of("name_auxiliaries") | self.auxiliary | _PLURAL, k - 1
        while m >= 0 and self.tokens[m].low in auxiliaries:
            m -= 1
        if not _PLURAL.intersection(self.lows(m + 1, k)) or not self.is_name(m):
            return None
        end, number = m + 1, 1
        joint = next((n for n in range(m, max(m - 9, 0), -1) if self.low(n) == "and"), None)
        if joint is None:
            return None
        first = joint - 1 - (self.low(joint - 1) == ",")
        while first >= 0 and self.is_name(first):
            number += 1
            while first >= 0 and (self.is_name(first) or self.low(first) in _PARTICLES):
                first -= 1
            if self.low(first) != ",":
                break
            first -= 1
        number = max(number, 2)
        return People(max(first + 1, 0), end, Count(number, number, number), named=True)

    def name_before(self, k: int) -> People | None:
        """ "Ana Roa, a judge, was murdered": a name that ends the clause before "was"."""
        auxiliaries, m = self.words.any_of("name_auxiliaries"), k - 1
        while m >= 0 and self.tokens[m].low in auxiliaries:
            m -= 1
        if m == k - 1 or not self.words.any_of("singular").intersection(self.lows(m + 1, k)):
            return None
        if self.low(m) in (",", ")"):
            m -= 1
            while m >= 0 and self.tokens[m].low not in (",", "("):
                m -= 1
            m -= 1
        end = m + 1
        while m >= 0 and self.is_name(m):
            m -= 1
        return People(m + 1, end, ONE, named=True) if end - m - 1 > 0 else None

    def _describes(self, person: People, k: int) -> bool:
        """Whether people after a name and a comma only tell who that is: "…, leader of the party"."""
        return self.low(k - 1) == "," and not person.named and person.amount.max == 1 and self.is_name(k - 2)

    def persons_at(self, k: int) -> tuple[People, ...]:
        """A list of people, by name or not: "Ana Roa, two guards and Colonel Paz"."""
        found: list[People] = []
        while k < len(self.tokens) and len(found) < _MOST:
            while self.low(k) in ("of", ",", ";", "and", "both"):
                k += 1
            if found and k in self.numbers and self.low(self.numbers[k].j) in (",", ";"):
                k = self.numbers[k].j  # "Ana Roa, 42; Jo Paz, 7"
                continue
            person = self.at(k) or self.name_at(k)
            if person is None:
                break
            if found and found[-1].named and not person.numbered and self._describes(person, k):
                k = person.j  # "Ana Roa, a judge of the high court, and …"
                while self.low(k) not in (",", ";", "and", "") and self.low(k) not in self.words.predicates:
                    k += 1
                if self.low(k) in (",", ";", "and"):
                    continue
                break
            if not person.named and not person.numbered:
                named = self.name_at(person.j - 1)
                person = named._replace(i=person.i, type=person.type) if named else person
            if found and self.speaks(person):
                break
            found.append(person)
            k = person.j
            if self.low(k) not in (",", ";", "and"):
                break
        return tuple(found)
