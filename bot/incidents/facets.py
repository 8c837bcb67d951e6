"""What two reports are compared by, worked out once for each report and kept."""

import re
import tomllib
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.model.incident import Report
from bot.model.kinds import fine_kinds
from bot.model.mention import Count, MentionPlace, Nature, Precision, Role, TimePrecision

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
# An article without a date of the deed tells of the last day and a half.
UNDATED = timedelta(hours=36)
# Those of some 20,000 open incidents.
_KEPT = 65_536
_WORD = re.compile(r"[^\W_]{2,}")
_CAPITAL = re.compile(r"(?<=[a-z0-9,;] )[A-Z][^\W\d_]{2,}(?:-[A-Z]\w+)?")
_LOWER = re.compile(r"\b[a-z][^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_SMALL = re.compile(r"\d+|[^\W\d_]+")


_words = tomllib.loads(files("bot.incidents").joinpath("common_words.toml").read_text("utf-8"))
COMMON = frozenset(word for text in _words["common"].values() for word in text.split())
_GENERIC_SITE = frozenset(_words["sites"]["generic"].split())
_SITE_CLASS = {word: name for name, text in _words["sites"]["same"].items() for word in text.split()}
# Told in the headline or the first sentence; further down it is mostly what went before.
_SEVERAL = re.compile(
    r"\b(?:attacks|bombings|blasts|ambushes|incidents|districts|coordinated|simultaneous|separate|wave of)\b",
    re.I,
)
_LATEST = re.compile(r"\b(?:latest|newest|another) in a (?:series|string|wave|spate)\b", re.I)
_BEGINNING = 240


@dataclass(frozen=True, eq=False)
class Facets:
    """One report as the comparison sees it. Times are aware UTC; names are folded.

    ``path`` is the place and what holds it, finest first, ``cities`` the cities among them; ``finest`` how
    fine it is (3 within a city, 2 city, 1 district or province, 0 country or nothing). What takes
    reading the words is worked out when it is first asked for: most pairs are put aside by place, time, kind.
    """

    report: Report
    path: tuple[str, ...]
    ids: bool
    cities: frozenset[str]
    finest: int
    country: str
    city: str
    point: tuple[float, float] | None
    since: datetime
    until: datetime
    dated: bool
    kind: str
    fine: str
    family: str
    harmless: bool
    nations: frozenset[str]
    types: frozenset[str]
    perpetrator: frozenset[str]
    groups: frozenset[str]
    weapon: str
    killed: int | None
    injured: int | None
    abducted: int | None
    # The id of the incident at its structured source.
    event: str
    told_at: datetime
    # The order of everything: oldest first, then by id.
    key: tuple[datetime, str]

    @cached_property
    def site(self) -> frozenset[str]:
        """What the site is called, without the names of its place."""
        return _site_words(self.report.mention.place.site) - self._placed

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The names of the place and of what holds it."""
        return self._placed - _GENERIC_SITE

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of the headline and of what is told of this incident."""
        return frozenset(_SMALL.findall(fold(self._text))) - COMMON - self._placed

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of people's and organisations' names."""
        return _names(self.report.mention.own_text) - self._placed

    @cached_property
    def digits(self) -> frozenset[str]:
        """The numbers of the headline."""
        return frozenset(_DIGITS.findall(self.report.title))

    @cached_property
    def several(self) -> bool:
        """Whether it tells of several incidents in one."""
        return self.report.role is Role.ROUNDUP or _tells_several(self._text[:_BEGINNING])

    @cached_property
    def verbatim(self) -> str:
        """The text itself, folded."""
        return fold(self._text)

    @property
    def _text(self) -> str:
        return f"{self.report.title} {self.report.mention.own_text}"

    @cached_property
    def _placed(self) -> frozenset[str]:
        place = self.report.mention.place
        names = " ".join(filter(None, (place.name, place.city, place.admin1, place.admin2)))
        return frozenset(_WORD.findall(fold(names)))


_known: OrderedDict[str, Facets] = OrderedDict()


def facets(report: Report) -> Facets:
    """Return the facets of a report; worked out once for each object."""
    known = _known.get(report.id)
    if known is not None and known.report is report:
        return known
    made = _facets(report)
    _known[report.id] = made
    _known.move_to_end(report.id)
    if len(_known) > _KEPT:
        _known.popitem(last=False)
    return made


@lru_cache(maxsize=8192)
def fold(text: str | None) -> str:
    """Lower case without accents, for comparing names."""
    if not text or text.isascii():
        return " ".join((text or "").casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def told(count: Count | None) -> int | None:
    """The number a count goes by; None where nothing is said."""
    if count is None:
        return None
    return count.best if count.best is not None else count.min


def window(report: Report) -> tuple[datetime, datetime, bool]:
    """When it happened, as [since, until], and whether the report itself says so."""
    mention = report.mention
    if mention.expected_from is not None:
        until = mention.expected_until or mention.expected_from + DAY
        return mention.expected_from, max(until, mention.expected_from), True
    at = mention.occurred_at
    if at is None or mention.time_precision is TimePrecision.UNKNOWN:
        last = at or report.told_at
        return last - UNDATED, last + HOUR, False
    if mention.time_precision is TimePrecision.EXACT:
        return at - HOUR, at + HOUR, True
    if mention.time_precision is TimePrecision.WEEK:
        return at - 4 * DAY, at + 4 * DAY, False
    start = _midnight(at, mention.place.timezone)
    return start, start + DAY, True


def _midnight(at: datetime, timezone: str) -> datetime:
    local = at.astimezone(ZoneInfo(timezone)) if timezone else at
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def path_of(place: MentionPlace) -> tuple[str, ...]:
    """The place and what holds it, finest first; by names where the gazetteer knew nothing."""
    if place.area_ids:
        return place.area_ids
    names = [fold(each) for each in (place.country, place.admin1, place.admin2, place.city) if each]
    return tuple("/".join(names[:n]) for n in range(len(names), 0, -1))


def fineness(place: MentionPlace) -> int:
    """3 within a city, 2 city, 1 district or province, 0 country or nothing."""
    ids = place.area_ids
    if any(each.isdigit() for each in ids[1:]):
        return 3
    inside = bool(place.city and place.name and fold(place.name) != fold(place.city))
    if inside and (
        place.place_id.startswith("x:") or place.precision in (Precision.SITE, Precision.DISTRICT)
    ):
        return 3
    if place.city or (ids and ids[0].isdigit()) or place.precision in (Precision.CITY, Precision.SITE):
        return 2
    return 1 if place.admin1 or place.precision in (Precision.DISTRICT, Precision.ADMIN1) else 0


def _facets(report: Report) -> Facets:
    mention = report.mention
    place = mention.place
    since, until, dated = window(report)
    fine = fine_kinds().get(mention.fine_kind or "")
    family = fine.family if fine else _family_of(mention.kind)
    perpetrator = mention.perpetrator
    groups = [*mention.attributed_to, *([mention.claim.by] if mention.claim.by else [])]
    told_at = report.told_at
    return Facets(
        report=report,
        event=mention.source_event,
        told_at=told_at,
        key=(told_at, report.id),
        path=path_of(place),
        ids=bool(place.area_ids),
        cities=frozenset(each for each in place.area_ids if each.isdigit()),
        finest=fineness(place),
        country=place.country or "",
        city=fold(place.city),
        point=(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
        since=since,
        until=until,
        dated=dated,
        kind=mention.kind,
        fine=mention.fine_kind or "",
        family=family,
        harmless=mention.nature in (Nature.ACCIDENT, Nature.NATURAL) or mention.kind == "accident_disaster",
        nations=frozenset(fold(each.nationality) for each in mention.target if each.nationality),
        types=frozenset(fold(each.type).rstrip("s") for each in mention.target if each.type),
        perpetrator=frozenset(_WORD.findall(fold(perpetrator.description if perpetrator else ""))) - COMMON,
        groups=frozenset(fold(each) for each in groups),
        weapon=mention.weapon or (fine.weapon if fine else None) or "",
        killed=told(mention.killed),
        injured=told(mention.injured),
        abducted=told(mention.abducted),
    )


def _tells_several(beginning: str) -> bool:
    return bool(_SEVERAL.search(beginning)) and not _LATEST.search(beginning)


def _site_words(site: str | None) -> frozenset[str]:
    """What the site is called, "mill" and "plant" as "factory": papers name one place by what it is."""
    words = frozenset(_WORD.findall(fold(site))) - _GENERIC_SITE
    return frozenset(_SITE_CLASS.get(word, word) for word in words)


def _names(text: str) -> frozenset[str]:
    """Words of people's and organisations' names: capitals within a sentence that nowhere stand small."""
    small = set(_LOWER.findall(text))
    found = {word.lower() for word in _CAPITAL.findall(text)}
    return frozenset(fold(word) for word in found - small) - COMMON


def _family_of(kind: str) -> str:
    return next((each.family for each in fine_kinds().values() if each.kind == kind), "blast")
