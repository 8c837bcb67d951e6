"""Texts of the interface: every key used exists, placeholders agree, nothing raises."""

import re
from pathlib import Path

import pytest

from bot.i18n import Translator
from bot.i18n.translator import build, offered, source

ROOT = Path(__file__).parent.parent.parent
_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) =", re.MULTILINE)
_VARIABLE = re.compile(r"\{\s*\$(\w+)")


def messages(lang: str) -> dict[str, str]:
    parts = re.split(r"^(?=[a-z][a-z0-9-]* =)", source(lang), flags=re.MULTILINE)
    return {match.group(1): part for part in parts if (match := _MESSAGE.match(part))}


@pytest.mark.parametrize("lang", offered())
def test_no_key_stands_twice_in_any_of_the_files(lang: str) -> None:
    keys = _MESSAGE.findall(source(lang))
    assert len(keys) > 300
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("lang", offered())
def test_a_language_has_every_key_with_the_same_placeholders(lang: str) -> None:
    english, other = messages("en"), messages(lang)
    assert set(other) == set(english)
    for key, text in english.items():
        assert set(_VARIABLE.findall(other[key])) == set(_VARIABLE.findall(text)), key


def test_every_key_that_the_code_names_exists() -> None:
    used: set[str] = set()
    for folder in ("bot", "handlers"):
        for path in (ROOT / folder).rglob("*.py"):
            used |= set(
                re.findall(
                    r"(?:\bt|view\.t|translator)\.(?:text|raw)\(\s*\"([a-z0-9-]+)\"", path.read_text("utf-8")
                )
            )
    assert len(used) > 50
    assert used <= set(messages("en")), sorted(used - set(messages("en")))


def test_a_key_nobody_has_comes_back_as_it_is() -> None:
    assert Translator.for_lang("en").text("no-such-key") == "no-such-key"


@pytest.mark.parametrize(("asked", "given"), [("en-GB", "en"), ("en_US", "en"), ("xx", "en"), ("", "en")])
def test_a_language_that_is_not_offered_is_english(asked: str, given: str) -> None:
    assert Translator.for_lang(asked).lang == given


def test_what_a_language_lacks_is_taken_from_english() -> None:
    half = build("ur", "hello = سلام", Translator.for_lang("en"))
    assert half.text("hello") == "سلام"
    assert half.text("button-details") == "Details"


def test_a_value_that_runs_against_its_line_is_isolated_but_not_in_raw_text() -> None:
    t = build("en", "line = Where: { $place }.")
    assert t.text("line", place="کراچی") == "Where: \u2068کراچی\u2069."
    assert t.text("line", place="Karachi") == "Where: Karachi."
    assert t.raw("line", place="کراچی") == "Where: کراچی."


def test_a_damaged_entry_counts_as_missing() -> None:
    t = build("ur", "line = { $broken", Translator.for_lang("en"))
    assert not build("ur", "line = { $broken").has("line")
    assert t.text("line") == "line"
