"""Reading feeds as they are, not as they should be.

``tests/data/feeds/index.tsv`` says how many entries each file has and what is odd about it. To add a file,
put it there and add a line.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.errors import FetchFailure
from bot.model.item import Entry
from bot.sources.document import MAX_ENTRIES
from bot.sources.feed import parse
from bot.sources.identity import New, plan

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
INDEX = list(csv.DictReader((FEEDS / "index.tsv").open(encoding="utf-8"), delimiter="\t"))
URL = "https://harbour.example/feeds/all.xml"


def entries_of(name: str, content_type: str = "") -> tuple[Entry, ...]:
    return parse((FEEDS / name).read_bytes(), content_type, URL).entries


def rss(items: str, dtd: str = "") -> bytes:
    channel = f"<rss version='2.0'><channel>{items}</channel></rss>"
    return f"<?xml version='1.0' encoding='utf-8'?>{dtd}{channel}".encode()


def described(text: str) -> bytes:
    return rss(f"<item><title>t</title><description>{text}</description></item>")


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["file"])
def test_every_odd_feed_gives_its_entries_or_says_why_not(row: dict[str, str]) -> None:
    parsed = parse((FEEDS / row["file"]).read_bytes(), "", URL)
    assert (parsed.failure or "") == row["failure"]
    assert len(parsed.entries) == int(row["entries"])
    assert bool(parsed.detail) == bool(parsed.failure)


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["file"])
def test_no_entry_of_an_odd_feed_is_lost_as_a_double(row: dict[str, str]) -> None:
    steps = plan(entries_of(row["file"]), {})
    assert len(steps) == int(row["entries"])
    assert all(isinstance(step, New) for step in steps)


def test_every_file_is_in_the_index() -> None:
    assert {path.name for path in FEEDS.iterdir()} - {"index.tsv"} == {row["file"] for row in INDEX}


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("rss20_iso88591.xml", "Explosão no Pátio: três feridos"),
        ("rss20_iso88591_undeclared.xml", "Général blessé à Évreux"),
        ("rss20_iso88591_called_utf8.xml", "Général blessé à Évreux"),
        ("rss20_utf8_called_iso.xml", "Général blessé à Évreux"),
        ("rss20_windows1251.xml", "Взрыв на рынке в Приморске"),
        ("rss20_euckr.xml", "항구에서 폭발"),
        ("rss20_big5.xml", "港口爆炸"),
        ("rss20_gb2312.xml", "卡拉奇工厂枪击"),
        ("rss20_utf16.xml", "کراچی میں فائرنگ"),
        ("rss20_utf16_no_bom.xml", "کراچی میں فائرنگ"),
        ("rss20_bogus_encoding.xml", "Plain words"),
        ("rss20_demoronized.xml", "Guard’s post attacked – “no warning”"),
        ("rss20_mojibake.xml", "President-elect’s convoy shelled"),
        ("rss20_double_escaped.xml", "Mayor & guards unhurt"),
        ("rss20_html_entities.xml", "Café bombed – two hurt"),
        ("rss20_own_entities.xml", "Fire at Port of Quayside"),
        ("rss20_markup_in_title.xml", "Raid on the port"),
        ("rss20_cdata.xml", "Clash at R&D park: 3 < 5, say police"),
        ("rss20_nul.xml", "Shots near the mint"),
        ("rss20_bad_references.xml", "Shots near the mint"),
        ("rss20_no_title.xml", "Explosion reported at the grain silo, more soon."),
        ("atom_prefixed.xml", "Child missing from the harbour district"),
    ],
)
def test_title_is_read_as_it_was_meant(file: str, title: str) -> None:
    assert entries_of(file)[0].title == title


@pytest.mark.parametrize(
    ("file", "content_type"),
    [
        ("rss20_windows1251.xml", "text/xml; charset=iso-8859-1"),
        ("rss20_windows1251.xml", "text/xml; charset=utf-8"),
        ("rss20_utf8_called_iso.xml", "text/xml; charset=iso-8859-1"),
        ("rss20_iso88591_undeclared.xml", "text/xml; charset=iso-8859-1"),
        ("rss20_gb2312.xml", "text/html; charset=unicode_escape"),
        ("rss20_euckr.xml", "application/octet-stream"),
    ],
)
def test_wrong_charset_in_the_header_does_no_harm(file: str, content_type: str) -> None:
    assert [entry.title for entry in entries_of(file, content_type)] == [
        entry.title for entry in entries_of(file)
    ]


def test_charset_of_the_header_serves_where_the_document_names_none() -> None:
    body = rss("<item><title>Взрыв</title></item>").decode().replace(" encoding='utf-8'", "").encode("cp1251")
    assert parse(body, "text/xml; charset=windows-1251", URL).entries[0].title == "Взрыв"


def test_text_is_the_article_and_the_summary_stays_apart() -> None:
    (entry,) = entries_of("rss20_content_encoded.xml")
    assert entry.summary == "Short summary."
    assert entry.text == (
        "A fire broke out at a mill in the old town.\nThree workers were injured, the fire service said."
    )


@pytest.mark.parametrize(
    ("file", "links"),
    [
        (
            "rss20_relative_links.xml",
            ["https://harbour.example/news/77", "https://harbour.example/news/78"],
        ),
        ("rss20_cdata.xml", ["https://harbour.example/c?a=1&b=2"]),
        ("rss20_no_guid_no_link.xml", ["", ""]),
        ("atom_no_link.xml", [""]),
    ],
)
def test_link_is_absolute_or_missing(file: str, links: list[str]) -> None:
    assert [entry.url for entry in entries_of(file)] == links


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "tg://resolve?domain=x",
        "file:///etc/passwd",
        "mailto:x@example.org",
        "http://",
        "http://user:word@example.org/",
        "http://[::1",
        "https://example.org/" + "x" * 3000,
    ],
)
def test_link_that_is_none_is_dropped(link: str) -> None:
    (entry,) = parse(
        rss(f"<item><title>t</title><guid isPermaLink='false'>g</guid><link>{link}</link></item>"), "", URL
    ).entries
    assert entry.url == "" or entry.url.startswith("https://harbour.example/")


def test_dates_are_utc_or_missing_and_never_now() -> None:
    dates = {entry.title: entry.published_at for entry in entries_of("rss20_odd_dates.xml")}
    assert dates == {
        "Written out": datetime(2024, 11, 5, 14, 5, tzinfo=UTC),
        "No zone": None,
        "Nonsense": None,
        "Far future": None,
        "Next year": datetime(2025, 11, 5, 9, 0, tzinfo=UTC),
        "Epoch": None,
        "None": None,
    }
    assert entries_of("rdf.xml")[0].published_at == datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
    assert entries_of("atom.xml")[0].published_at == datetime(2024, 11, 5, 9, 0, tzinfo=UTC)


def test_oldest_entry_is_planned_first() -> None:
    steps = plan(entries_of("rss20.xml"), {})
    assert [step.entry.keys[0] for step in steps] == ["g:hw-1", "g:hw-2", "g:hw-3"]


# --- what is meant to hurt


@pytest.mark.parametrize("title", ["x" * 5_000, "💥" * 4_096, "wo " * 3_000_000, "a" * 7_000_000])
def test_endless_title_is_cut(title: str) -> None:
    parsed = parse(rss(f"<item><title>{title}</title><link>https://harbour.example/1</link></item>"), "", URL)
    assert 900 < len(parsed.entries[0].title) <= 1_000
    assert parsed.entries[0].title.endswith("…")


def laughs(depth: int) -> str:
    lines = ['<!ENTITY l0 "lol">'] + [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth)]
    return f"<!DOCTYPE rss [{''.join(lines)}]>"


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("billion laughs", rss("<item><title>&l9;</title></item>", laughs(10))),
        (
            "quadratic blow-up",
            rss(
                f"<item><title>{'&a;' * 50_000}</title></item>",
                f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>',
            ),
        ),
        (
            "external entity",
            rss(
                "<item><title>&pw; x</title></item>",
                '<!DOCTYPE rss [<!ENTITY pw SYSTEM "file:///etc/passwd">]>',
            ),
        ),
        (
            "parameter entity",
            rss(
                "<item><title>x</title></item>",
                '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
            ),
        ),
        ("deep nesting", rss("<a>" * 100_000)),
        ("deep nesting in a title", rss(f"<item><title>{'<b>' * 100_000}</title></item>")),
        ("deep nesting in HTML", rss(f"<item><title>{'&lt;b&gt;' * 100_000}</title></item>")),
        ("open tags", described('&lt;a ' * 200_000)),
        ("open quotes", described('&lt;a b=&quot;' * 100_000)),
        ("open comments", described('&lt;!--' * 100_000)),
        ("open scripts", described('&lt;script&gt;' * 50_000)),
        ("ampersands", rss(f"<item><title>{'&' * 200_000}</title></item>")),
        ("brackets", rss("<" * 300_000)),
        ("attributes", rss(f"<item {' '.join(f'a{n}=1' for n in range(50_000))}><title>t</title></item>")),
        ("white space", rss(" " * 2_000_000)),
        ("white space in text", rss(f"<item><title>a{' ' * 300_000}b</title></item>")),
        ("a date of a megabyte", rss(f"<item><title>t</title><pubDate>{'1 ' * 500_000}</pubDate></item>")),
        ("doctype only", b"<!DOCTYPE " + b"[" * 200_000),
        ("entities only", b"<!ENTITY " * 50_000),
        ("html", b"<html>" + b"<div>" * 100_000),
    ],
)  # fmt: skip
def test_document_made_to_hurt_is_read_or_refused_in_time(what: str, body: bytes) -> None:
    before = process_time()
    parsed = parse(body, "", URL)
    # A worker is given 20 seconds.
    assert process_time() - before < 20, what
    assert parsed.failure in (None, FetchFailure.UNPARSEABLE, FetchFailure.NOT_A_FEED)
    for entry in parsed.entries:
        assert len(entry.title) <= 1_000
        assert "root:" not in entry.title + entry.text


def test_million_entries_are_cut_and_counted() -> None:
    many = 600_000
    parsed = parse(rss("<item/>" * many), "", URL)
    assert (parsed.told, parsed.cut, parsed.failure) == (many, many - MAX_ENTRIES, None)


def test_hundreds_of_entries_are_all_kept() -> None:
    body = rss("".join(f"<item><title>Item {n}</title><guid>g{n}</guid></item>" for n in range(MAX_ENTRIES)))
    parsed = parse(body, "", URL)
    assert (len(parsed.entries), parsed.cut) == (MAX_ENTRIES, 0)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_survived(body: bytes) -> None:
    parse(body, "", URL)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_in_any_field_is_survived(title: str, text: str, guid: str, date: str) -> None:
    fields = f"<title>{title}</title><description>{text}</description><guid>{guid}</guid>"
    body = rss(f"<item>{fields}<pubDate>{date}</pubDate></item>".encode("utf-8", "replace").decode())
    for entry in parse(body, "", URL).entries:
        assert entry.keys
        assert entry.title or entry.url
        assert "\x00" not in entry.title + entry.summary
        assert entry.published_at is None or entry.published_at.tzinfo is UTC
        entry.title.encode("utf-8")
