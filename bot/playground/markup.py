"""Telegram's HTML subset into plain text and entities, with Telegram's words for what it refuses.

Offsets and lengths of entities count UTF-16 units, offsets in refusals count bytes of UTF-8.
Source: https://core.telegram.org/bots/api#html-style and the behaviour of Telegram's client library.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.refusal import RefusedError, bad
from bot.playground.urls import checked_url, user_of

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = re.compile(r"[^<&]+")
_SPACES = " \t\r\n\0\v"
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
_ORDER = ("blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention")


def utf16_len(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """Return the text shown and its entities. Raises RefusedError ("can't parse entities: …")."""
    try:
        return _Parser(markup).run()
    except _UnreadableError as error:
        raise RefusedError(f"Bad Request: can't parse entities: {error}") from None


class _UnreadableError(Exception):
    pass


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


class _Parser:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.at = 0
        self.shown: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.markup):
            if plain := _PLAIN.match(self.markup, self.at):
                self.shown.append(plain[0])
                self.units += utf16_len(plain[0])
                self.at = plain.end()
                continue
            char = self.markup[self.at]
            if char == "<":
                if self.markup.startswith("</", self.at):
                    self._end_tag()
                else:
                    self._start_tag()
                continue
            if char == "&" and (decoded := self._reference()):
                char = decoded
            else:
                self.at += 1
            self.shown.append(char)
            self.units += 1 + (char > "\uffff")
        if self.open:
            raise _UnreadableError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        text = "".join(self.shown)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise _UnreadableError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        for entity in self.entities:
            entity.pop("_language", None)
        return text, in_order(self.entities)

    def _peek(self) -> str:
        """The character here, "" at the end."""
        return self.markup[self.at : self.at + 1]

    def _byte(self, position: int) -> int:
        return len(self.markup[:position].encode("utf-8", "surrogatepass"))

    def _spaces(self) -> None:
        while self._peek() and self._peek() in _SPACES:
            self.at += 1

    def _until(self, stops: str) -> str:
        start = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.markup[start : self.at]

    def _reference(self) -> str:
        """The character that a reference here stands for, having stepped over it; "" if it is none."""
        markup, end = self.markup, self.at + 1
        if markup.startswith("#", end):
            hexadecimal = markup.startswith("x", end + 1)
            end += 2 if hexadecimal else 1
            digits = "0123456789abcdefABCDEF" if hexadecimal else "0123456789"
            start = end
            while end < len(markup) and markup[end] in digits:
                end += 1
            code = int(markup[start:end] or "0", 16 if hexadecimal else 10) if end - start < 12 else 0
            if not 0 < code < 0x10FFFF or end - self.at >= 10:
                return ""
            char = chr(code)
        else:
            start = end
            while end < len(markup) and markup[end].isascii() and markup[end].isalpha():
                end += 1
            char = _NAMED.get(markup[start:end], "")
            if not char:
                return ""
        self.at = end + markup.startswith(";", end)
        return char

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(_SPACES + ">").lower()
        if not self._peek():
            raise _UnreadableError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KINDS:
            raise _UnreadableError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while self._peek() != ">":
            self._spaces()
            if self._peek() == ">":
                break
            name, value = self._attribute(tag, begin)
            if not self._peek():
                raise _UnreadableError(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
                argument = value
            elif tag == "code" and name == "class" and value.startswith("language-"):
                argument = value.removeprefix("language-")
            elif tag == "span" and name == "class" and value.startswith("tg-"):
                argument = value.removeprefix("tg-")
            elif tag == "blockquote" and name == "expandable":
                argument = "expandable"
        if tag == "span" and argument != "spoiler":
            raise _UnreadableError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.at += 1
        self.open.append(_Open(tag, argument, self.units, len(self.shown)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._until(_SPACES + "=>")
        if not name:
            if not self._peek():
                raise _UnreadableError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            raise _UnreadableError(
                f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
            )
        self._spaces()
        if self._peek() != "=":
            if not self._peek():
                raise _UnreadableError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            return name, ""
        self.at += 1
        self._spaces()
        if not self._peek():
            raise _UnreadableError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if self._peek() not in "\"'":
            start = self.at
            while self._peek() in _TOKEN:
                self.at += 1
            if not self._peek() or self._peek() not in _SPACES + ">":
                raise _UnreadableError(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return name, self.markup[start : self.at].lower()
        quote = self._peek()
        self.at += 1
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&" and (decoded := self._reference()):
                value.append(decoded)
                continue
            value.append(self._peek())
            self.at += 1
        self.at += self._peek() == quote
        return name, "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _UnreadableError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        tag = self._until(_SPACES + ">").lower()
        self._spaces()
        if self._peek() != ">":
            raise _UnreadableError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        top = self.open[-1]
        if tag and tag != top.tag:
            raise _UnreadableError(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{top.tag}>", found "</{tag}>"'
            )
        self.at += 1
        self.open.pop()
        if self.units > top.offset:
            self._close(top)

    def _close(self, top: _Open) -> None:
        entity: Entity = {
            "type": _KINDS[top.tag],
            "offset": top.offset,
            "length": self.units - top.offset,
        }
        if top.tag == "a":
            url = top.argument or "".join(self.shown[top.start :])
            user = user_of(url)
            if user:
                entity |= {"type": "text_mention", "user": {"id": user, "is_bot": False, "first_name": "?"}}
            elif not (url := checked_url(url)):
                return
            else:
                entity["url"] = url
        elif top.tag == "tg-emoji":
            if not (top.argument.isascii() and top.argument.isdigit() and 0 < int(top.argument) < 2**63):
                raise _UnreadableError("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = top.argument
        elif top.tag == "blockquote" and top.argument:
            entity["type"] = "expandable_blockquote"
        elif top.tag in ("pre", "code") and self._as_one_block(top, entity):
            return
        elif top.tag == "code" and top.argument:
            entity["_language"] = top.argument
        self.entities.append(entity)

    def _as_one_block(self, top: _Open, entity: Entity) -> bool:
        """<pre><code class="language-…"> around the same text is one block with a language."""
        last = self.entities[-1] if self.entities else {}
        if (last.get("offset"), last.get("length")) != (entity["offset"], entity["length"]):
            return False
        if top.tag == "pre" and last["type"] == "code" and last.get("_language"):
            last["type"] = "pre"
            last["language"] = last.pop("_language")
            return True
        if top.tag == "code" and last["type"] == "pre" and top.argument and "language" not in last:
            last["language"] = top.argument
            return True
        return False


def in_order(entities: list[Entity]) -> list[Entity]:
    """Entities by offset, the longer first; at the same place blocks, then code and links, then the rest."""

    def rank(entity: Entity) -> tuple[int, int, int, str]:
        kind = entity["type"]
        return (
            entity["offset"],
            -entity["length"],
            _ORDER.index(kind) if kind in _ORDER else len(_ORDER),
            kind,
        )

    return sorted(entities, key=rank)


def need_utf8(text: str) -> str:
    """The text; RefusedError where it holds half a surrogate pair."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise bad("Strings must be encoded in UTF-8")
    return text
