"""One item as text with sentences. Every span counts code points of the unmodified document.

A sentence's ``text`` is as long as its span: left-over markup and control characters are blanked out and
typographic quotes straightened, one character for one, so an offset inside it is an offset in the document.
"""

import re
from dataclasses import dataclass

from bot.extraction.language import detect_item
from bot.model.item import Item

# A longer document is a dump, not a report; what matters of a report stands in its first pages.
READ_AT_MOST = 40_000
# A "sentence" longer than this (a table, an endless word) is cut, so that no later step pays for it.
LONGEST_SENTENCE = 1_200

_TAG = re.compile(
    r"</?[A-Za-z!][^<>]{0,300}>|&(?:[A-Za-z]{2,8}|#x?[0-9A-Fa-f]{1,6});|https?://[^\s<>\"]{1,300}"
)
# An accent without a letter to stand on.
_LONE_MARK = re.compile(
    r"(?<![^\W\d_])[\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u20d0-\u20ff\ufe00-\ufe2f]"
)
_PLAIN = {ord(a): b for a, b in zip("‘’‚‛“”„‟´`«»\u00a0\u2009\u202f", "''''\"\"\"\"''\"\"   ", strict=True)}
_PLAIN |= dict.fromkeys(range(0xD800, 0xE000), " ")
_PLAIN |= dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)], " ")
_PLAIN |= dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF], " "
)

_END = re.compile(
    r"(?P<stop>[.!?…][\"')\]]{0,2})(?=\s)"
    r"|(?P<hard>[。！？][」』”’\"]{0,2}|[۔؟।][\"']?|;\s(?=[A-Z][a-z]+ ))"
    r"|(?P<line>\n)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'.-])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Brig|Adm|Cmdr|Insp|Supt|Sen|Rep|Gov|Rev|Hon|Pres|"
    r"St|Sr|Jr|vs|No|Nos|Art|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca|cf|e\.g|i\.e|a\.m|p\.m|"
    r"U\.S|U\.N|U\.K|E\.U|[A-Z])\.[\"')]?$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``start`` and ``end`` count code points of the document; ``text`` is that long (see the module)."""

    index: int
    start: int
    end: int
    text: str
    in_title: bool


@dataclass(frozen=True, slots=True)
class Document:
    """``text`` is ``Item.document``, unmodified; ``title_end`` where its first line, the title, ends."""

    text: str
    title_end: int
    lang: str
    sentences: tuple[Sentence, ...]
    item: Item


def read_document(item: Item) -> Document:
    """Split an item into sentences and tell its language ("" when it can't be told)."""
    text = item.document
    plain = clean(text[:READ_AT_MOST])
    title_end = len(item.title)
    sentences: list[Sentence] = []
    for start, end in _spans(plain, title_end):
        sentences.append(
            Sentence(len(sentences), start, end, plain[start:end].replace("\n", " "), end <= title_end)
        )
    return Document(
        text, title_end, detect_item(plain[:title_end], plain[title_end:], item.lang), tuple(sentences), item
    )


def clean(text: str) -> str:
    """Blank out markup, links and control characters and straighten quotes; the length stays the same."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        plain = _LONE_MARK.sub(" ", plain)
    if "<" in plain or "&" in plain or "://" in plain:
        plain = _TAG.sub(lambda match: " " * len(match.group()), plain)
    return plain


def _spans(plain: str, title_end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    wrapped = _is_wrapped(plain[title_end + 1 :])
    for match in _END.finditer(plain):
        end = match.end() if match["line"] is None else match.start()
        if match["stop"] and _goes_on(plain, start, match.end()):
            continue
        if match["line"] and wrapped and match.start() > title_end and _wraps(plain, match.start()):
            continue
        if match.start() < title_end and match["line"] is None:
            continue  # a title is one sentence, whatever its punctuation
        _add(spans, plain, start, end)
        start = match.end()
    _add(spans, plain, start, len(plain))
    return spans


def _is_wrapped(body: str) -> bool:
    """Whether lines are cut at a fixed width, as wire services and mails do, so that a line is no
    paragraph.
    """
    lines = body[:4_000].split("\n")
    return max(map(len, lines)) <= 100 and sum(len(line) > 55 for line in lines) >= 3


def _wraps(plain: str, at: int) -> bool:
    """Whether the line break at ``at`` of a wrapped text only wraps."""
    before = plain[plain.rfind("\n", 0, at) + 1 : at].rstrip()
    after = plain[at + 1 : at + 3]
    return len(before) > 40 and bool(after.strip()) and not after.startswith(("  ", "\t", "- ", "* "))


def _goes_on(plain: str, start: int, end: int) -> bool:
    """Whether the full stop before ``end`` is that of an abbreviation or initial, or small letters follow."""
    after = plain[end : end + 4].lstrip()
    if after[:1].islower():
        return True
    return plain[end - 1] == "." and bool(_ABBREVIATION.search(plain[max(start, end - 12) : end]))


def _add(spans: list[tuple[int, int]], plain: str, start: int, end: int) -> None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = plain.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + LONGEST_SENTENCE
        spans.append((start, cut))
        start = cut + (plain[cut : cut + 1] == " ")
    if end > start:
        spans.append((start, end))
