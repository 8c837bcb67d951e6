"""One report of our own wording, read whole: news, confirmations that cover little, history, statements."""

from datetime import UTC, datetime

import pytest

from bot.extraction import extract
from bot.extraction.counts import read_counts
from bot.extraction.document import read_document
from bot.model.item import Item
from bot.model.mention import Extent, Mention, Precision, Reading, Role, TimePrecision
from bot.places.gazetteer import Gazetteer

TITLE = "Watchman wounds three Turkish engineers at Multan power plant"
TEXT = """\
A night watchman shot and wounded three Turkish engineers at a power plant in Multan on Wednesday, \
police said.
Ambulances took the wounded to hospital and the road to the plant was cordoned off.
Asad Mirza, a deputy superintendent of police, told reporters that Turkish nationals had come under fire. \
He gave no further details.
A police officer who asked not to be named said the watchman fled and has not been arrested.
The shooting comes after a series of attacks on foreigners in the country. Last month a car bomb outside \
the airport of Lahore killed four Japanese technicians. That attack was claimed by the Free Delta Army.
Turkey's ambassador in Islamabad called on the government to protect its citizens.
The insurgency in Balochistan has gone on for decades and has killed thousands."""
PUBLISHED = datetime(2024, 11, 7, 6, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def reading() -> Reading:
    item = Item("1", "Wire A", "Wire A", TITLE, seen_at=PUBLISHED, text=TEXT, published_at=PUBLISHED)
    return extract(item, Gazetteer.open())


@pytest.fixture(scope="module")
def own(reading: Reading) -> Mention:
    return reading.mentions[0]


def test_it_tells_a_new_incident(reading: Reading, own: Mention) -> None:
    assert (reading.role, reading.is_incident) == (Role.NEW_INCIDENT, True)
    assert (own.kind, own.fine_kind, own.weapon, own.background) == (
        "armed_attack",
        "shooting",
        "firearm",
        False,
    )


def test_its_place_is_the_city_with_a_site_of_no_known_address(own: Mention) -> None:
    place = own.place
    assert (place.name, place.city, place.admin1, place.country) == ("Multan", "Multan", "Punjab", "PK")
    assert (place.site, place.precision, place.extent) == ("power plant", Precision.CITY, Extent.POINT)
    assert {"PK", "world"} <= set(place.area_ids)
    assert place.timezone == "Asia/Karachi"


def test_its_day_is_the_one_named_at_the_place(own: Mention) -> None:
    assert own.occurred_at is not None
    assert (own.occurred_at.date().isoformat(), own.time_precision) == ("2024-11-06", TimePrecision.DAY)


def test_history_is_another_mention_and_marked_so(reading: Reading) -> None:
    behind = [mention for mention in reading.mentions if mention.background]
    assert [mention.fine_kind for mention in reading.mentions if not mention.background] == ["shooting"]
    assert behind
    assert "Lahore" in behind[0].own_text


@pytest.mark.parametrize(
    "word", ["Lahore", "Japanese", "Free Delta Army", "Balochistan", "insurgency", "ambassador"]
)
def test_words_of_the_background_are_not_its_own(own: Mention, word: str) -> None:
    assert word not in own.own_text


@pytest.mark.parametrize("word", ["Turkish engineers", "watchman", "cordoned off"])
def test_words_of_the_deed_are_its_own(own: Mention, word: str) -> None:
    assert word in own.own_text


def test_the_summary_has_no_background_and_names_source_and_day(reading: Reading) -> None:
    assert "Multan" in reading.summary
    assert "Lahore" not in reading.summary
    assert reading.summary.endswith("(Wire A, 2024-11-07)")


def test_every_value_has_its_evidence(own: Mention) -> None:
    document = f"{TITLE}\n{TEXT}"
    assert {"kind", "injured"} <= {claim.field for claim in own.claims}
    for claim in own.claims:
        start, end = claim.span
        assert document[start:end].strip()


def test_a_strike_called_for_friday_is_expected_then() -> None:
    item = Item(
        "2",
        "Wire A",
        "Wire A",
        "Traders call shutter down strike in Quetta on Friday",
        seen_at=PUBLISHED,
        published_at=PUBLISHED,
    )
    reading = extract(item, Gazetteer.open())
    mention = reading.mentions[0]
    assert (reading.role, mention.fine_kind) == (Role.ANNOUNCEMENT, "strike_action")
    assert mention.expected_from is not None
    assert mention.expected_until is not None
    assert mention.expected_from.date().isoformat() == "2024-11-08"
    assert mention.expected_until.date().isoformat() == "2024-11-09"


def test_closed_airspace_affects_the_whole_country() -> None:
    title = "Pakistan closes airspace after missile launch"
    item = Item("3", "Wire A", "Wire A", title, seen_at=PUBLISHED, published_at=PUBLISHED)
    place = extract(item, Gazetteer.open()).mentions[0].place
    assert (place.country, place.extent) == ("PK", Extent.AREA)


def test_an_opinion_by_its_address_is_no_incident() -> None:
    item = Item(
        "4",
        "Wire A",
        "Wire A",
        "Bombing in Kabul shows the cost of silence",
        seen_at=PUBLISHED,
        url="https://news.example/opinion/2024/kabul",
    )
    reading = extract(item, Gazetteer.open())
    assert (reading.role, reading.is_incident) == (Role.ANALYSIS, False)


def test_an_arrest_follows_an_incident_and_opens_none() -> None:
    title = "Police arrest suspect in Lahore airport bombing"
    item = Item("5", "Wire A", "Wire A", title, seen_at=PUBLISHED, published_at=PUBLISHED)
    reading = extract(item, Gazetteer.open())
    assert (reading.role, reading.is_incident) == (Role.UPDATE, False)
    assert reading.mentions
    assert reading.mentions[0].fine_kind == "bombing"


BESIDE = """\
A truck bomb wrecked the bus station of Quetta on Wednesday and killed nine passengers, police said.
Windows broke in the shops around the station and the road was closed.
Officials met in the evening and Interior Minister Asad Mirza blamed the Baloch Liberation Army for the blast.
The blast comes after a string of bombings in the province, one of them last month at a market of Quetta.
The Tehreek-e-Taliban Pakistan claimed that attack."""


def test_who_is_blamed_beside_the_deed_is_told_with_the_words_that_blame_them() -> None:
    title = "Nine killed as truck bomb wrecks Quetta bus station"
    item = Item("6", "Wire A", "Wire A", title, seen_at=PUBLISHED, text=BESIDE, published_at=PUBLISHED)
    mention = extract(item, Gazetteer.open()).mentions[0]
    assert mention.attributed_to == ("Baloch Liberation Army (BLA)",)
    assert (mention.claim.claimed, mention.claim.by, mention.perpetrator) == (None, None, None)
    (claim,) = [claim for claim in mention.claims if claim.field == "attributed_to"]
    assert item.document[slice(*claim.span)] == "Baloch Liberation Army"
    assert (claim.said_by.role, claim.said_by.rank) == ("government", "Interior Minister")


def test_a_number_of_those_whom_the_story_only_names_is_taken_from_beside_it() -> None:
    doc = read_document(
        Item(
            "7",
            "Wire A",
            "Wire A",
            "",
            seen_at=PUBLISHED,
            text="The monks were killed at dawn. Six monks were killed, the abbot wrote. Roads are open.",
        )
    )
    own, beside = doc.sentences[:1], doc.sentences[1:]
    alone, both = read_counts(doc, own), read_counts(doc, own, "", beside)
    assert alone.killed is not None
    assert both.killed is not None
    assert (alone.killed.max, both.killed.best, both.killed.max) == (None, 6, 6)
