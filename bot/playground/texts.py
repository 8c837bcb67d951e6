"""What Telegram makes of a text that is sent: cleaned, trimmed, measured, with entities it finds itself."""

import json
import re
from typing import Any

from bot.playground.markup import Entity, in_order, need_utf8, parse_html, utf16_len
from bot.playground.refusal import RefusedError, bad
from bot.playground.urls import WrongUrlError, check_url

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100

_GONE = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_SPACE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_FOUND = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'»”]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+\.[\w.\-]*\w")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z]\w{2,31}\b", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}\b")),
)
_PLAIN_KINDS = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "blockquote",
        "expandable_blockquote",
    }
)
_FOUND_KINDS = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "date_time"}
)
# Nothing is found inside these.
_CLOSED = frozenset({"code", "pre", "text_link", "text_mention"})


def formatted(
    text: str, parse_mode: str, entities: Any, *, limit: int, too_long: str, empty: str | None
) -> tuple[str, list[Entity]]:
    """Return the text and its entities as they arrive. Raises RefusedError.

    ``too_long`` and ``empty`` are the words of the refusal; ``empty`` None: it may be empty (a caption).
    """
    need_utf8(text)
    if parse_mode and parse_mode.lower() == "html":
        text, marked = parse_html(text)
    elif parse_mode and parse_mode.lower() in ("markdown", "markdownv2"):
        # Nothing here writes Markdown; a reader of it that is nearly right would be worse than none.
        raise bad(f"the playground reads parse_mode HTML, not {parse_mode}")
    elif parse_mode and parse_mode.lower() != "none":
        raise bad("unsupported parse_mode")
    else:
        marked = given_entities(entities, text)
    text, marked = _cleaned(text, marked)
    text, marked = _trimmed(text, marked)
    if not text and empty is not None:
        raise bad(empty)
    if utf16_len(text) > limit:
        raise bad(too_long)
    return text, in_order([*marked, *found_entities(text, marked)])[:MAX_ENTITIES]


def given_entities(value: Any, text: str) -> list[Entity]:
    """The ``entities`` parameter, checked as Telegram does; wrong places are dropped, as it drops them."""
    if value in (None, "", []):
        return []
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad("can't parse entities JSON object") from None
    if not isinstance(value, list):
        raise bad("can't parse entities: Expected an Array of MessageEntity")
    kept = []
    for each in value:
        if not isinstance(each, dict):
            raise bad("can't parse entities: MessageEntity must be an Object")
        for field in ("offset", "length", "type"):
            if field not in each:
                raise bad(f"can't parse entities: Can't find field \"{field}\"")
        offset, length = each["offset"], each["length"]
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad('can\'t parse entities: Field "offset" must be of type Number')
        kind = str(each["type"])
        if kind in _FOUND_KINDS:
            continue
        entity = {"type": kind, "offset": offset, "length": length}
        if kind == "text_link":
            try:
                entity["url"] = check_url(str(each.get("url", "")))
            except WrongUrlError as error:
                raise bad(f"Entity {error}") from None
        elif kind == "custom_emoji":
            entity["custom_emoji_id"] = str(each.get("custom_emoji_id", ""))
        elif kind == "pre" and each.get("language"):
            entity["language"] = str(each["language"])
        elif kind not in _PLAIN_KINDS:
            raise bad("can't parse entities: Unsupported type specified")
        if 0 <= offset < offset + length <= utf16_len(text):
            kept.append(entity)
    return kept


def found_entities(text: str, marked: list[Entity]) -> list[Entity]:
    """Addresses, mentions, commands and hashtags that stand in the text."""
    taken = [(each["offset"], each["offset"] + each["length"]) for each in marked if each["type"] in _CLOSED]
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start, length = utf16_len(text[: match.start()]), utf16_len(match[0])
            if any(start < end and begin < start + length for begin, end in taken):
                continue
            taken.append((start, start + length))
            found.append({"type": kind, "offset": start, "length": length})
    return found


def as_said(text: str) -> tuple[str, list[Entity]]:
    """A text that a person types."""
    text, _ = _cleaned(text, [])
    text, _ = _trimmed(text, [])
    if not text or utf16_len(text) > MAX_TEXT:
        raise RefusedError(f"a person can send 1-{MAX_TEXT} characters")
    return text, in_order(found_entities(text, []))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = _SPACE.sub(" ", text)
    if _GONE.search(text):
        places, at = [0], 0
        for char in text:
            at += 0 if _GONE.match(char) else 1 + (char > "\uffff")
            places.extend([at] * (1 + (char > "\uffff")))
        text = _GONE.sub("", text)
        entities = [_moved(each, places) for each in entities]
    return text, [each for each in entities if each["length"] > 0]


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    before = len(text) - len(text.lstrip())
    text = text.strip()
    end = utf16_len(text)
    kept = []
    for each in entities:
        start = max(0, each["offset"] - before)
        length = min(each["offset"] + each["length"] - before, end) - start
        if length > 0:
            kept.append({**each, "offset": start, "length": length})
    return text, kept


def _moved(entity: Entity, places: list[int]) -> Entity:
    start = places[entity["offset"]]
    return {**entity, "offset": start, "length": places[entity["offset"] + entity["length"]] - start}
