"""Every language says the same: the same files, keys, values, commands and marks; and says it in itself."""

import re
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast

from bot.i18n import Translator, format_date, format_moment, offered
from bot.i18n.direction import runs_against
from bot.i18n.translator import source
from tests.i18n.test_formats import AT

FOLDER = files("bot.i18n").joinpath("locales")
LANGUAGES = sorted(each.name for each in FOLDER.iterdir() if each.is_dir())
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
_COMMAND = re.compile(r"/[a-z]+")
# Product and method names, units of Latin writing, and the names of things that a person types.
_LATIN = re.compile(r"[A-Za-z]{2,}")
_ALLOWED = frozenset({"Sitrep", "Telegram", "km", "CSV", "UTC", "PK", "BLA"})
# What the language is not written in by design: example names and codes, patterns of dates, switches.
_EXEMPT = re.compile(r"^(?:place-order|language-|date-|name-|example-)")


def messages(lang: str) -> dict[str, ast.Message]:
    parsed = FluentParser(with_spans=False).parse(source(lang))
    assert not [each for each in parsed.body if isinstance(each, ast.Junk)], lang
    return {each.id.name: each for each in parsed.body if isinstance(each, ast.Message)}


def values(message: ast.Message, every: dict[str, ast.Message]) -> set[str]:
    """Names of the variables, also those of messages that are referred to."""
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, ast.VariableReference):
            found.add(node.id.name)
        elif isinstance(node, ast.MessageReference):
            found.update(values(every[node.id.name], every))
        elif isinstance(node, ast.BaseNode):
            for each in vars(node).values():
                walk(each)
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(message.value)
    return found


def literal(message: ast.Message) -> str:
    """The text that a translator wrote, every variant, without placeables."""
    told: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, ast.TextElement | ast.StringLiteral):
            told.append(node.value)
        elif isinstance(node, ast.Pattern):
            for each in node.elements:
                walk(each)
        elif isinstance(node, ast.Placeable):
            walk(node.expression)
        elif isinstance(node, ast.SelectExpression):
            for variant in node.variants:
                walk(variant.value)

    walk(message.value)
    return " ".join(told)


def test_english_chinese_and_urdu_are_offered() -> None:
    assert set(offered()) >= {"en", "ur", "zh"}


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_the_files_of_english(lang: str) -> None:
    def names(of: str) -> set[str]:
        return {each.name for each in FOLDER.joinpath(of).iterdir()}

    assert names(lang) == names("en")


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_every_key_and_no_other(lang: str) -> None:
    assert set(messages(lang)) == set(messages("en"))


@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_says_the_same_values(lang: str) -> None:
    english, other = messages("en"), messages(lang)
    both = english.keys() & other.keys()
    assert [key for key in both if values(english[key], english) != values(other[key], other)] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_names_the_same_commands_and_marks(lang: str) -> None:
    """What can be copied is marked by backticks in pairs, bold by __ in pairs."""
    english, other = messages("en"), messages(lang)
    for key in english.keys() & other.keys():
        mine, theirs = literal(other[key]), literal(english[key])
        assert set(_COMMAND.findall(mine)) == set(_COMMAND.findall(theirs)), key
        assert mine.count("`") % 2 == 0, key
        assert mine.count("__") == theirs.count("__"), key


@pytest.mark.parametrize("lang", OTHERS)
def test_no_text_is_left_in_english(lang: str) -> None:
    english, other = messages("en"), messages(lang)
    for key in english.keys() & other.keys():
        if _EXEMPT.match(key):
            continue
        bare = re.sub(r"`[^`]*`|/[a-z]+|\bhttps?:\S+|\{[^}]*\}", " ", literal(other[key]))
        left = [word for word in _LATIN.findall(bare) if word not in _ALLOWED]
        assert not left or key.startswith(("help-", "error-")), f"{key}: {left}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_buttons_are_short_and_the_menu_s_lines_are_not_empty(lang: str) -> None:
    t = Translator.for_lang(lang)
    for key in messages("en"):
        if key.startswith("button-"):
            assert 1 <= len(t.raw(key, what="x", n=3, hours=8, word="x", place="x", km=10, days=30)) <= 60, (
                key
            )
        if key.startswith("menu-"):
            assert 1 <= len(t.raw(key)) <= 256, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_deeds_fit_a_lock_screen(lang: str) -> None:
    t = Translator.for_lang(lang)
    assert {
        key: t.raw(key) for key in messages("en") if key.startswith("kind-") and len(t.raw(key)) > 20
    } == {}


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "Wed 6 Nov 01:30 PKT"),
        ("zh", "11月6日周三 01:30 PKT"),
        ("ur", "بدھ 6 نومبر 01:30 \u2068PKT\u2069"),
    ],
)
def test_a_moment_is_told_as_the_language_writes_it(lang: str, says: str) -> None:
    assert format_moment(AT, "Asia/Karachi", lang) == says


def test_another_year_is_told_in_every_language() -> None:
    for lang in LANGUAGES:
        assert "2024" in format_date(AT, "", lang, now=AT.replace(year=2026))


def test_urdu_texts_begin_with_an_urdu_word() -> None:
    """The first strong letter decides how a reader's device lays out the line."""
    for key, message in messages("ur").items():
        if _EXEMPT.match(key):
            continue
        first = re.sub(r"`[^`]*`|[^\w]", "", literal(message))[:1]
        assert not first.isalpha() or not runs_against(first, left_to_right=False), key


def test_no_figure_of_an_urdu_example_follows_an_urdu_word() -> None:
    """Figures after such a word are laid out to its left: a reader would see them in the wrong order."""
    scrambled = re.compile(r"[\u0590-\u08ff][^A-Za-z\u0590-\u08ff]*\d")
    examples = [one for each in messages("ur").values() for one in re.findall(r"`([^`]*)`", literal(each))]
    assert len(examples) > 50
    assert [one for one in examples if scrambled.search(one)] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_the_name_of_a_place_is_the_gazetteer_s_place(lang: str) -> None:
    """A number that stands for another place would send readers elsewhere."""
    t, english = Translator.for_lang(lang), Translator.for_lang("en")
    assert english.raw("name-1174872") == "Karachi"
    assert t.raw("name-1174872") != "Karachi"
    for key in messages("en"):
        if key.startswith("name-"):
            assert t.raw(key).strip()
