"""What chats are told of the sources behind their alerts, on a real database and real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.api import Api
from bot.delivery.application import build_application, close
from bot.delivery.limits import Limits
from bot.delivery.notices import MOST, Notices, reaches
from bot.model.alert import Sent
from bot.model.coverage import Coverage, Notice
from bot.model.item import Source, SourceState
from bot.model.settings import ChatSettings
from bot.model.subscription import ChatKind, ChatState
from bot.places.gazetteer import Gazetteer
from bot.sources.catalogue import catalogue
from tests.delivery.conftest import Desk
from tests.fakes.telegram import answer, too_many
from tests.storage.builders import alert, area, subscription

SOURCES = [
    Source(name, "feed", f"https://{name}.example", areas=areas)
    for name, areas in (("one", ("PK",)), ("two", ("PK",)), ("three", ("FR",)))
]
KARACHI = "Asia/Karachi"


@pytest.fixture(scope="module")
def places() -> Any:
    opened = Gazetteer.open()
    yield opened
    opened.close()


class Watch:
    """A desk with the job beside it."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        self.desk = desk
        self.notices = notices

    async def sources(self, **hours: float | None) -> None:
        """Since how many hours each fails; None: it is well."""
        now = self.desk.clock.now()
        async with self.desk.store.write() as uow:
            for name, since in hours.items():
                well = SourceState(name, first_ok_at=now, last_ok_at=now, last_polled_at=now)
                down = replace(well, failures=20, last_failure="timeout")
                if since is not None:
                    well = replace(down, last_ok_at=now - timedelta(hours=since))
                await uow.sources.save(well)

    async def subscriber(self, chat_id: int = 7, lang: str = "en", **settings: Any) -> None:
        await self.desk.chat(chat_id, lang=lang)
        async with self.desk.store.write() as uow:
            karachi = area("1174872", "PK.05", "PK", label="Karachi, Sindh, Pakistan", timezone=KARACHI)
            await uow.subscriptions.add(subscription(chat_id, karachi))
            await uow.chats.set_settings(chat_id, ChatSettings(**settings))

    async def told(self, chat_id: int = 7) -> Notice:
        async with self.desk.store.read() as uow:
            return (await uow.notices.of_chats([chat_id])).get(chat_id, Notice())


@asynccontextmanager
async def _watching(desk: Desk, places: Gazetteer) -> AsyncIterator[Watch]:
    application = build_application(desk.telegram.token, desk.telegram.base_url)
    limits = Limits(5000.0, 1000.0, 60000.0)
    try:
        yield Watch(desk, Notices(desk.store, desk.clock, Api(application.bot), SOURCES, places, limits))
    finally:
        await close(application)


@pytest.fixture
async def watch(desk: Desk, places: Gazetteer) -> AsyncIterator[Watch]:
    async with _watching(desk, places) as made:
        yield made


async def test_fewer_sources_and_none_and_back_again_are_told_once_each(watch: Watch) -> None:
    await watch.subscriber()
    await watch.sources(one=None, two=None, three=None)
    assert await watch.notices.look() == 0
    await watch.sources(one=3)
    assert [await watch.notices.look() for _ in range(3)] == [1, 0, 0]
    await watch.sources(one=4, two=2)
    assert [await watch.notices.look() for _ in range(2)] == [1, 0]
    await watch.sources(one=None, two=None)
    assert [await watch.notices.look() for _ in range(3)] == [0, 1, 0]
    reduced, dark, fine = watch.desk.telegram.texts(7)
    assert reduced.startswith("Fewer sources: 1 of the 2 sources that cover Karachi")
    assert dark.startswith("No source: all 2 sources that cover Karachi")
    assert "Do not take silence for safety" in dark
    assert fine.startswith("Sources are back")
    assert (await watch.told()).coverage is Coverage.FINE


async def test_after_darkness_some_sources_are_told_as_back_not_as_failing(watch: Watch) -> None:
    await watch.subscriber()
    await watch.sources(one=4, two=4)
    assert await watch.notices.look() == 1
    await watch.sources(one=None)
    assert [await watch.notices.look() for _ in range(3)] == [0, 1, 0]
    assert watch.desk.telegram.texts(7)[-1].startswith("Some sources are back: 1 of the 2 that cover Karachi")
    assert (await watch.told()).coverage is Coverage.REDUCED


async def test_sources_that_come_back_one_after_the_other_are_told_once(watch: Watch) -> None:
    await watch.subscriber()
    await watch.sources(one=4, two=4)
    await watch.notices.look()
    await watch.sources(one=None)
    assert await watch.notices.look() == 0
    await watch.sources(two=None)
    assert [await watch.notices.look() for _ in range(3)] == [0, 1, 0]
    assert [each[:15] for each in watch.desk.telegram.texts(7)] == ["No source: all ", "Sources are bac"]


async def test_what_looked_better_and_is_worse_again_is_told_to_nobody(watch: Watch) -> None:
    await watch.subscriber()
    await watch.sources(one=4, two=4)
    await watch.notices.look()
    for failing in (None, 4, None, 4):
        await watch.sources(one=failing)
        assert await watch.notices.look() == 0


async def test_an_hour_of_failures_and_sources_of_elsewhere_are_told_to_nobody(watch: Watch) -> None:
    await watch.subscriber()
    await watch.sources(one=1, two=1, three=50)
    assert await watch.notices.look() == 0
    assert watch.desk.telegram.texts(7) == []


