"""The words of one language, from ``lexicons/<lang>.toml``: to read another language, add a file.

Sections: ``[kinds.<fine kind>]`` with ``verb``, ``noun`` and ``weak`` triggers, ``[nothing]`` with phrases
that hold a trigger's word and mean nothing, ``[cues]`` with what tells the role of a report, ``[time]``,
``[place]``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.extraction.words import Phrases
from bot.model.kinds import fine_kinds

STRENGTHS = {"verb": 3.0, "noun": 2.0, "weak": 1.0}
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``events`` finds triggers, tagged "<strength>:<fine kind>"; ``cues`` finds everything else by its
    name.
    """

    lang: str
    events: Phrases
    cues: Phrases
    place: Phrases
    data: Mapping[str, Any]

    def words(self, section: str, name: str) -> frozenset[str]:
        """A plain list of words of a section, lower case."""
        return frozenset(self.data.get(section, {}).get(name, ()))


@cache
def languages() -> frozenset[str]:
    """The languages that have a lexicon."""
    folder = files("bot.extraction").joinpath("lexicons")
    return frozenset(path.name[:-5] for path in folder.iterdir() if len(path.name) == len("en.toml"))


@cache
def lexicon(lang: str) -> Lexicon | None:
    """The lexicon of a language, None where there is none.

    Raises ``ValueError`` when a file names a kind that the taxonomy does not have.
    """
    if lang not in languages():
        return None
    text = files("bot.extraction").joinpath("lexicons", f"{lang}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Lexicon(
        lang=lang,
        events=_events(data, lang),
        cues=_tagged(data.get("cues", {})),
        place=_tagged(data.get("place", {})),
        data=data,
    )


def _events(data: Mapping[str, Any], lang: str) -> Phrases:
    events = Phrases()
    for kind, rows in data.get("kinds", {}).items():
        if kind not in fine_kinds():
            raise ValueError(f"lexicon {lang}: {kind} is no kind of the taxonomy")
        for strength, phrases in rows.items():
            if strength not in STRENGTHS:
                raise ValueError(f"lexicon {lang}: {kind}.{strength}: one of {', '.join(STRENGTHS)}")
            for phrase in phrases:
                events.add(phrase, f"{strength}:{kind}")
    for phrase in data.get("nothing", {}).get("phrases", ()):
        events.add(phrase, NOTHING)
    return events


def _tagged(rows: Mapping[str, Any]) -> Phrases:
    found = Phrases()
    for tag, phrases in rows.items():
        for phrase in phrases:
            found.add(phrase, tag)
    return found
