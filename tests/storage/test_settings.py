"""What a chat has set, what it said, what it was told; and that it can be forgotten. On both databases."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bot.model.alert import Sent
from bot.model.coverage import Coverage, Notice
from bot.model.feedback import Complaint
from bot.model.settings import ChatSettings, Quiet
from bot.model.subscription import Chat, ChatKind, Mute
from storage import SqlStore
from storage.tables import chats, metadata
from tests.storage.builders import NOW, alert, area, entry, incident, item, later, report, subscription

SET = ChatSettings(quiet=Quiet(1320, 420, "Asia/Karachi", 3), min_severity=4, daily=True, unplaced=True)
KARACHI = "Asia/Karachi"


async def _chat(store: SqlStore, chat_id: int = 7) -> Chat:
    async with store.read() as uow:
        found = await uow.chats.get(chat_id)
    assert found is not None
    return found


async def test_settings_are_kept_and_a_new_chat_has_none(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        assert (await uow.chats.get(7) or SET).settings == ChatSettings()  # type: ignore[union-attr]
        await uow.chats.set_settings(7, SET)
    assert (await _chat(store)).settings == SET


async def test_settings_that_cannot_be_read_count_as_never_set(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        damaged = chats.update().values(settings={"quiet": {"start": "late"}})
        await uow._connection.run(damaged)
    assert (await _chat(store)).settings == ChatSettings()


async def test_a_chat_has_the_zone_of_its_first_place(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.subscriptions.add(subscription(7, area("region:south-asia")))
    assert (await _chat(store)).zone == ""
    async with store.write() as uow:
        second = await uow.subscriptions.add(subscription(7, area(timezone=KARACHI)))
        await uow.subscriptions.add(subscription(7, area("FR", timezone="Europe/Paris")))
    assert (await _chat(store)).zone == KARACHI
    async with store.write() as uow:
        await uow.subscriptions.update(replace(second, areas=(area("AE", timezone="Asia/Dubai"),)))
    assert (await _chat(store)).zone == "Asia/Dubai"
    async with store.write() as uow:
        await uow.subscriptions.remove(7, second.number)
    assert (await _chat(store)).zone == "Europe/Paris"


async def test_a_group_that_moves_keeps_settings_answers_and_zone(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(-5, ChatKind.GROUP, NOW)
        await uow.chats.set_settings(-5, SET)
        await uow.subscriptions.add(subscription(-5, area(timezone=KARACHI)))
        await uow.feedback.note(-5, "PK-1", Complaint.OLD_NEWS, NOW)
        await uow.notices.keep(-5, Notice(Coverage.DARK, "2024-11-05"))
        await uow.chats.move(-5, -1005)
    moved = await _chat(store, -1005)
    assert (moved.settings, moved.zone) == (SET, KARACHI)
    async with store.read() as uow:
        assert await uow.feedback.of_chat(-1005) == {"PK-1": Complaint.OLD_NEWS}
        assert await uow.notices.of_chats([-5, -1005]) == {-1005: Notice(Coverage.DARK, "2024-11-05")}


async def test_what_is_forgotten_is_in_no_table(store: SqlStore) -> None:
    async with store.write() as uow:
        for chat_id, kind in ((7, ChatKind.PRIVATE), (-5, ChatKind.GROUP), (8, ChatKind.PRIVATE)):
            await uow.chats.ensure(chat_id, kind, NOW)
            await uow.subscriptions.add(subscription(chat_id))
            await uow.subscriptions.mute(Mute(chat_id, None))
            await uow.outbox.add([alert(chat_id)])
            await uow.feedback.note(chat_id, "PK-1", Complaint.OLD_NEWS, NOW)
            await uow.notices.keep(chat_id, Notice(Coverage.DARK))
        await uow.chats.move(-5, -1005)
        await uow.chats.forget(-1005)
        await uow.chats.forget(7)
    async with store.read() as uow:
        for table in metadata.sorted_tables:
            if "chat_id" in table.c:
                left = await uow._connection.all(select(table.c.chat_id).distinct())
                assert {row.chat_id for row in left} <= {8}, table.name
        left = await uow._connection.all(select(chats.c.id))
        assert [row.id for row in left] == [8]
        assert await uow._connection.value(select(func.count()).select_from(metadata.tables["mutes"])) == 1


async def test_forgetting_who_is_not_known_is_nothing(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.forget(99)
        assert await uow.chats.get(99) is None


async def test_the_last_answer_about_an_incident_counts(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.feedback.note(7, "PK-1", Complaint.OLD_NEWS, NOW)
        await uow.feedback.note(7, "PK-1", Complaint.WRONG_PLACE, NOW)
        await uow.feedback.note(7, "PK-2", Complaint.DUPLICATE, NOW)
        found = await uow.feedback.of_chat(7)
    assert found == {"PK-1": Complaint.WRONG_PLACE, "PK-2": Complaint.DUPLICATE}


async def test_answers_are_counted_by_source_with_the_alerts_sent(store: SqlStore) -> None:
    async with store.write() as uow:
        for chat_id in (7, 8):
            await uow.chats.ensure(chat_id, ChatKind.PRIVATE, NOW)
        for source, number in (("wire", 1), ("wire", 2), ("paper", 3)):
            told = item(f"i{number}", source=source)
            await uow.items.add_if_new(told, entry(f"k{number}"))
            await uow.incidents.save(incident(f"PK-{number}", report(f"i{number}#0"), report(f"i{number}#1")))
        await uow.outbox.add([alert(7, "PK-1"), alert(8, "PK-1"), alert(7, "PK-2"), alert(7, "PK-3")])
        rows = await uow.outbox.claim("me", NOW, 60, 10)
        rows = await uow.outbox.mark_sending(rows)
        waits = [row for row in rows if row.alert.incident_id == "PK-3"]
        await uow.outbox.record_sent([(row, row.id) for row in rows if row not in waits], NOW)
        await uow.feedback.note(7, "PK-1", Complaint.OLD_NEWS, NOW)
        await uow.feedback.note(8, "PK-1", Complaint.OLD_NEWS, NOW)
        await uow.feedback.note(7, "PK-2", Complaint.NO_INCIDENT, NOW)
    async with store.read() as uow:
        found = await uow.feedback.by_source(NOW - timedelta(days=30))
        later_on = await uow.feedback.by_source(NOW + timedelta(days=1))
    wire = found["wire"]
    assert (wire.alerts, wire.complaints, wire.rate) == (3, 3, 1.0)
    assert wire.answers == {Complaint.OLD_NEWS: 2, Complaint.NO_INCIDENT: 1}
    assert "paper" not in found
    assert later_on == {}


async def test_history_tells_what_waits_what_was_silent_and_how_far_it_was(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.subscriptions.add(subscription(7))
        await uow.outbox.add([alert(7, site="Site 2", site_km=3.5), alert(7, "PK-2")])
        assert await uow.history.owed_since() == NOW
        assert await uow.history.size() == (1, 1)
        rows = await uow.outbox.claim("me", NOW, 60, 10)
        rows = await uow.outbox.mark_sending([replace(row, silent=bool(row.alert.site)) for row in rows])
        await uow.outbox.record_sent([(row, row.id) for row in rows], later(5))
    async with store.read() as uow:
        newest, first = await uow.history.of_chat(7, 10)
        assert (first.alert.site, first.alert.site_km, first.silent) == ("Site 2", 3.5, True)
        assert (newest.alert.site, newest.alert.site_km, newest.silent) == ("", None, False)
        assert await uow.history.of_chat(7, 1) == [newest]
        assert await uow.history.owed_since() is None


async def test_a_second_send_with_a_sound_is_no_longer_silent(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        await uow.outbox.add([alert(7)])
        rows = await uow.outbox.claim("me", NOW, 60, 10)
        await uow.outbox.mark_sending([replace(row, silent=True) for row in rows])
        await uow.outbox.mark_sending(rows)
        await uow.outbox.record(rows, Sent(1), NOW)
        (row,) = await uow.history.of_chat(7, 5)
    assert not row.silent


async def test_subscriptions_that_let_unplaced_incidents_in_cover_them(store: SqlStore) -> None:
    async with store.write() as uow:
        for chat_id in (7, 8):
            await uow.chats.ensure(chat_id, ChatKind.PRIVATE, NOW)
            await uow.subscriptions.add(subscription(chat_id, unplaced=chat_id == 8))
        assert [each.chat_id for each in await uow.subscriptions.covering([])] == [8]
        assert [each.chat_id for each in await uow.subscriptions.covering(["PK"])] == []
