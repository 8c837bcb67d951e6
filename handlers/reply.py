"""Messages as data into what python-telegram-bot sends."""

from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.i18n import Translator
from bot.model.alert import Button, Message
from bot.rendering.html import Bold, Code, Node, Text, message

Rows = tuple[tuple[Button, ...], ...]
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
    return message(marked(t.text(key, **values)), buttons)


def marked(text: str) -> list[Node]:
    """Return ``text`` as nodes: `code` and __bold__, as the locale files write them."""
    nodes: list[Node] = []
    for n, part in enumerate(text.split("`")):
        if n % 2:
            nodes.append(Code(part))
            continue
        nodes += [Bold(each) if m % 2 else Text(each) for m, each in enumerate(part.split("__")) if each]
    return nodes
