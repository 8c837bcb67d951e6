"""What the program finds wrong with itself."""

from dataclasses import replace
from typing import Any

import pytest

from bot.config import Delivery
from bot.model.alarm import Trouble
from bot.model.alert import CANARY, NotSent, Rejected, Sent
from bot.model.errors import StorageError
from bot.model.item import Source
from bot.ops.audit import Audit, Part
from bot.ops.canary import Canary
from bot.ops.pulse import Pulse
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.storage.builders import alert, incident


def audit(store: SqlStore, clock: FakeClock, *parts: Part, **values: Any) -> Audit:
    return Audit(store, clock, Delivery(), parts, **values)


async def kinds(of: Audit) -> list[Trouble]:
    return [each.trouble for each in await of.look()]


async def owe(store: SqlStore, clock: FakeClock, *severities: int) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident())
        rows = [
            alert(n, severity=severity, committed_at=clock.now()) for n, severity in enumerate(severities, 1)
        ]
        await uow.outbox.add(rows)


async def test_all_is_well_when_nothing_is_owed(store: SqlStore, clock: FakeClock) -> None:
    assert await kinds(audit(store, clock)) == []


@pytest.mark.parametrize(
    ("severity", "waits_s", "found"),
    [(5, 60, False), (4, 301, True), (3, 301, False), (1, 1799, False), (3, 1801, True), (1, 7200, True)],
)
async def test_row_past_its_deadline_is_found(
    store: SqlStore, clock: FakeClock, severity: int, waits_s: int, found: bool
) -> None:
    await owe(store, clock, severity)
    clock.advance(waits_s)
    assert await kinds(audit(store, clock)) == ([Trouble.OVERDUE] if found else [])


async def test_finding_says_how_many_wait_and_for_how_long(store: SqlStore, clock: FakeClock) -> None:
    await owe(store, clock, 5, 4, 4, 2)
    clock.advance(600)
    (finding,) = await audit(store, clock).look()
    assert finding.values == {"count": 3, "minutes": 10}


async def test_row_that_somebody_holds_and_never_sends_is_found(store: SqlStore, clock: FakeClock) -> None:
    await owe(store, clock, 5)
    async with store.write() as uow:
        await uow.outbox.claim("stuck", clock.now(), 86_400, 10)
    clock.advance(600)
    assert await kinds(audit(store, clock)) == [Trouble.OVERDUE]


async def test_chat_that_telegram_told_to_wait_is_no_trouble(store: SqlStore, clock: FakeClock) -> None:
    await owe(store, clock, 5)
    async with store.write() as uow:
        rows = await uow.outbox.claim("one", clock.now(), 60, 10)
        await uow.outbox.record(rows, NotSent("429 too many requests", 3600), clock.now())
    clock.advance(1800)
    assert await kinds(audit(store, clock)) == []
    clock.advance(1801)
    assert await kinds(audit(store, clock)) == [Trouble.OVERDUE]


async def test_what_was_sent_is_never_overdue(store: SqlStore, clock: FakeClock) -> None:
    await owe(store, clock, 5)
    async with store.write() as uow:
        rows = await uow.outbox.claim("one", clock.now(), 60, 10)
        await uow.outbox.record(rows, Sent(1), clock.now())
    clock.advance(86_400)
    assert await kinds(audit(store, clock)) == []


async def test_alert_that_no_message_could_be_made_of_is_found_for_six_hours(
    store: SqlStore, clock: FakeClock
) -> None:
    await owe(store, clock, 3, 3)
    async with store.write() as uow:
        one, two = await uow.outbox.claim("one", clock.now(), 60, 10)
        await uow.outbox.record([one], Rejected("renderer: KeyError"), clock.now())
        await uow.outbox.record([two], Rejected("Bad Request: odd"), clock.now())
    (finding,) = await audit(store, clock).look()
    assert (finding.trouble, finding.values) == (Trouble.SPOILED, {"count": 1})
    clock.advance(7 * 3600)
    assert await kinds(audit(store, clock)) == []


PARTS = [
    (Part(Trouble.SENDER, lambda: False), Trouble.SENDER),
    (Part(Trouble.SENDER, lambda: True, lambda: "Telegram can't be reached: x"), Trouble.TELEGRAM),
    (Part(Trouble.SENDER, lambda: True, lambda: "the database: the disk is full"), Trouble.DATABASE),
    (Part(Trouble.UPDATES, lambda: False), Trouble.UPDATES),
    (Part(Trouble.UPDATES, lambda: True, lambda: "another program polls"), Trouble.UPDATES),
    (Part(Trouble.SCHEDULER, lambda: False), Trouble.SCHEDULER),
]


