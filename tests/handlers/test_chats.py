"""Being added, removed, blocked, moved; updates that come twice, edited or broken; what is kept of people."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import handlers
from bot.i18n import Translator, offered
from bot.model.errors import StorageError
from bot.model.item import Entry, Item
from bot.model.subscription import ChatState
from handlers.help import LISTED
from storage import SqlStore
from tests.fakes.bot_api import member_data
from tests.handlers.conversation import ALICE, CHATS, Conversation
from tests.handlers.incidents import GIVEN

GROUP = CHATS["group"]["id"]
SECRETS = ("Secret", "secretname", "Office", "News")


def member(kind: str, before: str, after: str) -> dict[str, Any]:
    """The bot's own membership changes."""

    def status(name: str) -> dict[str, Any]:
        return {**member_data(name, 42), **({"until_date": 0} if name == "kicked" else {})}

    return {
        "my_chat_member": {
            "chat": CHATS[kind],
            "from": {"id": ALICE, "is_bot": False, "first_name": "Secret Name"},
            "date": 1730800000,
            "old_chat_member": status(before),
            "new_chat_member": status(after),
        }
    }


async def state(talk: Conversation, chat_id: int) -> ChatState | None:
    async with talk.services.store.read() as uow:
        chat = await uow.chats.get(chat_id)
    return chat.state if chat else None


