"""What a table of conversations can't show: files, what is stored, what stands in the log."""

import csv
import io
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from telegram.error import BadRequest

import handlers
from bot.config import Config, Telegram
from bot.i18n import offered
from bot.model.feedback import Complaint
from bot.model.item import Entry, Item, Source, SourceState
from bot.places.gazetteer import Gazetteer
from bot.rendering.tables import INCIDENT_COLUMNS, SUBSCRIPTION_COLUMNS, subscriptions_csv
from storage import SqlStore
from storage.tables import outbox
from tests.fakes.clock import FakeClock
from tests.handlers.alerts import alerted
from tests.handlers.conversation import ALICE, CHATS, Conversation
from tests.handlers.incidents import GIVEN
from tests.rendering.builders import report
from tests.storage.builders import subscription

LAT, LON = 24.8608123, 67.0104456


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


async def test_export_holds_the_subscriptions_and_the_incidents_that_were_told(talk: Conversation) -> None:
    await talk.say('/subscribe Pakistan "Chinese nationals"')
    await talk.say("/sites 24.86, 67.01 5km")
    (factory,) = GIVEN["factory"](talk.clock.now(), talk.services.gazetteer)
    (lahore,) = GIVEN["lahore"](talk.clock.now(), talk.services.gazetteer)
    await alerted(talk, factory)
    await alerted(talk, lahore, "group")
    await talk.press("Not relevant")
    await talk.press("Old news")
    shown = await talk.say("/export")
    assert shown.texts == ["2 subscriptions", "1 incident that this chat was told of"]
    (name, mine), (other, told) = talk.api.files
    assert (name, other) == ("sitrep-subscriptions-20241105.csv", "sitrep-incidents-20241105.csv")
    assert [each["areas"] for each in rows(mine)] == ["Pakistan", "5 km around Site 1"]
    assert rows(mine)[0]["words"] == "Chinese nationals"
    (only,) = rows(told)
    assert (only["id"], only["country"], only["severity"], only["messages"]) == (factory.id, "PK", "3", "1")
    assert only["feedback"] == "old_news"
    assert tuple(rows(mine)[0]) == SUBSCRIPTION_COLUMNS
    assert tuple(only) == INCIDENT_COLUMNS


