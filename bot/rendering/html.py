"""Telegram's HTML subset built as data, so that escaping, cutting and counting happen at one place.

A message is a tuple of nodes. Strings in nodes are plain text; ``to_html`` is the only one that writes tags.
Source of the subset: https://core.telegram.org/bots/api#html-style
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from bot.i18n.direction import FSI, PDI
from bot.model.alert import Button, Message
from bot.rendering.plain import ELLIPSIS, clean, cut, printable, utf16_len

MAX_UNITS = 4096
MAX_URL = 2048
# Telegram reads no more of the markup itself than this.
_MAX_HTML_BYTES = 32_000
_EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; newlines count."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Bold text."""

    text: str


@dataclass(frozen=True, slots=True)
class Italic:
    """Italic text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is copied by a tap."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnedCode:
    """The same in a line of the other direction. The isolates stand outside, so that no tap copies them."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; where ``url`` is not plain http or https the label alone is shown."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ExpandableQuote:
    """A block that is shown folded. Holds anything but another block."""

    nodes: tuple["Inline", ...]


Inline = Text | Bold | Italic | Code | TurnedCode | Link
Node = Inline | ExpandableQuote
_TAGS: dict[type, str] = {Bold: "b", Italic: "i", Code: "code"}


def esc(text: str) -> str:
    """Return foreign text cleaned and escaped, for a message that is written by hand."""
    return escape(clean(text), quote=False)


def safe_url(url: str) -> str:
    """Return an http or https address as it may stand in a message, or ""."""
    url = url.strip()
    if not url or len(url) > MAX_URL or any(char <= " " or char == "\x7f" for char in url):
        return ""
    if clean(url) != url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    return url


def to_html(nodes: Iterable[Node]) -> str:
    """Return the markup. Every character that means something to Telegram is escaped here and only here."""
    return "".join(_html(node) for node in nodes)


def to_plain(nodes: Iterable[Node]) -> str:
    """Return what the markup shows."""
    return "".join(_plain(node) for node in nodes)


def _plain(node: Node) -> str:
    if isinstance(node, ExpandableQuote):
        return to_plain(node.nodes)
    text = printable(node.text)
    return f"{FSI}{text}{PDI}" if isinstance(node, TurnedCode) and text.strip() else text


def units(nodes: Iterable[Node]) -> int:
    """Length in UTF-16 units as Telegram counts it: after the markup is read."""
    return utf16_len(to_plain(nodes))


def cut_nodes(nodes: Sequence[Node], limit: int) -> tuple[Node, ...]:
    """Return the nodes within ``limit`` units; the last one is cut between graphemes and ends in "…"."""
    if units(nodes) <= limit:
        return tuple(nodes)
    kept: list[Node] = []
    room = limit
    for node in nodes:
        size = units((node,))
        if size < room:
            kept.append(node)
            room -= size
            continue
        if room > 0:
            kept.append(_cut_node(node, room))
        break
    return tuple(kept)


def message(
    nodes: Sequence[Node], buttons: Sequence[Sequence[Button]] = (), *, silent: bool = False
) -> Message:
    """Return a message that Telegram takes: not empty, within its lengths, buttons without data left out."""
    fitting = cut_nodes(nodes, MAX_UNITS)
    html = to_html(fitting).strip()
    if len(html.encode("utf-8")) > _MAX_HTML_BYTES:
        fitting = tuple(_unlinked(node) for node in fitting)
        html = to_html(fitting).strip()
    plain = to_plain(fitting).strip()
    if not plain:
        html = plain = _EMPTY
    rows = (tuple(each for each in row if each.data or each.url or each.copy) for row in buttons)
    return Message(html=html, plain=plain, buttons=tuple(row for row in rows if row), silent=silent)


def _html(node: Node) -> str:
    if isinstance(node, ExpandableQuote):
        inner = to_html(node.nodes).strip("\n")
        return f"<blockquote expandable>{inner}</blockquote>" if inner.strip() else ""
    text = escape(printable(node.text), quote=False)
    if not text.strip():
        return text
    if isinstance(node, Link):
        url = safe_url(node.url)
        return f'<a href="{escape(url)}">{text}</a>' if url else text
    if isinstance(node, TurnedCode):
        return f"{FSI}<code>{text}</code>{PDI}"
    tag = _TAGS.get(type(node))
    return f"<{tag}>{text}</{tag}>" if tag else text


def _cut_node(node: Node, room: int) -> Node:
    if isinstance(node, ExpandableQuote):
        inner = [each for each in cut_nodes(node.nodes, room) if not isinstance(each, ExpandableQuote)]
        return ExpandableQuote(tuple(inner))
    text = printable(node.text)
    if isinstance(node, TurnedCode):
        room = max(0, room - 2)
    shorter = cut(text, room) if utf16_len(text) > room else cut(text + ELLIPSIS + ELLIPSIS, room)
    if isinstance(node, Link):
        return Link(shorter, node.url)
    return type(node)(shorter)


def _unlinked(node: Node) -> Node:
    if isinstance(node, ExpandableQuote):
        return ExpandableQuote(
            tuple(Text(each.text) if isinstance(each, Link) else each for each in node.nodes)
        )
    return Text(node.text) if isinstance(node, Link) else node
