"""The sender on a real database and real HTTP."""

import asyncio
import time
from dataclasses import replace
from typing import Any

import pytest

from bot.delivery import compose, intake
from bot.model.incident import Incident, Push, Status
from bot.model.mention import Certainty
from bot.model.subscription import ChatKind
from tests.delivery.conftest import Desk
from tests.fakes.telegram import ALWAYS, answer
from tests.storage.builders import alert, incident, subscription

ID = "PK-20241105-{:02}"


async def save(desk: Desk, changed: Incident) -> None:
    async with desk.store.write() as uow:
        await uow.incidents.save(changed)


async def test_what_is_owed_is_sent_once_and_recorded(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert len(desk.telegram.texts(7)) == 1
    row = (await desk.rows(7))[0]
    assert row.message_id == desk.telegram.messages(7)[0]["message_id"]
    (sent,) = desk.telegram.sends(7)
    assert sent["parse_mode"] == "HTML"
    assert "disable_notification" not in sent
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_idle_sender_asks_for_nothing_and_wakes_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.chat(7)
    turns = 0
    async with desk.sending() as sender:
        original = sender._turn

        async def counted() -> float:
            nonlocal turns
            turns += 1
            return await original()

        monkeypatch.setattr(sender, "_turn", counted)
        await asyncio.sleep(0.5)
        assert turns <= 1
        await desk.owe(alert(7))
        started = time.monotonic()
        await desk.until_counts(sent=1)
        assert time.monotonic() - started < 2
        await asyncio.sleep(0.3)
        assert turns <= 8


async def test_alert_of_a_topic_goes_into_that_topic(desk: Desk) -> None:
    forum = await desk.chat(-1005, ChatKind.SUPERGROUP, is_forum=True)
    _, topic = (desk.telegram.add_topic(forum, name) for name in ("first", "alerts"))
    await desk.owe(alert(forum, thread_id=topic))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert desk.telegram.sends(forum)[0]["message_thread_id"] == topic


async def test_general_topic_is_named_by_naming_none(desk: Desk) -> None:
    forum = await desk.chat(-1005, ChatKind.SUPERGROUP, is_forum=True)
    await desk.owe(alert(forum, thread_id=1))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert "message_thread_id" not in desk.telegram.sends(forum)[0]


async def test_flood_becomes_one_list_that_names_each(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 26)))
    async with desk.sending():
        await desk.until_counts(sent=25)
    texts = desk.telegram.texts(7)
    assert len(texts) <= 2
    for n in range(1, 26):
        assert any(ID.format(n) in text for text in texts)


async def test_few_alerts_come_one_by_one(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 9)))
    async with desk.sending():
        await desk.until_counts(sent=8)
    assert len(desk.telegram.texts(7)) == 8


async def test_severe_alert_is_never_in_a_list_and_goes_first(desk: Desk) -> None:
    await desk.chat(7)
    severe = [alert(7, ID.format(n), severity=4 + n % 2) for n in range(40, 44)]
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 21)), *severe)
    async with desk.sending():
        await desk.until_counts(sent=24)
    texts = desk.telegram.texts(7)
    assert len(texts) == 5
    for n, text in zip(range(40, 44), texts[:4], strict=True):
        assert ID.format(n) in text


async def test_burst_that_goes_on_gathers_into_a_second_list(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose, "GATHER_S", 1.0)
    await desk.chat(7)
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 13)))
    async with desk.sending():
        await desk.until_counts(sent=12)
        before = len(desk.telegram.texts(7))
        for n in range(13, 18):
            await desk.owe(alert(7, ID.format(n)))
            await asyncio.sleep(0.05)
        assert len(desk.telegram.texts(7)) == before
        await desk.until_counts(sent=17)
    assert len(desk.telegram.texts(7)) == before + 1


async def test_updates_of_one_incident_that_wait_together_are_one_message(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7), alert(7, revision=2, push=Push.UPDATE), alert(7, revision=3, push=Push.UPDATE))
    async with desk.sending():
        await desk.until_counts(sent=3)
    assert len(desk.telegram.texts(7)) == 1
    assert len({row.message_id for row in await desk.rows(7)}) == 1


async def test_late_alert_says_so_with_both_times(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    desk.clock.advance(1900)
    async with desk.sending():
        await desk.until_counts(sent=1)
    (text,) = desk.telegram.texts(7)
    assert "LATE" in text
    assert "known to us" in text


async def test_catch_up_list_after_an_outage_says_that_it_is_late(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 16)))
    desk.clock.advance(7200)
    async with desk.sending():
        await desk.until_counts(sent=15)
    (text,) = desk.telegram.texts(7)
    assert text.startswith("LATE: known to us since")


