"""From feed text to plain text."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.clean import cut, to_line, to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a <b>bold</b> word", "a bold word"),
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("un<b>broken</b>word", "unbrokenword"),
        ("x</b>y", "xy"),
        ("<script>alert(1)</script>Shots", "Shots"),
        ("<SCRIPT src=x>alert(1)</SCRIPT>Shots", "Shots"),
        ("Shots<script>never closed", "Shots"),
        ("Shots<style>p{}</style> fired", "Shots\nfired"),
        ("Shots<!-- hidden --> fired", "Shots fired"),
        ("Shots<!-- never closed", "Shots"),
        ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),
        ("AT&T &amp; R&D", "AT&T & R&D"),
        ("&lt;3 hearts", "<3 hearts"),
        ("&lt;p&gt;Twice &lt;b&gt;escaped&lt;/b&gt;&lt;/p&gt;", "Twice escaped"),
        ('<a href="x" title="a > b">link</a> text', "link text"),
        ("<img src=x alt='>'> text", "text"),
        ("<![CDATA[inside]]>", "inside"),
        ("a\u00a0b \t c", "a b c"),
        ("a\r\n\r\n\r\nb", "a\nb"),
        ("\u202egnp.exe\u202c safe", "gnp.exe safe"),
        ("b\u200bo\u200cm\u200db", "bomb"),
        ("so\u00adft", "soft"),
        ("کوئٹہ می\u200cشود", "کوئٹہ می\u200cشود"),
        ("👩\u200d🚒 hurt", "👩\u200d🚒 hurt"),
        ("nul\x00 esc\x1b bell\x07", "nul esc bell"),
        ("lone \ud800 half", "lone half"),
        ("e\u0301", "é"),
        ("Ã©cole â€“ Ã¼ber", "école – über"),
        ("Ã la carte, naïve", "Ã la carte, naïve"),
        ("Взрыв Ð", "Взрыв Ð"),
        ("Body.\nThe post Title appeared first on Site.", "Body."),
        ("Body. [&#8230;]", "Body."),
        ("Body.<p>Read more</p>", "Body."),
        ("@everyone /start", "@everyone /start"),
        ("💥💥💥", "💥💥💥"),
        ("", ""),
    ],
)
def test_markup_becomes_plain_text(markup: str, text: str) -> None:
    assert to_text(markup, 1_000) == text


def test_title_is_one_line() -> None:
    assert to_line("<p>Shots</p>\n<p>fired</p>", 100) == "Shots fired"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 9, "one two…"),
        ("unbreakable", 5, "unbr…"),
    ],
)
def test_long_text_is_cut_between_words(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


@given(st.text(), st.integers(1, 50))
def test_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit


@given(st.text(st.sampled_from("<>/!-&;#bpa \"'=script[]xCDAT\x00\u202e\u200d")))
def test_no_mischief_is_left_whatever_came(markup: str) -> None:
    text = to_text(markup, 10_000)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in text)
    assert "\u202e" not in text
    assert text == text.strip()


@pytest.mark.parametrize(
    "bit", ["<", "<a ", "<a b='", '<a b="', "<!--", "<![CDATA[", "<script>", "&", "&lt;", "&amp;", " ", "\n",
            "</", "Ã©", "The post ", "[…] ", "Read more ", "\u200d", "a\u0301", "<a b=''"],
)  # fmt: skip
def test_cost_grows_no_faster_than_the_text(bit: str) -> None:
    before = process_time()
    to_text(bit * (400_000 // len(bit)), 50_000)
    assert process_time() - before < 4
