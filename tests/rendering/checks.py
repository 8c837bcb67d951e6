"""What every message must keep to, whatever it is made of."""

import re

from bot.model.alert import Message
from tests.rendering.telegram_html import shown, units

RELATIVE = re.compile(r"\b(ago|yesterday|today|just now|minutes? earlier)\b", re.IGNORECASE)
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\ufeff\ud800-\udfff]")


def check(message: Message) -> str:
    """Assert Telegram's rules; return the text as shown."""
    text = shown(message.html)
    assert text.strip() == message.plain.strip()
    assert 1 <= units(text.strip()) <= 4096
    assert not FORBIDDEN.search(text)
    text.encode("utf-8")
    for line in text.split("\n"):
        assert sum(line.count(c) for c in "\u2066\u2067\u2068") == line.count("\u2069")
    for button in (each for row in message.buttons for each in row):
        assert button.text
        assert len(button.data.encode()) <= 64
        assert bool(button.data) + bool(button.url) + bool(button.copy) == 1
        assert units(button.copy) <= 256
        assert not FORBIDDEN.search(button.copy)
    return text


def outside_quote(message: Message) -> str:
    """What is shown without unfolding."""
    return shown(re.sub(r"<blockquote expandable>.*?</blockquote>", "", message.html, flags=re.DOTALL))
