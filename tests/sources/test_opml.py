"""Lists from and to other feed readers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.item import Source
from bot.sources.opml import read, write

LIST = b"""<?xml version="1.0"?>
<opml version="2.0"><head><title>mine</title></head><body>
  <outline text="Asia">
    <outline text="Harbour &amp; Wire" type="rss" xmlUrl="https://www.harbour.example/feed" language="EN-gb"/>
    <outline title="Quay" xmlUrl="https://quay.example/a.xml"/>
    <outline title="Quay" xmlUrl="https://quay.example/b.xml"/>
  </outline>
  <outline text="again" xmlUrl="https://quay.example/a.xml"/>
  <outline text="a folder"/>
  <outline xmlUrl="https://nameless.example/feed"/>
</body></opml>"""


def test_feeds_are_read_from_any_depth_each_once() -> None:
    assert read(LIST) == [
        Source(
            "Harbour & Wire", "feed", "https://www.harbour.example/feed", "harbour.example", language="en"
        ),
        Source("Quay", "feed", "https://quay.example/a.xml", "quay.example"),
        Source("Quay (2)", "feed", "https://quay.example/b.xml", "quay.example"),
        Source("nameless.example", "feed", "https://nameless.example/feed", "nameless.example"),
    ]


@pytest.mark.parametrize(
    ("body", "why"), [(b"", "not well-formed"), (b"<opml", "not well-formed"), (b"<rss/>", "not an OPML")]
)
def test_what_is_no_opml_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(body)


def test_entities_do_not_explode() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))
    with pytest.raises(ValueError, match="not well-formed"):
        read(f'<!DOCTYPE opml [<!ENTITY l0 "lol">{laughs}]><opml><outline text="&l9;"/></opml>'.encode())


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=40)


@given(st.dictionaries(WORDS, WORDS, max_size=5))
def test_written_list_is_read_again(names: dict[str, str]) -> None:
    sources = [
        Source(f"source {n} {name.replace('<', '').replace('&', '')}"[:60], "feed", f"https://a.example/{n}")
        for n, name in enumerate(names)
    ]
    again = read(write(sources).encode())
    assert [source.url for source in again] == [source.url for source in sources]
    assert len({source.name for source in again}) == len(sources)
