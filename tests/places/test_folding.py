"""One key for every spelling of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places.edits import one_edit_away
from bot.places.folding import fold, words

SAME = [
    ("Karachi", "KARACHI"),
    ("Wazīristān", "waziristan"),
    ("Bājaur", "Bajaur"),
    ("İstanbul", "istanbul"),
    ("Sana'a", "Sanaa"),
    ("Sana’a", "Sanaʻa"),
    ("Port-au-Prince", "port au prince"),
    ("St. Louis", "St Louis"),
    ("U.S.", "US"),
    ("كراچي", "کراچی"),
    ("كوئٹه", "کوئٹہ"),
    ("مُلتان", "ملتان"),
    ("آزاد کشمیر", "ازاد كشمير"),
    ("Алёшки", "Алешки"),
    ("Straße", "STRASSE"),
    ("Ｋａｒａｃｈｉ", "Karachi"),
    ("ज़ाहेदान", "ज़ाहेदान"),
]
DIFFERENT = [("Karachi", "Karaj"), ("卡拉奇", "卡拉"), ("کراچی", "کراچ"), ("दिल्ली", "दिल")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_has_single_spaces_and_no_capitals(text: str) -> None:
    key = fold(text)
    assert key == " ".join(key.split())
    assert key == key.strip()
    assert not any(map(str.isupper, key.encode("ascii", "ignore").decode()))


@given(st.text())
def test_words_are_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.text
        end = word.end


@given(st.text("abcdefgh ийкл", min_size=4, max_size=12))
def test_edits_are_one_away_and_told_once(key: str) -> None:
    found = list(one_edit_away(key))
    assert key not in found
    assert len(found) == len(set(found))
    assert all(abs(len(each) - len(key)) <= 1 for each in found)
