"""Who said what: on record, reported, disputed, and what nobody has said."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.incident import Conflict, Report
from bot.model.mention import Claim, Count, Speaker
from bot.rendering import counts, where, who
from bot.rendering.harm import is_community, is_loaded, neutral_group, plain_words
from bot.rendering.plain import clean, cut
from bot.rendering.view import View, key
from bot.rendering.vocabulary import is_own

_COUNTS = (*counts.TOLL, "serious")
_PLACES = frozenset({"place", "site", "city", "location"})
_LONGEST_LINE = 240
_MOST_SIDES = 4

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the report that brought it."""

    report: Report
    claim: Claim


def all_claims(view: View) -> list[Told]:
    """Return every claim about this incident, oldest report first."""
    return [Told(report, claim) for report in view.reports for claim in report.mention.claims]


def claim_lines(view: View) -> list[str]:
    """Return one line for each who speaks: those on record first. Of one speaker the last word counts."""
    spoken: dict[tuple[str, ...], tuple[Told, dict[str, str]]] = {}
    for told in all_claims(view):
        said = spoken.setdefault(_identity(view, told), (told, {}))[1]
        words = phrase(view, told.claim)
        if words:
            said[_topic(told.claim)] = words
    lines = [
        (_rank(told.claim.said_by), _line(view, told, dict.fromkeys(said.values())))
        for told, said in spoken.values()
        if said
    ]
    return list(dict.fromkeys(line for _, line in sorted(lines, key=lambda each: each[0])))


def conflict_lines(view: View) -> list[str]:
    """Return one line for each disagreement, every side named."""
    return [_conflict(view, each) for each in view.incident.conflicts]


def unknown_line(view: View) -> str:
    """Return what nobody has said, and whether anybody claimed it; "" if nothing is missing."""
    t = view.t
    missing = []
    for token in view.incident.unknowns:
        name = key("unknown", token)
        words = t.text(name) if t.has(name) else view.words(token.replace("_", " "))
        if words:
            missing.append(words)
    told = [t.text("unknowns", what=t.joined(dict.fromkeys(missing)))] if missing else []
    claimed = who.claimed_by(view)
    return t.joined((*told, claimed), "sentence")


def phrase(view: View, claim: Claim) -> str:
    """Return what was said in our words; "" where it can't be told without copying the report's."""
    return value_words(view, claim.field, claim.value, claim.said_by)


def value_words(view: View, field: str, value: Value, speaker: Speaker) -> str:
    """Return a field's value in words, "2 injured", "motive unclear"; "" where there are none."""
    base, _, part = field.strip().lower().partition(".")
    if base in _COUNTS or base == "attackers_killed":
        return _number_words(view, base, part, value)
    if base == "motive":
        return _motive(view, value)
    if base in ("claim", "claimed", "responsibility"):
        return _responsibility(view, value, speaker)
    if base in ("attributed_to", "attribution"):
        group = neutral_group(value)
        return view.t.text("says-blames", group=group) if group else ""
    if base in _PLACES:
        return _place(view, value)
    if value is None or isinstance(value, int):
        if base in ("arrested", "detained") and value is False:
            return view.t.text("value-not-arrested")
        return ""
    if base in ("kind", "fine_kind", "event"):
        return view.t.text(key("kind", value)) if view.t.has(key("kind", value)) else ""
    if base == "target":
        return _target(view, value)
    return _token(view, base, part, value)


def _token(view: View, base: str, part: str, value: str) -> str:
    t = view.t
    if base in ("danger", "nature", "weapon") and t.has(key(base, value)):
        told = t.text(key(base, value))
        return t.text("says-weapon", what=told) if base == "weapon" else told
    if base == "perpetrator" and part == "status":
        return t.text(key("status", value)) if t.has(key("status", value)) else ""
    if base in ("perpetrator", "suspect", "weapon"):
        words = view.words(value.replace("_", " "))
        return t.text("says-weapon" if base == "weapon" else "says-suspect", what=words) if words else ""
    return ""


def _number_words(view: View, base: str, part: str, value: Value) -> str:
    n = _whole(value)
    if n is None:
        return ""
    if n == 0:
        return view.t.text("says-no-deaths") if base == "killed" else ""
    if base == "attackers_killed":
        return view.t.text("says-attackers-killed", count=n, n=view.number(n))
    count = (
        Count(n, None, None) if part == "min" else Count(None, None, n) if part == "max" else Count(n, n, n)
    )
    return counts.counted(view, base, count)


def _whole(value: Value) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        text = value.strip()
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            return None
        value = int(text)
    return value if 0 <= value < 10**9 else None


