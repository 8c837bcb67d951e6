"""What is due by the clock alone, through the database: it outlives a restart and is owed once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

import bot.pipeline as pipeline_module
from bot.model.alert import OutboxRow
from bot.model.incident import Incident, Push, Status
from bot.model.item import Entry, Item, Source, SourceState
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Mention,
    MentionPlace,
    Nature,
    Precision,
    Reading,
    Role,
    Speaker,
    Target,
)
from bot.model.place import Area, PlaceKind
from bot.model.subscription import ChatKind, Mute, Subscription
from bot.pipeline import Pipeline
from bot.sources.poll import PollResult
from storage import SqlStore, open_store
from tests.fakes.clock import FakeClock

KARACHI = MentionPlace(
    name="Karachi",
    city="Karachi",
    country="PK",
    precision=Precision.CITY,
    place_id="1174872",
    area_ids=("1174872", "PK.05", "PK", "world"),
    timezone="Asia/Karachi",
)
HOSPITAL = Speaker("hospital", institution="Seaside General Hospital", named=True)
NOW = FakeClock().now()


class Papers:
    """Each headline is a report of one shooting and ends with the number of dead."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.headlines: dict[str, list[str]] = {}

    async def poll(self, source: Source, state: SourceState) -> PollResult:
        told = tuple(
            Entry(keys=(each,), content_hash=each, title=each, published_at=self.clock.now())
            for each in self.headlines.get(source.name, ())
        )
        return PollResult(replace(state, first_ok_at=state.first_ok_at or NOW, body_hash=str(told)), told)

    async def read(self, items: Sequence[Item]) -> list[Reading]:
        return [self._reading(item) for item in items]

    def _reading(self, item: Item) -> Reading:
        n = int(item.title.rsplit(" ", 1)[1])
        mention = Mention(
            kind="armed_attack",
            fine_kind="shooting",
            nature=Nature.TARGETED,
            place=KARACHI,
            killed=Count(n, n, n),
            target=(Target("Chinese", "nationals", 2),),
            certainty=Certainty.C3,
            claims=(Claim("killed", n, HOSPITAL, Certainty.C3, (0, 1)),),
            own_text=item.title,
        )
        return Reading(item.id, "en", Role.NEW_INCIDENT, is_incident=True, mentions=(mention,))


class Town:
    """A running pipeline and its papers; ``tell`` polls the one that has something new."""

    def __init__(self, store: SqlStore, clock: FakeClock) -> None:
        self.store, self.clock = store, clock
        self.papers = Papers(clock)
        self.line = Pipeline(store, clock, self.papers.poll, self.papers.read)

    async def tell(self, paper: str, killed: int) -> None:
        source = Source(paper, "feed", f"http://{paper}.example/feed")
        if paper not in self.papers.headlines:
            await self.line.poll(source)
        headline = f"Guard shoots at Chinese machinists at a mill in Karachi, {paper} says, dead: {killed}"
        self.papers.headlines.setdefault(paper, []).append(headline)
        await self.line.poll(source)

    async def incident(self) -> Incident:
        async with self.store.read() as uow:
            (found,) = (await uow.incidents.latest(["PK"], NOW - timedelta(days=30))).incidents
        return found

    async def owed(self, chat: int = 7) -> list[OutboxRow]:
        async with self.store.read() as uow:
            return await uow.outbox.of_chats([chat], [(await self.incident()).id])


@pytest.fixture
async def town(sqlite_store: SqlStore, clock: FakeClock) -> Town:
    area = Area("Karachi", "1174872", PlaceKind.CITY, ("PK.05", "PK", "world"), "Asia/Karachi")
    async with sqlite_store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.subscriptions.add(Subscription(0, 7, 0, "Karachi", (area,), NOW, min_severity=1))
    return Town(sqlite_store, clock)


async def with_a_toll_that_waits(town: Town) -> None:
    for paper, killed in (("dawn", 2), ("post", 4), ("star", 8)):
        await town.tell(paper, killed)
        town.clock.advance(600)
    assert [row.alert.push for row in await town.owed()] == [Push.NEW, Push.UPDATE]


