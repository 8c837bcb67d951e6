"""Telegram's HTML subset. To add a case: a line of the table: markup, text shown, kind@offset+length."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.markup import Entity, parse_html, utf16_len
from bot.playground.refusal import RefusedError

READ = [
    ("plain", "plain", ""),
    ("", "", ""),
    ("<b>bold</b> and <i>italic</i>", "bold and italic", "bold@0+4 italic@9+6"),
    ("<strong>a</strong><em>b</em>", "ab", "bold@0+1 italic@1+1"),
    ("<u>a</u><ins>b</ins>", "ab", "underline@0+1 underline@1+1"),
    (
        "<s>a</s><strike>b</strike><del>c</del>",
        "abc",
        "strikethrough@0+1 strikethrough@1+1 strikethrough@2+1",
    ),
    ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", "spoiler@0+1 spoiler@1+1"),
    ("<code>x</code>", "x", "code@0+1"),
    ("<pre>x\ny</pre>", "x\ny", "pre@0+3"),
    ("<blockquote>a</blockquote>", "a", "blockquote@0+1"),
    ("<blockquote expandable>a</blockquote>", "a", "expandable_blockquote@0+1"),
    ('<a href="https://x.org/a?b=1&amp;c=2">y</a>', "y", "text_link@0+1(https://x.org/a?b=1&c=2)"),
    ("<a href='https://x.org'>y</a>", "y", "text_link@0+1(https://x.org/)"),
    ("<a href=x.org>y</a>", "y", "text_link@0+1(http://x.org/)"),
    ("<a>https://x.org/z</a>", "https://x.org/z", "text_link@0+15(https://x.org/z)"),
    ("<a>no address</a>", "no address", ""),
    ('<a href="javascript:alert(1)">y</a>', "y", ""),
    ('<a href="data:text/html,x">y</a>', "y", ""),
    ('<a href="http://localhost">y</a>', "y", ""),
    ("<tg-emoji emoji-id='123'>👍</tg-emoji>", "👍", "custom_emoji@0+2"),
    ("🟠 <b>é</b>", "🟠 é", "bold@3+1"),
    ("a&lt;b&gt;c&amp;d&quot;e", 'a<b>c&d"e', ""),
    ("&#60;&#x3c;&lt", "<<<", ""),
    ("&nbsp;&copy;&#0;", "&nbsp;&copy;&#0;", ""),
    ("a & b", "a & b", ""),
    ("<B>x</b>", "x", "bold@0+1"),
    ("<b >x</b >", "x", "bold@0+1"),
    ("<b>x</>", "x", "bold@0+1"),
    ("<b></b>x", "x", ""),
    ("<b title='x'>y</b>", "y", "bold@0+1"),
    ("<b><i>x</i>y</b>", "xy", "bold@0+2 italic@0+1"),
    ("<pre><code class='language-python'>x</code></pre>", "x", "pre@0+1(python)"),
    ("<blockquote><b>x</b></blockquote>", "x", "blockquote@0+1 bold@0+1"),
]


def short(entities: list[Entity]) -> str:
    def one(entity: Entity) -> str:
        extra = entity.get("url") or entity.get("language")
        return f"{entity['type']}@{entity['offset']}+{entity['length']}" + (f"({extra})" if extra else "")

    return " ".join(map(one, entities))


@pytest.mark.parametrize(("markup", "text", "entities"), READ, ids=[row[0] or "nothing" for row in READ])
def test_markup_is_read(markup: str, text: str, entities: str) -> None:
    shown, found = parse_html(markup)
    assert (shown, short(found)) == (text, entities)


@given(st.text())
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(st.text(alphabet=st.sampled_from("<>/&;\"'= abi#x-éЖ🟠\n"), max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    refused: RefusedError | None = None
    shown, entities = "", list[Entity]()
    try:
        shown, entities = parse_html(text)
    except RefusedError as error:
        refused = error
    if refused:
        assert refused.status == 400
        assert re.search(r"at byte offset \d+|start tag \"\w+\"$|invalid Unicode", refused.description)
        for offset in re.findall(r"byte offset (\d+)", refused.description):
            assert int(offset) < len(text.encode())
    assert "<" not in shown or "&" in text
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_len(shown)


TAGS = st.sampled_from(["b", "i", "u", "s", "code", "blockquote", "tg-spoiler"])
TREES = st.recursive(
    st.text(alphabet=st.sampled_from("ab<&🟠\n"), min_size=1, max_size=5).map(
        lambda text: (text, html.escape(text), 0)
    ),
    lambda inner: st.lists(st.tuples(TAGS, inner), min_size=1, max_size=3).map(
        lambda parts: (
            "".join(each[0] for _, each in parts),
            "".join(f"<{tag}>{each[1]}</{tag}>" for tag, each in parts),
            sum(1 + each[2] for _, each in parts),
        )
    ),
    max_leaves=8,
)


@given(TREES)
def test_well_nested_markup_gives_its_text_and_every_entity(tree: tuple[str, str, int]) -> None:
    text, markup, tags = tree
    shown, entities = parse_html(markup)
    assert shown == text
    assert len(entities) == tags
    for a in entities:
        for b in entities:
            a_end, b_end = a["offset"] + a["length"], b["offset"] + b["length"]
            crossed = a["offset"] < b["offset"] < a_end < b_end
            assert not crossed
