"""A body as bytes into a document that is safe to parse: decoded rightly, without DTD, bounded.

Feeds declare encodings wrongly or not at all, in the HTTP header and in the document, so the bytes have the
first word: what is valid UTF-8 and not plain ASCII is UTF-8.
"""

import codecs
import re
from dataclasses import dataclass

MAX_ENTRIES = 2_000
MAX_ENTITIES = 300
LONGEST_ENTITY = 16

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
_BARE_WIDE = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)
# Only character sets: Python knows codecs that are none ("unicode_escape", "idna").
_CHARACTER_SET = re.compile(
    r"(?:utf|ucs|iso[-_]?8859|iso[-_]?2022|latin|l\d|windows|cp|koi8|gb|hz|big5|euc|shift|s[-_]?jis|ms|mac|"
    r"us[-_]?ascii|ascii|tis|ks_c|ksc)[A-Za-z0-9_-]*",
    re.IGNORECASE,
)
# What is labelled so is in truth written in the superset.
_SUPERSET = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,400}\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMERIC = re.compile(r"&#(?:[xX]([0-9A-Fa-f]*+)|([0-9]*+));")
_FIRST_ELEMENT = re.compile(r"<[A-Za-z_]")
_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z][\w.-]{0,30})\s+(?:\"([^\"&%<]*)\"|'([^'&%<]*)')\s*>")
_ENTRY = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_ROOT = re.compile(r"<((?:[A-Za-z_][\w.-]{0,40}:)?(rss|rdf|feed))(?=[\s>])", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
_HTML = re.compile(
    r"^(?:\s|<\?xml[^>]{0,400}\?>|<!--.{0,4000}?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Document:
    """Text fit for the parser. ``cut`` entries were left out at the end.

    ``page`` is the title of a web page ("" without one), None for anything else.
    """

    text: str
    cut: int = 0
    page: str | None = None


def prepare(body: bytes, content_type: str = "") -> Document:
    """Decode, take out what XML forbids and what explodes, and bound the number of entries."""
    text = decode(body, content_type)
    if _HTML.match(text[:20_000]) and not _ROOT.search(text):
        title = _TITLE.search(text[:200_000])
        return Document("", page=title[1] if title else "")
    text = _NOT_XML.sub("", text)
    text = _NUMERIC.sub(_allowed_reference, text)
    text = _without_dtd(_XML_DECLARATION.sub("", text, count=1).lstrip())
    text, cut = _bounded(text)
    return Document(text, cut)


def decode(body: bytes, content_type: str = "") -> str:
    """Text of a body in whatever it was really written in. Never fails; what can't be read becomes U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for start, name in _BARE_WIDE:
        if body.lstrip(b" \t\r\n").startswith(start):
            return body.decode(name, "replace")
    declared = _DECLARED.match(body[:1000])
    charset = _CHARSET.search(content_type)
    names = [_known(declared[1].decode("ascii")) if declared else "", _known(charset[1]) if charset else ""]
    if body.isascii():
        # Escape sequences of ISO-2022 and HZ are ASCII too.
        name = next((one for one in names if one.startswith(("iso2022", "hz"))), "ascii")
        return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in names:
        if name and name != "utf-8":
            try:
                return body.decode(name)
            except UnicodeDecodeError:
                continue
    text = body.decode("utf-8", "replace")
    wrong, right = text.count("\ufffd"), sum(map(text.count, "éüñаоеاин的ک’–"))
    return text if wrong <= right else body.decode("cp1252", "replace")


def _known(name: str) -> str:
    if not _CHARACTER_SET.fullmatch(name):
        return ""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    # Bytes that get here do not start like UTF-16 or UTF-32, whatever the label says.
    return "" if known.startswith(("utf-16", "utf-32", "utf-7")) else _SUPERSET.get(known, known)


def _allowed_reference(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or ""
    if not 1 <= len(digits) <= 7:
        return ""
    code = int(digits, 16 if match[1] else 10)
    legal = (
        code in (9, 10, 13)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
    return match[0] if legal else ""


def _without_dtd(text: str) -> str:
    """Entities that stand for a few plain characters stay; anything else a DTD can say is dropped."""
    first = _FIRST_ELEMENT.search(text)
    head, rest = (text[: first.start()], text[first.start() :]) if first else (text, "")
    start = head.upper().find("<!DOCTYPE")
    if start < 0 and "<!ENTITY" not in head:
        return text
    kept = [
        f'\n<!ENTITY {name} "{(value or other)}">'
        for name, value, other in _ENTITY.findall(head)[:MAX_ENTITIES]
        if len(value or other) <= LONGEST_ENTITY
    ]
    doctype = f"<!DOCTYPE feed [{''.join(kept)}\n]>" if kept else ""
    return doctype + rest


def _bounded(text: str) -> tuple[str, int]:
    at = 0
    count = 0
    for count, match in enumerate(_ENTRY.finditer(text), 1):
        if count == MAX_ENTRIES + 1:
            at = match.start()
    if count <= MAX_ENTRIES:
        return text, 0
    root = _ROOT.search(text)
    closing = f"</{root[1]}>" if root else ""
    channel = "</channel>" if root and root[2].lower() == "rss" else ""
    return f"{text[:at]}{channel}{closing}", count - MAX_ENTRIES