async def test_a_held_toll_is_owed_once_when_its_time_has_come(town: Town) -> None:
    await with_a_toll_that_waits(town)
    assert await town.line.sweep() == 0, "twenty minutes after the last toll"
    town.clock.advance(600)
    assert await town.line.sweep() == 1
    assert await town.line.sweep() == 0
    rows = await town.owed()
    assert [row.alert.push for row in rows] == [Push.NEW, Push.UPDATE, Push.UPDATE]
    assert len({row.alert.revision for row in rows}) == 3
    incident = await town.incident()
    assert incident.revision == rows[-1].alert.revision
    assert incident.pushed
    assert incident.pushed.killed == 8


async def test_a_held_toll_outlives_a_restart(town: Town, sqlite_url: str) -> None:
    await with_a_toll_that_waits(town)
    await town.store.close()
    store = await open_store(sqlite_url)
    try:
        again = Town(store, town.clock)
        town.clock.advance(600)
        assert await again.line.sweep() == 1
    finally:
        await store.close()


async def test_the_sender_is_woken_for_what_is_due(town: Town) -> None:
    await with_a_toll_that_waits(town)
    woken: list[int] = []
    line = Pipeline(town.store, town.clock, town.papers.poll, town.papers.read, wake=lambda: woken.append(1))
    town.clock.advance(600)
    await line.sweep()
    assert woken == [1]


async def test_a_chat_that_muted_the_incident_is_not_told_of_a_held_toll(town: Town) -> None:
    await with_a_toll_that_waits(town)
    async with town.store.write() as uow:
        await uow.subscriptions.mute(Mute(7, NOW + timedelta(days=1), incident_id=(await town.incident()).id))
    town.clock.advance(600)
    assert await town.line.sweep() == 0


async def test_after_three_days_of_silence_it_is_closed_and_nobody_is_owed_anything(town: Town) -> None:
    await town.tell("dawn", 2)
    town.clock.advance(72 * 3600 - 60)
    await town.line.sweep()
    assert (await town.incident()).status is not Status.CLOSED
    town.clock.advance(60)
    assert await town.line.sweep() == 0
    assert (await town.incident()).status is Status.CLOSED
    assert [row.alert.push for row in await town.owed()] == [Push.NEW]


async def test_latest_lists_what_is_open_before_what_nobody_reports_any_more(town: Town) -> None:
    await town.tell("dawn", 2)
    closed = await town.incident()
    fresh = replace(closed, id="PK-20241101-01", reports=(replace(closed.reports[0], id="x#0", item_id="x"),))
    old = NOW - timedelta(days=2)
    fresh = replace(fresh, reports=(replace(fresh.reports[0], published_at=old),))
    async with town.store.write() as uow:
        await uow.incidents.save(replace(closed, status=Status.CLOSED))
        await uow.incidents.save(fresh)
    async with town.store.read() as uow:
        page = await uow.incidents.latest(["PK"], NOW - timedelta(days=7))
    assert [each.id for each in page.incidents] == [fresh.id, closed.id]


async def test_one_incident_that_can_not_be_looked_at_keeps_no_other_from_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.tell("dawn", 2)
    one = await town.incident()
    other = replace(one, id="PK-0", reports=(replace(one.reports[0], id="x#0", item_id="x"),))
    async with town.store.write() as uow:
        await uow.incidents.save(other)
    town.clock.advance(73 * 3600)
    real = pipeline_module.revisit

    def broken(incident: Incident, **values: object) -> object:
        if incident.id == "PK-0":
            raise RuntimeError("out of order")
        return real(incident, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline_module, "revisit", broken)
    await town.line.sweep()
    async with town.store.read() as uow:
        found = await uow.incidents.get(one.id)
    assert found
    assert found.status is Status.CLOSED


async def test_an_incident_of_before_the_upgrade_is_looked_at_once_and_then_in_its_time(town: Town) -> None:
    await town.tell("dawn", 2)
    one = await town.incident()
    async with town.store._engines.write.begin() as connection:
        await connection.execute(text("UPDATE incidents SET look_at = last_report_at"))
    async with town.store.read() as uow:
        assert await uow.incidents.due(town.clock.now()) == [one.id]
    await town.line.sweep()
    async with town.store.read() as uow:
        assert await uow.incidents.next_look_at() == one.look_at
