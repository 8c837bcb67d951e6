"""Figures as people type them, in whatever script."""

import unicodedata


def plain_figures(text: str) -> str:
    """Return ``text`` with digits of any script and full-width signs as ASCII: "۲۲：۰۰" is "22:00"."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in folded
    )
