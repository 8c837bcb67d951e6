"""OPML, the format in which feed readers exchange their lists."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from bot.model.item import Source
from bot.sources.clean import to_line
from bot.sources.document import prepare

LONGEST_NAME = 80


def read(body: bytes) -> list[Source]:
    """The feeds of an OPML document, each address once, names unique, tier 3.

    Feeds of one host are one publisher. Raises ValueError when it is no OPML.
    """
    document = prepare(body)
    try:
        # Without a DTD (``prepare`` took it out) there is nothing in XML that explodes.
        root = ElementTree.fromstring(document.text)  # noqa: S314
    except ElementTree.ParseError as error:
        raise ValueError(f"not well-formed XML: {error}") from None
    if root.tag.lower() != "opml":
        raise ValueError("not an OPML document")
    sources: dict[str, Source] = {}
    names: set[str] = set()
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if not url or url in sources:
            continue
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        told = to_line(outline.get("title") or outline.get("text") or "", LONGEST_NAME) or host or url
        name = _unused(told, names)
        names.add(name)
        language = (outline.get("language") or "").strip().lower()[:2]
        sources[url] = Source(
            name,
            "feed",
            url,
            family=host,
            language=language if language.isascii() and language.isalpha() else "",
        )
    return list(sources.values())


def write(sources: list[Source]) -> str:
    """An OPML document of these sources."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Sitrep sources"
    body = ElementTree.SubElement(root, "body")
    for source in sources:
        attributes = {"text": source.name, "title": source.name, "type": "rss", "xmlUrl": source.url}
        if source.language:
            attributes["language"] = source.language
        ElementTree.SubElement(body, "outline", attributes)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _unused(name: str, taken: set[str]) -> str:
    number = 1
    unused = name
    while unused in taken:
        number += 1
        unused = f"{name} ({number})"
    return unused
