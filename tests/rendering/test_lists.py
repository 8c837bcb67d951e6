"""Lists: a burst, a page of /latest, the meaning of a subscription."""

from datetime import timedelta
from typing import Any

import pytest

from bot.model.alert import Message
from bot.model.incident import Status
from bot.model.place import Area, PlaceKind
from bot.model.subscription import Subscription, Term
from bot.rendering import describe_subscription, render_burst, render_latest
from tests.rendering.builders import NOW, incident
from tests.rendering.checks import check

KARACHI = Area("Karachi, Sindh, Pakistan", "1174872", PlaceKind.CITY, ("PK.05", "PK"), "Asia/Karachi")
PAKISTAN = Area("Pakistan", "PK", PlaceKind.COUNTRY)


def page(count: int = 2, total: int | None = None, offset: int = 0, **values: Any) -> Message:
    shown = [incident(id=f"PK-20241105-{n:02d}") for n in range(offset + 1, offset + count + 1)]
    return render_latest(
        "Karachi",
        shown,
        **{
            "total": count if total is None else total,
            "offset": offset,
            "limit": 5,
            "coverage_fine": 22,
            "coverage_total": 24,
            "last_item_at": NOW - timedelta(minutes=3),
            "last_incident": None,
            "unlocated": 0,
            "lang": "en",
            "now": NOW,
            "tz": "Asia/Karachi",
            "query_token": "q1",
            **values,
        },
    )


def datas(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row]


def test_a_burst_names_every_incident_once() -> None:
    told = "".join(
        check(each)
        for each in render_burst(
            [incident(id=f"PK-20241105-{n:02d}") for n in range(1, 26)], lang="en", now=NOW
        )
    )
    assert all(told.count(f"PK-20241105-{n:02d}") == 1 for n in range(1, 26))
    assert told.startswith("25 incidents, in one list")


def test_a_burst_too_long_for_one_message_is_several_numbered_ones() -> None:
    messages = render_burst([incident(id=f"PK-20241105-{n:03d}") for n in range(1, 81)], lang="en", now=NOW)
    assert len(messages) > 1
    told = [check(each) for each in messages]
    assert f"(2 of {len(told)})" in told[1]
    assert sum(each.count("PK-20241105-") for each in told) == 80


def test_a_burst_of_nothing_is_nothing() -> None:
    assert render_burst([], lang="en", now=NOW) == []


def test_a_page_ends_with_coverage_in_absolute_time() -> None:
    told = check(page())
    assert told.rstrip().split("\n")[-1] == "22 of 24 sources fine, last item Tue 5 Nov 10:17 PKT"


def test_each_incident_of_a_page_has_its_source_as_a_link() -> None:
    assert page(2).html.count('<a href="https://news.example/a?x=1&amp;y=2">') == 2


def test_paging_buttons_stand_only_where_there_is_a_page() -> None:
    assert "l:q1:5" in datas(page(5, total=12))
    assert "l:q1:0" not in datas(page(5, total=12))
    assert {"l:q1:0", "l:q1:10"} <= set(datas(page(5, total=12, offset=5)))
    assert not [data for data in datas(page(2)) if data.startswith("l:")]


def test_before_start_and_closed_are_said() -> None:
    told = check(
        render_latest(
            "Karachi",
            [incident(before_start=True, status=Status.CLOSED)],
            total=1,
            offset=0,
            limit=5,
            coverage_fine=1,
            coverage_total=1,
            last_item_at=NOW,
            last_incident=None,
            unlocated=0,
            lang="en",
            now=NOW,
            tz="",
            query_token="q",
        )
    )
    assert "from before the start" in told
    assert "no new reports for 72 h" in told
    assert "over" not in told.lower().split("no new reports")[1]


def test_none_in_seven_days_names_the_last_one() -> None:
    told = check(page(0, last_incident=incident(id="PK-20240101-01")))
    assert told.startswith("Karachi: none in 7 days")
    assert "PK-20240101-01" in told


def test_no_source_at_all_is_said_because_silence_then_means_nothing() -> None:
    assert "No sources are configured" in check(page(0, coverage_total=0))


def test_incidents_without_a_place_are_counted() -> None:
    assert "3 more incidents: place not recognised" in check(page(unlocated=3))


@pytest.mark.parametrize(
    ("areas", "more", "says"),
    [
        (
            (KARACHI,),
            {},
            "Karachi, Sindh, Pakistan · severity 2 (moderate) and up; "
            "accidents, natural events and crime from 3",
        ),
        (
            (PAKISTAN,),
            {"terms": (Term("Chinese nationals", phrase=True),)},
            "Pakistan · mentions “Chinese nationals” · severity 3 (serious) and up; "
            "accidents, natural events and crime from 4",
        ),
        ((KARACHI,), {"min_severity": 1}, "Karachi, Sindh, Pakistan · every severity"),
        ((KARACHI,), {"min_severity": 5}, "Karachi, Sindh, Pakistan · severity 5 (extreme)"),
        (
            (KARACHI,),
            {"terms": (Term("a"), Term("b")), "any_term": True, "min_severity": 4, "paused": True},
            "Karachi, Sindh, Pakistan · mentions “a” or “b” · severity 4 (severe) and up · paused",
        ),
    ],
)
def test_a_subscription_s_meaning_is_told_in_words(
    areas: tuple[Area, ...], more: dict[str, Any], says: str
) -> None:
    sub = Subscription(1, 7, 1, "x", areas, NOW, **more)
    assert describe_subscription(sub, lang="en") == says
