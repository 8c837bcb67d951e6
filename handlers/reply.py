"""Messages as data into what python-telegram-bot sends."""

import re
from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.i18n import Translator, strip_isolates
from bot.i18n.direction import FSI, PDI, runs_against
from bot.model.alert import Button, Message
from bot.rendering.html import Bold, Code, Node, Text, TurnedCode, message

Rows = tuple[tuple[Button, ...], ...]
_COMMAND = re.compile(r"/[a-z]+")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def arguments(told: Message) -> dict[str, Any]:
    """Return the keyword arguments for ``send_message`` and ``edit_message_text``."""
    return {
        "text": told.html,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": markup(told.buttons),
    }


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the keyboard, or None where there is no button."""
    return InlineKeyboardMarkup([[_button(each) for each in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.copy:
        return InlineKeyboardButton(button.text, copy_text=CopyTextButton(button.copy))
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url)
    return InlineKeyboardButton(button.text, callback_data=button.data)


def say(t: Translator, key: str, /, *buttons: tuple[Button, ...], **values: str | int) -> Message:
    """Return the text of ``key`` as a message; what stands between backticks can be copied by a tap."""
    return message(marked(t.text(key, **values), turned=not t.left_to_right), buttons)


def marked(text: str, *, turned: bool | None = None) -> list[Node]:
    """Return ``text`` as nodes: `code` and __bold__, as the locale files write them.

    In a text that runs from right to left (``turned``; None: as its own letters say) commands are isolated,
    or else their slash would change sides.
    """
    parts = text.split("`")
    if turned is None:
        turned = runs_against("".join(parts[::2]), left_to_right=True)
    nodes: list[Node] = []
    for n, part in enumerate(parts):
        if n % 2:
            code = strip_isolates(part)
            nodes.append(TurnedCode(code) if turned else Code(code))
            continue
        for m, each in enumerate(part.split("__")):
            said = _COMMAND.sub(f"{FSI}\\g<0>{PDI}", each) if turned else each
            nodes += [Bold(said) if m % 2 else Text(said)] if each else []
    return nodes
