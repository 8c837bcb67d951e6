"""Where it happened: the most precise place that does not conflict."""

from collections.abc import Sequence
from dataclasses import replace

from bot.incidents.facets import fold, path_of
from bot.incidents.statements import OUTLET, Statement, Telling, conflict, current
from bot.model.incident import Conflict, Report
from bot.model.mention import Extent, MentionPlace, Precision


def place_of(story: Telling) -> tuple[MentionPlace, tuple[Conflict, ...]]:
    """Return the place and what sources disagree on."""
    told = [each for each in story.reports if path_of(each.mention.place)]
    if not told:
        return _unlocated(story), ()
    spoken = [_stated(story, each) for each in told]
    # Coarser than another is no contradiction: only ends of branches are sides.
    paths = {each.report.id: path_of(each.report.mention.place) for each in spoken}
    ends = [
        each
        for each in spoken
        if not any(_inside(paths[other.report.id], paths[each.report.id]) for other in spoken)
    ]
    sides = list(dict.fromkeys(str(each.value) for each in ends))
    if len(sides) == 1:
        chosen, disputed = ends[0].report.mention.place, None
    else:
        chosen, disputed = _settled(ends, paths, [each.report.mention.place for each in spoken])
    found = _with_site(story, chosen)
    return found[0], tuple(each for each in (disputed, found[1]) if each)


def _stated(story: Telling, report: Report) -> Statement:
    place = report.mention.place
    claim = next(
        (each for each in report.mention.claims if each.field in ("place", "city", "location")), None
    )
    by = claim.said_by if claim else OUTLET
    recorded = bool(claim and by.named and by.role not in ("outlet", "group", "witness"))
    voice = f"outlet:{story.voices[report.id]}"
    value = path_of(place)[0]
    return Statement(value, by, voice, report, recorded, report.told_at, report.told_at)


def _inside(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return inner[0] != outer[0] and outer[0] in inner


def _settled(
    ends: Sequence[Statement], paths: dict[str, tuple[str, ...]], places: Sequence[MentionPlace]
) -> tuple[MentionPlace, Conflict | None]:
    """Sources name different places: the majority's, or the newest on record; else what they all lie in."""
    now = current(ends)
    recorded = [each for each in now if each.on_record]
    count = {each.value: sum(other.value == each.value for other in now) for each in now}
    best = max(count.values())
    leaders = [each for each in now if count[each.value] == best]
    named = tuple(now)
    disputed = conflict("place", [_by_name(each) for each in named])
    if recorded:
        return recorded[-1].report.mention.place, disputed
    if len({each.value for each in leaders}) == 1 and best * 2 > len(now):
        return leaders[0].report.mention.place, disputed
    return _common([paths[each.report.id] for each in now], places, leaders[0].report.mention.place), disputed


def _by_name(each: Statement) -> Statement:
    place = each.report.mention.place
    return replace(each, value=place.name or place.city or place.admin1 or place.country or each.value)


def _common(
    paths: Sequence[tuple[str, ...]], places: Sequence[MentionPlace], first: MentionPlace
) -> MentionPlace:
    """The finest area that holds every side, as a place."""
    shared = next((each for each in paths[0] if all(each in path for path in paths)), "")
    for place in places:
        if path_of(place)[0] == shared:
            return place
    if not shared or not first.area_ids:
        return replace(
            first,
            name=first.country,
            site=None,
            city=None,
            admin2=None,
            admin1=None,
            lat=None,
            lon=None,
            precision=Precision.COUNTRY,
            place_id="",
            area_ids=(),
        )
    ids = first.area_ids[first.area_ids.index(shared) :]
    in_city = shared.isdigit() or shared.startswith("x:")
    in_admin1 = in_city or shared.count(".") >= 1
    fine = Precision.CITY if in_city else Precision.ADMIN1 if in_admin1 else Precision.COUNTRY
    if shared.count(".") >= 2:
        fine = Precision.DISTRICT
    name = first.city if in_city else first.admin2 if fine is Precision.DISTRICT else first.admin1
    return replace(
        first,
        name=name if in_admin1 else first.country,
        site=None,
        city=first.city if in_city else None,
        admin2=first.admin2 if in_city or fine is Precision.DISTRICT else None,
        admin1=first.admin1 if in_admin1 else None,
        lat=None,
        lon=None,
        precision=fine,
        place_id=shared,
        area_ids=ids,
    )


def _with_site(story: Telling, place: MentionPlace) -> tuple[MentionPlace, Conflict | None]:
    """The site most voices name; "a garment factory" says more than "factory" and contradicts it not."""
    path = path_of(place)
    spoken = [
        Statement(
            fold(site), OUTLET, f"outlet:{story.voices[each.id]}", each, False, each.told_at, each.told_at
        )
        for each in story.reports
        if (site := each.mention.place.site) and _near(path_of(each.mention.place), path)
    ]
    if not spoken:
        return place, None
    now = current(spoken)
    fullest = max(
        now, key=lambda each: (_agreeing(each, now), len(str(each.value)), -each.told_at.timestamp())
    )
    others = [each for each in now if not _alike(each, fullest)]
    disputed = conflict(
        "site", [replace(fullest, value=fullest.report.mention.place.site), *map(_site, others)]
    )
    if others and _agreeing(fullest, now) * 2 <= len(now):
        return replace(place, site=None, precision=_without_site(place)), disputed if others else None
    told = fullest.report.mention.place
    # The gazetteer's finer entry of that very report may carry the point of the site.
    base = told if told.area_ids == place.area_ids else place
    return replace(base, site=told.site), disputed if others else None


def _site(each: Statement) -> Statement:
    return replace(each, value=each.report.mention.place.site)


def _without_site(place: MentionPlace) -> Precision | None:
    if place.precision is not Precision.SITE:
        return place.precision
    return Precision.CITY if place.city else Precision.ADMIN1


def _near(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return bool(one and two) and (one[0] in two or two[0] in one)


def _alike(one: Statement, two: Statement) -> bool:
    return bool(set(str(one.value).split()) & set(str(two.value).split()))


def _agreeing(each: Statement, now: Sequence[Statement]) -> int:
    return sum(_alike(each, other) for other in now)


def _unlocated(story: Telling) -> MentionPlace:
    named = [each.mention.place for each in story.reports if each.mention.place.name]
    return named[0] if named else MentionPlace(extent=Extent.POINT)
