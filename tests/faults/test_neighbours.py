"""Faults beside the thirty: two at once, one step later, or answers nobody documents."""

import asyncio
import random
import signal
import sqlite3
from typing import Any

import pytest
from aiohttp import web

from bot.delivery import compose, recorder
from bot.model.incident import Push, Status
from bot.model.mention import Certainty
from bot.model.subscription import ChatKind, ChatState
from storage import open_store
from storage.dialect import Sqlite
from tests.delivery.conftest import Desk
from tests.fakes.telegram import ALWAYS, answer, bad_gateway, too_many
from tests.faults.test_kills import Children, children
from tests.storage.builders import alert, incident, subscription

__all__ = ["children"]

REPEAT = "Possible repeat"
ID = "PK-20241105-{:02}"


async def test_7_reply_lost_twice_comes_three_times_and_each_repeat_is_marked(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(2, lambda: b"", accepted=True)
    await desk.owe(alert(7, severity=4))
    async with desk.sending():
        await desk.until_counts(sent=1, within_s=20)
    first, *again = desk.telegram.texts(7)
    assert REPEAT not in first
    assert len(again) == 2
    assert all(REPEAT in text for text in again)


async def test_7_reply_lost_and_then_blocked_ends_with_its_reason(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: b"", accepted=True)
    desk.telegram.fail(1, lambda: answer(403, "Forbidden: bot was blocked by the user"))
    await desk.owe(alert(7, severity=4))
    async with desk.sending():
        await desk.until_counts(dead=1)
    assert "blocked" in (await desk.rows(7))[0].error


def _told(retry_after: object, description: str = "Too Many Requests: retry later") -> web.Response:
    body = {"ok": False, "error_code": 429, "description": description}
    return web.json_response({**body, "parameters": {"retry_after": retry_after}}, status=429)


async def test_12_wait_that_is_odd_is_waited_out_and_each_alert_comes_once(desk: Desk) -> None:
    """A float, a text, nothing, less than nothing, more than there is: seconds, or our own short ones."""
    odd: list[object] = [0.5, "1", None, 0, -3, True, [], "soon", float("inf"), float("nan")]
    for chat_id, retry_after in enumerate(odd, 1):
        await desk.chat(chat_id)
        desk.telegram.fail(1, lambda told=retry_after: _told(told), chat_id=chat_id)
    await desk.owe(*(alert(chat_id, severity=4) for chat_id in range(1, 11)))
    async with desk.sending():
        await desk.until_counts(sent=10, within_s=20)
    for chat_id in range(1, 11):
        assert len(desk.telegram.texts(chat_id)) == 1
        assert (await desk.rows(chat_id))[0].attempts == 0


async def test_12_wait_of_years_is_a_week_at_most(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: too_many(400_000_000))
    await desk.owe(alert(7, severity=4))
    async with desk.sending():
        await desk.until(lambda: desk.telegram.sends(7))
        await desk.until_counts(pending=1)
    (row,) = await desk.rows(7)
    assert 0 < (row.not_before - desk.clock.now()).total_seconds() <= 7 * 86_400


async def test_12_429_on_an_edit_is_waited_out_and_the_edit_is_made(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
        (before,) = desk.telegram.texts(7)
        desk.telegram.fail(1, lambda: too_many(1), method="editMessageText")
        await _withdraw(desk)
        await desk.until_counts(sent=2)
        await desk.until(lambda: desk.telegram.texts(7)[0] != before)
    first, second = desk.telegram.calls("editMessageText")
    assert second.at - first.at >= 1.0
    assert "WITHDRAWN" in desk.telegram.texts(7)[0].splitlines()[0]


async def test_7_edit_whose_reply_was_lost_is_made_again(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
        (before,) = desk.telegram.texts(7)
        desk.telegram.fail(1, lambda: b"", method="editMessageText")
        await _withdraw(desk)
        await desk.until_counts(sent=2)
        await desk.until(lambda: desk.telegram.texts(7)[0] != before)


async def test_edit_of_a_message_that_is_gone_is_given_up(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
        gone = "Bad Request: message to edit not found"
        desk.telegram.fail(ALWAYS, lambda: answer(400, gone), method="editMessageText")
        await _withdraw(desk)
        await desk.until_counts(sent=2)
        await desk.until(lambda: desk.telegram.calls("editMessageText"))
        await asyncio.sleep(0.3)
    assert len(desk.telegram.calls("editMessageText")) == 1


async def _withdraw(desk: Desk) -> None:
    async with desk.store.write() as uow:
        await uow.incidents.save(incident(status=Status.RETRACTED, certainty=Certainty.C0, revision=2))
    await desk.owe(alert(7, revision=2, push=Push.WITHDRAWN))


async def test_11_502_during_a_drain_loses_nothing_and_marks_the_repeat(desk: Desk) -> None:
    chats = [await desk.chat(n) for n in range(1, 7)]
    desk.telegram.delay_s = 0.3
    desk.telegram.fail(3, bad_gateway, accepted=True)
    await desk.owe(*(alert(n, severity=4) for n in chats))
    async with desk.sending(concurrency=6) as sender:
        await desk.until(lambda: desk.telegram.in_flight == 6)
        await sender.drain(5.0)
    assert await desk.counts() == {"sent": 3, "pending": 3}
    async with desk.sending():
        desk.clock.advance(60)
        await desk.until_counts(sent=6)
    texts = [desk.telegram.texts(n) for n in chats]
    assert sorted(len(each) for each in texts) == [1, 1, 1, 2, 2, 2]
    assert all(REPEAT in each[1] for each in texts if len(each) == 2)


async def test_8_network_that_goes_during_a_drain_costs_no_attempt(desk: Desk) -> None:
    chats = [await desk.chat(n) for n in range(1, 7)]
    await desk.owe(*(alert(n, severity=4) for n in chats))
    port = desk.telegram.port
    assert port is not None
    async with desk.sending(concurrency=2, overall_per_s=20.0) as sender:
        await desk.until(lambda: desk.telegram.sends())
        await desk.telegram.stop()
        await asyncio.sleep(0.2)
        await sender.drain(2.0)
    await desk.telegram.start(port)
    desk.clock.advance(600)
    async with desk.sending():
        await desk.until_counts(sent=6)
    assert {n for n in chats if not desk.telegram.texts(n)} == set()


async def test_16_group_that_moves_twice_is_told_once(desk: Desk) -> None:
    old = await desk.chat(-5, ChatKind.GROUP)
    between = await desk.chat(-1005, ChatKind.SUPERGROUP)
    new = await desk.chat(-1006, ChatKind.SUPERGROUP)
    for chat_id, to in ((old, between), (between, new)):
        moved = f"Bad Request: group chat was upgraded {chat_id}"
        desk.telegram.fail(
            ALWAYS, lambda to=to, moved=moved: answer(400, moved, migrate_to_chat_id=to), chat_id=chat_id
        )
    await desk.owe(alert(old), alert(old, ID.format(2)))
    async with desk.sending():
        await desk.until(lambda: len(desk.telegram.texts(new)) >= 2)
        await asyncio.sleep(0.2)
    assert len(desk.telegram.texts(new)) == 2
    assert not {"pending", "claimed", "sending", "dead"} & set(await desk.counts())


@pytest.mark.parametrize("failpoint", ["answered", "recorded"])
async def test_16_killed_while_a_group_moves_it_is_told_once(children: Children, failpoint: str) -> None:
    old, new = -5, -1005
    children.telegram.add_chat(old, "group")
    children.telegram.add_chat(new, "supergroup")
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    children.telegram.fail(ALWAYS, lambda: answer(400, moved, migrate_to_chat_id=new), chat_id=old)
    store = await open_store(children.url)
    async with store.write() as uow:
        await uow.incidents.save(incident())
        await uow.chats.ensure(old, ChatKind.GROUP, incident().updated_at)
        await uow.subscriptions.add(subscription(old))
        await uow.outbox.add([alert(old)])
    await store.close()
    assert await children.run(failpoint) == -signal.SIGKILL
    assert await children.run() == 0
    assert len(children.telegram.texts(new)) == 1
    store = await open_store(children.url)
    async with store.read() as uow:
        chat = await uow.chats.get(old)
        assert chat is not None
        assert (chat.state, chat.moved_to) == (ChatState.MOVED, new)
        assert len(await uow.subscriptions.of_chat(new)) == 1
    await store.close()


async def test_20_database_locked_at_the_record_repeats_nothing(
    desk: Desk, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sqlite.__init__, "__kwdefaults__", {"busy_timeout_s": 0.1})
    monkeypatch.setattr(recorder, "_FIRST_WAIT_S", 0.05)
    desk.store = await open_store(sqlite_url)
    locker = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    try:
        chats = [await desk.chat(n) for n in range(1, 11)]
        await desk.owe(*(alert(n, severity=4) for n in chats))
        desk.telegram.delay_s = 0.2
        async with desk.sending(concurrency=10):
            await desk.until(lambda: desk.telegram.in_flight == 10)
            locker.execute("BEGIN IMMEDIATE")
            await desk.until(lambda: all(desk.telegram.texts(n) for n in chats))
            await asyncio.sleep(0.6)
            locker.execute("ROLLBACK")
            await desk.until_counts(sent=10)
    finally:
        locker.close()
        await desk.store.close()
    assert all(len(desk.telegram.texts(n)) == 1 for n in chats)


async def test_20_process_ended_while_the_database_is_locked_says_so_and_repeats_marked(
    desk: Desk, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sqlite.__init__, "__kwdefaults__", {"busy_timeout_s": 0.1})
    desk.store = await open_store(sqlite_url)
    locker = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    try:
        await desk.chat(7)
        await desk.owe(alert(7, severity=4))
        desk.telegram.delay_s = 0.2
        async with desk.sending() as sender:
            await desk.until(lambda: desk.telegram.in_flight)
            locker.execute("BEGIN IMMEDIATE")
            await sender.drain(1.0)
        locker.execute("ROLLBACK")
        assert await desk.counts() == {"sending": 1}
        async with desk.sending():
            await desk.until_counts(sent=1)
    finally:
        locker.close()
        await desk.store.close()
    first, second = desk.telegram.texts(7)
    assert REPEAT not in first
    assert REPEAT in second


async def test_27_one_of_a_burst_that_breaks_the_renderer_dies_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.chat(7)
    original, burst = compose.render_alert, compose.render_burst

    def crash(told: Any, *values: Any, **named: Any) -> Any:
        if told.id == ID.format(5):
            raise ZeroDivisionError
        return original(told, *values, **named)

    def crash_burst(told: Any, **named: Any) -> Any:
        if any(each.id == ID.format(5) for each in told):
            raise ZeroDivisionError
        return burst(told, **named)

    monkeypatch.setattr(compose, "render_alert", crash)
    monkeypatch.setattr(compose, "render_burst", crash_burst)
    await desk.owe(*(alert(7, ID.format(n), severity=2) for n in range(1, 13)))
    async with desk.sending() as sender:
        for _ in range(40):
            desk.clock.advance(8)
            sender.wake()
            await asyncio.sleep(0.1)
            if await desk.counts() == {"sent": 11, "dead": 1}:
                break
        await desk.until_counts(sent=11, dead=1)
    text = "\n".join(desk.telegram.texts(7))
    assert all(ID.format(n) in text for n in range(1, 13) if n != 5)


async def test_14_chat_that_blocks_and_comes_back_gets_what_is_new_and_not_what_was_lost(
    desk: Desk,
) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: answer(403, "Forbidden: bot was blocked by the user"))
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(dead=1)
        async with desk.store.write() as uow:
            await uow.chats.ensure(7, ChatKind.PRIVATE, desk.clock.now())
        await desk.owe(alert(7, ID.format(2)))
        await desk.until_counts(dead=1, sent=1)
    assert len(desk.telegram.texts(7)) == 1


@pytest.mark.parametrize("status", [301, 302, 307])
async def test_19_redirect_elsewhere_is_not_followed_and_kills_nothing(desk: Desk, status: int) -> None:
    await desk.chat(7)
    headers = {"Location": "http://127.0.0.1:1/elsewhere"}
    desk.telegram.fail(ALWAYS, lambda: web.Response(status=status, headers=headers), method="*")
    await desk.owe(alert(7, severity=4))
    async with desk.sending() as sender:
        await desk.until(lambda: sender.trouble)
        assert set(await desk.counts()) <= {"pending", "claimed"}
    desk.telegram.mend()
    desk.clock.advance(60)
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert len(desk.telegram.texts(7)) == 1


async def test_status_that_nobody_documents_ends_with_its_reason(desk: Desk) -> None:
    odd = (405, 408, 413, 418, 451, 499)
    for chat_id in odd:
        await desk.chat(chat_id)
        desk.telegram.fail(ALWAYS, lambda status=chat_id: answer(status, "Odd"), chat_id=chat_id)
    await desk.owe(*(alert(chat_id) for chat_id in odd))
    async with desk.sending():
        await desk.until_counts(dead=6)
    for chat_id in odd:
        assert (await desk.rows(chat_id))[0].error == "Odd"


async def test_many_faults_at_once_lose_nothing(desk: Desk) -> None:
    """Half of all answers are wrong in one way or another; whoever is owed gets it, marked if twice."""
    dice = random.Random(20241106)
    chats = [await desk.chat(n) for n in range(1, 61)]
    for n in range(16):
        make, accepted = dice.choice(
            [
                (lambda: too_many(1), False),
                (bad_gateway, True),
                (bad_gateway, False),
                (lambda: b"", True),
                (lambda: b"", False),
                (lambda: b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", True),
            ]
        )
        desk.telegram.fail(1, make, chat_id=dice.choice(chats), accepted=accepted)
        if n % 8 == 0:
            desk.telegram.fail(1, bad_gateway, method="getMe")
    await desk.owe(*(alert(n, severity=4) for n in chats))
    async with desk.sending(concurrency=12):
        await desk.until_counts(sent=60, within_s=40)
    for n in chats:
        again = desk.telegram.texts(n)[1:]
        assert all(REPEAT in text for text in again)
        assert len(again) <= 4