async def test_few_alerts_that_an_outage_held_up_are_one_list_the_gravest_first(desk: Desk) -> None:
    await desk.chat(7)
    for n, severity in ((1, 1), (2, 3), (3, 2), (4, 5)):
        await desk.owe(alert(7, ID.format(n), severity=severity), severity=severity)
    desk.clock.advance(7200)
    async with desk.sending():
        await desk.until_counts(sent=4)
    grave, listed = desk.telegram.texts(7)
    assert "LATE" in grave
    assert ID.format(4) in grave
    assert listed.startswith("LATE: known to us since")
    at = [listed.index(ID.format(n)) for n in (2, 3, 1)]
    assert at == sorted(at)


async def test_what_is_late_alone_is_told_alone(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7, severity=2))
    desk.clock.advance(7200)
    await desk.owe(alert(7, ID.format(2), severity=2))
    async with desk.sending():
        await desk.until_counts(sent=2)
    assert len(desk.telegram.texts(7)) == 2


async def test_correction_answers_the_alert_that_it_corrects(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
        await desk.owe(alert(7, revision=2, push=Push.CORRECTION))
        await desk.until_counts(sent=2)
    first, second = desk.telegram.messages(7)
    assert desk.telegram.sends(7)[1]["reply_parameters"] == {
        "message_id": first["message_id"],
        "allow_sending_without_reply": True,
    }
    assert second["reply_to_message"]["message_id"] == first["message_id"]


async def test_update_answers_the_alert_that_began_it(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
        for revision, push in ((2, Push.UPDATE), (3, Push.ALL_CLEAR)):
            await desk.owe(alert(7, revision=revision, push=push))
            await desk.until_counts(sent=revision)
    first, *others = desk.telegram.messages(7)
    assert [each["reply_to_message"]["message_id"] for each in others] == [first["message_id"]] * 2


async def test_update_of_what_the_chat_was_never_told_answers_nothing(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7, push=Push.UPDATE))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert "reply_parameters" not in desk.telegram.sends(7)[0]


async def test_withdrawal_answers_and_marks_the_alert_that_it_withdraws(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
        (before,) = desk.telegram.texts(7)
        await save(desk, incident(status=Status.RETRACTED, certainty=Certainty.C0, revision=2))
        await desk.owe(alert(7, revision=2, push=Push.WITHDRAWN))
        await desk.until_counts(sent=2)
        await desk.until(lambda: desk.telegram.texts(7)[0] != before)
    edited, withdrawal = desk.telegram.texts(7)
    assert withdrawal.startswith("❌ WITHDRAWN") or "WITHDRAWN" in withdrawal.splitlines()[0]
    assert edited.splitlines()[0] == withdrawal.splitlines()[0]
    assert before.splitlines()[0] in edited


async def test_withdrawal_leaves_a_list_of_several_as_it_is(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 13)))
    async with desk.sending():
        await desk.until_counts(sent=12)
        before = desk.telegram.texts(7)
        await save(desk, incident(ID.format(3), status=Status.RETRACTED, certainty=Certainty.C0, revision=2))
        await desk.owe(alert(7, ID.format(3), revision=2, push=Push.WITHDRAWN))
        await desk.until_counts(sent=13)
    assert desk.telegram.texts(7)[:-1] == before


