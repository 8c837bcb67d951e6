"""Days named in a text, counted from Tuesday 5 November 2024."""

from datetime import UTC, date, datetime

import pytest

from bot.extraction.time import days_in, expected, occurred
from bot.model.mention import TimePrecision

TUESDAY = date(2024, 11, 5)


@pytest.mark.parametrize(
    ("text", "lang", "first", "last"),
    [
        ("on Tuesday", "en", "2024-11-05", "2024-11-05"),
        ("late on Monday", "en", "2024-11-04", "2024-11-04"),
        ("last Friday", "en", "2024-11-01", "2024-11-01"),
        ("this Friday", "en", "2024-11-08", "2024-11-08"),
        ("yesterday evening", "en", "2024-11-04", "2024-11-04"),
        ("last month", "en", "2024-10-01", "2024-10-31"),
        ("two days ago", "en", "2024-11-03", "2024-11-03"),
        ("on October 31", "en", "2024-10-31", "2024-10-31"),
        ("12 Jan 90", "en", "1990-01-12", "1990-01-12"),
        ("the 2008 attacks", "en", "2008-01-01", "2008-12-31"),
        ("el 3 de octubre de 2023", "es", "2023-10-03", "2023-10-03"),
        ("mardi soir", "fr", "2024-11-05", "2024-11-05"),
        ("11月3日", "zh", "2024-11-03", "2024-11-03"),
        ("بدھ کو", "ur", "2024-10-30", "2024-10-30"),
        ("в понедельник", "ru", "2024-11-04", "2024-11-04"),
    ],
)
def test_days_are_counted_from_publication(text: str, lang: str, first: str, last: str) -> None:
    (day,) = days_in(text, lang, TUESDAY)
    assert (day.first.isoformat(), day.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["31 February", "may be", "in 2099", "1999 people", "99 Bogus 9999", ""])
def test_what_names_no_day_is_not_read(text: str) -> None:
    assert all(day.first.year < 2099 for day in days_in(text, "en", TUESDAY))


def test_only_a_recent_day_is_when_it_happened() -> None:
    published = datetime(2024, 11, 5, 12, tzinfo=UTC)
    days = days_in("a bombing last year, and on Monday a shooting", "en", TUESDAY)
    at, precision = occurred(days, published, "Asia/Karachi")
    assert at is not None
    assert (at.isoformat(), precision) == ("2024-11-04T00:00:00+05:00", TimePrecision.DAY)


def test_without_a_day_the_day_of_publication_is_of_unknown_precision() -> None:
    at, precision = occurred((), datetime(2024, 11, 5, 22, tzinfo=UTC), "Asia/Karachi")
    assert at is not None
    assert (at.date().isoformat(), precision) == ("2024-11-06", TimePrecision.UNKNOWN)


def test_a_weekday_of_an_announcement_is_the_coming_one() -> None:
    days = days_in("strike on Friday", "en", TUESDAY)
    begin, end = expected(days, datetime(2024, 11, 5, 12, tzinfo=UTC), "Europe/Rome")
    assert begin is not None
    assert end is not None
    assert (begin.date().isoformat(), end.date().isoformat()) == ("2024-11-08", "2024-11-09")
