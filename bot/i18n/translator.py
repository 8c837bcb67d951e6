"""Texts by key from ``locales/<lang>/*.ftl`` (Project Fluent): a folder a language, a file a subject."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource

from bot.i18n.direction import isolated, pruned, strip_isolates

FALLBACK = "en"


class Translator:
    """The texts of one language; what it lacks is taken from English.

    Values are isolated where they run against the text around them (``bot.i18n.direction``).
    """

    def __init__(self, lang: str, bundle: FluentBundle, fallback: "Translator | None" = None) -> None:
        self.lang = lang
        self._bundle = bundle
        self._fallback = fallback
        self.left_to_right = Locale.parse(lang, sep="-").text_direction == "ltr"

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
        return pruned(text, left_to_right=self.left_to_right)

    def raw(self, key: str, **values: str | int) -> str:
        """Return the text without isolates: for URLs, attributes, callback data and the command menu."""
        return strip_isolates(self.text(key, **values))

    def isolate(self, text: str) -> str:
        """Return a name or number as it may stand in this language's texts."""
        return isolated(text, left_to_right=self.left_to_right)

    def joined(self, parts: Iterable[str], by: str = "comma") -> str:
        """Return the parts that hold anything, joined as the language does: ``by`` comma, clause, semicolon
        or sentence (the key ``list-…``).
        """
        return self.raw(f"list-{by}").join(part for part in parts if part)


@cache
def offered() -> tuple[str, ...]:
    """Languages that have every file English has, English first: none is offered half translated."""
    subjects = {file.name for file in _files(FALLBACK)}
    names = sorted(
        each.name
        for each in files("bot.i18n").joinpath("locales").iterdir()
        if each.is_dir() and subjects <= {file.name for file in _files(each.name)}
    )
    return (FALLBACK, *(name for name in names if name != FALLBACK))


def _files(lang: str) -> list[Traversable]:
    folder = files("bot.i18n").joinpath("locales", lang)
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".ftl")), key=lambda file: file.name
    )


def source(lang: str) -> str:
    """Return all texts of a language in Fluent's syntax. Raises FileNotFoundError for no language of ours."""
    return "\n".join(file.read_text("utf-8") for file in _files(lang))


@cache
def _translator(lang: str) -> Translator:
    return build(lang, source(lang), None if lang == FALLBACK else _translator(FALLBACK))


def build(lang: str, texts: str, fallback: Translator | None = None) -> Translator:
    """Return a translator of ``texts`` in Fluent's syntax; a damaged entry counts as missing."""
    bundle = FluentBundle([lang], use_isolating=True)
    bundle.add_resource(FluentResource(texts))
    return Translator(lang, bundle, fallback)