async def test_export_names_areas_in_the_language_of_the_chat(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.say("/subscribe within 50km of Quetta")
    await talk.say("/language zh")
    await talk.say("/export")
    (_, mine), _ = talk.api.files
    assert [each["areas"] for each in rows(mine)] == [
        "巴基斯坦 信德省 卡拉奇",
        "巴基斯坦 俾路支省 奎达周边50公里",
    ]


async def test_export_of_an_empty_chat_is_two_headings(talk: Conversation) -> None:
    shown = await talk.say("/export please")
    assert shown.texts == ["0 subscriptions", "0 incidents that this chat was told of"]
    assert [rows(body) for _, body in talk.api.files] == [[], []]


async def test_export_that_must_wait_says_so(talk: Conversation) -> None:
    talk.api.failures.append((429, "Too Many Requests"))
    assert "try again in a minute" in (await talk.say("/export")).text


async def test_export_is_not_made_as_often_as_one_likes(talk: Conversation) -> None:
    for _ in range(2):
        await talk.say("/export")
    assert "2 exports a minute are the most" in (await talk.say("/export")).text
    assert len(talk.api.files) == 4
    talk.clock.advance(61)
    assert (await talk.say("/export")).texts == ["0 subscriptions", "0 incidents that this chat was told of"]


async def test_export_of_a_group_is_for_its_administrators(talk: Conversation) -> None:
    assert "Only administrators" in (await talk.say("/export", "group", "bob")).text
    assert talk.api.files == []


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_no_cell_of_a_file_is_a_formula(typed: str) -> None:
    (row,) = rows(subscriptions_csv([subscription(7, text=typed)]))
    assert row["typed"] == f"'{typed}"


async def test_a_location_is_neither_stored_nor_logged_until_a_circle_is_chosen(
    talk: Conversation, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await talk.locate(LAT, LON)
        path = sqlite_url.partition("///")[2]
        stored = b"".join(Path(path + end).read_bytes() for end in ("", "-wal"))
        assert b"private" in stored, "the test looks at the wrong file"
        for exact in (b"24.86", b"67.01"):
            assert exact not in stored
        await talk.press("10 km around")
        stored = b"".join(Path(path + end).read_bytes() for end in ("", "-wal"))
    for exact in (str(LAT).encode(), str(LON).encode(), b"24.8608", b"67.0104"):
        assert exact not in stored
    own = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith(("bot", "handlers")))
    for secret in ("24.86", "67.01", "Karachi", str(ALICE * 10**6)):
        assert secret not in own


async def test_an_answer_to_an_alert_is_kept_with_the_chat(talk: Conversation) -> None:
    (factory,) = GIVEN["factory"](talk.clock.now(), talk.services.gazetteer)
    await talk.say("/subscribe Karachi")
    await alerted(talk, factory)
    await talk.press("Not relevant")
    await talk.press("Wrong place")
    async with talk.services.store.read() as uow:
        assert await uow.feedback.of_chat(ALICE) == {factory.id: Complaint.WRONG_PLACE}
    await talk.say("/forget")
    await talk.press("Delete everything")
    async with talk.services.store.read() as uow:
        assert await uow.feedback.of_chat(ALICE) == {}
        assert await uow.chats.get(ALICE) is None
        assert await uow.outbox.of_chat(ALICE, factory.id) == []


async def test_an_answer_of_another_chat_s_alert_is_refused(talk: Conversation) -> None:
    (factory,) = GIVEN["factory"](talk.clock.now(), talk.services.gazetteer)
    await talk.say("/subscribe Karachi")
    await alerted(talk, factory)
    shown = await talk.forge(f"f:{factory.id}:old_news", "group")
    assert "not yours" in shown.text
    async with talk.services.store.read() as uow:
        assert await uow.feedback.of_chat(CHATS["group"]["id"]) == {}


async def test_why_tells_of_an_alert_that_was_late_and_perhaps_repeated(talk: Conversation) -> None:
    (factory,) = GIVEN["factory"](talk.clock.now(), talk.services.gazetteer)
    await talk.say("/subscribe Karachi")
    await alerted(talk, factory)
    async with talk.services.store.write() as uow:
        before = talk.clock.now() - timedelta(minutes=45)
        await uow._connection.run(update(outbox).values(committed_at=before, repeat=True))  # type: ignore[attr-defined]
    shown = await talk.answer("/why")
    assert "45 min late, perhaps a repetition" in shown.text


async def test_sources_shows_what_fails_first_and_the_rate_of_complaints(
    sqlite_store: SqlStore, clock: FakeClock, gazetteer: Gazetteer
) -> None:
    sources = tuple(Source(name, "feed", f"https://{name}.example") for name in ("Wire", "Paper", "Fresh"))
    config = Config(telegram=Telegram(admins=(ALICE,)), sources=sources)
    now = clock.now()
    async with Conversation(sqlite_store, clock, gazetteer, config) as talk:
        (factory,) = GIVEN["factory"](now, gazetteer)
        factory = replace(factory, reports=(report(id="i1#0", item_id="i1", seen_at=now),))
        async with sqlite_store.write() as uow:
            await uow.items.add_if_new(Item("i1", "Wire", "Wire", "x", seen_at=now), Entry(("k",), "h", "x"))
            well = SourceState("Wire", first_ok_at=now, last_ok_at=now, last_polled_at=now, entries=3)
            await uow.sources.save(replace(well, last_item_at=now))
            await uow.sources.save(
                replace(well, name="Paper", failures=3, last_failure="timeout: no answer in 20 s")
            )
        await talk.say("/subscribe Karachi")
        await alerted(talk, factory)
        await talk.press("Not relevant")
        await talk.press("Told twice")
        shown = await talk.say("/sources")
        lines = shown.text.split("\n")
        assert lines[0] == "3 sources; answers of 30 days"
        assert shown.text.index("✗ Paper: fails") < shown.text.index("✓ Wire")
        assert "timeout: no answer in 20 s; last well Tue 5 Nov" in shown.text
        assert "… Fresh: not asked yet" in shown.text
        assert "1 alerts, 1 not relevant (100 %): Told twice 1" in shown.text
        status = (await talk.say("/status")).text
        assert "Sources: 1 of 3 fine, last item Tue 5 Nov" in status
        assert "0 waiting, 1 sent, 0 ended" in status
        assert str(ALICE) not in shown.text + status


async def test_many_sources_have_pages_for_who_runs_the_bot_alone(
    sqlite_store: SqlStore, clock: FakeClock, gazetteer: Gazetteer
) -> None:
    sources = tuple(Source(f"S{n:02}", "feed", f"https://{n}.example") for n in range(30))
    config = Config(telegram=Telegram(admins=(ALICE,)), sources=sources)
    async with Conversation(sqlite_store, clock, gazetteer, config) as talk:
        assert "S11" in (await talk.say("/sources")).text
        assert "S23" in (await talk.press("More")).text
        assert "S29" in (await talk.press("More")).text
        assert "S12" in (await talk.press("◀ Back")).text
        assert "not yours" in (await talk.press("More", user=ALICE + 1)).text


async def test_a_subscription_after_forgetting_is_number_one_again(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.say("/quiet off")
    await talk.say("/forget")
    await talk.press("Delete everything")
    assert "Saved as subscription 1" in (await talk.say("/subscribe Lahore")).text
    assert "23:00 to 07:00 PKT" in (await talk.say("/quiet")).text


async def test_who_runs_the_bot_sees_two_commands_more_if_they_ever_wrote_to_it(talk: Conversation) -> None:
    await handlers.set_menu(talk.application.bot, [ALICE])
    scoped = [values for name, values in talk.api.calls if name == "setMyCommands" and "scope" in values]
    assert len(scoped) == len(offered())
    assert all("status" in str(values["commands"]) for values in scoped)
    everyone = [values for name, values in talk.api.calls if "scope" not in values]
    assert everyone
    assert not any("status" in str(values["commands"]) for values in everyone)


async def test_an_operator_who_never_wrote_to_the_bot_does_not_spoil_the_menu(talk: Conversation) -> None:
    count = len(offered())
    calls = []

    async def refused(*args: object, **values: object) -> bool:
        calls.append(values)
        if "scope" in values:
            raise BadRequest("chat not found")
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(talk.application.bot), "set_my_commands", lambda _, *a, **v: refused(*a, **v))
        await handlers.set_menu(talk.application.bot, [ALICE, ALICE + 1])
    assert len(calls) == count + 2


async def test_an_administrator_who_was_demoted_can_change_nothing_any_more(talk: Conversation) -> None:
    group = CHATS["group"]["id"]
    talk.api.admins.add((group, ALICE))
    await talk.say("/subscribe Karachi", "group")
    assert "day and night" in (await talk.say("/quiet off", "group")).text
    await talk.say("/settings", "group")
    talk.api.admins.clear()
    for text in ("/quiet on", "/mute all", "/sites Gwadar", "/near Karachi", "/export", "/forget"):
        assert "Only administrators" in (await talk.say(text, "group")).text, text
    assert "Only administrators" in (await talk.press("A line on days", "group")).text
    async with talk.services.store.read() as uow:
        chat = await uow.chats.get(group)
    assert chat is not None
    assert not chat.settings.daily
    assert talk.api.files == []


@pytest.mark.parametrize("text", ["/quiet off", "/mute 8h", "/sites Gwadar", "/export", "/forget"])
async def test_a_channel_that_writes_in_a_group_changes_nothing(talk: Conversation, text: str) -> None:
    assert "Only administrators" in (await talk.say(text, "group", "other_channel")).text


async def test_a_button_pressed_twice_does_its_work_once_and_says_the_same(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.locate(LAT, LON)
    data = f"g:c:50:{LAT:.2f}:{LON:.2f}"
    assert "Saved as subscription 2" in (await talk.forge(data)).text
    assert "You have this already: subscription 2" in (await talk.forge(data)).text
    async with talk.services.store.read() as uow:
        assert len(await uow.subscriptions.of_chat(ALICE)) == 2
