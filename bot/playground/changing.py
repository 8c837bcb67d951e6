"""Methods that change or take away what is in a chat, and that answer a pressed button."""

from typing import Any

from bot.playground.keyboards import reply_markup
from bot.playground.markup import utf16_len
from bot.playground.params import Params
from bot.playground.refusal import bad
from bot.playground.texts import MAX_CAPTION, MAX_TEXT, formatted
from bot.playground.world import Chat, Message, Stored, World

# Telegram waits this long for answerCallbackQuery.
QUERY_LIFE_S = 900.0
_DELETABLE_S = 48 * 3600.0
_MAX_ANSWER = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Message:
    """``editMessageText``. Without ``reply_markup`` the buttons go."""
    text = params.text("text")
    if not text:
        raise bad("message text is empty")
    shown, entities = formatted(
        text,
        params.text("parse_mode"),
        params.values.get("entities"),
        limit=MAX_TEXT,
        too_long="MESSAGE_TOO_LONG",
        empty="text must be non-empty",
    )
    markup = _inline(params)
    chat, stored = _mine(world, params)
    if "text" not in stored.data:
        raise bad("there is no text in the message to edit")
    return _change(world, chat, stored, {"text": shown, "entities": entities, "reply_markup": markup})


def edit_message_caption(world: World, params: Params) -> Message:
    """``editMessageCaption``."""
    text, entities = formatted(
        params.text("caption"),
        params.text("parse_mode"),
        params.values.get("caption_entities"),
        limit=MAX_CAPTION,
        too_long="MEDIA_CAPTION_TOO_LONG",
        empty=None,
    )
    markup = _inline(params)
    chat, stored = _mine(world, params)
    if not stored.file_id:
        raise bad("there is no caption in the message to edit")
    new = {"caption": text, "caption_entities": entities, "reply_markup": markup}
    return _change(world, chat, stored, new)


def edit_message_reply_markup(world: World, params: Params) -> Message:
    """``editMessageReplyMarkup``."""
    markup = _inline(params)
    chat, stored = _mine(world, params)
    return _change(world, chat, stored, {"reply_markup": markup})


def delete_message(world: World, params: Params) -> bool:
    """``deleteMessage``."""
    if not params.text("chat_id"):
        raise bad("chat identifier is not specified")
    if params.whole("message_id") == 0:
        raise bad("message identifier is not specified")
    chat = world.found(params.text("chat_id"))
    chat.check_bot_may_write()
    stored = chat.stored.get(params.whole("message_id"))
    if stored is None:
        raise bad("message to delete not found")
    may = stored.by_bot or chat.type == "private" or chat.bot == "administrator"
    if not may or world.now() - stored.data["date"] > _DELETABLE_S:
        raise bad("message can't be deleted")
    del chat.stored[stored.data["message_id"]]
    world.tell("delete", chat_id=chat.id, message_id=stored.data["message_id"])
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """``answerCallbackQuery``: once, and within the time that Telegram waits."""
    query = world.queries.get(params.text("callback_query_id").strip())
    text = params.text("text")
    if query is None or query.answer is not None or world.now() - query.asked_at > QUERY_LIFE_S:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if utf16_len(text) > _MAX_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url")}
    world.tell("answer", chat_id=query.chat_id, message_id=query.message_id, query=query.id, **query.answer)
    return True


def _inline(params: Params) -> dict[str, Any] | None:
    markup = reply_markup(params.values.get("reply_markup"))
    if markup and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return markup


def _mine(world: World, params: Params) -> tuple[Chat, Stored]:
    """The message to edit: it must be the bot's own."""
    if not params.text("chat_id") and not params.whole("message_id"):
        if params.text("inline_message_id"):
            raise bad("MESSAGE_ID_INVALID")
        raise bad("message identifier is not specified")
    chat = world.found(params.text("chat_id"))
    chat.check_bot_may_write()
    stored = chat.stored.get(params.whole("message_id"))
    if stored is None:
        raise bad("message to edit not found")
    if not stored.by_bot:
        raise bad("message can't be edited")
    return chat, stored


def _change(world: World, chat: Chat, stored: Stored, new: Message) -> Message:
    before = {name: stored.data.get(name) or None for name in new}
    if before == {name: value or None for name, value in new.items()}:
        raise bad(_NOT_MODIFIED)
    if "text" in new or "caption" in new:
        stored.history.append(
            {
                name: stored.data[name]
                for name in ("text", "entities", "caption", "caption_entities", "date", "edit_date")
                if name in stored.data
            }
        )
    for name, value in new.items():
        if value:
            stored.data[name] = value
        else:
            stored.data.pop(name, None)
    stored.data["edit_date"] = int(world.now())
    world.tell("edit", chat_id=chat.id, message_id=stored.data["message_id"])
    return stored.data
