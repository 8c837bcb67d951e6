"""The order of things: what a poll brings is stored with what is owed because of it, item by item."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

import bot.pipeline as pipeline_module
from bot.extraction.batch import unread
from bot.model.alert import Sent
from bot.model.errors import FetchFailure, SourceError
from bot.model.incident import Push, Status
from bot.model.item import Entry, Item, Source, SourceState
from bot.model.mention import Mention, MentionPlace, Precision, Reading, Role
from bot.model.place import Area, PlaceKind
from bot.model.subscription import ChatKind, Subscription
from bot.pipeline import Pipeline, PollSummary, Told
from bot.ports import UnitOfWork
from bot.sources.poll import PollResult
from storage import SqlStore
from tests.fakes.clock import FakeClock

SOURCE = Source("Wire A", "feed", "http://wire.example/feed")
KARACHI = MentionPlace(
    name="Karachi",
    city="Karachi",
    admin1="Sindh",
    country="PK",
    lat=24.86,
    lon=67.01,
    precision=Precision.CITY,
    place_id="1174872",
    area_ids=("1174872", "PK.05", "PK", "world"),
    timezone="Asia/Karachi",
)


class Paper:
    """What the source holds, and what reading it gives: an entry whose title starts with ! is an incident."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.failure: SourceError | None = None
        self.unreadable = ""
        self.polls = 0

    def publish(self, title: str, key: str = "", content: str = "") -> None:
        key = key or title
        others = [each for each in self.entries if each.keys != (key,)]
        self.entries = [Entry(keys=(key,), content_hash=content or title, title=title), *others]

    async def poll(self, source: Source, state: SourceState) -> PollResult:
        self.polls += 1
        if self.failure:
            raise self.failure
        return PollResult(
            replace(state, first_ok_at=state.first_ok_at or NOW, body_hash=str(self.polls)),
            tuple(self.entries),
        )

    async def read(self, items: Sequence[Item]) -> list[Reading]:
        if self.unreadable and any(self.unreadable in item.title for item in items):
            raise RuntimeError("the program was killed here")
        return [_reading(item) for item in items]


def _reading(item: Item) -> Reading:
    if not item.title.startswith("!"):
        return Reading(item.id, "en", Role.OTHER, is_incident=False)
    kind = "bombing" if "bomb" in item.title else "armed_attack"
    mention = Mention(
        kind=kind,
        fine_kind="bombing" if kind == "bombing" else "shooting",
        place=replace(KARACHI, site=item.title),
        severity=4,
        own_text=item.title,
    )
    return Reading(item.id, "en", Role.NEW_INCIDENT, is_incident=True, mentions=(mention,))


NOW = FakeClock().now()


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
async def subscribed(sqlite_store: SqlStore) -> SqlStore:
    area = Area("Karachi", "1174872", PlaceKind.CITY, ("PK.05", "PK", "world"), "Asia/Karachi")
    async with sqlite_store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.subscriptions.add(Subscription(0, 7, 0, "Karachi", (area,), NOW, min_severity=1))
    return sqlite_store


def pipeline(store: SqlStore, paper: Paper, clock: FakeClock, woken: list[int] | None = None) -> Pipeline:
    return Pipeline(
        store, clock, paper.poll, paper.read, wake=lambda: woken.append(1) if woken is not None else None
    )


async def owed(store: SqlStore) -> dict[str, int]:
    async with store.read() as uow:
        return {state: n for state, n in (await uow.outbox.counts()).items() if n}


