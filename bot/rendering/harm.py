"""What a message must not show (docs/alerts.md, "What an alert leaves out"). Each rule has a test."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.model.incident import Incident, Status
from bot.model.mention import Danger, Nature, PerpetratorStatus, Target
from bot.rendering.plain import clean, cut, utf16_len

_PLAIN = re.compile(r"[a-z0-9][a-z0-9 '’,/-]*")
_ONGOING = frozenset({Danger.AT_LARGE, Danger.FIGHTING, Danger.SECOND_DEVICE})
_ENDED = frozenset({Danger.CONTAINED, Danger.OVER})
_OPERATIONS = frozenset({"security_operation", "armed_clash"})
# The others match from their beginning: "blasphem" is blasphemy and blasphemous.
_WHOLE_WORDS = frozenset({"private_sites", "communities"})
_LONGEST_TEXT = 20_000
_LONGEST_WORDS = 60
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """What this incident's messages leave out, with the reason by its name.

    ``city_only``: no site, nothing finer than the city. ``no_headlines``: reports are named by their
    publisher, never by their headline. ``no_hospital``: hospitals without their name.
    """

    city_only: str = ""
    no_headlines: bool = False
    no_hospital: bool = False


def limits_of(incident: Incident) -> Limits:
    """Decide the limits from everything the incident's reports say."""
    people = _endangered_people(incident)
    reason = people or _private_site(incident) or _running_operation(incident)
    return Limits(city_only=reason, no_headlines=bool(people), no_hospital=is_ongoing(incident))


def is_ongoing(incident: Incident) -> bool:
    """Whether attackers may still be about."""
    status = incident.perpetrator.status if incident.perpetrator else PerpetratorStatus.UNKNOWN
    return incident.danger in _ONGOING or (
        status in (PerpetratorStatus.AT_LARGE, PerpetratorStatus.CONFLICTING)
        and incident.danger not in _ENDED
    )


def is_community(text: str | None) -> bool:
    """Whether a target's words name a sect, an ethnic group or a caste."""
    return bool(text) and _holds("communities", text or "")


def is_loaded(text: str) -> bool:
    """Whether the words are one side's vocabulary."""
    return _holds("loaded", text)


def public_targets(incident: Incident) -> tuple[Target, ...]:
    """Targets as they may stand without saying who says so: communities are left out."""
    return tuple(
        each for each in incident.target if not is_community(each.type) and not is_community(each.nationality)
    )


def plain_words(text: object, *, also: frozenset[str] = frozenset()) -> str:
    """Return a short description that can hold neither a name nor a side's vocabulary, else "".

    Names start with a capital, so only lower-case Latin words pass, and those in ``also`` (nationalities).
    Scripts without capitals can't be checked and don't pass.
    """
    if not isinstance(text, str):
        return ""
    words = clean(text)
    if not words or utf16_len(words) > _LONGEST_WORDS or _holds("loaded", words):
        return ""
    rest = " ".join(word for word in words.split(" ") if word not in also)
    return words if not rest or _PLAIN.fullmatch(rest) else ""


def neutral_group(name: object) -> str:
    """Return a group's neutral name, or "" where the given one is one side's vocabulary."""
    if not isinstance(name, str):
        return ""
    text = clean(name)
    for side, neutral in _lexicon()["groups"].items():
        if side in text.lower():
            return str(neutral)
    return "" if _holds("loaded", text) else cut(text, _LONGEST_NAME)


def _endangered_people(incident: Incident) -> str:
    if incident.fine_kind == "sexual_violence":
        return "sexual_violence"
    if any(is_community(each.type) or is_community(each.nationality) for each in incident.target):
        return "community"
    texts = [incident.motive or ""]
    for report in incident.reports:
        texts += (report.title, report.mention.own_text, report.mention.motive or "")
    return "person_at_risk" if any(_holds("city_only", text[:_LONGEST_TEXT]) for text in texts) else ""


def _private_site(incident: Incident) -> str:
    return "private_site" if _holds("private_sites", incident.place.site or "") else ""


def _running_operation(incident: Incident) -> str:
    running = incident.danger not in _ENDED and incident.status is not Status.CLOSED
    military = incident.kind in _OPERATIONS or (
        incident.nature is Nature.STATE_OPERATION and incident.kind != "disruption"
    )
    return "operation" if running and military else ""


def _holds(group: str, text: str) -> bool:
    return bool(text) and _pattern(group).search(text.lower()) is not None


@cache
def _pattern(group: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in _lexicon()[group]]
    latin = "|".join(word for word in words if word.isascii())
    end = r"(?:s|es)?\b" if group in _WHOLE_WORDS else ""
    return re.compile("|".join((rf"\b(?:{latin}){end}", *(word for word in words if not word.isascii()))))


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("bot.rendering").joinpath("harm.toml").read_text("utf-8"))
