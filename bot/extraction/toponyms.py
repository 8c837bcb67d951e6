"""Every toponym of a document, resolved; and adjectives of nationality, which name a country less firmly."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.extraction.document import READ_AT_MOST, Document, clean
from bot.extraction.words import words_of
from bot.model.mention import ReadToponym
from bot.model.place import Place, PlaceKind
from bot.places.candidate import Match
from bot.places.resolve import resolve

if TYPE_CHECKING:
    from bot.places.gazetteer import Gazetteer

_DATELINE = re.compile(
    r"\s*[A-Z][^\W\d]*(?:[ .'-]{1,2}[\w.'-]+){0,4}\s?(?:\([\w .,/-]{2,40}\))?(?:,[\w ,.]{2,40})?\s?"
    r"(?:\([^()\n]{2,60}\)\s?)?(?:--|[–—]| - )\s?"
)
# Words that begin a name of several words.
_BEGINNING = re.compile(
    r"(?:san|santa|santo|são|saint|sao|villa|puerto|nueva|nuevo|new|el|la|los|las|al|abu|bir|tel|port|fort"
    r"|mount)"
)
_NAME_GOES_ON = re.compile(r"[ -](?:(?:de|del|la|las|los|el) )?[A-Z]\w")
_COUNTRY_DOMAIN = re.compile(r"\.([a-z]{2})$")
# Two-letter domains that are sold to anyone.
_SOLD = frozenset(["tv", "co", "io", "me", "fm", "ai", "cc", "to", "ly", "eu", "gg", "la", "ws"])


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the document, [start, end) in code points. ``adjective``: a form such as "Pakistani"."""

    start: int
    end: int
    text: str
    place: Place | None
    adjective: bool = False


def read_toponyms(document: Document, gazetteer: "Gazetteer") -> tuple[Named, ...]:
    """Toponyms in order of the text. Only what is read of the document is searched."""
    text = clean(document.text[:READ_AT_MOST])
    matches = gazetteer.scan(text, document.lang)
    matches = [m for m in matches if not _only_begins(text, m)]
    home = country_of_url(document.item.url) or _dateline_country(text, document.title_end + 1, matches)
    found = resolve(matches, text, home_country=home)
    return tuple(Named(t.start, t.end, document.text[t.start : t.end], t.place) for t in found)


def _only_begins(text: str, match: Match) -> bool:
    """Whether the match is only the first word of a name that is not known ("San" of "San Ignacito")."""
    return _BEGINNING.fullmatch(match.text.lower()) is not None and bool(_NAME_GOES_ON.match(text, match.end))


def _dateline_country(text: str, body: int, matches: Sequence[Match]) -> str:
    """The country a text is written from by its dateline ("LIMA, 3 June (Agency) --"), "" without one."""
    dateline = _DATELINE.match(text, body)
    if dateline is None:
        return ""
    named = [m for m in matches if body <= m.start < dateline.end()]
    for match in named:
        if match.candidates[0].place.kind is PlaceKind.COUNTRY:
            return match.candidates[0].place.country
    return named[0].candidates[0].place.country if named else ""


def read_adjectives(document: Document, gazetteer: "Gazetteer") -> tuple[Named, ...]:
    """Adjectives of nationality in order of the text."""
    known = _adjectives(document.lang)
    if not known:
        return ()
    found = []
    for sentence in document.sentences:
        words = words_of(sentence.text)
        for n, word in enumerate(words.folded):
            code = known.get(word)
            if code and (words.raw[n][0].isupper() or not words.raw[n][0].islower()):
                start, end = sentence.start + words.starts[n], sentence.start + words.ends[n]
                found.append(Named(start, end, document.text[start:end], gazetteer.get(code), True))
    return tuple(found)


def country_of_url(url: str) -> str:
    """The country of a web address's last part ("PK" for dawn.com.pk), "" where it tells none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    match = _COUNTRY_DOMAIN.search(host)
    if match is None or match[1] in _SOLD:
        return ""
    return "GB" if match[1] == "uk" else match[1].upper()


@cache
def _adjectives(lang: str) -> Mapping[str, str]:
    table = tomllib.loads(
        files("bot.extraction").joinpath("lexicons", "nationalities.toml").read_text("utf-8")
    )
    known: dict[str, str] = {}
    for code, forms in table.get(lang, {}).items():
        for form in forms.split():
            known.setdefault(words_of(form.replace("_", " ")).folded[0] if "_" not in form else "", code)
    known.pop("", None)
    return known


def as_read(named: Named) -> ReadToponym:
    """As the contract prints it."""
    place = named.place
    if place is None:
        return ReadToponym(named.start, named.end, named.text)
    return ReadToponym(
        named.start,
        named.end,
        named.text,
        place.name,
        place.country or None,
        place.admin1 or None,
        place.lat,
        place.lon,
        int(place.id) if place.id.isdigit() else None,
    )
