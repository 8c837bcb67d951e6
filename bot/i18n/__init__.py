"""Texts, dates and numbers in the languages of the people who read them. One folder a language."""

from bot.i18n.direction import strip_isolates
from bot.i18n.formats import (
    format_date,
    format_moment,
    format_number,
    format_time,
    name_of_id,
    place_name_of,
    territory,
)
from bot.i18n.translator import FALLBACK, Translator, offered

__all__ = [
    "FALLBACK",
    "Translator",
    "format_date",
    "format_moment",
    "format_number",
    "format_time",
    "name_of_id",
    "offered",
    "place_name_of",
    "strip_isolates",
    "territory",
]
