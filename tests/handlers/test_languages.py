"""The language of a chat: Telegram's, asked once in groups, kept, and used by the menu."""

from typing import Any

import pytest

import handlers
from bot.i18n import Translator, offered
from bot.model.kinds import fine_kinds
from handlers.language import find, own_name
from handlers.wizard import GROUPS
from storage import SqlStore
from tests.fakes.bot_api import BotApi
from tests.handlers.conversation import ALICE, BOB, CHATS, Conversation
from tests.handlers.test_chats import member

GROUP: Any = CHATS["group"]["id"]


async def greeted(talk: Conversation, language_code: str) -> str:
    """What somebody whose Telegram speaks so is told first."""
    sender = {"id": ALICE, "is_bot": False, "first_name": "x", "language_code": language_code}
    return (await talk.say("/start", **{"from": sender})).text


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("en-GB", "Which place?"),
        ("zh", "哪个地点？"),
        ("zh-hans", "哪个地点？"),
        ("ur", "کون سی جگہ؟"),
        ("ur-PK", "کون سی جگہ؟"),
        ("xx", "Which place?"),
        ("", "Which place?"),
    ],
)
async def test_a_private_chat_begins_in_the_language_of_its_telegram(
    talk: Conversation, code: str, says: str
) -> None:
    assert says in await greeted(talk, code)


async def test_a_language_that_was_chosen_holds_whatever_telegram_speaks(talk: Conversation) -> None:
    await greeted(talk, "zh")
    await talk.say("/language ur")
    assert "کون سی جگہ؟" in await greeted(talk, "zh")


async def test_a_group_is_asked_for_its_language_once(talk: Conversation) -> None:
    talk.api.admins.add((GROUP, ALICE))
    shown = await talk.send(member("group", "left", "member"))
    assert shown.buttons == [own_name(code) for code in offered()]
    shown = await talk.press("اردو", "group", BOB)
    assert "Only administrators" in shown.text
    shown = await talk.press("اردو", "group")
    assert "شکریہ" in shown.text
    assert shown.buttons == []
    await talk.say("/subscribe کراچی", "group")
    await talk.send(member("group", "member", "left"))
    back = await talk.send(member("group", "left", "member"))
    assert "واپسی" in back.text
    assert back.buttons == []


async def test_the_language_stays_when_a_group_moves(talk: Conversation, sqlite_store: SqlStore) -> None:
    talk.api.admins.add((GROUP, ALICE))
    await talk.say("/language zh", "group")
    async with sqlite_store.write() as uow:
        await uow.chats.move(GROUP, -100777)
        moved = await uow.chats.get(-100777)
    assert moved is not None
    assert moved.lang == "zh"


async def test_the_menu_is_set_in_every_language(talk: Conversation) -> None:
    await handlers.set_menu(talk.application.bot)
    api: BotApi = talk.api
    codes = {values.get("language_code", "") for name, values in api.calls if name == "setMyCommands"}
    assert codes == {"", *(code for code in offered() if code != "en")}


def test_menus_have_the_same_commands_each_told_in_its_language() -> None:
    english = dict(handlers.menu("en"))
    for lang in offered():
        told = dict(handlers.menu(lang))
        assert list(told) == list(english)
        if lang != "en":
            assert not set(told.values()) & set(english.values())


@pytest.mark.parametrize("nonsense", ["", "/", "klingon", "e", "ur'; --", "\u202eur", "中", "x" * 500])
def test_nonsense_names_no_language(nonsense: str) -> None:
    assert find(nonsense) is None


def test_every_kind_of_incident_can_be_picked_in_the_first_steps() -> None:
    """Whoever picks all groups but one must miss nothing else."""
    picked = [kind for _, group in GROUPS for kind in group]
    assert len(picked) == len(set(picked))
    told = {fine.name for fine in fine_kinds().values() if fine.kind in picked or fine.name in picked}
    assert set(fine_kinds()) - told == set()


@pytest.mark.parametrize("lang", offered())
def test_every_group_of_kinds_has_a_name(lang: str) -> None:
    assert all(Translator.for_lang(lang).has(f"kinds-{name}") for name, _ in GROUPS)
