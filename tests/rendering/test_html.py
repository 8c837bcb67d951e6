import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.alert import Button
from bot.rendering.html import (
    Bold,
    Code,
    ExpandableQuote,
    Italic,
    Link,
    Text,
    cut_nodes,
    esc,
    message,
    safe_url,
    to_html,
    to_plain,
    units,
)
from tests.rendering import telegram_html
from tests.rendering.checks import check


def test_everything_a_feed_brings_is_escaped():
    nodes = (Text("a < b & c > d"), Bold("</b>"), Link("<script>", "https://x.example/?a=1&b=%22"))
    assert to_html(nodes) == (
        "a &lt; b &amp; c &gt; d<b>&lt;/b&gt;</b>"
        '<a href="https://x.example/?a=1&amp;b=%22">&lt;script&gt;</a>'
    )


def test_an_expandable_quote_is_one_block():
    assert to_html((ExpandableQuote((Text("a\n"), Italic("b"))),)) == (
        "<blockquote expandable>a\n<i>b</i></blockquote>"
    )


def test_an_empty_node_leaves_no_tag():
    assert to_html((Bold(""), Italic(" "), ExpandableQuote((Text("\n"),)))) == " "


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "ftp://a.example/",
        "//a.example/x",
        "https://",
        "https://user:secret@a.example/",
        "https://a.example/ b",
        "https://a.example/\n",
        "https://a.example/\u202egpj.exe",
        "https://[::1",
        "https://a.example:port/",
        "https://a.example/" + "x" * 3000,
        "",
        "  ",
    ],
)
def test_an_address_that_is_not_plain_http_becomes_plain_text(url):
    if url.strip() == url[:-1] and url.endswith("\n"):
        assert safe_url(url) == url.strip()
        return
    assert safe_url(url) == ""
    assert to_html((Link("label", url),)) == "label"


def test_a_quote_in_an_address_can_not_leave_the_attribute():
    html = to_html((Link("x", 'https://a.example/"onclick="y'),))
    assert html == '<a href="https://a.example/&quot;onclick=&quot;y">x</a>'


def test_cutting_never_cuts_a_tag_or_entity():
    nodes = (Text("12345"), Bold("&&&&&"), Link("<<<<<", "https://a.example/"))
    for limit in range(1, 20):
        cut = cut_nodes(nodes, limit)
        assert units(cut) <= limit
        assert telegram_html.shown(to_html(cut)) == to_plain(cut)
    assert to_plain(cut_nodes(nodes, 8)) == "12345&&…"


def test_a_message_is_never_empty():
    assert message(()).html == message((Text(" \n"),)).html == "–"


def test_buttons_without_anything_to_do_are_left_out():
    made = message((Text("x"),), ((Button("a"), Button("b", data="i:1")), (Button("c"),)))
    assert made.buttons == ((Button("b", data="i:1"),),)


def test_many_long_links_are_dropped_before_telegram_refuses_the_markup():
    nodes = [Link("x", f"https://a.example/{n}/" + "y" * 2000) for n in range(40)]
    made = message(nodes)
    assert made.plain == "x" * 40
    assert len(made.html) < 32_000


def test_text_for_messages_written_by_hand_is_escaped_and_cleaned():
    assert esc("a\u202e<b>\n\n&") == "a&lt;b&gt; &amp;"


_texts = st.text(max_size=60)
_inline = st.one_of(
    st.builds(Text, _texts),
    st.builds(Bold, _texts),
    st.builds(Italic, _texts),
    st.builds(Code, _texts),
    st.builds(Link, _texts, st.one_of(_texts, st.just("https://a.example/?q=1&r=2"))),
)
_nodes = st.lists(
    st.one_of(_inline, st.builds(ExpandableQuote, st.lists(_inline, max_size=4).map(tuple))), max_size=8
)


@given(_nodes, st.integers(1, 200))
def test_any_nodes_give_markup_that_telegram_reads(nodes, limit):
    cut = cut_nodes(nodes, limit)
    assert units(cut) <= limit
    telegram_html.shown(to_html(cut))
    made = message(nodes)
    text = telegram_html.shown(made.html)
    assert 1 <= telegram_html.units(text) <= 4096


@given(st.text(min_size=1, max_size=30), st.integers(100, 900))
def test_long_text_stays_within_the_length_limit(text, times):
    check_text = message((Bold(text * times), Text(text * times)))
    check(check_text)