def _motive(view: View, value: Value) -> str:
    if value is None or (isinstance(value, str) and value.strip().lower() in ("", "unknown", "unclear")):
        return view.t.text("says-motive-unclear")
    words = view.words(value.replace("_", " ") if isinstance(value, str) else None)
    if words:
        return view.t.text("says-motive", what=words)
    if isinstance(value, str) and is_community(value) and not is_loaded(value):
        return view.t.text("says-motive", what=quoted(view, cut(clean(value), 60)))
    return ""


def _responsibility(view: View, value: Value, speaker: Speaker) -> str:
    if value is False:
        return view.t.text("says-nobody-claimed")
    if speaker.role == "group":
        return view.t.text("says-did-it")
    group = neutral_group(value)
    return view.t.text("says-claimed-by", group=group) if group else ""


def _place(view: View, value: Value) -> str:
    place = view.incident.place
    words = clean(value) if isinstance(value, str) else ""
    if not words or is_loaded(words):
        return ""
    if view.limits.city_only and words not in (place.city, place.admin1):
        return ""
    if words == clean(place.site or "") and view.ongoing and view.limits.no_hospital:
        return ""
    told = where.site_words(view, cut(words, 60)) if words.islower() else where.local(view, words)
    return view.t.text("says-place", place=told) if told else ""


def _target(view: View, value: str) -> str:
    words = clean(value.replace("_", " "))
    nationalities = frozenset(clean(each.nationality) for each in view.incident.target if each.nationality)
    # Said by somebody it may stand with who said it: that is the rule for sect, ethnicity and caste.
    if is_community(words) and not is_loaded(words):
        told = quoted(view, cut(words, 60))
    else:
        told = _plain_target(view, words, nationalities) or who.targets(view)
    return view.t.text("says-target", target=told) if told else ""


def _plain_target(view: View, words: str, nationalities: frozenset[str]) -> str:
    if is_own(view.t):
        return plain_words(words, also=nationalities)
    for each in view.incident.target:
        named = (each.nationality or "", (each.type or "").replace("_", " "))
        if words.lower() == " ".join(part for part in named if part).lower():
            return who.target(view, each)
    name = key("target", words)
    return view.t.text(name, count=2) if view.t.has(name) else view.words(words, also=nationalities)


def quoted(view: View, text: str) -> str:
    """Return a report's own words: marked as such where they are not in the reader's language."""
    return text if is_own(view.t) or not text else view.t.text("quoted", text=text)


def _identity(view: View, told: Told) -> tuple[str, ...]:
    by = told.claim.said_by
    outlet = told.report.family if by.role in ("outlet", "witness") else ""
    return (by.role, by.institution or "", by.rank or "", by.name or "", str(by.named), outlet)


def _topic(claim: Claim) -> str:
    base = claim.field.strip().lower()
    return base if base.startswith("perpetrator") else base.split(".")[0]


def _rank(by: Speaker) -> int:
    if by.named and by.role in who.OFFICIAL:
        return 0
    return 2 if by.role in ("group", "witness") else 1


def _line(view: View, told: Told, phrases: Iterable[str]) -> str:
    by, t = told.claim.said_by, view.t
    what = t.joined(phrases, "semicolon")
    if by.role == "group":
        line = t.text("line-group", who=who.speaker(view, by), what=what)
    elif by.role == "outlet":
        line = t.text("line-outlet", who=publisher(told.report), what=what)
    elif by.named and by.role in who.OFFICIAL:
        line = t.text("line-on-record", who=who.speaker(view, by), what=what)
    elif by.role == "witness":
        line = t.text("line-witness", who=who.speaker(view, by), what=what)
    else:
        line = t.text("line-unnamed", who=who.speaker(view, by), what=what)
    return cut(line, _LONGEST_LINE)


def publisher(report: Report) -> str:
    """Return the publisher's name as shown."""
    return cut(clean(report.family) or clean(report.source), 40) or "?"


def _conflict(view: View, conflict: Conflict) -> str:
    t = view.t
    base = conflict.field.strip().lower().split(".")[0]
    field = t.text(key("field", base)) if t.has(key("field", base)) else view.words(base.replace("_", " "))
    sides: dict[str, list[str]] = {}
    publishers = {report.item_id: publisher(report) for report in view.reports}
    for each in conflict.values:
        words = value_words(view, conflict.field, each.value, each.said_by)
        if not words:
            continue
        by = each.said_by
        label = publishers.get(each.item, "") if by.role == "outlet" else ""
        sides.setdefault(words, []).append(label or who.speaker_short(view, by))
    told = [
        t.text("conflict-side", value=value, who=t.joined(list(dict.fromkeys(map(t.isolate, says)))[:3]))
        for value, says in list(sides.items())[:_MOST_SIDES]
    ]
    name = field or t.text("field-other")
    if len(told) < 2:
        return t.text("conflict-bare", field=name)
    return cut(t.text("conflict", field=name, sides=" / ".join(told)), _LONGEST_LINE)