async def test_only_darkness_by_day_has_a_sound(watch: Watch) -> None:
    await watch.subscriber()
    _to(watch.desk, 9)
    await watch.sources(one=3, two=None)
    await watch.notices.look()
    await watch.sources(two=3)
    await watch.notices.look()
    _to(watch.desk, 23)
    await watch.sources(one=None, two=None)
    await watch.notices.look()
    await watch.notices.look()
    await watch.sources(one=3, two=3)
    await watch.notices.look()
    sounds = [not each.get("disable_notification", False) for each in watch.desk.telegram.sends(7)]
    assert sounds == [False, True, False, False]


async def test_who_has_no_subscription_or_paused_it_is_not_told(watch: Watch) -> None:
    await watch.desk.chat(8)
    await watch.subscriber()
    async with watch.desk.store.write() as uow:
        (mine,) = await uow.subscriptions.of_chat(7)
        await uow.subscriptions.update(replace(mine, paused=True))
    await watch.sources(one=3, two=3)
    assert await watch.notices.look() == 0


async def test_who_subscribes_to_a_dark_place_is_told_within_the_hour(watch: Watch) -> None:
    await watch.subscriber(7)
    await watch.sources(one=3, two=3)
    assert await watch.notices.look() == 1
    await watch.subscriber(8)
    told = 0
    for _ in range(13):
        watch.desk.clock.advance(300)
        told += await watch.notices.look()
    assert told == 1
    assert watch.desk.telegram.texts(8)[0].startswith("No source")


async def test_a_chat_that_is_gone_is_marked_and_the_others_are_told(watch: Watch) -> None:
    await watch.subscriber(7)
    await watch.subscriber(8)
    watch.desk.telegram.fail(1, lambda: answer(403, "Forbidden: bot was blocked by the user"), chat_id=7)
    await watch.sources(one=3, two=3)
    await watch.notices.look()
    async with watch.desk.store.read() as uow:
        gone = await uow.chats.get(7)
    assert gone is not None
    assert gone.state is ChatState.GONE
    assert len(watch.desk.telegram.texts(8)) == 1


async def test_what_telegram_did_not_take_is_told_at_the_next_look(watch: Watch) -> None:
    await watch.subscriber()
    await watch.sources(one=3, two=3)
    watch.desk.telegram.fail(1, too_many)
    assert await watch.notices.look() == 0
    assert (await watch.told()).coverage is Coverage.FINE
    assert await watch.notices.look() == 1
    assert (await watch.told()).coverage is Coverage.DARK


async def test_an_outage_of_everything_is_told_to_some_at_a_time(watch: Watch) -> None:
    async with watch.desk.store.write() as uow:
        for chat_id in range(1, MOST + 6):
            watch.desk.telegram.add_chat(chat_id)
            await uow.chats.ensure(chat_id, ChatKind.PRIVATE, watch.desk.clock.now())
            await uow.subscriptions.add(subscription(chat_id, area("1174872", "PK")))
    await watch.sources(one=3, two=3)
    assert [await watch.notices.look() for _ in range(3)] == [MOST, 5, 0]


async def test_a_quiet_day_is_told_once_in_the_morning_to_who_asked_for_it(watch: Watch) -> None:
    await watch.subscriber(7, daily=True)
    await watch.subscriber(8)
    await watch.sources(one=None, two=None, three=None)
    told = []
    for hour in (2, 3, 4, 6, 7, 26, 27):  # UTC; Karachi is five hours on
        _to(watch.desk, hour)
        told.append(await watch.notices.look())
    assert told == [0, 1, 0, 0, 0, 0, 1]
    assert watch.desk.telegram.texts(7)[0] == "No alert for your places in 24 hours. All 3 sources are fine."
    assert watch.desk.telegram.texts(8) == []
    assert all(each["disable_notification"] for each in watch.desk.telegram.sends(7))


async def test_a_day_with_an_alert_is_not_called_quiet(watch: Watch) -> None:
    await watch.subscriber(7, daily=True)
    await watch.sources(one=None, two=None, three=1)
    _to(watch.desk, 4)
    async with watch.desk.store.write() as uow:
        await uow.outbox.add([alert(7)])
        rows = await uow.outbox.mark_sending(await uow.outbox.claim("me", watch.desk.clock.now(), 60, 5))
        await uow.outbox.record(rows, Sent(1), watch.desk.clock.now())
    assert await watch.notices.look() == 0
    _to(watch.desk, 30)
    assert await watch.notices.look() == 1
    assert watch.desk.telegram.texts(7) == ["No alert for your places in 24 hours. 2 of 3 sources are fine."]


@pytest.mark.parametrize(("lang", "place"), [("zh", "卡拉奇"), ("ur", "کراچی")])
async def test_notices_are_in_the_language_of_the_chat(watch: Watch, lang: str, place: str) -> None:
    await watch.subscriber(7, lang=lang)
    await watch.sources(one=3, two=3)
    await watch.notices.look()
    (told,) = watch.desk.telegram.texts(7)
    assert place in told
    assert "Karachi" not in told


def test_what_a_source_covers_comes_from_the_configuration_then_the_catalogue(places: Gazetteer) -> None:
    listed = next(each for each in catalogue() if each.areas == ("PK",))
    unknown = Source("own", "feed", "https://own.example")
    found = reaches([*SOURCES, listed.source, unknown], places)
    assert found["three"].areas == {"FR"}
    assert found[listed.source.name].areas == {"PK"}
    assert "region:south-asia" in found["one"].holds
    assert found["own"].areas == frozenset()


def _to(desk: Desk, hour: float) -> None:
    """Set the clock to an hour of 5 November, UTC; 24 is midnight of the next day."""
    wanted = datetime(2024, 11, 5, tzinfo=UTC) + timedelta(hours=hour)
    desk.clock.advance((wanted - desk.clock.now()) / timedelta(seconds=1))
