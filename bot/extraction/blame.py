"""Who is blamed for a deed, sentence by sentence: a group, or a state force. Speakers and deniers are not."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.extraction import blame_words as say
from bot.extraction.force_words import how_of_force
from bot.extraction.forces import forces_in
from bot.extraction.gated import small
from bot.extraction.group_names import GroupMatch, find_groups
from bot.extraction.group_shapes import shapes_in

Names = tuple[tuple[str, str], ...]
_NEAR = 140
_SHORT = 8
_AT_ONCE = 60
_WORD = r"(?:[A-Z][\w'-]*|\"[^\"]{3,30}\"|of|for|the|and)"
# "by members of the Hill Party": a body of any kind, whose members did it
_BODY_OF = re.compile(
    rf"\b(?:members?|militants|activists|fighters|supporters|agents) of (?:the )?({_WORD} (?:{_WORD} ){{0,6}}"
    r"(?i:party|movement|organi[sz]ation|group|front|league|union|federation|brigade|gang|cell|command|"
    r"squad|militia)(?: (?:of|for) (?:[A-Z][\w'-]* ?){1,3})?)"
)


class Blame(NamedTuple):
    """A group or force in a sentence: ``how`` is "did", "blamed" (somebody says so) or "denied"."""

    group: GroupMatch
    how: str
    force: bool = False


@lru_cache(maxsize=128)
def organisations_in(text: str, names: Names = ()) -> tuple[GroupMatch, ...]:
    """Every armed group of a sentence: the known ones, those known by their shape, and ``names``, the
    short names ("DLF") that the document gives of such.
    """
    found = list(find_groups(text))
    shown = dict(names)
    for shape in shapes_in(text):
        # "the Delta Front (DLF)": what stands in brackets is the same one
        if not any(one.start <= shape.end + 3 and shape.start < one.end for one in found):
            found.append(GroupMatch(shape.start, shape.end, shown.get(shape.name, shape.name)))
    for short, name in names:
        at = text.find(short) if len(short) <= _SHORT else -1
        if at >= 0 and not any(one.start <= at < one.end for one in found):
            end = at + len(short)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                found.append(GroupMatch(at, end, name))
    taken = [(one.start, one.end) for one in found] + [(one.start, one.end) for one in forces_in(text)]
    for match in _BODY_OF.finditer(text) if " of " in text else ():
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(GroupMatch(match.start(1), match.end(), match[1].replace('"', "")))
    return tuple(sorted(found))


@lru_cache(maxsize=8)
def names_in(text: str) -> Names:
    """Short names and unadorned ones of the groups that a document introduces: "DLF", "Delta Liberation
    Front" → "Delta Liberation Front (DLF)".
    """
    found: dict[str, str] = {}
    for shape in shapes_in(text):
        if shape.short:
            found[shape.short] = found[shape.name.removesuffix(f" ({shape.short.upper()})")] = shape.name
    return tuple(found.items())


@lru_cache(maxsize=128)
def blame_in(text: str, names: Names = ()) -> tuple[Blame, ...]:
    """The groups and forces that an English sentence blames, or that deny it; others are only spoken of."""
    groups = organisations_in(text, names)
    forces = forces_in(text)
    if not groups and not forces:
        return ()
    low = small(text)
    found = [Blame(group, how) for group in groups if (how := how_of(low, group))]
    for force in forces:
        match = GroupMatch(*force)
        if not any(one.start < force.end and force.start < one.end for one in groups):
            fights = any(force.end <= one.start < force.end + _AT_ONCE for one in groups)
            how = how_of_force(low, force)
            if how and not (fights and how == "did"):
                found.append(Blame(match, how, True))
    return tuple(found)


def how_of(low: str, group: GroupMatch) -> str:
    """How a group stands at ``group`` in a sentence in small letters: "did", "blamed", "denied" or ""."""
    before = low[max(0, group.start - _NEAR) : group.start]
    repeated = say.REPEATED.match(low, group.end)
    after = low[repeated.end() if repeated else group.end :][:80]
    if say.DENIED.search(after):
        return "denied"
    if (
        say.NOT_THEM.search(before)
        or say.HIT_AFTER.match(after)
        or say.SPEECH_AFTER.match(after)
        or say.CLAIMS_AFTER.match(after)
    ):
        return ""
    if say.UNSURE.search(before):
        return ""
    if say.BLAMED_BEFORE.search(before) or say.HELD_AFTER.match(after):
        return "blamed"
    if say.BY.search(before) or say.BY_MEN_OF.search(before):
        return "did"
    if say.ANSWERS.search(before) and say.ITS_ATTACK.match(after):
        return ""
    if say.APPOSED.search(before) and say.APPOSED_AFTER.match(after):
        return "did"
    if (say.IN_ITS.search(before) and say.ITS_ATTACK.match(after)) or (
        say.AGENT_AFTER.match(after) and not say.HIT_BEFORE.search(before)
    ):
        return "did"
    return ""
