"""The real python-telegram-bot client through every method that the bot uses."""

import io
import struct
import zlib
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken

from bot.playground.standin import StandIn
from tests.playground.conftest import ANN, BILAL, BLOCKED, FORUM, GROUP, MIGRATED, MIGRATED_TO


def png(width: int = 2, height: int = 1) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\x80\x40\x20" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[telegram.Bot]:
    client = telegram.Bot(standin.token, base_url=standin.base_url, base_file_url=standin.base_file_url)
    async with client:
        yield client


async def test_me(bot: telegram.Bot) -> None:
    me = await bot.get_me()
    assert (me.username, me.is_bot, me.can_read_all_group_messages) == ("sitrep_demo_bot", True, False)


async def test_send_edit_delete(standin: StandIn, bot: telegram.Bot) -> None:
    keyboard = InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Details", callback_data="i:1"),
                InlineKeyboardButton("Map", url="https://x.org"),
            ],
            [InlineKeyboardButton("Copy", copy_text=telegram.CopyTextButton("text"))],
        ]
    )
    sent = await bot.send_message(
        ANN, "<b>one</b>", parse_mode="HTML", reply_markup=keyboard, disable_notification=True
    )
    assert sent.text_html == "<b>one</b>"
    assert sent.reply_markup is not None
    assert standin.is_silent(ANN, sent.message_id)

    edited = await bot.edit_message_text("two", ANN, sent.message_id, reply_markup=keyboard)
    assert isinstance(edited, telegram.Message)
    assert edited.text == "two"
    assert edited.edit_date is not None
    assert [each["text"] for each in standin.history(ANN, sent.message_id)] == ["one"]

    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("two", ANN, sent.message_id, reply_markup=keyboard)
    await bot.edit_message_reply_markup(ANN, sent.message_id)
    assert "reply_markup" not in standin.messages(ANN)[-1]
    assert await bot.delete_message(ANN, sent.message_id)
    assert standin.messages(ANN) == []
    assert [(each.method, each.status) for each in standin.calls("sendMessage")] == [("sendMessage", 200)]


async def test_reply_and_topic(standin: StandIn, bot: telegram.Bot) -> None:
    asked = standin.say(GROUP, "/latest", user_id=BILAL)
    answer = await bot.send_message(GROUP, "here", reply_to_message_id=asked["message_id"])
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "/latest"
    thread = standin.add_topic(FORUM, "Alerts")
    there = await bot.send_message(FORUM, "x", message_thread_id=thread)
    assert (there.message_thread_id, there.is_topic_message) == (thread, True)


async def test_button(standin: StandIn, bot: telegram.Bot) -> None:
    sent = await bot.send_message(
        ANN, "x", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="m:1")]])
    )
    pressed = standin.press(ANN, sent.message_id, "m:1")
    updates = await bot.get_updates(timeout=0)
    query = updates[-1].callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (pressed, "m:1", ANN)
    assert query.message is not None
    assert query.message.message_id == sent.message_id
    await query.answer("Muted.", show_alert=True)
    assert standin.answer_of(pressed) == {"text": "Muted.", "show_alert": True, "url": ""}


async def test_pictures_files_places(standin: StandIn, bot: telegram.Bot) -> None:
    photo = await bot.send_photo(ANN, png(), caption="<i>map</i>", parse_mode="HTML")
    assert (photo.photo[-1].width, photo.photo[-1].height, photo.caption) == (2, 1, "map")
    again = await bot.send_photo(ANN, photo.photo[-1].file_id)
    assert again.photo[-1].file_id == photo.photo[-1].file_id
    document = await bot.send_document(ANN, io.BytesIO(b"a,b\n1,2\n"), filename="export.csv")
    assert document.document is not None
    assert document.document.file_name == "export.csv"
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a,b\n1,2\n"
    place = await bot.send_location(ANN, 24.86, 67.0)
    assert place.location is not None
    assert place.location.latitude == 24.86
    await bot.edit_message_caption(ANN, photo.message_id, caption="new")
    assert standin.messages(ANN)[0]["caption"] == "new"
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ANN, b"no picture")


async def test_commands_by_scope_and_language(standin: StandIn, bot: telegram.Bot) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "帮助")], language_code="zh")
    await bot.set_my_commands([("status", "Status")], scope=telegram.BotCommandScopeChat(ANN))
    assert [each.command for each in await bot.get_my_commands()] == ["help"]
    assert (await bot.get_my_commands(language_code="zh"))[0].description == "帮助"
    assert await bot.get_my_commands(language_code="ur") == ()
    await bot.delete_my_commands(scope=telegram.BotCommandScopeChat(ANN))
    assert await bot.get_my_commands(scope=telegram.BotCommandScopeChat(ANN)) == ()


async def test_chats_and_members(bot: telegram.Bot) -> None:
    assert (await bot.get_chat(GROUP)).title == "Office"
    assert (await bot.get_chat_member(GROUP, ANN)).status == "creator"
    assert (await bot.get_chat_member(GROUP, BILAL)).status == "member"
    assert (await bot.get_chat_member(GROUP, BLOCKED)).status == "left"
    assert [each.user.id for each in await bot.get_chat_administrators(GROUP)] == [ANN]
    assert await bot.get_chat_member_count(GROUP) == 3
    assert await bot.send_chat_action(ANN, "typing")
    assert await bot.leave_chat(GROUP)
    with pytest.raises(Forbidden):
        await bot.send_message(GROUP, "x")


async def test_profile_and_webhook(bot: telegram.Bot) -> None:
    assert await bot.set_my_description("What it does")
    assert (await bot.get_my_description()).description == "What it does"
    assert await bot.set_my_short_description("Short")
    assert await bot.set_chat_menu_button()
    assert await bot.set_webhook("https://example.org/hook", secret_token="a-b_c")
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    with pytest.raises(Conflict):
        await bot.get_updates()
    assert await bot.delete_webhook()


async def test_errors_are_the_library_s_own(standin: StandIn, bot: telegram.Bot) -> None:
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(BLOCKED, "x")
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(MIGRATED, "x")
    assert moved.value.new_chat_id == MIGRATED_TO
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(ANN, "<x>", parse_mode="HTML")
    with pytest.raises(InvalidToken):
        await telegram.Bot("1234567:" + "x" * 35, base_url=standin.base_url).get_me()
