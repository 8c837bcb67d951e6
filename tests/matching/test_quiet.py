"""The night rule and quiet hours: the table is ``quiet.toml``."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.quiet import NIGHT, Ring, ring, within, zone_of
from bot.matching.quiet_words import read_quiet, written
from bot.model.errors import UserError
from bot.model.incident import Push
from bot.model.mention import Nature
from bot.model.settings import Quiet
from bot.places.gazetteer import Gazetteer

ROWS = tomllib.loads((Path(__file__).parent / "quiet.toml").read_text("utf-8"))["row"]
minutes = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in ROWS])
def test_whether_it_rings(row: dict[str, Any], gazetteer: Gazetteer) -> None:
    quiet = read_quiet(row["quiet"], gazetteer) if "quiet" in row else None
    found = ring(
        quiet,
        row["zone"],
        row["at"],
        severity=row["severity"],
        nature=Nature(row["nature"]),
        push=Push(row.get("push", "NEW")),
    )
    assert found is Ring(row["ring"])
    assert found.silent is (row["ring"] == "quiet")


@pytest.mark.parametrize(
    ("offset", "shift_min"),
    [
        ("UTC+5:30", 330),
        ("+0545", 345),
        ("GMT +4:30", 270),
        ("-9:30", -570),
        ("UTC-3", -180),
        ("utc+03:30", 210),
    ],
)
def test_an_offset_from_utc_is_what_it_says_in_summer_and_in_winter(
    offset: str, shift_min: int, gazetteer: Gazetteer
) -> None:
    where = zone_of(read_quiet(f"22-7 {offset}", gazetteer).zone)
    for month in (1, 7):
        assert datetime(2026, month, 15, tzinfo=where).utcoffset() == timedelta(minutes=shift_min)


@given(minutes, minutes, minutes)
def test_hours_and_what_is_between_them_make_a_day(start: int, end: int, minute: int) -> None:
    inside, outside = within(Quiet(start, end), minute), within(Quiet(end, start), minute)
    if start == end:
        assert not inside
    else:
        assert inside is not outside


@given(
    st.integers(631_152_000, 2_114_380_800),
    st.sampled_from(["Asia/Karachi", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC"]),
    st.integers(1, 5),
    st.sampled_from(Nature),
)
def test_it_is_the_clock_on_the_wall_that_counts(
    seconds: int, zone: str, severity: int, nature: Nature
) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    hour = now.astimezone(ZoneInfo(zone)).hour
    found = ring(None, zone, now, severity=severity, nature=nature)
    assert (found is Ring.DAY) == (7 <= hour < 23)


@given(minutes, minutes)
def test_what_is_written_reads_back(gazetteer: Gazetteer, start: int, end: int) -> None:
    assert read_quiet(f"{written(start)}-{written(end)}", gazetteer) == Quiet(start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00-07:00", Quiet(1320, 420)),
        ("22-7", Quiet(1320, 420)),
        ("2200-0700", Quiet(1320, 420)),
        ("22.30 – 6", Quiet(1350, 360)),
        ("10pm to 7am", Quiet(1320, 420)),
        ("12am-12pm", Quiet(0, 720)),
        ("24:00-06:00", Quiet(0, 360)),
        ("22:00-07:00 asia/karachi", Quiet(1320, 420, "Asia/Karachi")),
        ("22:00-07:00 Karachi", Quiet(1320, 420, "Asia/Karachi")),
        ("22:00-07:00 کراچی", Quiet(1320, 420, "Asia/Karachi")),
        ("22:00-07:00 UTC", Quiet(1320, 420, "UTC")),
        ("22:00-07:00 UTC+5", Quiet(1320, 420, "Etc/GMT-5")),
        ("22:00-07:00 -3", Quiet(1320, 420, "Etc/GMT+3")),
        ("severity>=3 22-7", Quiet(1320, 420, "", 3)),
        ("22-7 Karachi severity>3", Quiet(1320, 420, "Asia/Karachi", 4)),
        ("22-7 severity serious", Quiet(1320, 420, "", 3)),
        ("۲۲:۰۰ تا ۰۷:۰۰", Quiet(1320, 420)),
        ("２２：００至７：００", Quiet(1320, 420)),
    ],
)
def test_how_people_write_hours(text: str, expected: Quiet, gazetteer: Gazetteer) -> None:
    assert read_quiet(text, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "error-quiet"),
        ("always", "error-quiet"),
        ("22:00", "error-quiet"),
        ("25-7", "error-quiet"),
        ("22:60-7", "error-quiet"),
        ("13pm-7", "error-quiet"),
        ("0am-7", "error-quiet"),
        ("-1-5", "error-quiet"),
        ("22-7 Xyzzyqqq", "error-quiet-zone"),
        ("22-7 +5:20", "error-quiet-zone"),
        ("22-7 -5:30", "error-quiet-zone"),
        ("22-7 South Asia", "error-quiet-zone"),
        ("22-7 severity>=6", "error-severity"),
    ],
)
def test_what_is_refused(text: str, key: str, gazetteer: Gazetteer) -> None:
    with pytest.raises(UserError) as refused:
        read_quiet(text, gazetteer)
    assert refused.value.key == key


@given(st.text(max_size=60) | st.from_regex(r"[0-9:apm -]{0,20}"))
def test_no_text_breaks_the_reader(gazetteer: Gazetteer, text: str) -> None:
    try:
        quiet = read_quiet(text, gazetteer)
    except UserError:
        return
    assert 0 <= quiet.start < 1440
    assert 0 <= quiet.end < 1440


def test_the_night_is_eight_hours_long() -> None:
    assert timedelta(minutes=(NIGHT.end - NIGHT.start) % 1440) == timedelta(hours=8)
