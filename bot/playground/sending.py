"""Methods that put something into a chat."""

import secrets
import struct
from typing import Any

from bot.playground.keyboards import reply_markup
from bot.playground.params import Params, Upload
from bot.playground.refusal import bad
from bot.playground.texts import MAX_CAPTION, MAX_TEXT, formatted
from bot.playground.world import Chat, Message, World

_MAX_PHOTO_BYTES = 10_000_000
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_audio",
        "upload_audio",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    }
)


def send_message(world: World, params: Params) -> Message:
    """``sendMessage``."""
    text = params.text("text")
    if not text:
        raise bad("message text is empty")
    shown, entities = formatted(
        text,
        params.text("parse_mode"),
        params.values.get("entities"),
        limit=MAX_TEXT,
        too_long="message is too long",
        empty="text must be non-empty",
    )
    return _send(world, params, {"text": shown, **({"entities": entities} if entities else {})})


def send_photo(world: World, params: Params) -> Message:
    """``sendPhoto``: an upload, or the id of a picture that was uploaded before."""
    caption = _caption(params)
    file_id, upload = _file(world, params, "photo")
    width, height = _size(upload.body)
    photo = {"file_id": file_id, "file_unique_id": file_id[-12:], "width": width, "height": height}
    return _send(world, params, {"photo": [{**photo, "file_size": len(upload.body)}], **caption}, file_id)


def send_document(world: World, params: Params) -> Message:
    """``sendDocument``: an upload, or the id of a file that was uploaded before."""
    caption = _caption(params)
    file_id, upload = _file(world, params, "document")
    document = {
        "file_id": file_id,
        "file_unique_id": file_id[-12:],
        "file_name": upload.name,
        "mime_type": upload.mime,
        "file_size": len(upload.body),
    }
    return _send(world, params, {"document": document, **caption}, file_id)


def send_location(world: World, params: Params) -> Message:
    """``sendLocation``."""
    numbers = {}
    for name in ("latitude", "longitude"):
        text = params.text(name).strip()
        if not text:
            raise bad(f"{name} is empty")
        try:
            numbers[name] = float(text)
        except ValueError:
            numbers[name] = 0.0
    if not (abs(numbers["latitude"]) <= 90 and abs(numbers["longitude"]) <= 180):
        raise bad("wrong location specified")
    return _send(world, params, {"location": numbers})


def send_chat_action(world: World, params: Params) -> bool:
    """``sendChatAction``."""
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat = world.found(params.text("chat_id"))
    chat.check_bot_may_write()
    world.tell("action", chat_id=chat.id, action=action)
    return True


def get_file(world: World, params: Params) -> dict[str, Any]:
    """``getFile``."""
    file_id = params.text("file_id").strip()
    if not file_id:
        raise bad("file_id not specified")
    if file_id not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": file_id,
        "file_unique_id": file_id[-12:],
        "file_size": len(world.files[file_id][1]),
        "file_path": f"files/{file_id}",
    }


def _send(world: World, params: Params, content: Message, file_id: str = "") -> Message:
    markup = reply_markup(params.values.get("reply_markup"))
    chat = world.found(params.text("chat_id"))
    chat.check_bot_may_write()
    head: Message = {"from": world.me}
    if chat.type == "channel":
        head = {"sender_chat": chat.data}
    head |= _thread(chat, params) | _reply(world, chat, params)
    # A message shows inline buttons only; the other keyboards go to the person's input field.
    shown = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    silent = params.flag("disable_notification")
    stored = world.store(chat, {**head, **content, **shown}, silent=silent, by_bot=True, file_id=file_id)
    if markup and not shown:
        world.tell("keyboard", chat_id=chat.id, markup=markup)
    return stored.data


def _thread(chat: Chat, params: Params) -> Message:
    thread_id = params.whole("message_thread_id")
    if thread_id <= 0:
        return {}
    topic = chat.topics.get(thread_id) if chat.is_forum else None
    if topic is None:
        raise bad("message thread not found")
    if topic.closed and chat.bot != "administrator":
        raise bad("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(world: World, chat: Chat, params: Params) -> Message:
    given = params.json("reply_parameters", "reply parameters")
    if given is None:
        given = {
            "message_id": params.whole("reply_to_message_id"),
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    elif not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    elif given and not isinstance(given.get("message_id"), int):
        raise bad('can\'t find field "message_id"')
    number = given.get("message_id") or 0
    if number <= 0:
        return {}
    there = world.found(str(given["chat_id"])) if given.get("chat_id") else chat
    replied = there.stored.get(number)
    if replied is None:
        if given.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    without = {name: value for name, value in replied.data.items() if name != "reply_to_message"}
    return {"reply_to_message": without}


def _caption(params: Params) -> Message:
    text, entities = formatted(
        params.text("caption"),
        params.text("parse_mode"),
        params.values.get("caption_entities"),
        limit=MAX_CAPTION,
        too_long="message caption is too long",
        empty=None,
    )
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _file(world: World, params: Params, kind: str) -> tuple[str, Upload]:
    value = params.text(kind)
    field = value.removeprefix("attach://") if value.startswith("attach://") else kind
    upload = params.files.get(field)
    if upload is None and value and not value.startswith("attach://"):
        if value.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        if value not in world.files:
            raise bad("wrong file identifier/HTTP URL specified")
        mime, body = world.files[value]
        return value, Upload(kind, mime, body)
    if upload is None:
        raise bad(f"there is no {kind} in the request")
    if not upload.body:
        raise bad("file must be non-empty")
    if kind == "photo" and len(upload.body) > _MAX_PHOTO_BYTES:
        raise bad("PHOTO_SAVE_FILE_INVALID")
    if kind == "photo" and not any(_size(upload.body)):
        raise bad("IMAGE_PROCESS_FAILED")
    file_id = f"play{secrets.token_hex(16)}"
    world.files[file_id] = (upload.mime, upload.body)
    return file_id, upload


def _size(body: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG picture; (0, 0) of anything else."""
    if body[:8] == b"\x89PNG\r\n\x1a\n" and len(body) >= 24:
        width, height = struct.unpack(">II", body[16:24])
        return width, height
    at = 2
    while body[:2] == b"\xff\xd8" and at + 9 < len(body) and body[at] == 0xFF:
        if body[at + 1] in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", body[at + 2 : at + 4])[0]
    return 0, 0
