"""Who was killed, hurt, lost or taken in languages that are read by lexicon alone (headline level).

One pattern finds every word of the lexicon in one pass; a word of harm then takes the nearest number that its
language allows: "3 muertos", "mueren 3", "3人死亡", "死亡3人".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bot.extraction.fact_words import lexicon_table
from bot.extraction.harm_phrases import Hit
from bot.extraction.person_phrases import People
from bot.model.mention import Count

_NUMERAL = re.compile(r"[一二两三四五六七八九十百千万]{1,8}(?=[多余]?[名人位个具死伤亡])")
_TO_NUMBER = 2
_BIG = 5_000_000


class _Mark(NamedTuple):
    """A word of the lexicon in a text: what it is, where, and what the lexicon says of it."""

    kind: str
    start: int
    end: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """The lexicon of one language as one pattern; ``marks`` by word: (kind, value)."""

    pattern: re.Pattern[str]
    marks: Mapping[str, tuple[tuple[str, Any], ...]]
    gap: int
    spaced: bool


@cache
def phrases(lang: str, section: str, name: str) -> tuple[str, ...]:
    """A plain list of phrases of a language, small letters ("status", "detained")."""
    return tuple(
        word.lower() for word in _listed(lexicon_table(f"{lang}_facts").get(section, {}).get(name, ""))
    )


def find_phrase(text: str, lang: str, section: str, name: str) -> tuple[int, int] | None:
    """Where the first phrase of a list stands in a text; whole words only, where words are spaced."""
    low = text.lower()
    words = pattern(lang)
    if words is None or len(low) != len(text):
        return None
    for phrase in phrases(lang, section, name):
        at = low.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            whole = not low[at - 1 : at].isalnum() and not low[end : end + 1].isalnum()
            if whole or not words.spaced or (at and lang == "ar" and low[at - 1] in "وفبل"):
                return at, end
            at = low.find(phrase, at + 1)
    return None


@cache
def pattern(lang: str) -> Pattern | None:
    """The pattern of a language, None where it has no lexicon or is read more deeply (English)."""
    table = lexicon_table(f"{lang}_facts")
    if "fields" not in table:
        return None
    marks: dict[str, list[tuple[str, Any]]] = {}

    def add(words: str | list[str], kind: str, value: Any = None) -> None:
        for word in _listed(words):
            marks.setdefault(word.lower(), []).append((kind, value))

    for word, number in table.get("numbers", {}).items():
        if table["spaced"]:
            add([word], "number", Count(number, number, number))
    for word, least in table.get("vague", {}).items():
        add([word], "number", Count(least, least, None))
    for sign in ("at_least", "more_than", "up_to", "about", "after_more"):
        add(table["signs"].get(sign, ""), "sign", sign)
    for name, ways in table["fields"].items():
        for way, words in ways.items():
            add(words, "harm", (name, way))
    add(table["attackers"]["words"], "attacker")
    add(table["attackers"].get("killed", ""), "harm", ("attackers_killed", "both"))
    for kind, words in table["persons"].items():
        add(words, "person", kind)
    for shown, words in _nationalities(lang):
        add(words, "nationality", shown)
    add(table["units"]["words"], "unit")
    add(table["none"]["words"], "none")
    words = sorted(marks, key=lambda word: (-len(word), word))
    breaks = re.escape(table["breaks"])
    body = "|".join(re.escape(word) for word in words)
    if table["spaced"]:
        prefixes = f"[{table['prefixes']}]?" if "prefixes" in table else ""
        body = rf"(?<!\w){prefixes}(?P<word>{body})(?!\w)"
    else:
        body = f"(?P<word>{body})"
    found = re.compile(rf"(?P<digits>\d{{1,3}}(?:[., ]\d{{3}})+(?!\d)|\d{{1,7}})|{body}|(?P<stop>[{breaks}])")
    return Pattern(found, {word: tuple(rows) for word, rows in marks.items()}, table["gap"], table["spaced"])


def _listed(words: str | list[str]) -> list[str]:
    if isinstance(words, list):
        return words
    return [word.strip() for word in (words.split(";") if ";" in words else words.split()) if word.strip()]


def _nationalities(lang: str) -> list[tuple[str, list[str]]]:
    table = lexicon_table("nationalities")
    english = table["en"]
    return [
        (english[code].split()[0].replace("_", " "), forms.split())
        for code, forms in table.get(lang, {}).items()
    ]


@lru_cache(maxsize=256)
def read_patterns(text: str, lang: str) -> tuple[Hit, ...]:
    """Every count of harm in a sentence; () for a language without such a lexicon."""
    words = pattern(lang)
    if words is None:
        return ()
    low = text.lower()
    if len(low) != len(text):
        low = text
    marks = _marks(low, words)
    numbers = _numbers(low, marks, words)
    hits: list[Hit] = []
    used: set[int] = set()
    stops = [mark.start for mark in marks if mark.kind == "stop"]
    harms = [mark for mark in marks if mark.kind == "harm"]
    for harm in harms:
        name, way = harm.value
        number = _nearest(harm, way, numbers, used, stops, harms, words.gap)
        if number is None:
            continue
        used.add(number.start)
        hits.append(_hit(name, harm, number, marks))
    for mark in marks:
        if mark.kind == "none":
            for name in ("killed", "injured"):
                hits.append(_as_hit(name, Count(0, 0, 0), mark.start, mark.end))
    return tuple(hits)


def _marks(low: str, words: Pattern) -> list[_Mark]:
    found: list[_Mark] = []
    for match in words.pattern.finditer(low):
        if match["digits"]:
            value = int(re.sub(r"\D", "", match["digits"]))
            found.append(_Mark("number", match.start(), match.end(), Count(value, value, value)))
        elif match["stop"]:
            found.append(_Mark("stop", match.start(), match.end()))
        else:
            start, end = match.span("word")
            found += [_Mark(kind, start, end, value) for kind, value in words.marks[match["word"]]]
    if not words.spaced:
        for match in _NUMERAL.finditer(low):
            value = _chinese(match.group())
            found.append(_Mark("number", match.start(), match.end(), Count(value, value, value)))
        found.sort(key=lambda mark: (mark.start, -mark.end))
    return found


def _chinese(text: str) -> int:
    """ "十二" → 12, "三百零五" is written without 零 here."""
    total, part = 0, 0
    for character in text:
        digit = "一二三四五六七八九".find(character) + 1 or (2 if character == "两" else 0)
        if digit:
            part = digit
        else:
            unit = {"十": 10, "百": 100, "千": 1000, "万": 10_000}[character]
            total, part = (total + max(part, 1) * unit, 0) if unit < 10_000 else ((total + part) * unit, 0)
    return min(total + part, _BIG)


def _numbers(low: str, marks: Sequence[_Mark], words: Pattern) -> list[_Mark]:
    """Numbers that may count people, with their signs; two words that make one number are joined."""
    plain: list[_Mark] = []
    for mark in marks:
        if mark.kind != "number":
            continue
        if plain and words.spaced and mark.start > plain[-1].end:
            left, between = plain[-1], low[plain[-1].end : mark.start].strip()
            a, b = left.value.best, mark.value.best
            fits = (a >= 20 and a % 10 == 0 and b < 10) or (a < 10 and b >= 20 and b % 10 == 0)
            letters = not low[left.end - 1].isdigit() and not low[mark.start].isdigit()
            if fits and letters and between in ("", "y", "-", "et", "و") and left.value.max is not None:
                plain[-1] = _Mark("number", left.start, mark.end, Count(a + b, a + b, a + b))
                continue
        if not plain or mark.start >= plain[-1].end:
            plain.append(mark)
    units = {mark.start for mark in marks if mark.kind == "unit"}
    found = []
    for mark in plain:
        after = mark.end + (low[mark.end : mark.end + 1] == " ")
        if after in units or mark.end in units or low[mark.end : mark.end + 1] in ("%", "٪"):
            continue
        if 1900 <= (mark.value.best or 0) <= 2099 and low[mark.start].isdigit():
            continue
        if mark.value.best == 1 and words.spaced and not low[mark.start].isdigit():
            near = [
                m
                for m in marks
                if mark.start <= m.start <= mark.end + 14
                and (m.kind in ("person", "nationality") or (m.kind == "harm" and m.value[0] == "serious"))
            ]
            if not near:
                continue
        found.append(mark._replace(value=_signed(low, mark, marks)))
    return found


def _signed(low: str, number: _Mark, marks: Sequence[_Mark]) -> Count:
    value: Count = number.value
    if value.max is None:
        return value
    for mark in marks:
        if mark.kind != "sign":
            continue
        if mark.value == "after_more":
            if 0 <= mark.start - number.end <= _TO_NUMBER:
                return Count(value.best, value.best, None)
        elif 0 <= number.start - mark.end <= _TO_NUMBER:
            if mark.value in ("at_least", "more_than"):
                return Count(value.best, value.best, None)
            if mark.value == "up_to":
                return Count(None, value.best, value.best)
            return Count(None, value.best, None)
    return value


def _nearest(
    harm: _Mark,
    way: str,
    numbers: Sequence[_Mark],
    used: set[int],
    stops: Sequence[int],
    harms: Sequence[_Mark],
    gap: int,
) -> _Mark | None:
    if harm.end - harm.start == 1 and not harm.value[0].startswith("attackers"):
        gap = 1  # a single Han character is a word of harm only beside its number
    before = [
        number
        for number in numbers
        if number.start not in used
        and 0 <= harm.start - number.end <= gap
        and not any(number.end <= stop < harm.start for stop in stops)
        and not any(
            number.end <= other.start and other.end <= harm.start for other in harms if other is not harm
        )
    ]
    if before and way in ("before", "both"):
        return before[-1]
    if way == "before":
        return None
    for number in numbers:
        if number.start in used or not 0 <= number.start - harm.end <= gap:
            continue
        if any(harm.end <= stop < number.start for stop in stops):
            return None
        if any(_takes(other, number, harm, numbers, stops, harms, gap) for other in harms):
            return None
        return number
    return None


def _takes(
    other: _Mark,
    number: _Mark,
    harm: _Mark,
    numbers: Sequence[_Mark],
    stops: Sequence[int],
    harms: Sequence[_Mark],
    gap: int,
) -> bool:
    """Whether a later word of harm has a better right to the number ("muertos y 5 heridos")."""
    if (
        other.value[1] == "after"
        or other.value[0] == harm.value[0]
        or not 0 <= other.start - number.end <= gap
    ):
        return False
    if any(number.end <= stop < other.start for stop in stops):
        return False
    ways = {each.value[1] for each in harms if each.start == other.start}
    if ways == {"before"}:
        return True
    return not any(
        0 <= each.start - other.end <= gap and not any(other.end <= stop < each.start for stop in stops)
        for each in numbers
    )


def _hit(name: str, harm: _Mark, number: _Mark, marks: Sequence[_Mark]) -> Hit:
    start, end = min(harm.start, number.start), max(harm.end, number.end)
    reach = end if number.start < harm.start else number.end + 24
    stop = next((m.start for m in marks if m.kind == "stop" and m.start >= number.end), reach)
    inside = [mark for mark in marks if number.start <= mark.start < min(reach, max(stop, end))]
    side = "attacker" if any(mark.kind == "attacker" for mark in inside) or name == "attackers_killed" else ""
    kind = next((m.value for m in inside if m.kind == "person" and m.value != "people"), "people")
    nationality = next((m.value for m in inside if m.kind == "nationality"), None)
    if nationality and kind == "people":
        kind = "nationals"
    name = "killed" if name == "attackers_killed" else name
    return _as_hit(name, number.value, start, end, kind, side, nationality)


def _as_hit(
    name: str,
    count: Count,
    start: int,
    end: int,
    kind: str = "people",
    side: str = "",
    nationality: str | None = None,
) -> Hit:
    people = People(0, 0, count, kind, side, nationality, True)
    return Hit(name, (people,), start, end)