@pytest.mark.parametrize(("part", "trouble"), PARTS)
async def test_part_that_does_not_run_or_complains_is_found(
    sqlite_store: SqlStore, clock: FakeClock, part: Part, trouble: Trouble
) -> None:
    assert await kinds(audit(sqlite_store, clock, part)) == [trouble]


async def test_part_that_runs_and_says_nothing_is_well(sqlite_store: SqlStore, clock: FakeClock) -> None:
    assert await kinds(audit(sqlite_store, clock, Part(Trouble.SENDER, lambda: True))) == []


async def test_polls_that_cease_are_found_after_three_turns(sqlite_store: SqlStore, clock: FakeClock) -> None:
    now = 1000.0
    pulse = Pulse(lambda: now)
    look = audit(sqlite_store, clock, pulse=pulse, interval_s=90.0)

    async def poll(_: Source) -> int:
        return 1

    assert await pulse.of(poll)(Source("a", "feed", "x")) == 1
    now += 269
    assert await kinds(look) == []
    now += 2
    assert await kinds(look) == [Trouble.SCHEDULER]


async def test_poll_that_can_not_store_is_found_until_one_can(
    sqlite_store: SqlStore, clock: FakeClock
) -> None:
    pulse = Pulse(lambda: 0.0)
    look = audit(sqlite_store, clock, pulse=pulse)
    full = True

    async def poll(_: Source) -> int:
        if full:
            raise StorageError("the disk is full")
        return 1

    felt = pulse.of(poll)
    with pytest.raises(StorageError):
        await felt(Source("a", "feed", "x"))
    (finding,) = await look.look()
    assert (finding.trouble, finding.values) == (Trouble.DATABASE, {"detail": "the disk is full"})
    full = False
    await felt(Source("a", "feed", "x"))
    assert await kinds(look) == []


async def test_database_that_can_not_be_read_is_one_finding(
    sqlite_store: SqlStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> Any:
        raise StorageError("the database can't be reached")

    monkeypatch.setattr(sqlite_store, "read", read)
    says = Part(Trouble.SENDER, lambda: True, lambda: "the database: gone")
    assert await kinds(audit(sqlite_store, clock, says)) == [Trouble.DATABASE]


async def test_canary_sings_once_an_hour_and_is_judged_after_five_minutes(
    store: SqlStore, clock: FakeClock
) -> None:
    woken: list[int] = []
    canary = Canary(store, clock, 99, 3600.0, lambda: woken.append(1))
    look = audit(store, clock, canary=canary)
    assert await canary.sing()
    assert not await canary.sing()
    assert woken == [1]
    clock.advance(299)
    assert await kinds(look) == []
    clock.advance(2)
    # Five minutes are also the deadline of any critical alert.
    assert await kinds(look) == [Trouble.OVERDUE, Trouble.CANARY]
    async with store.write() as uow:
        rows = await uow.outbox.claim("one", clock.now(), 60, 10)
        await uow.outbox.record(rows, Sent(1), clock.now())
    assert await kinds(look) == []
    clock.advance(3300)
    assert await canary.sing()
    async with store.read() as uow:
        assert len(await uow.outbox.of_chat(99, CANARY)) == 2


async def test_canary_that_was_refused_is_found_at_once(store: SqlStore, clock: FakeClock) -> None:
    canary = Canary(store, clock, 99, 3600.0)
    await canary.sing()
    async with store.write() as uow:
        rows = await uow.outbox.claim("one", clock.now(), 60, 10)
        await uow.outbox.record(rows, Rejected("Bad Request: odd"), clock.now())
    (finding,) = await audit(store, clock, canary=canary).look()
    assert finding.values == {"detail": "dead Bad Request: odd"}


async def test_without_a_chat_there_is_no_canary(store: SqlStore, clock: FakeClock) -> None:
    canary = Canary(store, clock, 0, 3600.0)
    assert not await canary.sing()
    assert await kinds(audit(store, clock, canary=canary)) == []


async def test_process_that_does_not_send_answers_for_no_rows(store: SqlStore, clock: FakeClock) -> None:
    await owe(store, clock, 5)
    clock.advance(replace(Delivery()).late_after_s * 2)
    assert await kinds(audit(store, clock, sends=False)) == []
