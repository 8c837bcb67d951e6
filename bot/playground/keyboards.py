"""Reply markup: which keyboards Telegram takes."""

import json
from typing import Any

from bot.playground.markup import need_utf8
from bot.playground.refusal import bad
from bot.playground.urls import WrongUrlError, check_url

MAX_DATA_BYTES = 64
MAX_COPY = 256
MAX_BUTTONS = 100
MAX_MARKUP_BYTES = 10_000

_KEYS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def reply_markup(value: Any) -> dict[str, Any] | None:
    """Return the markup as the message will carry it; None if there is none. Raises RefusedError."""
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    for name in ("keyboard", "inline_keyboard"):
        if value.get(name) is not None and not isinstance(value[name], list):
            raise bad(f'Field "{name}" must be of type Array')
    if value.get("keyboard"):
        return {**value, "keyboard": [_key_row(row) for row in value["keyboard"]]}
    if rows := value.get("inline_keyboard"):
        return _inline(rows)
    kept = {name: value[name] for name in _KEYS if value.get(name) and name != "inline_keyboard"}
    return kept or None


def _inline(rows: list[Any]) -> dict[str, Any] | None:
    if not all(isinstance(row, list) for row in rows):
        raise bad('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keyboard = [[_button(each) for each in row] for row in rows]
    keyboard = [row for row in keyboard if row]
    if sum(map(len, keyboard)) > MAX_BUTTONS or len(json.dumps(keyboard)) > 4 * MAX_MARKUP_BYTES:
        raise bad("reply markup is too long")
    return {"inline_keyboard": keyboard} if keyboard else None


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = _string(button, "text", required=True)
    if not text.strip():
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    kept: dict[str, Any] = {"text": text}
    if style := _string(button, "style"):
        if style not in ("danger", "success", "primary"):
            raise bad("can't parse inline keyboard button: Invalid button style specified")
        kept["style"] = style
    if url := _string(button, "url"):
        try:
            return {**kept, "url": check_url(url)}
        except WrongUrlError as error:
            raise bad(f"inline keyboard button URL '{url}' is invalid: {error}") from None
    if data := _string(button, "callback_data"):
        if len(data.encode("utf-8")) > MAX_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {**kept, "callback_data": data}
    if "copy_text" in button:
        copy = button["copy_text"]
        if not isinstance(copy, dict):
            raise bad('can\'t parse inline keyboard button: Field "copy_text" must be of type Object')
        copied = _string(copy, "text", required=True)
        if not 1 <= len(copied) <= MAX_COPY:
            raise bad("BUTTON_COPY_TEXT_INVALID")
        return {**kept, "copy_text": {"text": copied}}
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        if name in button:
            return {**kept, name: _string(button, name, required=True)}
    raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _string(button: dict[str, Any], name: str, *, required: bool = False) -> str:
    value = button.get(name)
    if value is None:
        if required:
            raise bad(f"can't parse inline keyboard button: Can't find field \"{name}\"")
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise bad(f'can\'t parse inline keyboard button: Field "{name}" must be of type String')
    return need_utf8(str(value))


def _key_row(row: Any) -> list[dict[str, Any]]:
    if not isinstance(row, list):
        raise bad('Field "keyboard" must be an Array of Arrays')
    keys = []
    for key in row:
        if isinstance(key, str):
            keys.append({"text": key})
        elif not isinstance(key, dict):
            raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
        elif not isinstance(key.get("text"), str):
            raise bad("can't parse keyboard button: Can't find field \"text\"")
        else:
            keys.append(key)
    return keys
