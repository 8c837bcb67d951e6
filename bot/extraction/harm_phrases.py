"""Who was killed, hurt, lost or taken, phrase by phrase: one pass over an English sentence's words.

Every word of harm looks for people: after it when it takes an object ("killing three"), else before it
("three were killed"). What looks back at another incident, or is feared, planned or denied, is marked or
left out.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from bot.extraction.clause import Clause
from bot.extraction.fact_words import fact_words
from bot.extraction.harm_subjects import DIES, along, heads_next, hits_something, is_one, shoots
from bot.extraction.person_phrases import ONE, People, is_measure
from bot.extraction.tokens import tokens_of
from bot.model.mention import Count

SHOT = "shot"
_TOLL_REACH = 24
_BODIES = frozenset({"body", "bodies", "dead", "corpses"})
_ALSO = frozenset(
    [
        "toll",
        "lives",
        "casualties",
        "bodies",
        "hostage",
        "hostages",
        "captive",
        "fatally",
        "treats",
        "treating",
        "treated",
        "shot",
        "death",
    ]
)
_OF_WOUNDS = frozenset(["bullet", "gunshot", "shrapnel", "stab", "knife", "burn", "head"])
_OF_THE_DEAD = frozenset(["body", "bodies", "corpse", "corpses", "autopsy", "died", "dead"])
_HAVE = frozenset(["have", "has", "had", "suffered", "sustained", "received"])
_COUNTING = frozenset(["confirmed", "confirm", "confirms", "recovered", "retrieved"])
_TOO = frozenset({"also", "were_also"})
_PARTICIPLES = ("ed", "_dead", "_down", "_death", "hurt", "slain", "burnt", "_alive", "_shot", "_up", "shot")


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement of harm. ``people`` are its parts; ``start`` and ``end`` count in the sentence.

    ``field`` is one of a mention's counts, or SHOT where it is not said whether anyone died. ``total``
    marks a toll ("the toll rises to 14"), ``past`` another, older incident, ``more`` an addition, ``year``
    what dates it, ``also`` people beside others told before ("two guards were also killed"), ``implied``
    that one person is meant ("she was murdered").
    """

    field: str
    people: tuple[People, ...]
    start: int
    end: int
    total: bool = False
    past: bool = False
    more: bool = False
    year: int | None = None
    also: bool = False
    implied: bool = False


def _hurt(hit: Hit) -> bool:
    return hit.field in ("injured", SHOT) and all(person.amount.max == 1 for person in hit.people)


@lru_cache(maxsize=256)
def read_hits(text: str) -> tuple[Hit, ...]:
    """Every statement of harm in an English sentence, in order."""
    words = fact_words("en")
    serious = words.any_of("serious")
    if not any(
        token.low in words.predicates or token.low in _ALSO or token.low in serious
        for token in tokens_of(text)
    ):
        return ()
    return tuple(_Reader(Clause(text, words)).hits())


