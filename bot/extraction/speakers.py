"""Who speaks in an English sentence, and which part of it is theirs.

Only what stands in a speaker's own clause is theirs. The agency that was told ("told Reuters") is the
outlet, no speaker. "He" and "the official" are whoever spoke last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.document import Sentence
from bot.extraction.speaker_words import BARE, identify
from bot.model.mention import Speaker


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker with the clause that is theirs; ``start`` and ``end`` count in the sentence."""

    speaker: Speaker
    start: int
    end: int


_SPEECH = re.compile(
    r"\b(?:said|says|say|saying|told|tells|confirmed|confirms|confirm|stated|states|added|adds|"
    r"announced|announces|revealed|"
    r"reveals|reported|reports|claimed(?! (?:full |joint )?(?:responsibility|credit|the lives|"
    r"at least))|claims|explained|disclosed|acknowledged|declared|noted|insisted|"
    r"alleged|tweeted|posted|"
    r"wrote|blamed|blames|accused|accuses|denied|denies|warned|estimated)\b"
)
_WARNS = re.compile(
    r"\b(?:warn(?:s|ed)?|advis(?:es?|ed)|alert(?:s|ed)|urg(?:es|ed)|issu(?:es|ed)|rais(?:es|ed)) (?=\w)"
)
_ACCORDING = re.compile(r"\b(?:according to|as per) (?P<who>[^,;]{2,110})", re.IGNORECASE)
_QUOTED = re.compile(r"(?P<who>[^,;]{2,80}) (?:was|were) quoted (?:\w+ ){0,6}as saying", re.IGNORECASE)
_INVERTED = re.compile(r"\s*(?P<who>[^;]{2,110})")
_CLAUSE_END = re.compile(
    r"(?:, |; | )(?:though|although|but|while|whereas|even though|however)\b|;|"
    r", and (?=(?:[\w'-]+ ){1,7}(?:said|told|confirmed|added|reported)\b)",
    re.IGNORECASE,
)
_SUBJECT_BREAK = re.compile(r"(?:[,;:\"]| and| but| as| that| while| after| when) ", re.IGNORECASE)
_TITLE_FIRST = re.compile(r"^(?P<who>[^:]{2,40}): ")
_TITLE_LAST = re.compile(r"(?::| -| –| —|, says?|, say) (?P<who>[^:,]{2,40})$")
# Each piece needs a space or comma before it, so no text can be cut into pieces in more than one way.
_TOLD = re.compile(
    r"(?:[\s,]+(?:to |on )?(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)day|late|earlier|today|yesterday|"
    r"in a statement|(?:the |a |an )?[A-Z][\w.'-]*+|reporters|journalists|the media|local media|"
    r"state television|"
    r"a (?:news|press) conference|by (?:tele)?phone|on social media|"
    r"on condition of anonymity)){0,12}[\s,.\"']*+$"
)


def speakers_of(sentence: Sentence, last: Speaker | None) -> list[Said]:
    """Speakers of one sentence with their clauses, in order. ``last`` is who "he" or "the official" is."""
    text = sentence.text
    told = _according(text, last)
    if told:
        return [told]
    found = _titles(text, last) if sentence.in_title else []
    done = 0
    for match in _SPEECH.finditer(text):
        if match.start() < done:
            continue
        said = _direct(text, match, done, last) or _inverted(text, match, done, last)
        if said is not None:
            found.append(said)
            last = said.speaker
            done = max(said.end, match.end())
    return found


def warner_of(sentence: Sentence) -> Said | None:
    """Who warns or advises people in an English sentence, with what is warned of."""
    for match in _WARNS.finditer(sentence.text):
        speaker = identify(_subject(sentence.text, 0, match.start())[1], None)
        if speaker is not None:
            return Said(speaker, match.start(), len(sentence.text))
    return None


def _according(text: str, last: Speaker | None) -> Said | None:
    match = _ACCORDING.search(text) or (_QUOTED.search(text) if " quoted " in text else None)
    speaker = identify(match["who"], last) if match else None
    if match is None or speaker is None:
        return None
    if match.start() < 3 or match.re is _QUOTED:
        return Said(speaker, *_trim(text, match.end(), len(text)))
    start = max((end.end() for end in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
    return Said(speaker, *_trim(text, start, match.start()))


def _titles(text: str, last: Speaker | None) -> list[Said]:
    """ "Police: 3 dead", "3 dead in blast: police"."""
    for match, first in ((_TITLE_FIRST.search(text), True), (_TITLE_LAST.search(text), False)):
        speaker = identify(match["who"], last) if match else None
        if match and speaker:
            return [Said(speaker, match.end(), len(text)) if first else Said(speaker, 0, match.start())]
    return []


def _direct(text: str, match: re.Match[str], done: int, last: Speaker | None) -> Said | None:
    """ "Police said that …", "…, police said"."""
    start, who = _subject(text, done, match.start())
    speaker = identify(who, last)
    if speaker is None:
        return None
    if start > done + 15 and _TOLD.match(text, match.end()):
        return Said(speaker, *_trim(text, done, start))
    end = _CLAUSE_END.search(text, match.end())
    return Said(speaker, match.end(), end.start() if end else len(text))


def _inverted(text: str, match: re.Match[str], done: int, last: Speaker | None) -> Said | None:
    """ "…," said the hospital's director."""
    before = text[done : match.start()].rstrip()
    after = _INVERTED.match(text, match.end())
    if not before.endswith((",", '"', "'")) or after is None:
        return None
    speaker = identify(after["who"], last)
    return Said(speaker, *_trim(text, done, match.start())) if speaker else None


def _subject(text: str, done: int, verb: int) -> tuple[int, str]:
    """Where the subject of a verb begins, and the subject with what is set after it in commas."""
    before = text[done:verb].rstrip()
    first = max(0, len(before) - 220)
    if before.endswith(","):
        comma = before.rfind(",", first, len(before) - 1)
        for _ in range(2):
            if comma < 0:
                return done, ""
            start = _after_break(before, first, comma)
            if identify(before[start:], None) is not None or BARE.match(before[start:comma].strip()):
                return done + start, before[start:]
            comma = before.rfind(",", first, comma)
        return done, ""
    start = _after_break(before, max(0, len(before) - 120), len(before))
    return done + start, before[start:]


def _after_break(text: str, first: int, end: int) -> int:
    start = first
    for match in _SUBJECT_BREAK.finditer(text, first, end):
        start = match.end()
    return start


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,\"'":
        start += 1
    while end > start and text[end - 1] in " ,":
        end -= 1
    return start, end


def last_of(found: Sequence[Said], last: Speaker | None) -> Speaker | None:
    """Who "he" is in the next sentence."""
    return found[-1].speaker if found else last
