"""A strict reader of Telegram's HTML subset, written apart from the code under test."""

import re

_TOKEN = re.compile(r"<(/?)([a-z-]+)((?:\s[^<>]*)?)>|&(#?\w*);?|([<>])|([^<>&]+)", re.DOTALL)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BARE = {"b", "strong", "i", "em", "u", "s", "code", "pre", "tg-spoiler"}


class NotTelegramError(ValueError):
    pass


def shown(html: str) -> str:
    """Return what Telegram would show; raises NotTelegramError for what it refuses."""
    out: list[str] = []
    stack: list[str] = []
    for match in _TOKEN.finditer(html):
        closing, tag, attributes, entity, stray, text = match.groups()
        if text is not None:
            out.append(text)
        elif stray is not None:
            raise NotTelegramError(f"unescaped {stray!r} at {match.start()}")
        elif entity is not None:
            if not match.group(0).endswith(";") or entity not in _ENTITIES:
                raise NotTelegramError(f"entity {match.group(0)!r}")
            out.append(_ENTITIES[entity])
        elif closing:
            if not stack or stack.pop() != tag:
                raise NotTelegramError(f"</{tag}> closes nothing")
        else:
            _open(tag, attributes.strip(), stack)
    if stack:
        raise NotTelegramError(f"not closed: {stack}")
    return "".join(out)


def _open(tag: str, attributes: str, stack: list[str]) -> None:
    if tag in stack:
        raise NotTelegramError(f"<{tag}> inside itself")
    if tag == "a":
        if not re.fullmatch(r'href="https?://[^"<>\s]+"', attributes):
            raise NotTelegramError(f"link {attributes!r}")
    elif tag == "blockquote":
        if attributes not in ("", "expandable"):
            raise NotTelegramError(attributes)
    elif tag not in _BARE or attributes:
        raise NotTelegramError(f"<{tag} {attributes}>")
    stack.append(tag)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
