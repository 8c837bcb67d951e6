"""Wrong requests and what Telegram says to them. To add one: a line in the table.

A line is: what is wrong, the method, its parameters, the status, the description.
"""

from typing import Any

import pytest

from bot.playground.standin import StandIn
from tests.fakes.clock import FakeClock
from tests.playground.conftest import (
    ANN,
    BLOCKED,
    CHANNEL,
    DEACTIVATED,
    FORUM,
    GROUP,
    KICKED,
    MIGRATED,
    MIGRATED_TO,
    Call,
)

BAD = "Bad Request: "
UNREADABLE = BAD + "can't parse entities: "
NOT_MODIFIED = (
    BAD + "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = BAD + "query is too old and response timeout expired or query ID is invalid"
BUTTON = BAD + "can't parse inline keyboard button: "
HTML = {"chat_id": ANN, "parse_mode": "HTML"}


def html(text: str) -> dict[str, Any]:
    return {**HTML, "text": text}


def keys(*buttons: Any) -> dict[str, Any]:
    return {"chat_id": ANN, "text": "x", "reply_markup": {"inline_keyboard": [list(buttons)]}}


def commands(*given: Any) -> dict[str, Any]:
    return {"commands": list(given)}


# fmt: off
WRONG: list[tuple[str, str, dict[str, Any], int, str]] = [
    # the call
    ("a method that does not exist", "sendMesage", {}, 404, "Not Found: method not found"),
    ("a malformed token", "getMe", {"token": "abc"}, 404, "Not Found"),
    ("a wrong token", "getMe", {"token": "123456789:" + "A" * 35}, 401, "Unauthorized"),
    ("a method of HTTP that is not taken", "getMe", {"http": "PUT"}, 405, "Method Not Allowed"),
    # the chat
    ("no chat", "sendMessage", {"text": "x"}, 400, BAD + "chat_id is empty"),
    ("an unknown chat", "sendMessage", {"chat_id": 404, "text": "x"}, 400, BAD + "chat not found"),
    ("an unknown name", "sendMessage", {"chat_id": "@nobody", "text": "x"}, 400, BAD + "chat not found"),
    ("blocked by the user", "sendMessage", {"chat_id": BLOCKED, "text": "x"}, 403,
     "Forbidden: bot was blocked by the user"),
    ("a deleted account", "sendMessage", {"chat_id": DEACTIVATED, "text": "x"}, 403,
     "Forbidden: user is deactivated"),
    ("removed from the group", "sendMessage", {"chat_id": KICKED, "text": "x"}, 403,
     "Forbidden: bot was kicked from the supergroup chat"),
    ("a group that became a supergroup", "sendMessage", {"chat_id": MIGRATED, "text": "x"}, 400,
     BAD + "group chat was upgraded to a supergroup chat"),
    ("an unknown topic", "sendMessage", {"chat_id": FORUM, "text": "x", "message_thread_id": 99}, 400,
     BAD + "message thread not found"),
    ("a topic of a chat without any", "sendMessage", {"chat_id": GROUP, "text": "x", "message_thread_id": 1},
     400, BAD + "message thread not found"),
    ("a closed topic", "sendMessage", {"chat_id": FORUM, "text": "x", "message_thread_id": 1}, 400,
     BAD + "TOPIC_CLOSED"),
    # the text
    ("no text", "sendMessage", {"chat_id": ANN}, 400, BAD + "message text is empty"),
    ("an empty text", "sendMessage", {"chat_id": ANN, "text": ""}, 400, BAD + "message text is empty"),
    ("spaces only", "sendMessage", {"chat_id": ANN, "text": " \n "}, 400, BAD + "text must be non-empty"),
    ("markup around nothing", "sendMessage", html("<b></b>"), 400, BAD + "text must be non-empty"),
    ("4,097 letters", "sendMessage", {"chat_id": ANN, "text": "x" * 4097}, 400, BAD + "message is too long"),
    ("2,049 emoji are 4,098 units", "sendMessage", {"chat_id": ANN, "text": "🟠" * 2049}, 400,
     BAD + "message is too long"),
    ("too long once edited", "editMessageText", {"chat_id": ANN, "message_id": 1, "text": "x" * 4097}, 400,
     BAD + "MESSAGE_TOO_LONG"),
    ("half a surrogate pair", "sendMessage", {"chat_id": ANN, "text": "a\ud83d"}, 400,
     BAD + "strings must be encoded in UTF-8"),
    ("an unknown parse mode", "sendMessage", {"chat_id": ANN, "text": "x", "parse_mode": "BBCode"}, 400,
     BAD + "unsupported parse_mode"),
    # markup
    ("an unknown tag", "sendMessage", html("<br>"), 400,
     UNREADABLE + 'Unsupported start tag "br" at byte offset 0'),
    ("a lone <", "sendMessage", html("a < b"), 400, UNREADABLE + 'Unsupported start tag "" at byte offset 2'),
    ("a tag that is not closed", "sendMessage", html("<b>x"), 400,
     UNREADABLE + 'Can\'t find end tag corresponding to start tag "b"'),
    ("a cut tag", "sendMessage", html("é <b"), 400, UNREADABLE + "Unclosed start tag at byte offset 3"),
    ("crossed tags", "sendMessage", html("<b><i>x</b></i>"), 400,
     UNREADABLE + 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("an end without a start", "sendMessage", html("x</b>"), 400,
     UNREADABLE + "Unexpected end tag at byte offset 1"),
    ("an end tag that is cut", "sendMessage", html("<b>x</b"), 400,
     UNREADABLE + "Unclosed end tag at byte offset 4"),
    ("an attribute without a name", "sendMessage", html("<a =x>y</a>"), 400,
     UNREADABLE + 'Empty attribute name in the tag "a" at byte offset 0'),
    ("an unquoted address", "sendMessage", html("<a href=https://x.org>y</a>"), 400,
     UNREADABLE + "Unexpected end of name token at byte offset 8"),
    ("an unclosed attribute", "sendMessage", html('<a href="x>y</a>'), 400,
     UNREADABLE + "Unclosed start tag at byte offset 0"),
    ("a span of no known class", "sendMessage", html("<span class='red'>x</span>"), 400,
     UNREADABLE + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("a made-up emoji", "sendMessage", html("<tg-emoji emoji-id='x'>👍</tg-emoji>"), 400,
     UNREADABLE + "Invalid custom emoji identifier specified"),
    ("a reference to half a character", "sendMessage", html("&#xD83D;"), 400, UNREADABLE
     + "Text contains invalid Unicode characters after decoding HTML entities, "
     "check for unmatched surrogate code units"),
    ("entities that are no list", "sendMessage", {"chat_id": ANN, "text": "x", "entities": {}}, 400,
     UNREADABLE + "Expected an Array of MessageEntity"),
    # buttons
    ("markup that is no JSON", "sendMessage", {"chat_id": ANN, "text": "x", "reply_markup": "{"}, 400,
     BAD + "can't parse reply keyboard markup JSON object"),
    ("markup that is no object", "sendMessage", {"chat_id": ANN, "text": "x", "reply_markup": "[]"}, 400,
     BAD + "object expected as reply markup"),
    ("a keyboard that is no list", "sendMessage",
     {"chat_id": ANN, "text": "x", "reply_markup": {"inline_keyboard": {}}}, 400,
     BAD + 'field "inline_keyboard" must be of type Array'),
    ("a flat keyboard", "sendMessage",
     {"chat_id": ANN, "text": "x", "reply_markup": {"inline_keyboard": [{"text": "a"}]}}, 400,
     BAD + 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ("a button that is no object", "sendMessage", keys("a"), 400,
     BUTTON + "InlineKeyboardButton must be an Object"),
    ("a button without text", "sendMessage", keys({"callback_data": "x"}), 400,
     BUTTON + 'Can\'t find field "text"'),
    ("a button that does nothing", "sendMessage", keys({"text": "a"}), 400,
     BUTTON + "Text buttons are unallowed in the inline keyboard"),
    ("empty callback data", "sendMessage", keys({"text": "a", "callback_data": ""}), 400,
     BUTTON + "Text buttons are unallowed in the inline keyboard"),
    ("65 bytes of callback data", "sendMessage", keys({"text": "a", "callback_data": "x" * 65}), 400,
     BAD + "BUTTON_DATA_INVALID"),
    ("33 letters of two bytes", "sendMessage", keys({"text": "a", "callback_data": "é" * 33}), 400,
     BAD + "BUTTON_DATA_INVALID"),
    ("callback data that is no text", "sendMessage", keys({"text": "a", "callback_data": ["x"]}), 400,
     BUTTON + 'Field "callback_data" must be of type String'),
    ("a script behind a button", "sendMessage", keys({"text": "a", "url": "javascript:alert(1)"}), 400,
     BAD + "inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol"),
    ("a host without a dot", "sendMessage", keys({"text": "a", "url": "http://localhost/x"}), 400,
     BAD + "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL"),
    ("an address without a host", "sendMessage", keys({"text": "a", "url": "https:///x"}), 400,
     BAD + "inline keyboard button URL 'https:///x' is invalid: URL host is empty"),
    ("nothing to copy", "sendMessage", keys({"text": "a", "copy_text": {"text": ""}}), 400,
     BAD + "BUTTON_COPY_TEXT_INVALID"),
    ("257 characters to copy", "sendMessage", keys({"text": "a", "copy_text": {"text": "x" * 257}}), 400,
     BAD + "BUTTON_COPY_TEXT_INVALID"),
    ("101 buttons", "sendMessage", keys(*[{"text": "a", "callback_data": "x"}] * 101), 400,
     BAD + "reply markup is too long"),
    # replies
    ("a reply to nothing", "sendMessage", {**HTML, "text": "x", "reply_parameters": {"message_id": 99}},
     400, BAD + "message to be replied not found"),
    ("a reply that is no object", "sendMessage", {"chat_id": ANN, "text": "x", "reply_parameters": "[]"}, 400,
     BAD + "object expected as reply parameters"),
    # editing and deleting
    ("editing nothing", "editMessageText", {"text": "x"}, 400, BAD + "message identifier is not specified"),
    ("editing an unknown message", "editMessageText", {"chat_id": ANN, "message_id": 99, "text": "x"}, 400,
     BAD + "message to edit not found"),
    ("editing with a message id that is no number", "editMessageText",
     {"chat_id": ANN, "message_id": "x", "text": "y"}, 400, BAD + "message to edit not found"),
    ("editing a person's message", "editMessageText", {"chat_id": ANN, "message_id": 2, "text": "x"}, 400,
     BAD + "message can't be edited"),
    ("the same text again", "editMessageText", {"chat_id": ANN, "message_id": 1, "text": "first"}, 400,
     NOT_MODIFIED),
    ("the same buttons", "editMessageReplyMarkup", {"chat_id": ANN, "message_id": 1}, 400, NOT_MODIFIED),
    ("editing to nothing", "editMessageText", {"chat_id": ANN, "message_id": 1, "text": ""}, 400,
     BAD + "message text is empty"),
    ("the text of a place", "editMessageText", {"chat_id": ANN, "message_id": 3, "text": "x"}, 400,
     BAD + "there is no text in the message to edit"),
    ("deleting an unknown message", "deleteMessage", {"chat_id": ANN, "message_id": 99}, 400,
     BAD + "message to delete not found"),
    ("deleting another's message in a group", "deleteMessage", {"chat_id": GROUP, "message_id": 1}, 400,
     BAD + "message can't be deleted"),
    ("deleting without an id", "deleteMessage", {"chat_id": ANN}, 400,
     BAD + "message identifier is not specified"),
    # pressed buttons
    ("an unknown query", "answerCallbackQuery", {"callback_query_id": "1"}, 400, TOO_OLD),
    ("no query", "answerCallbackQuery", {}, 400, TOO_OLD),
    # pictures, files, places
    ("no picture", "sendPhoto", {"chat_id": ANN}, 400, BAD + "there is no photo in the request"),
    ("an unknown picture", "sendPhoto", {"chat_id": ANN, "photo": "AgAD"}, 400,
     BAD + "wrong file identifier/HTTP URL specified"),
    ("a picture from elsewhere", "sendPhoto", {"chat_id": ANN, "photo": "https://example.org/x.png"}, 400,
     BAD + "failed to get HTTP URL content"),
    ("no document", "sendDocument", {"chat_id": ANN}, 400, BAD + "there is no document in the request"),
    ("1,025 characters of caption", "sendPhoto", {"chat_id": ANN, "photo": "x", "caption": "x" * 1025}, 400,
     BAD + "message caption is too long"),
    ("no latitude", "sendLocation", {"chat_id": ANN, "longitude": 1}, 400, BAD + "latitude is empty"),
    ("a latitude of 91", "sendLocation", {"chat_id": ANN, "latitude": 91, "longitude": 1}, 400,
     BAD + "wrong location specified"),
    ("a latitude that is none", "sendLocation", {"chat_id": ANN, "latitude": "NaN", "longitude": 1}, 400,
     BAD + "wrong location specified"),
    ("an action that does not exist", "sendChatAction", {"chat_id": ANN, "action": "thinking"}, 400,
     BAD + "wrong parameter action in request"),
    ("an unknown file", "getFile", {"file_id": "x"}, 400,
     BAD + "wrong file_id or the file is temporarily unavailable"),
    # members
    ("no user", "getChatMember", {"chat_id": GROUP}, 400, BAD + "invalid user_id specified"),
    ("a user nobody knows", "getChatMember", {"chat_id": GROUP, "user_id": 555}, 400,
     BAD + "PARTICIPANT_ID_INVALID"),
    ("members of a group that the bot left", "getChatMember", {"chat_id": KICKED, "user_id": ANN}, 403,
     "Forbidden: bot was kicked from the supergroup chat"),
    ("administrators of a private chat", "getChatAdministrators", {"chat_id": ANN}, 400,
     BAD + "there are no administrators in the private chat"),
    ("leaving a private chat", "leaveChat", {"chat_id": ANN}, 400, BAD + "chat not found"),
    # commands
    ("commands that are no list", "setMyCommands", {"commands": "{}"}, 400,
     BAD + "expected an Array of BotCommand"),
    ("a command in capitals", "setMyCommands", commands({"command": "Help", "description": "x"}), 400,
     BAD + "BOT_COMMAND_INVALID"),
    ("a command of 33 letters", "setMyCommands", commands({"command": "h" * 33, "description": "x"}), 400,
     BAD + "command length must not exceed 32"),
    ("a command without description", "setMyCommands", commands({"command": "help", "description": ""}), 400,
     BAD + "command description must be non-empty"),
    ("a description of 257 letters", "setMyCommands", commands({"command": "help", "description": "x" * 257}),
     400, BAD + "command description length must not exceed 256"),
    ("a command without a name", "setMyCommands", commands({"description": "x"}), 400,
     BAD + 'can\'t parse BotCommand: Can\'t find field "command"'),
    ("101 commands", "setMyCommands", commands(*[{"command": "a", "description": "x"}] * 101), 400,
     BAD + "BOT_COMMANDS_TOO_MUCH"),
    ("a scope that does not exist", "setMyCommands", {"commands": "[]", "scope": {"type": "all"}}, 400,
     BAD + "can't parse BotCommandScope: Unsupported type specified"),
    ("commands for an unknown chat", "setMyCommands",
     {"commands": "[]", "scope": {"type": "chat", "chat_id": 404}}, 400, BAD + "chat not found"),
    # webhook
    ("a webhook without TLS", "setWebhook", {"url": "http://example.org/"}, 400,
     BAD + "bad webhook: An HTTPS URL must be provided for webhook"),
    ("a secret with spaces", "setWebhook", {"url": "https://example.org/", "secret_token": "a b"}, 400,
     BAD + "secret token contains unallowed characters"),
    ("updates of no kind", "getUpdates", {"allowed_updates": "message"}, 400,
     BAD + "can't parse allowed updates JSON object"),
]
# fmt: on


@pytest.mark.parametrize(
    ("method", "params", "status", "description"),
    [row[1:] for row in WRONG],
    ids=[row[0] for row in WRONG],
)
async def test_wrong_request_is_refused_as_telegram_does(
    standin: StandIn, call: Call, method: str, params: dict[str, Any], status: int, description: str
) -> None:
    await call("sendMessage", chat_id=ANN, text="first")
    standin.say(ANN, "hello")
    await call("sendLocation", chat_id=ANN, latitude=24.9, longitude=67)
    standin.say(GROUP, "hello")
    standin.close_topic(FORUM, standin.add_topic(FORUM, "Alerts"))

    answer = await call(method, **params)

    assert (answer.status, answer.description) == (status, description)
    assert answer.body["ok"] is False
    assert answer.body["error_code"] == status
    assert len(standin.messages(ANN)) == 3, "a refused call must leave nothing behind"


def test_the_table_holds_at_least_forty_kinds() -> None:
    assert len({(row[1], row[4]) for row in WRONG}) >= 40
    assert len({row[0] for row in WRONG}) == len(WRONG)


async def test_migration_names_the_new_chat(call: Call) -> None:
    answer = await call("sendMessage", chat_id=MIGRATED, text="x")
    assert answer.body["parameters"] == {"migrate_to_chat_id": MIGRATED_TO}
    assert (await call("sendMessage", chat_id=MIGRATED_TO, text="x")).status == 200


async def test_a_query_is_answered_once(standin: StandIn, call: Call) -> None:
    sent = await call("sendMessage", **keys({"text": "a", "callback_data": "x"}))
    query = standin.press(ANN, sent.result["message_id"], "x")
    assert (await call("answerCallbackQuery", callback_query_id=query, text="ok")).status == 200
    assert (await call("answerCallbackQuery", callback_query_id=query)).description == TOO_OLD
    assert (await standin.wait_answer(query))["text"] == "ok"


async def test_a_query_is_too_old_after_a_while(standin: StandIn, call: Call, clock: FakeClock) -> None:
    query = standin.press(ANN, 1, "x")
    clock.advance(901)
    assert (await call("answerCallbackQuery", callback_query_id=query)).description == TOO_OLD


async def test_an_answer_of_201_characters_is_refused(standin: StandIn, call: Call) -> None:
    query = standin.press(ANN, 1, "x")
    answer = await call("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert answer.description == BAD + "MESSAGE_TOO_LONG"
    assert standin.answer_of(query) is None


async def test_an_old_message_can_not_be_deleted(call: Call, clock: FakeClock) -> None:
    sent = await call("sendMessage", chat_id=ANN, text="x")
    clock.advance(49 * 3600)
    answer = await call("deleteMessage", chat_id=ANN, message_id=sent.result["message_id"])
    assert answer.description == BAD + "message can't be deleted"


async def test_a_restricted_bot_may_not_write(standin: StandIn, call: Call) -> None:
    standin.world.chat(GROUP).bot = "restricted"
    answer = await call("sendMessage", chat_id=GROUP, text="x")
    assert answer.description == BAD + "not enough rights to send text messages to the chat"


async def test_a_channel_message_has_no_author(call: Call) -> None:
    sent = await call("sendMessage", chat_id=CHANNEL, text="x")
    assert "from" not in sent.result
    assert sent.result["sender_chat"]["id"] == CHANNEL