class _Reader:
    def __init__(self, clause: Clause) -> None:
        self.clause, self.words = clause, clause.words
        self.past = self._past()
        self.serious = self.words.any_of("serious")
        self.special = {
            "toll": self._toll,
            "number": self._number,
            "lives": self._lives,
            "casualties": self._casualties,
            "bodies": self._bodies,
            "hostage": self._hostages,
            "hostages": self._hostages,
            "captive": self._hostages,
            "fatally": self._fatally,
        }

    def hits(self) -> list[Hit]:
        found: list[Hit] = []
        inside = {k for person in self.clause.people if person.state for k in range(person.i, person.j)}
        treats, shot = self.words.any_of("treats"), self.words.any_of("shot")
        for k, token in enumerate(self.clause.tokens):
            low = token.low
            if k in inside:
                continue
            predicate = self.words.predicates.get(low)
            if low == "wounds" and self.clause.low(k - 1) in _OF_WOUNDS:
                found += self._wounds(k)
            elif low == "death" and self.clause.low(k - 1) == "to":
                found += self._to_death(k)
            elif predicate is not None:
                hit = None if self._hypothetical(k) else self._read(k, predicate.field, predicate.mode)
                if hit is None and predicate.field == "killed" and low in DIES and self._of_wounds(k):
                    # "officer stabbed near a station dies of wounds": the hurt one is the dead one
                    found[-1:] = [replace(e, field="killed") if _hurt(e) else e for e in found[-1:]]
                found += [hit] if hit else []
            elif low in self.special:
                found += self.special[low](k)
            elif low in self.serious:
                found += self._serious(k)
            elif low in treats:
                after = self.clause.after(k + 1)
                found += [self._hit("injured", after, k, after[-1].j - 1)] if after else []
            elif low in shot and not self._hypothetical(k) and not shoots(self.clause, k):
                hit = self._read(k, SHOT, "active")
                found += [hit] if hit else []
        return found

    def _of_wounds(self, k: int) -> bool:
        after = self.clause.lows(k + 1, k + 6)
        return after[:1] in (["of"], ["from"], ["to"]) and not {"wounds", "injuries"}.isdisjoint(after)

    def _read(self, k: int, name: str, mode: str) -> Hit | None:
        clause = self.clause
        low = clause.low(k)
        participle = low.endswith(_PARTICIPLES)
        if participle or low in ("dead", "missing"):
            used, hit = self._adjective(k, name)
            if used:
                return hit
        if mode == "noun" or (low in self.words.any_of("one_death") and self._is_noun(k)):
            return self._noun(k, name)
        if mode == "active":
            after = clause.after(k + 1)
            if after and not heads_next(self.clause, k, after):
                if clause.lows(after[-1].j, after[-1].j + 2) == ["to", "death"]:
                    return None  # told there: "stabs her husband to death"
                return self._hit(name, after, k, after[-1].j - 1)
            first = k + 1 + (clause.low(k + 1) == "of")
            names = clause.persons_at(first) if name == "killed" and not clause.titled else ()
            if names and any(person.named for person in names):
                return self._hit(name, names, k, names[-1].j - 1)
            if self._hits_them(k):
                person = People(k + 1, k + 2, ONE, named=True)
                return replace(self._hit(name, (person,), k, k + 1), implied=True)
            if not participle or hits_something(self.clause, k):
                return None
        listed = clause.names_before(k) if mode == "active" and not clause.titled else None
        before = () if listed else clause.before(k)
        if before and clause.low(before[0].i - 1) == "not":
            return None  # "not a single person was hurt"
        if before and name == "injured" and _BODIES.intersection(clause.lows(before[0].i, before[-1].j)):
            last = before[-1]
            if last.j != k or not last.numbered or _BODIES.intersection(clause.lows(last.i, last.j)):
                return None
            before = (last,)  # "twelve bodies and 31 injured"
        if before and clause.titled and before[-1].side and clause.is_name(k + 1):
            return None  # "Gunmen Killed Jo Paz": in a headline any word may be a name, but these did it
        if before:
            if self._mixed(k, name):
                before = tuple(
                    person._replace(amount=Count(None, None, person.amount.max)) for person in before
                )
            also = along(self.clause, k)
            return self._hit(name, before + also, before[0].i, also[-1].j - 1 if also else k)
        if mode != "active" and low not in DIES:
            return None
        named = listed or (clause.name_before(k) if mode == "active" else None)
        if low in ("died", "dies") and name == "killed":
            named = clause.name_dies(k)
        if named:
            also = along(self.clause, k)
            return self._hit(name, (named, *also), named.i, also[-1].j - 1 if also else k)
        if not clause.titled and is_one(self.clause, k, name):
            # the word before stands for the person
            hit = self._hit(
                name, (People(max(k - 1, 0), k, ONE, named=True), *along(self.clause, k)), max(k - 1, 0), k
            )
            return replace(hit, implied=True)
        return None

    def _hits_them(self, k: int) -> bool:
        """ "killing him", "wounding her in the arm"; but "killed her brother"."""
        after, then = self.clause.low(k + 1), self.clause.low(k + 2)
        alone = then in self.words.any_of("stops") or not then[:1].isalpha() or then.endswith("ly")
        return after == "him" or (after == "her" and alone)

    def _is_noun(self, k: int) -> bool:
        """ "the murder of", "Ana Roa's murder"."""
        return self.clause.low(k + 1) == "of" or (k > 0 and self.clause.tokens[k - 1].possessive)

    def _adjective(self, k: int, name: str) -> tuple[bool, Hit | None]:
        """ "the wounded", "three wounded soldiers": (whether it is no verb here, what it counts)."""
        clause = self.clause
        follows = clause.at(k + 1)
        plain = (
            follows is not None
            and not follows.numbered
            and clause.low(follows.i) not in self.words.any_of("determiners")
        )
        before = clause.low(k - 1)
        if before in self.words.any_of("adjectival_after") and (plain or before == "the"):
            if before == "the" and name == "killed" and follows is not None and follows.amount.max == 1:
                return True, replace(self._hit(name, (follows,), k, follows.j - 1), implied=True)
            return True, None
        if plain and follows is not None:
            for person in clause.people:
                if person.numbered and person.j == k and person.bare:
                    counted = follows._replace(
                        amount=person.amount, i=person.i, numbered=True, vague=person.vague
                    )
                    return True, self._hit(name, (counted,), person.i, follows.j - 1)
        return False, None

    def _noun(self, k: int, name: str) -> Hit | None:
        clause, low = self.clause, self.clause.low(k)
        of = next((m for m in range(k + 1, k + 6) if clause.low(m) == "of"), None)
        if of is not None and (
            of == k + 1 or clause.low(k + 1) in ("on", "in", "yesterday", "during", "last")
        ):
            after = clause.after(of + 1)
            if low.endswith("s") and low != "fatalities":
                after = clause.persons_at(of + 1) or after
            elif low in self.words.any_of("one_death"):
                named = clause.persons_at(of + 1)
                if clause.titled:
                    named = named[:1]
                if not after or (len(named) > len(after) and named[0].named):
                    after = named
            if after:
                return self._hit(name, after, k, after[-1].j - 1)
        if (
            low in self.words.any_of("one_death")
            and k
            and clause.tokens[k - 1].possessive
            and clause.is_name(k - 1)
        ):
            return self._hit(name, (People(k - 1, k, ONE, named=True),), k - 1, k)
        if low in self.words.any_of("no_number"):
            return None
        for number in clause.numbers.values():  # "12 deaths", "12 more deaths"
            if number.j == k or (
                number.j == k - 1 and clause.low(k - 1) in ("more", "other", "reported", "confirmed")
            ):
                return self._hit(name, (People(number.i, k, number.amount, numbered=True),), number.i, k)
        return None

    def _toll(self, k: int) -> list[Hit]:
        clause, links = self.clause, self.words.any_of("toll_links")
        name = "injured" if clause.low(k - 1) in ("injury", "injured", "wounded") else "killed"
        things = self.words.any_of("units")
        if clause.low(k + 1) == "of" and things.intersection((clause.low(k + 2), clause.low(k + 2)[:-1])):
            return []  # "the toll of homes"
        for m in range(k + 1, k + _TOLL_REACH):
            if clause.low(m) in (";", "") or (clause.low(m) == "." and len(clause.low(m - 1)) > 1):
                break  # "E. coli" goes on
            number, before = clause.numbers.get(m), clause.low(m - 1)
            if number is None or not (before in links or before in (":", "-", "toll")):
                continue
            if clause.low(number.j) == "to" or is_measure(clause.tokens, number, self.words):
                continue
            then: list[str] = []
            for j in range(number.j, number.j + 3):
                if j in clause.numbers:
                    break  # "rises to four with 54 injured"
                then.append(clause.low(j))
            if "dead" not in then and any(word in ("injured", "wounded", "hurt") for word in then):
                name = "injured"
            people = People(
                number.i, number.j, number.amount, numbered=True, vague=clause.low(m) in self.words.vague
            )
            return [self._hit(name, (people,), k, number.j - 1, total=True)]
        return []

    def _number(self, k: int) -> list[Hit]:
        """ "the number of dead rises to 12", "put the number of injured at 31"."""
        if self.clause.low(k + 1) != "of":
            return []
        for m in range(k + 2, k + 6):
            named = self.words.predicates.get(self.clause.low(m))
            if named is not None and named.field in ("killed", "injured"):
                return [replace(hit, field=named.field) for hit in self._toll(m)]
        return []

    def _lives(self, k: int) -> list[Hit]:
        if not self.words.any_of("claims_lives").intersection(self.clause.lows(k - 5, k)):
            return []
        if self.clause.low(k + 1) == "of":
            after = self.clause.after(k + 2)
            if after:
                return [self._hit("killed", after, k, after[-1].j - 1)]
        return [
            self._hit("killed", (person,), person.i, k)
            for person in self.clause.people
            if person.j == k + 1 and person.numbered
        ]

    def _casualties(self, k: int) -> list[Hit]:
        if self.clause.low(k - 1) not in ("no", "without"):
            return []
        nobody = (People(k, k + 1, Count(0, 0, 0), numbered=True),)
        return [self._hit(name, nobody, k, k) for name in ("killed", "injured")]

    def _bodies(self, k: int) -> list[Hit]:
        """ "13 bodies were found"; "the bodies of 13 people recovered"."""
        if not self.words.any_of("found").intersection(self.clause.lows(k - 6, k + 16)):
            return []
        for person in self.clause.people:
            if person.numbered and person.i < k < person.j:
                return [self._hit("killed", (person,), person.i, k)]
        after = self.clause.after(k + 2) if self.clause.low(k + 1) == "of" else ()
        return [self._hit("killed", after, k, after[-1].j - 1)] if after else []

    def _hostages(self, k: int) -> list[Hit]:
        """ "took 20 people hostage", "holding 30 hostages"."""
        if not self.words.any_of("taken").intersection(self.clause.lows(k - 10, k)):
            return []
        for person in self.clause.people:
            if person.numbered and person.i < k <= person.j + 1 and not person.side:
                return [self._hit("abducted", (person,), person.i, k)]
        return []

    def _fatally(self, k: int) -> list[Hit]:
        """ "six were shot, two fatally"."""
        for person in self.clause.people:
            if person.numbered and person.j == k:
                return [self._hit("killed", (person,), person.i, k)]
        return []

    def _to_death(self, k: int) -> list[Hit]:
        """ "beats a youth to death"."""
        for m in range(k - 3, max(k - 10, -1), -1):
            if self.clause.low(m) in self.words.any_of("to_death"):
                after = tuple(person for person in self.clause.people if m < person.i and person.j < k)
                if after and after[-1].j == k - 1 and not self._hypothetical(m):
                    return [self._hit("killed", after, m, k)]
                return []
        return []

    def _wounds(self, k: int) -> list[Hit]:
        """ "four people have bullet wounds"."""
        verb = next((m for m in range(max(k - 6, 0), k) if self.clause.low(m) in _HAVE), None)
        if verb is None or _OF_THE_DEAD.intersection(token.low for token in self.clause.tokens):
            return []
        before = self.clause.before(verb)
        return [self._hit("injured", before, before[0].i, k)] if before else []

    def _serious(self, k: int) -> list[Hit]:
        clause = self.clause
        after = clause.lows(k + 1, k + 3)
        harm = self.words.predicates.get(after[0]) if after else None
        fits = clause.low(k) == "critical" or bool(self.words.any_of("serious_condition").intersection(after))
        if not fits and not (harm and harm.field == "injured"):
            return []
        listed = clause.names_before(k) if not clause.titled else None
        before = (listed,) if listed else clause.before(k)
        end = min(k + 1, len(clause.tokens) - 1)
        return [self._hit("serious", before, before[0].i, end)] if before else []

    def _mixed(self, k: int, name: str) -> bool:
        """ "ten killed or wounded" says of neither how many."""
        for step in (-2, 2):
            if self.clause.low(k + step).endswith("ing"):
                continue  # "14 dead and injuring another 27"
            other = self.words.predicates.get(self.clause.low(k + step))
            joint = self.clause.low(k + step // 2)
            if other and joint in ("and", "or") and {other.field, name} == {"killed", "injured"}:
                return True
        return False

    def _hypothetical(self, k: int) -> bool:
        """ "could have been killed", "plans to kill", "not wounded", "neither … nor … were hurt"."""
        clause, m = self.clause, k - 1
        if clause.low(m) == "to":
            return not clause.low(k).endswith(_PARTICIPLES)
        if clause.lows(k - 2, k) == ["to", "be"]:
            return True
        while m > k - 4 and clause.low(m) in ("have", "be", "been", "being", "was", "were"):
            m -= 1
        low = clause.low(m)
        if low == '"' and clause.low(k + 1) in ('"', ","):
            return True
        if "nor" in (near := clause.lows(k - 8, k)) or "neither" in near:
            return True
        return low in self.words.any_of("hypothetical") or low.endswith("n't")

    def _past(self) -> int | None:
        """The token from which the sentence speaks of something older, None when it does not."""
        past, starts = self.words.any_of("past"), self.words.any_of("strong_start")
        for k, token in enumerate(self.clause.tokens):
            if token.low == "so_far" and _COUNTING.intersection(self.clause.lows(0, k)):
                continue  # a toll that still rises
            if token.low in past:
                m = k - (token.low in starts)
                while m > 0 and self.clause.low(m) not in starts and self.clause.low(m) != ";":
                    m -= 1
                return max(m, 0)
        return None

    def _year(self, first: int, last: int) -> int | None:
        """The year that dates this statement: the nearest, with no new start between."""
        starts, months = self.words.any_of("strong_start"), self.words.any_of("months")
        best: tuple[int, int] | None = None
        for k, token in enumerate(self.clause.tokens):
            if not (k and len(token.low) == 4 and token.low.isdecimal() and 1900 <= int(token.low) <= 2099):
                continue
            before = self.clause.low(k - 1)
            if not (before in self.words.any_of("year_after") or before in months or before.isdecimal()):
                continue
            if k < first and any(word in self.words.predicates for word in self.clause.lows(0, k)):
                continue  # it dates what was told before it
            distance = min(abs(k - first), abs(k - last))
            between = range(min(k, first) + 1, max(k, last))
            if distance >= 14 or any(self.clause.low(m) in starts for m in between if not first <= m <= last):
                continue
            if best is None or distance < best[0]:
                best = distance, int(token.low)
        return best[1] if best else None

    def _hit(self, name: str, people: tuple[People, ...], first: int, last: int, total: bool = False) -> Hit:
        tokens = self.clause.tokens
        start = min(tokens[first].start, tokens[people[0].i].start)
        end = max(tokens[last].end, tokens[max(people[-1].j - 1, people[-1].i)].end)
        begin = people[0].i - (self.clause.low(people[0].i - 1) == "another")
        more = bool(self.words.any_of("more").intersection(self.clause.lows(begin, people[0].j + 1)))
        past = self.past is not None and self.past <= first
        also = bool(_TOO.intersection(self.clause.lows(max(people[0].i, last - 4), last + 2)))
        return Hit(name, people, start, end, total, past, more, self._year(first, last), also)
