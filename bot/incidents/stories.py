"""Which items tell the same story, by their wording: for reading a stream, never for telling anybody.

Most of what feeds bring is no incident, and much of it is about one: a trial, a statement, a film. Here such
items are laid beside the incident they speak of, or beside each other. A story opens, joins and pushes
nothing, and two incidents are never put into one: what wording can't decide was decided before (``score``).

Pairs of groups are joined from the most similar down (the mean over all their pairs of items), names weighing
more than other words, and words the more the fewer items have them.
"""

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.incidents.facets import COMMON, fold

WITHIN = timedelta(days=4)
# Below this two groups are two stories; found on 982 news articles of 86 events.
ALIKE = 0.21
# A story stays within so many items: the time grows with the square of it.
AT_ONCE = 1_500
_NAMES = 0.4
_RARE = 1.6
_NAME_IN_TEXT = 1.8
_TERMS = 60
_WORD = re.compile(r"\d+|[^\W\d_]{2,}")
_CAPITAL = re.compile(r"[A-Z][^\W\d_]{2,}")
_LOWER = re.compile(r"\b[a-z][^\W\d_]+")
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """One item: ``incident`` is the id of the one it belongs to, None if it belongs to none."""

    item: str
    text: str
    at: datetime
    incident: str | None = None


def stories(items: Sequence[Told]) -> dict[str, str]:
    """Return for every item that belongs to no incident the id of the incident it speaks of, or "story:ITEM"
    with the first item of its story.
    """
    ordered = sorted(items, key=lambda each: each.at)
    found: dict[str, str] = {}
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        for group in _grouped(some):
            told = [some[n] for n in sorted(group)]
            name = next((each.incident for each in told if each.incident), f"story:{told[0].item}")
            found.update({each.item: name for each in told if not each.incident})
    return found


def _grouped(items: Sequence[Told]) -> list[list[int]]:
    words = _weighted([_words(each.text) for each in items])
    names = _weighted([_names(each.text) for each in items])
    near: list[dict[int, float]] = [{} for _ in items]
    for vectors, share in ((words, 1.0 - _NAMES), (names, _NAMES)):
        for one, two, alike in _pairs(vectors):
            if abs(items[one].at - items[two].at) <= WITHIN:
                near[one][two] = near[two][one] = near[one].get(two, 0.0) + share * alike
    return _Groups(near, [each.incident for each in items]).joined()


def _words(text: str) -> Vector:
    capital = {_stem(fold(each)) for each in _CAPITAL.findall(text)}
    count = Counter(_stem(each) for each in _WORD.findall(fold(text)) if each not in COMMON)
    return {
        word: (1 + math.log(many)) * (_NAME_IN_TEXT if word in capital else 1.0)
        for word, many in count.items()
    }


def _names(text: str) -> Vector:
    """Words with a capital that nowhere stand small."""
    small = set(_LOWER.findall(text))
    count = Counter(_stem(fold(each)) for each in _CAPITAL.findall(text) if each.lower() not in small)
    return {word: 1 + math.log(many) for word, many in count.items() if word not in COMMON}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _weighted(counted: Sequence[Vector]) -> list[Vector]:
    """Unit vectors: rare words weigh more, and what only one item says tells nothing of two."""
    many = Counter(word for each in counted for word in each)
    made = []
    for each in counted:
        weights = {
            word: weight * math.log(1 + len(counted) / many[word]) ** _RARE
            for word, weight in each.items()
            if many[word] > 1
        }
        kept = heapq.nlargest(_TERMS, weights.items(), key=lambda pair: pair[1])
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        made.append({word: weight / length for word, weight in kept})
    return made


def _pairs(vectors: Sequence[Vector]) -> Iterator[tuple[int, int, float]]:
    held: dict[str, list[tuple[int, float]]] = {}
    for n, vector in enumerate(vectors):
        alike: dict[int, float] = {}
        for word, weight in vector.items():
            others = held.setdefault(word, [])
            for other, theirs in others:
                alike[other] = alike.get(other, 0.0) + weight * theirs
            others.append((n, weight))
        yield from ((other, n, value) for other, value in alike.items())


class _Groups:
    """Groups of items and how alike they are, joined from the most alike down."""

    def __init__(self, near: list[dict[int, float]], incidents: Sequence[str | None]) -> None:
        self._near = near
        self._of = list(incidents)
        self._members: list[list[int]] = [[n] for n in range(len(near))]
        self._gone: set[int] = set()

    def joined(self) -> list[list[int]]:
        """Return the groups, each a list of indices."""
        first: dict[str, int] = {}
        for n, incident in enumerate(list(self._of)):
            if incident:
                first[incident] = self._join(first[incident], n) if incident in first else n
        left = [n for n in range(len(self._members)) if n not in self._gone]
        waiting = [
            (-alike, one, two)
            for one in left
            for two, alike in self._near[one].items()
            if two > one and two not in self._gone and alike >= ALIKE
        ]
        heapq.heapify(waiting)
        while waiting:
            _, one, two = heapq.heappop(waiting)
            if one in self._gone or two in self._gone or (self._of[one] and self._of[two]):
                continue
            made = self._join(one, two)
            for other, alike in self._near[made].items():
                if alike >= ALIKE:
                    heapq.heappush(waiting, (-alike, other, made))
        return [each for n, each in enumerate(self._members) if n not in self._gone]

    def _join(self, one: int, two: int) -> int:
        made = len(self._members)
        a, b = len(self._members[one]), len(self._members[two])
        self._members.append(self._members[one] + self._members[two])
        self._of.append(self._of[one] or self._of[two])
        self._gone |= {one, two}
        near: dict[int, float] = {}
        for other in self._near[one].keys() | self._near[two].keys():
            if other in self._gone:
                continue
            alike = (self._near[one].get(other, 0.0) * a + self._near[two].get(other, 0.0) * b) / (a + b)
            near[other] = self._near[other][made] = alike
        self._near.append(near)
        return made
