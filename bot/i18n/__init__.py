"""Texts, dates and numbers in the languages of the people who read them. One file a language."""

from bot.i18n.formats import format_date, format_moment, format_number, format_time, territory
from bot.i18n.translator import FALLBACK, Translator, offered, strip_isolates

__all__ = [
    "FALLBACK",
    "Translator",
    "format_date",
    "format_moment",
    "format_number",
    "format_time",
    "offered",
    "strip_isolates",
    "territory",
]
