"""Two or three sentences that stand alone, built from what was read."""

from collections.abc import Sequence

from bot.extraction.signs import Signs

LONGEST = 400


def summarise(own: Sequence[Signs]) -> str:
    """The item's own key sentences, without background."""
    text = " ".join(" ".join(s.sentence.text.split()) for s in own[:2])
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
