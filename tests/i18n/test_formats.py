"""Dates, hours and numbers: absolute, in the place's own zone."""

from datetime import UTC, datetime

import pytest

from bot.i18n import format_date, format_moment, format_number
from bot.i18n.formats import territory, zone_name

AT = datetime(2024, 11, 5, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tz", "says"),
    [
        ("Asia/Karachi", "Wed 6 Nov 01:30 PKT"),
        ("America/New_York", "Tue 5 Nov 15:30 EST"),
        ("Asia/Dubai", "Wed 6 Nov 00:30 UTC+4"),
        ("Asia/Kathmandu", "Wed 6 Nov 02:15 UTC+5:45"),
        ("", "Tue 5 Nov 20:30 UTC"),
        ("Nowhere/At_all", "Tue 5 Nov 20:30 UTC"),
    ],
)
def test_a_moment_is_told_in_its_zone(tz: str, says: str) -> None:
    assert format_moment(AT, tz, "en") == says


def test_the_year_is_told_only_when_it_is_another_one() -> None:
    assert format_date(AT, "", "en", now=AT) == "Tue 5 Nov"
    assert format_date(AT, "", "en", now=datetime(2025, 1, 1, tzinfo=UTC)) == "Tue 5 Nov 2024"


def test_the_last_day_of_the_calendar_has_a_date_too() -> None:
    assert format_date(datetime.max.replace(tzinfo=UTC), "Asia/Karachi", "en")


def test_numbers_are_grouped() -> None:
    assert format_number(1234567, "en") == "1,234,567"


def test_countries_have_names_and_nonsense_has_none() -> None:
    assert territory("pk", "en") == "Pakistan"
    assert territory("zz", "en") in ("", "Unknown Region")
    assert territory("Pakistan", "en") == ""


def test_a_zone_with_an_abbreviation_keeps_it() -> None:
    assert zone_name(AT, "Europe/Berlin") == "CET"
