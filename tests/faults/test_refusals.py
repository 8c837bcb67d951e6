"""What Telegram says no to, and whom that concerns."""

import asyncio
import time

import pytest

from bot.delivery.api import Api, Letter
from bot.model.alert import Outcome
from bot.model.subscription import ChatKind, ChatState
from tests.delivery.conftest import FAST, Desk
from tests.fakes.telegram import ALWAYS, answer, too_many
from tests.storage.builders import alert, subscription


async def test_12_a_group_told_to_wait_holds_up_nobody_else(desk: Desk) -> None:
    group = await desk.chat(-5, ChatKind.GROUP)
    people = [await desk.chat(n) for n in range(1, 41)]
    desk.telegram.fail(ALWAYS, lambda: too_many(30), chat_id=group)
    await desk.owe(alert(group), *(alert(n) for n in people))
    started = time.monotonic()
    async with desk.sending():
        await desk.until_counts(sent=40, pending=1)
    assert time.monotonic() - started < 4
    assert len(desk.telegram.sends(group)) == 1
    row = (await desk.rows(group))[0]
    assert row.attempts == 0
    assert row.not_before is not None
    assert 20 < (row.not_before - desk.clock.now()).total_seconds() <= 30


async def test_12_others_wait_no_longer_while_a_group_is_told_to_wait(desk: Desk) -> None:
    group = await desk.chat(-5, ChatKind.GROUP)
    people = [await desk.chat(n) for n in range(1, 101)]

    async def spread_s(incident_id: str) -> float:
        """From the first to the last of a hundred people."""
        seen = len(desk.telegram.sent)
        await desk.owe(
            *(alert(n, incident_id) for n in people), *(alert(group, f"{incident_id}-{n}") for n in range(9))
        )
        await desk.until(lambda: len([c for c in desk.telegram.sent[seen:] if c.status == 200]) >= 100)
        at = [call.at for call in desk.telegram.sent[seen:] if call.status == 200]
        return at[99] - at[0]

    desk.settings = FAST.__class__(overall_per_s=50.0, per_chat_per_s=5.0, per_group_per_min=18.0)
    async with desk.sending():
        free = await spread_s("PK-A")
    desk.telegram.fail(ALWAYS, lambda: too_many(30), chat_id=group)
    async with desk.sending():
        held = await spread_s("PK-B")
    # A tenth, and what a busy machine adds to either.
    assert held <= 1.1 * free + 0.5


async def test_12_retry_after_is_waited_out_and_the_alert_comes_once(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: too_many(1))
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
    first, second = (call.at for call in desk.telegram.calls("sendMessage"))
    assert second - first >= 1.0
    assert len(desk.telegram.texts(7)) == 1


