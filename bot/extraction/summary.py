"""Two or three sentences that stand alone: the item's own key sentences, with source and day."""

from collections.abc import Sequence

from bot.extraction.signs import Signs
from bot.model.item import Item

LONGEST = 420
_SENTENCES = 2


def summarise(item: Item, own: Sequence[Signs]) -> str:
    """The first own sentences, never one of background.

    The headline is left out where the text says it in full; "" for an item without a word of its own.
    """
    body = [signs for signs in own if not signs.sentence.in_title]
    chosen = body[:_SENTENCES] if len(body) >= _SENTENCES else [*own][:_SENTENCES]
    parts = [_ended(" ".join(signs.sentence.text.split())) for signs in chosen]
    while len(parts) > 1 and sum(map(len, parts)) > LONGEST:
        parts.pop()
    text = " ".join(parts)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + "…"
    origin = ", ".join(
        part for part in (item.source, item.published_at and f"{item.published_at:%Y-%m-%d}") if part
    )
    return f"{text} ({origin})" if text and origin else text


def _ended(sentence: str) -> str:
    return sentence if not sentence or not sentence[-1].isalnum() else sentence + "."
