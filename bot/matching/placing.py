"""From segments of a text to areas, with the rules for names that could be something else."""

from bot.matching.areas import EVERYWHERE, MAX_KM, MIN_KM, area_of, circle
from bot.matching.lexicon import is_event_word, is_group
from bot.matching.question import Answers, Choice, Question, QuestionKind, answer_key
from bot.matching.segments import Segments, lead_words
from bot.matching.within import Within, read_within
from bot.model.errors import UserError
from bot.model.place import Area, Place, PlaceKind
from bot.places.gazetteer import Gazetteer, NameRank
from bot.places.query import Ambiguous, Found, find_place

MAX_AREAS = 20
_LONGEST_NAME = 7
_SHORT_ALIAS = 4
_OFFERED = 6
# Words that people put between what and where.
_FILLERS = frozenset({"in", "near", "at", "around", "of", "from", "for", "the", "about"})


class Placing:
    """Turns the segments of one text into areas and the text of the expression."""

    def __init__(self, gazetteer: Gazetteer, answers: Answers, words_alone: bool) -> None:
        self._words_alone = words_alone
        self._gazetteer = gazetteer
        self._answers = answers

    def read(self, segments: Segments) -> tuple[tuple[Area, ...], str] | Question:
        """Return the areas, none where none were named, and the text of the expression; or a question."""
        if segments.world:
            return (EVERYWHERE,), segments.expression
        names = list(segments.places)
        words = segments.expression
        if segments.mixed is not None:
            split = self._lead(segments.mixed, alone=not names)
            if isinstance(split, Question):
                return split
            name, words = split
            names += [name] if name else []
        if len(names) > MAX_AREAS:
            raise UserError("error-areas", limit=MAX_AREAS)
        areas: list[Area] = []
        at = 0
        while at < len(names):
            joined = self._qualified(names, at)
            if isinstance(joined, Question):
                return joined
            area, used = joined or (self._area(names[at]), 1)
            if isinstance(area, Question):
                return area
            areas.append(area)
            at += used
        return tuple(dict.fromkeys(areas)), words

    def _lead(self, text: str, *, alone: bool) -> tuple[str, str] | Question:
        """Split "Pakistan BLA" into the place's name ("" if there is none) and the rest."""
        within = read_within(text)
        if within is not None:
            return self._lead_of_circle(within)
        words = lead_words(text)
        for size in range(min(len(words), _LONGEST_NAME), 0, -1):
            name = " ".join(words[:size])
            answer = self._answers.get(answer_key(name))
            if answer is not None:
                return ("", text) if answer.as_word else (name, text[len(name) :].strip())
            if size == 1 and len(words) > 1 and name.lower() in _FILLERS:
                return self._lead(text[len(name) + 1 :], alone=alone)
            if self._is_name(name):
                if size == 1 and self._is_word_too(name):
                    return self._place_or_word(name, text)
                return name, text[len(name) :].strip()
        if not words:
            return "", text
        return self._no_lead(text, words, alone=alone)

    def _lead_of_circle(self, within: Within) -> tuple[str, str] | Question:
        split = self._lead(within.rest, alone=True)
        if isinstance(split, Question):
            return split
        name, words = split
        if not name:
            raise UserError("error-within-where")
        return f"{within.radius_km!r} km {name}", words

    def _no_lead(self, text: str, words: list[str], *, alone: bool) -> tuple[str, str] | Question:
        """No known place leads the text: a typing error, the wrong order, or words alone."""
        for size in range(min(len(words), 3), 0, -1):
            name = " ".join(words[:size])
            near = self._meant(name)
            if near and not (size == 1 and self._is_word_too(name)):
                rest = text[len(name) :].strip()
                as_word = () if size > 1 else (Choice(as_word=True),)
                later = self._later(words, text) if rest else ()
                return Question(QuestionKind.UNKNOWN, name, (*near, *later, *as_word))
        later = self._later(words, text)
        if later:
            return Question(QuestionKind.ORDER, text, (*later, Choice(text=f"anywhere: {text}")))
        if not alone or self._words_alone:
            return "", text
        return Question(QuestionKind.UNKNOWN, " ".join(words[:_LONGEST_NAME]), (Choice(as_word=True),))

    def _place_or_word(self, name: str, text: str) -> Question:
        places = self._meant(name)[:3]
        later = self._later(lead_words(text), text)
        return Question(QuestionKind.PLACE_OR_WORD, name, (Choice(as_word=True), *later, *places))

    def _later(self, words: list[str], text: str) -> tuple[Choice, ...]:
        """ "blast in Karachi" → the text "Karachi: blast", if a place stands behind the first word."""
        for size in range(min(len(words) - 1, _LONGEST_NAME), 0, -1):
            for start in range(len(words) - size, 0, -1):
                name = " ".join(words[start : start + size])
                if not self._gazetteer.candidates(name) or (size == 1 and self._is_word_too(name)):
                    continue
                before = words[:start]
                while before and before[-1].lower() in _FILLERS:
                    before.pop()
                after = text[len(" ".join(words[: start + size])) :].strip()
                rest = " ".join((*before, after)).strip()
                return (Choice(text=f"{name}: {rest}" if rest else name),)
        return ()

    def _area(self, name: str) -> Area | Question:
        within = read_within(name)
        if within is not None:
            return self._circle(within)
        place = self._place(name)
        return place if isinstance(place, Question) else area_of(place, self._gazetteer)

    def _circle(self, within: Within) -> Area | Question:
        place = self._place(within.rest)
        return place if isinstance(place, Question) else _about(place, within.radius_km, self._gazetteer)

    def _place(self, name: str) -> Place | Question:
        answer = self._answers.get(answer_key(name))
        if answer is not None and answer.place is not None:
            return answer.place
        found = find_place(self._gazetteer, name)
        if isinstance(found, Found):
            return found.place
        if isinstance(found, Ambiguous):
            choices = tuple(Choice(place=each.place) for each in found.candidates[:_OFFERED])
            return Question(QuestionKind.WHICH, name, choices)
        near = tuple(Choice(place=each.place) for each in found.suggestions[:_OFFERED])
        if not near:
            raise UserError("error-place-unknown", place=name)
        return Question(QuestionKind.UNKNOWN, name, near)

    def _meant(self, name: str) -> tuple[Choice, ...]:
        """The places that a name may mean, the likeliest first, typing errors mended."""
        found = find_place(self._gazetteer, name)
        if isinstance(found, Found):
            return (Choice(place=found.place),)
        candidates = found.candidates if isinstance(found, Ambiguous) else found.suggestions
        return tuple(Choice(place=each.place) for each in candidates[:_OFFERED])

    def _qualified(self, names: list[str], at: int) -> tuple[Area, int] | Question | None:
        """ "Karachi, Sindh, Pakistan": names that hold the one before them may only say which is meant."""
        used = 1
        inner = [each.place for each in self._gazetteer.candidates(names[at])]
        for name in names[at + 1 :]:
            holders = {each.place.id for each in self._gazetteer.candidates(name)}
            inner = [place for place in inner if holders & set(place.ancestors)]
            if not inner:
                break
            used += 1
        if used == 1:
            return None
        asked = ", ".join(names[at : at + used])
        answer = self._answers.get(answer_key(asked))
        if answer is not None and answer.each:
            return None
        if answer is not None and answer.place is not None:
            return area_of(answer.place, self._gazetteer), used
        found = find_place(self._gazetteer, asked)
        # Three names in a row are how our own labels read; two may also be two places.
        if isinstance(found, Found) and used > 2:
            return area_of(found.place, self._gazetteer), used
        choices = (*self._meant(asked), Choice(each=True))
        return Question(QuestionKind.INSIDE_OR_BOTH, asked, choices)

    def _is_name(self, text: str) -> bool:
        """Whether ``text`` is a place's name as it stands, or one said more exactly ("Hyderabad Sindh")."""
        if self._gazetteer.candidates(text):
            return True
        if " " not in text:
            return False
        found = find_place(self._gazetteer, text)
        if isinstance(found, Found):
            return found.rank is not NameRank.TYPO
        return isinstance(found, Ambiguous) and found.candidates[0].rank is not NameRank.TYPO

    def _is_word_too(self, name: str) -> bool:
        """Whether a single word may be meant as a word: a group, a word of incidents, a short alias."""
        if is_group(name) or is_event_word(name):
            return True
        if len(name) > _SHORT_ALIAS or not name.isascii():
            return False
        best = next(iter(self._gazetteer.candidates(name)), None)
        if best is None or best.rank is NameRank.CURRENT:
            return False
        # Countries are known by their letters (UK, UAE), and no word of a report is spelled so.
        return best.place.kind is not PlaceKind.COUNTRY


def circles(areas: tuple[Area, ...], radius_km: float, gazetteer: Gazetteer) -> tuple[Area, ...]:
    """Return a circle about each area (``within:50km``). Raises UserError for one that has no such centre."""
    if not areas:
        raise UserError("error-within-where")
    made = []
    for area in areas:
        place = gazetteer.get(area.place_id)
        if place is None:
            raise UserError("error-within-where")
        made.append(_about(place, radius_km, gazetteer))
    return tuple(made)


def _about(place: Place, radius_km: float, gazetteer: Gazetteer) -> Area:
    if not MIN_KM <= radius_km <= MAX_KM:
        raise UserError("error-radius", least=int(MIN_KM), most=int(MAX_KM))
    if place.kind not in (PlaceKind.CITY, PlaceKind.DISTRICT) or place.lat is None or place.lon is None:
        raise UserError("error-within-large", place=place.name)
    return circle(place, round(radius_km, 1), gazetteer)
