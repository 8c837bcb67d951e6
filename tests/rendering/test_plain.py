import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.plain import clean, cut, graphemes, isolate, printable, utf16_len


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("  a \n\t b\u00a0c\u2028d ", "a b c d"),
        ("safe\u202egpj.exe", "safegpj.exe"),
        ("a\u200bb\ufeffc\u2060d\u00ade", "abcde"),
        ("x\x00\x1by\x7f", "xy"),
        ("\u2067turned\u2069", "turned"),
        ("lone \ud83d half", "lone half"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200chidden\u200d \u200d", "hidden"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 4),
        ("tag\U000e0041\U000e007f", "tag"),
        ("", ""),
    ],
)
def test_foreign_text_becomes_one_visible_line(dirty, cleaned):
    assert clean(dirty) == cleaned


@pytest.mark.parametrize(
    ("text", "limit", "result"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("ab 👨\u200d👩\u200d👧 c", 6, "ab…"),
        ("🇵🇰🇵🇰🇵🇰", 9, "🇵🇰🇵🇰…"),
        ("e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"),
        ("👍🏽👍🏽", 5, "👍🏽…"),
        ("각각각", 4, "각각각"),
        ("anything", 0, ""),
    ],
)
def test_a_cut_keeps_what_a_reader_sees_as_one_character(text, limit, result):
    assert cut(text, limit) == result


def test_a_cut_closes_the_isolates_it_opened():
    assert cut("a \u2068کراچی\u2069 b", 6) == "a \u2068ک\u2069…"


def test_our_own_isolates_stay_in_pairs():
    assert printable("a\u2068b\u2069c\u2069\nd\u2068e") == "a\u2068b\u2069c\nd\u2068e\u2069"


def test_only_right_to_left_text_is_isolated():
    assert isolate("Karachi") == "Karachi"
    assert isolate("کراچی") == "\u2068کراچی\u2069"


@given(st.text(), st.integers(0, 40))
def test_a_cut_fits_and_loses_nothing_when_there_is_room(text, limit):
    shorter = cut(text, limit)
    assert utf16_len(shorter) <= limit
    assert shorter == text or utf16_len(text) > limit


@given(st.text())
def test_graphemes_are_the_text(text):
    assert "".join(graphemes(text)) == text


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")