async def test_12_second_and_third_429_are_not_final(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(3, lambda: too_many(1))
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert len(desk.telegram.texts(7)) == 1


async def test_13_a_day_of_waiting_survives_a_restart(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: too_many(86_400))
    await desk.owe(alert(7), alert(7, "PK-20241105-02"))
    async with desk.sending():
        await desk.until(lambda: desk.telegram.sends(7))
        await desk.until_counts(pending=2)
        await asyncio.sleep(0.3)
        assert len(desk.telegram.sends(7)) == 1
    desk.clock.advance(3600)
    await desk.owe(alert(7, "PK-20241105-03", severity=5))
    async with desk.sending():
        await asyncio.sleep(0.5)
        assert await desk.counts() == {"pending": 3}
        assert len(desk.telegram.sends(7)) == 1
    desk.clock.advance(86_400)
    async with desk.sending():
        await desk.until_counts(sent=3)


async def test_14_chat_that_blocked_us_is_gone_and_its_rows_end(desk: Desk) -> None:
    await desk.chat(7)
    await desk.chat(8)
    async with desk.store.write() as uow:
        await uow.subscriptions.add(subscription(7))
    desk.telegram.fail(ALWAYS, lambda: answer(403, "Forbidden: bot was blocked by the user"), chat_id=7)
    await desk.owe(alert(7), alert(7, "PK-20241105-02"), alert(8))
    async with desk.sending():
        await desk.until_counts(dead=2, sent=1)
    assert len(desk.telegram.sends(7)) == 1
    async with desk.store.read() as uow:
        chat = await uow.chats.get(7)
        assert chat is not None
        assert chat.state is ChatState.GONE
        assert await uow.subscriptions.covering(["1174872"]) == []
        assert len(await uow.subscriptions.of_chat(7)) == 1
    assert "blocked" in (await desk.rows(7))[0].error


async def test_15_closed_topic_ends_alone(desk: Desk) -> None:
    forum = await desk.chat(-1005, ChatKind.SUPERGROUP, is_forum=True)
    _, open_topic, closed_topic = (desk.telegram.add_topic(forum, name) for name in ("first", "a", "b"))
    desk.telegram.close_topic(forum, closed_topic)
    await desk.owe(
        alert(forum, thread_id=closed_topic),
        alert(forum, "PK-20241105-02", thread_id=closed_topic),
        alert(forum, thread_id=open_topic),
        alert(forum),
    )
    async with desk.sending():
        await desk.until_counts(dead=2, sent=2)
    async with desk.store.read() as uow:
        chat = await uow.chats.get(forum)
        assert chat is not None
        assert chat.state is ChatState.ACTIVE


async def test_16_migrated_group_gets_it_once_even_if_both_ids_subscribe(desk: Desk) -> None:
    old, new = await desk.chat(-5, ChatKind.GROUP), await desk.chat(-1005, ChatKind.SUPERGROUP)
    desk.telegram.fail(
        ALWAYS,
        lambda: answer(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=new),
        chat_id=old,
    )
    await desk.owe(alert(old), alert(new), alert(old, "PK-20241105-02"))
    async with desk.sending():
        await desk.until(lambda: len(desk.telegram.texts(new)) >= 2)
        await asyncio.sleep(0.2)
    assert len(desk.telegram.texts(new)) == 2
    async with desk.store.read() as uow:
        chat = await uow.chats.get(old)
        assert chat is not None
        assert (chat.state, chat.moved_to) == (ChatState.MOVED, new)
    counts = await desk.counts()
    assert counts.get("sent") == 2
    assert not {"pending", "claimed", "sending", "dead"} & set(counts)


async def test_17_text_that_can_not_be_parsed_goes_out_plain(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: answer(400, "Bad Request: can't parse entities: Unsupported start tag"))
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert len(desk.telegram.texts(7)) == 1
    first, second = desk.telegram.sends(7)
    assert first["parse_mode"] == "HTML"
    assert "parse_mode" not in second
    assert "<b>" not in second["text"]


async def test_17_refusal_without_a_remedy_ends_with_its_reason(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(ALWAYS, lambda: answer(400, "Bad Request: something else"))
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(dead=1)
    assert (await desk.rows(7))[0].error == "Bad Request: something else"


async def test_18_message_that_is_too_long_is_shortened(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: answer(400, "Bad Request: message is too long"))
    await desk.owe(alert(7), kind="x" * 9000)
    async with desk.sending():
        await desk.until_counts(sent=1)
    (text,) = desk.telegram.texts(7)
    assert len(text.encode("utf-16-le")) <= 2 * 4096


async def test_19_refused_token_halts_everything_and_kills_nothing(desk: Desk) -> None:
    chats = [await desk.chat(n) for n in range(1, 21)]
    for status in (401, 404):
        desk.telegram.fail(ALWAYS, lambda status=status: answer(status, "Unauthorized"), method="*")
    await desk.owe(*(alert(n, severity=5) for n in chats))
    async with desk.sending(concurrency=4) as sender:
        await desk.until(lambda: "token" in sender.trouble)
        await asyncio.sleep(0.5)
        assert set(await desk.counts()) <= {"pending", "claimed"}
        assert len(desk.telegram.sends()) <= 4
        assert len(desk.alarms) == 1
        assert desk.telegram.token not in desk.alarms[0]
    desk.telegram.mend()
    desk.clock.advance(60)
    async with desk.sending():
        await desk.until_counts(sent=20)
    assert all(len(desk.telegram.texts(n)) == 1 for n in chats)
    assert {(await desk.rows(n))[0].attempts for n in chats} == {0}


async def test_the_limits_keep_telegram_from_having_to_say_429(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings = FAST.__class__(overall_per_s=40.0, per_chat_per_s=5.0, per_group_per_min=18.0)
    chats = [await desk.chat(n) for n in range(1, 41)]
    at: list[float] = []
    original = Api.send

    async def send(api: Api, letter: Letter) -> Outcome:
        at.append(time.monotonic())
        return await original(api, letter)

    monkeypatch.setattr(Api, "send", send)
    await desk.owe(*(alert(n) for n in chats), *(alert(n, "PK-20241105-02", severity=4) for n in chats))
    async with desk.sending():
        await desk.until_counts(sent=80, within_s=20)
    busiest = max(sum(start <= each < start + 1.0 for each in at) for start in at)
    assert busiest <= 42
    # How much of the rate is used is test_limits' business: here the machine may be busy.
    assert at[-1] - at[0] >= 79 / 40 - 0.5
