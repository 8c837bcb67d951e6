"""Whatever comes in, a reading comes out, and soon."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.extraction import extract
from bot.extraction.command import as_line, explain, read_line
from bot.extraction.document import read_document
from bot.model.item import Item
from bot.places.gazetteer import Gazetteer

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
GAZETTEER = Gazetteer.open()
PIECES = st.sampled_from(
    [
        "killed", "Karachi", "bomb", "5", "on Tuesday", "<b>", "&nbsp;", "\x00", "‏", "爆炸", "دھماکا", "مقتل",
        "взрыв", "fusillade", "tiroteo", "said", "police", "\n", "۔", "。", ".", '"', "sentenced", "31 June",
        "99 Bogus 9999", "last", "century", "ago", "in 2099", "#", "*", "{", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join))


def item(title: str, text: str, published: datetime | None = NOW) -> Item:
    return Item("1", "Wire A", "Wire A", title, seen_at=NOW, text=text, published_at=published)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=TEXTS, text=TEXTS, published=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))))
def test_any_text_gives_a_reading_whose_spans_lie_in_it(
    title: str, text: str, published: datetime | None
) -> None:
    told = item(title, text, published)
    reading = extract(told, GAZETTEER)
    line = as_line(told, reading)
    assert json.loads(json.dumps(line)) == line
    assert reading.is_incident <= bool(reading.mentions)
    for mention in reading.mentions:
        for claim in mention.claims:
            assert 0 <= claim.span[0] <= claim.span[1] <= len(told.document)
    for toponym in reading.toponyms:
        assert told.document[toponym.start : toponym.end] == toponym.text
    explain(told, reading)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, text=TEXTS)
def test_sentences_are_as_long_as_their_spans_and_in_order(title: str, text: str) -> None:
    document = read_document(item(title, text))
    end = 0
    for sentence in document.sentences:
        assert end <= sentence.start < sentence.end <= len(document.text)
        assert len(sentence.text) == sentence.end - sentence.start
        end = sentence.end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word " * 200_000,
        "x" * 1_000_000,
        "Five people were killed in Karachi. " * 28_000,
        "爆炸" * 300_000,
        "<div>" * 100_000,
        "in 1999 " * 50_000,
    ],
    ids=["empty", "words", "one endless word", "one sentence a thousand times", "han", "tags", "years"],
)
def test_a_long_text_is_read_in_bounded_time(text: str) -> None:
    started = datetime.now(UTC)
    reading = extract(item("Two killed in Quetta blast", text), GAZETTEER)
    assert reading.is_incident
    assert (datetime.now(UTC) - started).total_seconds() < 20


@pytest.mark.parametrize(
    "line",
    [{}, {"id": "1"}, {"id": "1", "title": 5}, {"title": "x"}, [], {"id": 1, "title": "x", "text": {}}],
)
def test_a_line_that_is_no_item_is_refused(line: dict) -> None:
    with pytest.raises((KeyError, ValueError)):
        read_line(line)


def test_an_unreadable_date_is_no_date() -> None:
    read = read_line({"id": "1", "title": "x", "published": "the day after", "seen": "2024-11-05T10:00:00Z"})
    assert read.published_at is None
    assert read.seen_at == datetime(2024, 11, 5, 10, tzinfo=UTC)