async def test_blocked_bot_pauses_and_goes_on_when_started_again(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.send(member("private", "member", "kicked"))
    assert await state(talk, ALICE) is ChatState.GONE
    shown = await talk.say("/start")
    assert "Welcome back" in shown.text
    assert await state(talk, ALICE) is ChatState.ACTIVE


async def test_bot_that_is_unblocked_goes_on_without_a_word(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.send(member("private", "member", "kicked"))
    assert not (await talk.send(member("private", "kicked", "member"))).text
    assert await state(talk, ALICE) is ChatState.ACTIVE


async def test_bot_added_to_a_group_says_how_to_begin(talk: Conversation) -> None:
    shown = await talk.send(member("group", "left", "member"))
    assert "/subscribe Karachi" in shown.text
    assert "administrator" in shown.text


async def test_bot_that_returns_to_a_group_goes_on_with_its_subscriptions(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi", "group", "anonymous")
    await talk.send(member("group", "member", "left"))
    assert await state(talk, GROUP) is ChatState.GONE
    shown = await talk.send(member("group", "left", "administrator"))
    assert "1 subscription" in shown.text
    assert await state(talk, GROUP) is ChatState.ACTIVE


async def test_promotion_is_no_return(talk: Conversation) -> None:
    assert not (await talk.send(member("group", "member", "administrator"))).text


@pytest.mark.parametrize("both", [("to", "from"), ("from", "to"), ("to",), ("from",)])
async def test_group_that_becomes_a_supergroup_keeps_its_subscriptions(
    talk: Conversation, both: tuple[str, ...]
) -> None:
    await talk.say("/subscribe Karachi", "group", "anonymous")
    supergroup = CHATS["forum"]
    for way in both:
        chat, key, other = (
            (CHATS["group"], "migrate_to_chat_id", supergroup["id"])
            if way == "to"
            else (supergroup, "migrate_from_chat_id", GROUP)
        )
        message = {"message_id": 5, "date": 1730800000, "chat": chat, key: other}
        await talk.send({"message": message})
    shown = await talk.say("/subscriptions", "forum")
    assert "1. Karachi" in shown.text
    assert await state(talk, GROUP) is ChatState.MOVED


async def test_edited_command_is_not_done_again(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    message = {
        "message_id": 1, "date": 1730800000, "edit_date": 1730800001, "chat": CHATS["private"],
        "from": {"id": ALICE, "is_bot": False, "first_name": "x"}, "text": "/subscribe Lahore",
        "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
    }  # fmt: skip
    assert not (await talk.send({"edited_message": message})).text
    assert "1 subscription" in (await talk.say("/subscriptions")).text


async def test_update_that_comes_twice_is_done_once(talk: Conversation) -> None:
    message = {
        "message_id": 1, "date": 1730800000, "chat": CHATS["private"],
        "from": {"id": ALICE, "is_bot": False, "first_name": "x"}, "text": "/mute 8h",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }  # fmt: skip
    assert (await talk.send({"message": message}, update_id=900)).text
    assert not (await talk.send({"message": message}, update_id=900)).text


async def test_choice_pressed_twice_is_refused_the_second_time(talk: Conversation) -> None:
    await talk.say("/subscribe Hyderabad")
    (data,) = [
        button["callback_data"]
        for message in talk.api.messages.values()
        for button in talk._keyboard(message)
        if button["text"].startswith("Hyderabad, Sindh")
    ]
    assert "Saved" in (await talk.forge(data)).text
    assert "too old, or not yours" in (await talk.forge(data)).text
    assert "1 subscription" in (await talk.say("/subscriptions")).text


async def test_token_of_another_chat_is_refused(talk: Conversation) -> None:
    await talk.say("/subscribe Hyderabad")
    (message,) = talk.api.messages.values()
    data = talk._keyboard(message)[0]["callback_data"]
    talk.api.admins.add((GROUP, ALICE))
    assert "too old, or not yours" in (await talk.forge(data, "group")).text


async def test_demoted_administrator_is_refused(talk: Conversation) -> None:
    talk.api.admins.add((GROUP, ALICE))
    assert "Saved" in (await talk.say("/subscribe Karachi", "group")).text
    talk.api.admins.clear()
    assert "Only administrators" in (await talk.press("✕ Delete", "group")).text
    assert "1. Karachi" in (await talk.say("/subscriptions", "group")).text


async def test_administrators_that_cannot_be_asked_for_are_none(talk: Conversation) -> None:
    talk.api.admins.add((GROUP, ALICE))
    await talk.say("/help", "group")
    talk.api.failures.append((400, "Bad Request: chat not found"))
    assert "Only administrators" in (await talk.say("/subscribe Karachi", "group")).text


async def test_button_of_an_inline_message_does_nothing(talk: Conversation) -> None:
    query = {
        "id": "1", "from": {"id": ALICE, "is_bot": False, "first_name": "x"}, "chat_instance": "1",
        "inline_message_id": "abc", "data": "s:x:1",
    }  # fmt: skip
    assert not (await talk.send({"callback_query": query})).text
    assert [name for name, _ in talk.api.calls] == ["answerCallbackQuery"]


async def test_button_under_a_message_too_old_to_change_is_answered(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    query = {
        "id": "1", "from": {"id": ALICE, "is_bot": False, "first_name": "x"}, "chat_instance": "1",
        "message": {"message_id": 1, "date": 0, "chat": CHATS["private"]}, "data": "s:e:1",
    }  # fmt: skip
    talk.api.failures.append((400, "Bad Request: message can't be edited"))
    shown = await talk.send({"callback_query": query})
    assert "every severity" in shown.text
    assert [name for name, _ in talk.api.calls][-3:] == [
        "editMessageText",
        "sendMessage",
        "answerCallbackQuery",
    ]


async def test_every_button_press_is_answered(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.press("Everything")
    await talk.press("✕ Delete")
    await talk.press("↩")
    await talk.forge("nonsense")
    assert sum(name == "answerCallbackQuery" for name, _ in talk.api.calls) == 4


async def test_failure_inside_says_that_nothing_was_changed(
    talk: Conversation, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Any:
        raise StorageError("the disk is full")

    await talk.say("/start")
    monkeypatch.setattr(talk.services.store, "write", broken)
    with caplog.at_level(logging.ERROR):
        shown = await talk.say("/subscribe Karachi")
    assert "nothing was changed" in shown.text
    assert "StorageError" in caplog.text
    assert "Karachi" not in caplog.text
    monkeypatch.undo()
    assert "no subscription" in (await talk.say("/subscriptions")).text


async def test_database_that_can_not_be_read_is_answered_too(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Any:
        raise StorageError("the database is locked")

    monkeypatch.setattr(talk.services.store, "read", broken)
    assert "nothing was changed" in (await talk.say("/latest Karachi")).text
    assert "nothing was changed" in (await talk.forge("s:x:1")).text


async def test_failure_after_the_commit_says_that_it_was_saved(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.subscribe._told", lambda *_, **__: 1 / 0)
    assert "It was saved" in (await talk.say("/subscribe Karachi")).text
    assert "1 subscription" in (await talk.say("/subscriptions")).text


async def test_chat_that_blocked_before_the_answer_is_marked_gone(talk: Conversation) -> None:
    await talk.say("/start")
    talk.api.failures.append((403, "Forbidden: bot was blocked by the user"))
    await talk.say("/help")
    assert await state(talk, ALICE) is ChatState.GONE


async def test_answer_that_must_wait_is_sent_later(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("handlers.turn._sleep", wait)
    talk.api.failures += [(429, "Too Many Requests: retry after 30")] * 2
    assert not (await talk.say("/help")).text
    async with asyncio.timeout(5):
        while not talk.api.messages:
            await asyncio.sleep(0)
    (message,) = talk.api.messages.values()
    assert "/subscribe" in message["text"]
    assert waits == [30, 30]


async def test_answer_to_a_group_that_moved_meanwhile_follows_it(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi", "group", "anonymous")
    supergroup = CHATS["forum"]["id"]
    talk.api.failures.append((400, f"migrated to {supergroup}"))
    await talk.say("/subscriptions", "group")
    assert "1. Karachi" in talk.api.messages[max(talk.api.messages, key=lambda key: key[1])]["text"]
    assert await state(talk, GROUP) is ChatState.MOVED


async def test_anything_else_in_private_gets_the_hint(talk: Conversation) -> None:
    base = {
        "message_id": 1, "date": 1730800000, "chat": CHATS["private"],
        "from": {"id": ALICE, "is_bot": False, "first_name": "x"},
    }  # fmt: skip
    shown = await talk.send({"message": {**base, "dice": {"emoji": "🎲", "value": 3}}})
    assert "/subscribe Karachi" in shown.text
    assert not (await talk.send({"message": {**base, "pinned_message": {**base, "text": "x"}}})).text


async def test_answer_says_what_the_last_days_would_have_sent(talk: Conversation) -> None:
    now = talk.clock.now()
    assert "would have" not in (await talk.say("/subscribe Sindh")).text, "nothing is stored yet"
    async with talk.services.store.write() as uow:
        item = Item("i1", "Wire A", "Wire A", "x", seen_at=now - timedelta(days=3, hours=1))
        await uow.items.add_if_new(item, Entry(("k",), "h", "x"))
        for each in (
            *GIVEN["factory"](now, talk.services.gazetteer),
            *GIVEN["lahore"](now, talk.services.gazetteer),
        ):
            await uow.incidents.save(each)
    assert "In the last 3 days this would have sent 2 alerts" in (await talk.say("/subscribe Pakistan")).text
    assert "In the last 3 days this would have sent one alert" in (await talk.say("/subscribe Karachi")).text
    assert "Nothing of the last 3 days" in (await talk.say("/subscribe Quetta")).text


async def test_no_name_is_stored_or_logged(
    talk: Conversation, sqlite_store: SqlStore, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await talk.say("/subscribe Karachi")
        await talk.say("/subscribe Lahore", "group", "anonymous")
        await talk.send(member("group", "left", "member"))
    path = sqlite_url.partition("///")[2]
    stored = b"".join(Path(path + end).read_bytes() for end in ("", "-wal"))
    assert b"Karachi" in stored, "the test looks at the wrong file"
    for secret in SECRETS:
        assert secret.encode() not in stored
    own = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith(("bot", "handlers")))
    for secret in (*SECRETS, "Karachi", "Lahore"):
        assert secret not in own


async def test_menu_and_help_name_every_command(talk: Conversation) -> None:
    names = [row.name for row in handlers.COMMANDS if not row.operators]
    assert set(LISTED) | {"start", "help"} == set(names)
    await handlers.set_menu(talk.application.bot)
    assert [name for name, _ in talk.api.calls] == ["setMyCommands"] * len(offered())
    for lang in offered():
        for name in names:
            assert 0 < len(Translator.for_lang(lang).raw(f"menu-{name}")) <= 256
        assert all(text != f"menu-{name}" for name, text in handlers.menu(lang))


async def test_language_of_a_private_chat_is_kept_in_the_chat(talk: Conversation) -> None:
    await talk.say("/start")
    async with talk.services.store.read() as uow:
        chat = await uow.chats.get(ALICE)
    assert chat is not None
    assert chat.lang == "en"
