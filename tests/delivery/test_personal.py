"""What of a message is one chat's own: its sound by the night rule, and the distance to its sites."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.personal import distance_line, is_silent, with_distance
from bot.model.alert import Message, OutboxRow, OutboxState
from bot.model.incident import Push
from bot.model.mention import Nature, Precision
from bot.model.settings import ChatSettings, Quiet
from bot.model.subscription import Chat, ChatKind
from tests.delivery.conftest import Desk
from tests.storage.builders import KARACHI as CITY
from tests.storage.builders import alert, area, incident, subscription

NIGHT = datetime(2024, 11, 5, 20, 0, tzinfo=UTC)  # 01:00 in Karachi
KARACHI = "Asia/Karachi"
ID = "PK-20241105-{:02}"
DISTRICT = "PK.05.11744835"
KORANGI = replace(
    CITY,
    name="Korangi",
    precision=Precision.DISTRICT,
    place_id="1338814",
    area_ids=("1338814", *CITY.area_ids),
)


def chat(**values: Any) -> Chat:
    return Chat(7, ChatKind.PRIVATE, NIGHT, **{"zone": KARACHI, **values})


async def sleeper(desk: Desk, **settings: Any) -> None:
    """A chat in Karachi, where it is one o'clock at night."""
    await desk.chat(7)
    async with desk.store.write() as uow:
        await uow.subscriptions.add(subscription(7, area(timezone=KARACHI)))
        await uow.chats.set_settings(7, ChatSettings(**settings))
    desk.clock.advance((NIGHT - desk.clock.now()) / timedelta(seconds=1))


@pytest.mark.parametrize(
    ("settings", "values", "silent"),
    [
        ({}, {"severity": 3, "nature": Nature.TARGETED}, True),
        ({}, {"severity": 4, "nature": Nature.TARGETED}, False),
        ({}, {"severity": 5, "nature": Nature.ACCIDENT}, True),
        ({"quiet": Quiet(0, 0)}, {"severity": 2, "nature": Nature.CRIME}, False),
        ({"quiet": Quiet(1320, 420, "Europe/London")}, {"severity": 2, "nature": Nature.CRIME}, False),
        ({"quiet": Quiet(1320, 420, "", 2)}, {"severity": 2, "nature": Nature.CRIME}, False),
    ],
)
async def test_at_night_an_alert_comes_silently_and_is_never_dropped(
    desk: Desk, settings: dict[str, Any], values: dict[str, Any], silent: bool
) -> None:
    await sleeper(desk, **settings)
    await desk.owe(alert(7, severity=values["severity"]), **values)
    async with desk.sending():
        await desk.until_counts(sent=1)
    (sent,) = desk.telegram.sends(7)
    assert sent.get("disable_notification", False) is silent
    assert (await desk.rows(7))[0].silent is silent


async def test_a_list_at_night_is_silent_as_its_alerts_would_be(desk: Desk) -> None:
    await sleeper(desk)
    await desk.owe(*(alert(7, ID.format(n), severity=2) for n in range(1, 12)), severity=2)
    async with desk.sending():
        await desk.until_counts(sent=11)
    assert len(desk.telegram.sends(7)) < 11, "there was no list"
    assert all(each["disable_notification"] for each in desk.telegram.sends(7))


def test_a_list_rings_if_one_of_it_would() -> None:
    mild, severe = incident(severity=2), incident(severity=4, nature=Nature.TARGETED)
    assert is_silent(chat(), (mild,), Push.NEW, NIGHT)
    assert not is_silent(chat(), (mild, severe), Push.NEW, NIGHT)


def test_a_chat_that_is_not_known_is_rung() -> None:
    assert not is_silent(None, (incident(severity=1),), Push.NEW, NIGHT)


async def test_an_alert_says_how_far_it_is_from_the_site(desk: Desk) -> None:
    await desk.chat(7)
    await desk.chat(8)
    await desk.owe(alert(7, site="Site <2>", site_km=3.4), alert(8), place=KORANGI)
    async with desk.sending():
        await desk.until_counts(sent=2)
    near, far = desk.telegram.texts(7)[0], desk.telegram.texts(8)[0]
    assert near.split("\n")[1] == "Site <2>: about 3 km from the middle of Korangi"
    assert near.split("\n")[0] == far.split("\n")[0]
    assert "Site" not in far


@pytest.mark.parametrize(
    ("km", "says"), [(0.2, "less than 1 km"), (1.4, "about 1 km"), (3.6, "about 4 km"), (1234.5, "1,234 km")]
)
def test_a_distance_is_as_exact_as_it_is_known(km: float, says: str) -> None:
    assert says in distance_line("Site 2", km, "en")


@pytest.mark.parametrize(("lang", "name"), [("en", "Korangi"), ("ur", "کورنگی")])
def test_the_quarter_is_named_in_the_language_of_the_chat(lang: str, name: str) -> None:
    row = _row()
    near = replace(row, alert=replace(row.alert, site="Site 2", site_km=2.0))
    place = replace(KORANGI, place_id=DISTRICT, area_ids=(DISTRICT, *KORANGI.area_ids[1:]))
    told = with_distance(Message("<b>x</b>\ny", "x\ny"), (near,), incident(place=place), lang)
    assert name in told.plain


def test_what_has_no_site_stays_as_it_is() -> None:
    told = Message("<b>x</b>\ny", "x\ny")
    row = _row()
    here = incident(place=KORANGI)
    assert with_distance(told, (row,), here, "en") is told
    near = replace(row, alert=replace(row.alert, site="Site 2", site_km=2.0))
    assert with_distance(told, (near,), here, "en").plain.split("\n")[1].startswith("Site 2: about 2 km")
    measured = incident(place=replace(KORANGI, place_id=""))
    assert with_distance(told, (near,), measured, "en").plain == "x\nSite 2: about 2 km away\ny"
    assert with_distance(told, (near,), incident(), "en") is told, (
        "the city's middle is no place to measure to"
    )


def _row() -> OutboxRow:
    return OutboxRow(1, alert(7), OutboxState.CLAIMED)
