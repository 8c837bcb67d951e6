"""Markup and mischief out of feed text: what is left is plain text to show, search and compare."""

import html
import re
import unicodedata

LONGEST_INPUT = 400_000
LONGEST_BOILERPLATE = 800

# Each quantifier is possessive and bounded: a hostile title must not cost more than its length.
_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:_-]{0,40}+)"
    r"(?:\s(?:[^<>\"']{1,500}+|\"[^\"<]{0,2000}+\"|'[^'<]{0,2000}+'){0,60}+|/)?\s*+>"
    r"|<(/?)([A-Za-z][A-Za-z0-9:_-]{0,40}+)(?=[\s/>])[^<>]{0,4000}+>"
    r"|<[!?][^<>]{0,4000}+>"
)
_SILENT = frozenset({"script", "style", "iframe", "object", "noscript", "template", "head", "svg", "math"})
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong
    sub sup time tt u var wbr""".split()  # noqa: SIM905 - thirty quoted words are no easier to read
)
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|div|span|img|ul|ol|li|h[1-6]|script)\b[^<>]{0,2000}+>", re.IGNORECASE
)
# UTF-8 that somebody read as Windows-1252: "â€™" for an apostrophe, "Ã¼" for ü, "Ð¡" for Cyrillic.
_MISREAD = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, NUL among them
    "\ud800-\udfff"  # halves of surrogate pairs
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction
    "\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible
    "\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f"
    "]"
)
# Joiners belong to Persian, Urdu, Indian scripts and emoji; between Latin letters they only hide a word.
_JOINERS = re.compile("[\u200c\u200d]+")
_LAST_LATIN_OR_CYRILLIC = "\u058f"
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
# What blog software adds under an entry; it repeats the title and tells nothing.
_BOILERPLATE = re.compile(
    r"\s*+(?:The post .{1,400} (?:first )?appeared first on .{1,200}\.?"
    r"|(?:Continue reading|Read more|Read the full (?:story|article))(?: .{0,120})?(?:\.\.\.|…|»|→)?"
    r"|\[(?:…|\.\.\.)\])\s*$",
    re.IGNORECASE,
)


def to_text(markup: str, limit: int) -> str:
    """Plain text of HTML or near-HTML, at most ``limit`` code points, paragraphs divided by newlines.

    Entities are resolved, scripts and styles dropped with their content. Text that was escaped twice is read
    twice, but no further.
    """
    text = _mended(_strip(markup[:LONGEST_INPUT]))
    if _LOOKS_LIKE_HTML.search(text):
        text = _strip(text)
    text = tidy(text)
    end = max(0, len(text) - LONGEST_BOILERPLATE)
    return cut(text[:end] + _BOILERPLATE.sub("", text[end:]), limit)


def to_line(markup: str, limit: int) -> str:
    """The same on one line, for titles."""
    return cut(to_text(markup, LONGEST_INPUT).replace("\n", " "), limit)


def tidy(text: str) -> str:
    """Characters that hide, reorder or break text are taken out, white space is made plain, NFC."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _FORBIDDEN.sub("", text.replace("\x0b", " ").replace("\x0c", " ").replace("\x85", "\n"))
    text = _JOINERS.sub(_joiner, text)
    text = unicodedata.normalize("NFC", text)
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()


def _joiner(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return ""
    return match[0][0] if min(text[start - 1], text[end]) > _LAST_LATIN_OR_CYRILLIC else ""


def cut(text: str, limit: int) -> str:
    """At most ``limit`` code points, cut between words where that costs little, marked with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    space = kept.rfind(" ", limit - 40 if limit > 80 else 0)
    return (kept[:space] if space > 0 else kept).rstrip() + "…"


def _mended(text: str) -> str:
    """Undo one misreading of UTF-8 as Windows-1252, if the whole text bears it out."""
    if not _MISREAD.search(text):
        return text
    try:
        # Windows-1252 leaves five bytes undefined; they were passed through as they are.
        raw = b"".join(
            bytes((ord(char),)) if char in "\x81\x8d\x8f\x90\x9d" else char.encode("cp1252") for char in text
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return text


def _strip(markup: str) -> str:
    if "<" not in markup:
        return html.unescape(markup) if "&" in markup else markup
    markup = _without_comments(markup)
    kept: list[str] = []
    at = 0
    silent = ""
    for tag in _TAG.finditer(markup):
        name = (tag[2] or tag[4] or "").lower()
        closing = bool(tag[1] or tag[3])
        if not silent:
            kept.append(markup[at : tag.start()])
            if name not in _INLINE:
                kept.append("\n" if name else "")
            if name in _SILENT and not closing and not tag[0].endswith("/>"):
                silent = name
        elif closing and name == silent:
            silent = ""
        at = tag.end()
    if not silent:
        kept.append(markup[at:])
    return html.unescape("".join(kept))


def _without_comments(markup: str) -> str:
    markup = markup.replace("<![CDATA[", "").replace("]]>", "")
    kept: list[str] = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(markup[at:])
    return "".join(kept)