async def test_the_first_poll_is_stored_and_owed_to_nobody(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    paper.publish("!gunmen fire on a bus")
    summary = await pipeline(subscribed, paper, clock).poll(SOURCE)
    assert summary == PollSummary("Wire A", entries=1, new=1)
    assert await owed(subscribed) == {}
    async with subscribed.read() as uow:
        (incident,) = (await uow.incidents.latest(["PK"], NOW.replace(year=2020))).incidents
    assert incident.before_start


async def test_what_comes_later_is_owed_and_the_sender_is_woken(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    woken: list[int] = []
    line = pipeline(subscribed, paper, clock, woken)
    await line.poll(SOURCE)
    paper.publish("!gunmen fire on a bus")
    paper.publish("cricket: Karachi win")
    summary = await line.poll(SOURCE)
    assert (summary.new, summary.alerts) == (2, 1)
    assert await owed(subscribed) == {"pending": 1}
    assert woken == [1]


async def test_what_was_read_once_is_not_read_again(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    line = pipeline(subscribed, paper, clock)
    await line.poll(SOURCE)
    paper.publish("!gunmen fire on a bus")
    await line.poll(SOURCE)
    assert (await line.poll(SOURCE)).new == 0
    assert await owed(subscribed) == {"pending": 1}


async def test_an_edited_entry_is_a_revision_of_the_same_item_and_owes_nothing_new(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    line = pipeline(subscribed, paper, clock)
    await line.poll(SOURCE)
    paper.publish("!gunmen fire on a bus", key="guid")
    await line.poll(SOURCE)
    paper.publish("!gunmen fire on a city bus", key="guid")
    summary = await line.poll(SOURCE)
    assert (summary.new, summary.revised, summary.alerts) == (0, 1, 0)
    async with subscribed.read() as uow:
        assert await uow.items.count() == 1
        page = await uow.incidents.latest(["PK"], NOW.replace(year=2020))
    assert page.total == 1
    assert page.incidents[0].reports[0].title == "!gunmen fire on a city bus"


async def test_a_crash_between_two_items_loses_nothing_and_repeats_nothing(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    line = pipeline(subscribed, paper, clock)
    await line.poll(SOURCE)
    for n in range(20):
        paper.publish(f"item {n}")
    paper.publish("!a bomb at the gate", key="last")
    paper.unreadable = "bomb"
    with pytest.raises(RuntimeError):
        await line.poll(SOURCE)
    async with subscribed.read() as uow:
        assert 0 < await uow.items.count() < 21
        assert (await uow.sources.get("Wire A")).body_hash == "1", "the cursor moves with the last item only"
    paper.unreadable = ""
    summary = await pipeline(subscribed, paper, clock).poll(SOURCE)
    assert summary.alerts == 1
    async with subscribed.read() as uow:
        assert await uow.items.count() == 21
    assert await owed(subscribed) == {"pending": 1}


async def test_a_first_poll_that_was_broken_off_stays_a_first_poll(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    for n in range(20):
        paper.publish(f"item {n}")
    paper.publish("!a bomb at the gate")
    paper.unreadable = "bomb"
    with pytest.raises(RuntimeError):
        await pipeline(subscribed, paper, clock).poll(SOURCE)
    paper.unreadable = ""
    await pipeline(subscribed, paper, clock).poll(SOURCE)
    assert await owed(subscribed) == {}


async def test_a_failure_is_remembered_and_the_source_is_left_alone_for_a_while(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    line = pipeline(subscribed, paper, clock)
    paper.failure = SourceError(FetchFailure.HTTP_STATUS, "503", retry_after_s=600)
    assert (await line.poll(SOURCE)).failure == "http_status"
    assert (await line.poll(SOURCE)).failure == "waiting"
    assert paper.polls == 1
    clock.advance(2000)
    paper.failure = None
    assert (await line.poll(SOURCE)).failure == ""
    async with subscribed.read() as uow:
        state = await uow.sources.get("Wire A")
    assert state.first_ok_at is not None


async def test_a_source_that_failed_at_first_still_has_its_first_poll_before_it(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    line = pipeline(subscribed, paper, clock)
    paper.failure = SourceError(FetchFailure.UNREACHABLE, "no route")
    await line.poll(SOURCE)
    clock.advance(10_000)
    paper.failure = None
    paper.publish("!gunmen fire on a bus")
    await line.poll(SOURCE)
    assert await owed(subscribed) == {}


async def test_two_reports_of_one_incident_are_one_and_owe_one_alert(
    subscribed: SqlStore, paper: Paper, clock: FakeClock
) -> None:
    other, second = Paper(), replace(SOURCE, name="Paper B")
    line, another = pipeline(subscribed, paper, clock), pipeline(subscribed, other, clock)
    await line.poll(SOURCE)
    await another.poll(second)
    paper.publish("!gunmen fire on a bus")
    other.publish("!gunmen fire on a bus")
    await line.poll(SOURCE)
    await another.poll(second)
    async with subscribed.read() as uow:
        page = await uow.incidents.latest(["PK"], NOW.replace(year=2020))
    assert page.total == 1
    assert {report.source for report in page.incidents[0].reports} == {"Wire A", "Paper B"}
    async with subscribed.read() as uow:
        rows = await uow.outbox.of_chat(7, page.incidents[0].id)
    assert [row.alert.push for row in rows] == [Push.NEW]


async def test_an_item_that_can_t_be_decided_is_kept_and_does_not_stop_its_source(
    subscribed: SqlStore, paper: Paper, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide = pipeline_module.decide

    async def broken(uow: UnitOfWork, item: Item, reading: Reading, *more: Any) -> list[Told]:
        if "gate" in item.title and reading.mentions:
            raise ZeroDivisionError
        return await decide(uow, item, reading, *more)

    monkeypatch.setattr(pipeline_module, "decide", broken)
    line = pipeline(subscribed, paper, clock)
    await line.poll(SOURCE)
    paper.publish("!a bomb at the gate")
    paper.publish("!gunmen fire on a bus")
    assert (await line.poll(SOURCE)).alerts == 1
    async with subscribed.read() as uow:
        assert await uow.items.count() == 2
    assert (await line.poll(SOURCE)).new == 0


async def test_an_edit_that_can_t_be_read_takes_nothing_back(
    subscribed: SqlStore, paper: Paper, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await _that_told_once(subscribed, paper, clock)

    async def no_reading(items: Sequence[Item]) -> list[Reading]:
        return [unread(item, "the worker process died of it") for item in items]

    monkeypatch.setattr(line, "_read", no_reading)
    await _edit_takes_nothing_back(line, subscribed, paper)


async def test_an_edit_that_can_t_be_decided_takes_nothing_back(
    subscribed: SqlStore, paper: Paper, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await _that_told_once(subscribed, paper, clock)
    decide = pipeline_module.decide

    async def broken(uow: UnitOfWork, item: Item, reading: Reading, *more: Any) -> list[Told]:
        if reading.mentions:
            raise ZeroDivisionError
        return await decide(uow, item, reading, *more)

    monkeypatch.setattr(pipeline_module, "decide", broken)
    await _edit_takes_nothing_back(line, subscribed, paper)


async def _that_told_once(store: SqlStore, paper: Paper, clock: FakeClock) -> Pipeline:
    line = pipeline(store, paper, clock)
    await line.poll(SOURCE)
    paper.publish("!gunmen fire on a bus", key="guid")
    await line.poll(SOURCE)
    async with store.write() as uow:
        rows = await uow.outbox.mark_sending(await uow.outbox.claim("sender", NOW, 60.0, 10))
        await uow.outbox.record(rows, Sent(1), NOW)
    return line


async def _edit_takes_nothing_back(line: Pipeline, store: SqlStore, paper: Paper) -> None:
    paper.publish("!gunmen fire on a city bus", key="guid")
    summary = await line.poll(SOURCE)
    assert (summary.revised, summary.alerts) == (1, 0)
    assert await owed(store) == {"sent": 1}
    async with store.read() as uow:
        (incident,) = (await uow.incidents.latest(["PK"], NOW.replace(year=2020))).incidents
    assert incident.status is not Status.RETRACTED
    assert [each.title for each in incident.reports] == ["!gunmen fire on a bus"]
