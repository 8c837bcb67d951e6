"""What an item is read as, by tables that anyone can extend: tests/data/extraction/<lang>.jsonl."""

from datetime import UTC, datetime

import pytest

from bot.extraction import extract
from bot.extraction.command import read_line
from bot.model.mention import Precision, Reading
from bot.places.gazetteer import Gazetteer
from tests.extraction.facts import table

LANGUAGES = ("en", "ur", "zh", "es", "fr", "ar", "ru")
# Of our own near-misses at most one in twenty may be taken for an incident; of the incidents as many missed.
MOST_WRONG = 0.05


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(row: dict, gazetteer: Gazetteer) -> Reading:
    return extract(read_line({k: row[k] for k in ("id", "title", "summary", "published")}), gazetteer)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_is_told_from_the_headline(lang: str, gazetteer: Gazetteer) -> None:
    wrong = [row["title"] for row in table(lang) if read(row, gazetteer).lang != lang]
    assert not wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_near_misses_are_no_incidents(lang: str, gazetteer: Gazetteer) -> None:
    rows = [row for row in table(lang) if row["set"] == "near_miss"]
    flagged = [row["title"] for row in rows if read(row, gazetteer).is_incident]
    assert len(flagged) <= max(1, MOST_WRONG * len(rows)), flagged


@pytest.mark.parametrize("lang", LANGUAGES)
def test_incidents_are_found_with_their_kind(lang: str, gazetteer: Gazetteer) -> None:
    rows = [row for row in table(lang) if row["set"] == "incident"]
    readings = [(row, read(row, gazetteer)) for row in rows]
    missed = [row["title"] for row, reading in readings if not reading.is_incident]
    assert len(missed) <= MOST_WRONG * len(rows), missed
    other = [
        (row["title"], reading.mentions[0].fine_kind)
        for row, reading in readings
        if reading.mentions and reading.mentions[0].fine_kind != row["fine_kind"]
    ]
    assert len(other) <= 0.12 * len(rows), other


def test_incidents_are_found_in_their_place(gazetteer: Gazetteer) -> None:
    rows = [row for row in table("en") if row["set"] == "incident"]
    wrong = []
    for row in rows:
        reading = read(row, gazetteer)
        place = reading.mentions[0].place if reading.mentions else None
        named = place is not None and row.get("place", "") in (
            place.city or "",
            place.name or "",
            place.admin2 or "",
            "",
        )
        if place is None or place.country != row["country"] or ("place" in row and not named):
            wrong.append((row["title"], place and place.name, place and place.country))
    assert len(wrong) <= 0.12 * len(rows), wrong


def test_a_report_of_several_incidents_gives_each(gazetteer: Gazetteer) -> None:
    rows = [row for row in table("en") if row["set"] == "several"]
    assert len(rows) >= 20
    whole = []
    for row in rows:
        own = [m for m in read(row, gazetteer).mentions if not m.background]
        told = {(m.fine_kind, m.place.city) for m in own}
        wanted = {(m["fine_kind"], m["place"]) for m in row["mentions"]}
        whole.append(len(own) == len(wanted) and {city for _, city in wanted} == {city for _, city in told})
    assert sum(whole) >= 0.6 * len(rows), [
        row["title"] for row, good in zip(rows, whole, strict=True) if not good
    ]


def test_an_article_without_a_headline_tells_its_deeds_and_no_talk(gazetteer: Gazetteer) -> None:
    rows = [row for row in table("en") if row["set"] == "article"]
    assert len(rows) >= 12
    other, wrong = [], []
    for row in rows:
        reading = read(row, gazetteer)
        told = [(m.fine_kind, m.place.country) for m in reading.mentions if not m.background]
        wanted = [(m["fine_kind"], m["country"]) for m in row.get("mentions", ())]
        if reading.is_incident != row["is_incident"] or [c for _, c in told] != [c for _, c in wanted]:
            wrong.append((row["why"], reading.notes, told))
        other += [(row["why"], told) for a, b in zip(told, wanted, strict=False) if a != b]
    assert not wrong
    assert len(other) <= 0.12 * len(rows), other


def test_an_article_that_names_no_place_has_its_datelines_country_only(gazetteer: Gazetteer) -> None:
    text = (
        "Tegucigalpa, 20 Oct (Istmo Press) -- The assembly voted on the port law. Members of all parties "
        "spoke. The debate was calm. A unionist was murdered yesterday by two unidentified men in front of "
        "his house."
    )
    reading = extract(
        read_line({"id": "1", "title": "", "summary": text, "published": "2024-10-20"}), gazetteer
    )
    place = reading.mentions[0].place
    assert (place.country, place.city, place.precision) == ("HN", None, Precision.COUNTRY)


def test_a_language_without_a_lexicon_says_so(gazetteer: Gazetteer) -> None:
    item = read_line({"id": "1", "title": "სროლა თბილისში, ორი დაიღუპა", "published": "2024-11-05"})
    reading = extract(item, gazetteer)
    assert (reading.lang, reading.is_incident) == ("ka", False)
    assert reading.notes == ("no lexicon for language ka",)


def test_time_of_a_reading_does_not_depend_on_the_clock(gazetteer: Gazetteer) -> None:
    line = {
        "id": "1",
        "title": "Gunmen kill two in Quetta on Monday",
        "published": "2024-11-05T12:00:00+05:00",
    }
    mention = extract(read_line(line), gazetteer).mentions[0]
    assert mention.occurred_at is not None
    assert mention.occurred_at.astimezone(UTC) == datetime(2024, 11, 3, 19, tzinfo=UTC)