async def test_withdrawn_before_it_was_sent_is_not_sent_at_all(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(
        alert(7), alert(7, revision=2, push=Push.WITHDRAWN), status=Status.RETRACTED, certainty=Certainty.C0
    )
    async with desk.sending():
        await desk.until_counts(cancelled=2)
    assert desk.telegram.texts(7) == []


async def test_merged_incident_is_told_as_the_one_that_it_became(desk: Desk) -> None:
    await desk.chat(7)
    await save(desk, incident(ID.format(9), weapon="firearm"))
    await desk.owe(alert(7), status=Status.MERGED, merged_into=ID.format(9))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert ID.format(9) in desk.telegram.texts(7)[0]


async def test_27_row_that_breaks_the_renderer_dies_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.chat(7)
    await desk.chat(8)
    original = compose.render_alert

    def breaking(told: Incident, push: Push, **values: Any) -> Any:
        if told.id == ID.format(2):
            raise ZeroDivisionError
        return original(told, push, **values)

    monkeypatch.setattr(compose, "render_alert", breaking)
    await desk.owe(
        alert(7, ID.format(1)), alert(7, ID.format(2)), alert(7, ID.format(3)), alert(8, ID.format(1))
    )
    async with desk.sending():
        await desk.until_counts(sent=3, pending=1)
        desk.clock.advance(5)
        await desk.until_counts(sent=3, dead=1, within_s=12)
    row = (await desk.rows(7, ID.format(2)))[0]
    assert row.error == "renderer: ZeroDivisionError"
    assert len(desk.telegram.texts(7)) == 2


async def test_27_list_that_breaks_is_told_one_by_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.chat(7)

    def breaking(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(compose, "render_burst", breaking)
    await desk.owe(*(alert(7, ID.format(n)) for n in range(1, 13)))
    monkeypatch.setattr(compose, "GATHER_S", 1.0)
    async with desk.sending():
        await desk.until_counts(sent=12)
    assert len(desk.telegram.texts(7)) == 12


async def test_incident_that_is_not_stored_ends_its_row_with_the_reason(desk: Desk) -> None:
    await desk.chat(7)
    await desk.chat(8)
    async with desk.store.write() as uow:
        await uow.outbox.add([replace(alert(7, "nowhere"), committed_at=desk.clock.now())])
    await desk.owe(alert(8))
    async with desk.sending():
        await desk.until_counts(dead=1, sent=1)
    async with desk.store.read() as uow:
        (row,) = await uow.outbox.of_chats({7}, {"nowhere"})
    assert row.error == "the incident is not stored any more"


async def test_28_critical_alert_overtakes_twenty_thousand(desk: Desk) -> None:
    desk.settings = replace(desk.settings, overall_per_s=20.0)
    chats = range(1, 2001)
    async with desk.store.write() as uow:
        for n in chats:
            desk.telegram.add_chat(n)
            await uow.chats.ensure(n, ChatKind.PRIVATE, desk.clock.now())
    await desk.owe(*(alert(n, ID.format(i)) for n in chats for i in range(1, 11)))
    async with desk.sending():
        await desk.until(lambda: len(desk.telegram.sends()) > 10, within_s=20)
        # The chat that waits longest: the last one of the queue.
        await desk.owe(alert(2000, ID.format(99), severity=5))
        before = len(desk.telegram.sends())
        await desk.until(lambda: any(ID.format(99) in each["text"] for each in desk.telegram.sends(2000)))
        assert len(desk.telegram.texts(2000)) == 1
        # Of two thousand that waited before it, only those that went while it was noticed.
        assert len(desk.telegram.sends()) - before <= 30


async def test_28_many_critical_alerts_all_go_before_the_uncritical_that_were_claimed_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "WINDOW", 96)
    monkeypatch.setattr(intake, "_CLAIM", 8)
    monkeypatch.setattr(intake, "_CLAIM_CRITICAL", 4)
    desk.settings = replace(desk.settings, overall_per_s=150.0)
    chats = [await desk.chat(n) for n in range(1, 401)]
    await desk.owe(*(alert(n) for n in chats[:200]))
    async with desk.sending(concurrency=4):
        await desk.until(lambda: len(desk.telegram.sends()) > 5)
        await desk.owe(*(alert(n, ID.format(2), severity=5) for n in chats[200:]))
        before = len(desk.telegram.sends())
        await desk.until_counts(sent=400, within_s=20)
    after = desk.telegram.sends()[before:]
    last = max(n for n, sent in enumerate(after) if ID.format(2) in sent["text"])
    # Two hundred critical ones, and only what was on its way or composed meanwhile.
    assert last < 200 + 16


async def test_28_critical_alert_is_noticed_while_there_is_always_something_to_send(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings = replace(desk.settings, overall_per_s=15.0)
    chats = [await desk.chat(n) for n in range(1, 81)]
    await desk.owe(*(alert(n) for n in chats))
    original = compose.Composer.compose

    async def slowly(composer: compose.Composer, *values: Any) -> Any:
        await asyncio.sleep(0.1)
        return await original(composer, *values)

    monkeypatch.setattr(compose.Composer, "compose", slowly)
    async with desk.sending():
        await desk.until(lambda: len(desk.telegram.sends()) > 4)
        await desk.owe(alert(80, ID.format(2), severity=5))
        before = len(desk.telegram.sends())
        await desk.until(lambda: any(ID.format(2) in each["text"] for each in desk.telegram.sends(80)))
        assert len(desk.telegram.sends()) - before <= 20


async def test_29_unsubscribed_with_rows_pending_is_cancelled(desk: Desk) -> None:
    await desk.chat(7)
    async with desk.store.write() as uow:
        stored = await uow.subscriptions.add(subscription(7))
    await desk.owe(alert(7, subscription_id=stored.id))
    async with desk.store.write() as uow:
        await uow.subscriptions.remove(7, 1)
    async with desk.sending():
        await asyncio.sleep(0.3)
    assert desk.telegram.texts(7) == []
    assert await desk.counts() == {"cancelled": 1}


async def test_29_unsubscribed_while_the_row_waits_in_memory_is_cancelled(desk: Desk) -> None:
    desk.settings = replace(desk.settings, per_chat_per_s=0.5)
    await desk.chat(7)
    async with desk.store.write() as uow:
        stored = await uow.subscriptions.add(subscription(7))
    await desk.owe(alert(7, subscription_id=stored.id), alert(7, ID.format(2), subscription_id=stored.id))
    async with desk.sending():
        await desk.until_counts(sent=1, claimed=1)
        async with desk.store.write() as uow:
            await uow.subscriptions.remove(7, 1)
        await asyncio.sleep(2.3)
    assert len(desk.telegram.texts(7)) == 1
    assert await desk.counts() == {"sent": 1, "cancelled": 1}


async def test_slow_chat_holds_up_nobody(desk: Desk) -> None:
    desk.telegram.slow[1] = 3.0
    chats = [await desk.chat(n) for n in range(1, 31)]
    await desk.owe(*(alert(n) for n in chats))
    started = time.monotonic()
    async with desk.sending(concurrency=8):
        await desk.until(lambda: len(desk.telegram.sends()) == 30)
        await desk.until(lambda: all(desk.telegram.texts(n) for n in chats[1:]))
        assert time.monotonic() - started < 3


async def test_no_more_than_so_many_sends_at_once(desk: Desk) -> None:
    desk.telegram.delay_s = 0.05
    chats = [await desk.chat(n) for n in range(1, 31)]
    await desk.owe(*(alert(n) for n in chats))
    async with desk.sending(concurrency=4):
        await desk.until_counts(sent=30)
    assert desk.telegram.most_in_flight == 4


async def test_drain_lets_sends_arrive_and_gives_the_rest_back(desk: Desk) -> None:
    desk.telegram.delay_s = 0.2
    chats = [await desk.chat(n) for n in range(1, 21)]
    await desk.owe(*(alert(n) for n in chats))
    async with desk.sending(concurrency=4) as sender:
        await desk.until(lambda: desk.telegram.in_flight == 4)
        await sender.drain(5.0)
        assert not sender.running
        counts = await desk.counts()
        assert set(counts) == {"sent", "pending"}
        assert counts["sent"] >= 4
    assert sum(len(desk.telegram.texts(n)) for n in chats) == counts["sent"]


async def test_drain_past_its_deadline_leaves_a_marked_repeat(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.slow[7] = 3.0
    await desk.owe(alert(7))
    async with desk.sending() as sender:
        await desk.until(lambda: desk.telegram.sends(7))
        await sender.drain(0.2)
        assert await desk.counts() == {"sending": 1}
    desk.telegram.slow.clear()
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert (await desk.rows(7))[0].repeat


async def test_chat_that_is_gone_gets_no_request(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.store.write() as uow:
        await uow.chats.mark_gone(7)
    async with desk.sending():
        await desk.until_counts(dead=1)
    assert desk.telegram.sends(7) == []


async def test_bad_button_does_not_cost_the_alert(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(1, lambda: answer(400, "Bad Request: BUTTON_DATA_INVALID"))
    await desk.owe(alert(7))
    async with desk.sending():
        await desk.until_counts(sent=1)
    assert "reply_markup" not in desk.telegram.sends(7)[1]


async def test_message_that_stays_ambiguous_is_given_up_with_its_reason(desk: Desk) -> None:
    await desk.chat(7)
    desk.telegram.fail(ALWAYS, lambda: answer(500, "Internal Server Error"), chat_id=7)
    await desk.owe(alert(7, severity=4))
    async with desk.store.write() as uow:
        (row,) = await uow.outbox.claim("x", desk.clock.now(), 60, 1)
        for _ in range(compose.MAX_ATTEMPTS - 1):
            await uow.outbox.mark_sending([row])
            await uow.outbox.record([row], compose.NotSent("an earlier failure"), desk.clock.now())
            desk.clock.advance(600)
            (row,) = await uow.outbox.claim("x", desk.clock.now(), 60, 1)
        await uow.outbox.release([row])
    async with desk.sending() as sender:
        await desk.until(lambda: desk.telegram.sends(7))
        await desk.until_counts(pending=1)
        desk.clock.advance(600)
        sender.wake()
        await desk.until_counts(dead=1, within_s=20)
    assert "given up after 6 attempts: 500 from Telegram" in (await desk.rows(7))[0].error
