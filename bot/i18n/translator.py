"""Texts by key from ``locales/<lang>.ftl`` (Project Fluent)."""

import re
from functools import cache
from importlib.resources import files

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"

_ISOLATES = re.compile("[\u2066-\u2069]")
# Letters that run from right to left: Hebrew to Arabic Extended-B, and the presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Translator:
    """The texts of one language; what it lacks is taken from English.

    A value that runs against the text around it stands between bidi isolates (U+2068 … U+2069), so that an
    Urdu name does not turn an English line round. Where nothing runs against, none are put.
    """

    def __init__(self, lang: str, bundle: FluentBundle, fallback: "Translator | None" = None) -> None:
        self.lang = lang
        self._bundle = bundle
        self._fallback = fallback
        self._left_to_right = Locale.parse(lang, sep="-").text_direction == "ltr"

    @staticmethod
    def for_lang(lang: str) -> "Translator":
        """Return the translator; ``en-GB`` is ``en``, a language that is not offered is English."""
        wanted = lang.replace("_", "-")
        known = offered()
        for candidate in (wanted, wanted.split("-")[0].lower()):
            if candidate in known:
                return _translator(candidate)
        return _translator(FALLBACK)

    def has(self, key: str) -> bool:
        """Whether the language itself or English has the key."""
        return self._bundle.has_message(key) or (self._fallback is not None and self._fallback.has(key))

    def text(self, key: str, **values: str | int) -> str:
        """Return the plain text. A key that no language has is returned as it is, never an exception."""
        if not self._bundle.has_message(key):
            return self._fallback.text(key, **values) if self._fallback else key
        message = self._bundle.get_message(key)
        if message.value is None:
            return key
        text = str(self._bundle.format_pattern(message.value, dict(values))[0])
        if self._left_to_right and not _RIGHT_TO_LEFT.search(text):
            return strip_isolates(text)
        return text

    def raw(self, key: str, **values: str | int) -> str:
        """Return the text without isolates: for URLs, attributes, callback data and the command menu."""
        return strip_isolates(self.text(key, **values))


def strip_isolates(text: str) -> str:
    """Return ``text`` without bidi isolates."""
    return _ISOLATES.sub("", text)


@cache
def offered() -> tuple[str, ...]:
    """Languages with a file, English first."""
    names = sorted(
        each.name.removesuffix(".ftl")
        for each in files("bot.i18n").joinpath("locales").iterdir()
        if each.name.endswith(".ftl")
    )
    return (FALLBACK, *(name for name in names if name != FALLBACK))


@cache
def _translator(lang: str) -> Translator:
    source = files("bot.i18n").joinpath("locales", f"{lang}.ftl").read_text("utf-8")
    return build(lang, source, None if lang == FALLBACK else _translator(FALLBACK))


def build(lang: str, source: str, fallback: Translator | None = None) -> Translator:
    """Return a translator of Fluent ``source``; a damaged entry counts as missing."""
    bundle = FluentBundle([lang], use_isolating=True)
    bundle.add_resource(FluentResource(source))
    return Translator(lang, bundle, fallback)
