"""The Bot API without a network: what was called is kept, what is asked is answered."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.rendering.telegram_html import NotTelegramError, shown, units

BOT = {"id": 42, "is_bot": True, "first_name": "Sitrep", "username": "SitrepBot"}


class BotApi(BaseRequest):
    """``messages`` by (chat, message id) as they stand now; ``toasts``, ``calls`` and ``files`` in order.

    ``admins`` are (chat, user); ``failures`` are (status, description) for the next calls; a 429 asks to wait
    30 seconds. ``refused`` are calls that Telegram would not have taken.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.toasts: list[str] = []
        self.files: list[tuple[str, bytes]] = []
        self.admins: set[tuple[int, int]] = set()
        self.failures: list[tuple[int, str]] = []
        self.refused: list[str] = []

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        values = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, values))
        try:
            _strict(name, values)
        except (AssertionError, NotTelegramError) as error:
            # The library takes any exception for a broken network, so it is kept for the end of the test.
            self.refused.append(f"{name}: {error!r}")
        if self.failures and name != "getMe":
            status, text = self.failures.pop(0)
            body: dict[str, Any] = {"ok": False, "error_code": status, "description": text}
            if status == 429:
                body["parameters"] = {"retry_after": 30}
            if text.startswith("migrated to "):
                body["parameters"] = {"migrate_to_chat_id": int(text.split()[-1])}
            return status, json.dumps(body).encode()
        if name == "sendDocument" and request_data:
            self.files += [(file[0], file[1]) for file in (request_data.multipart_data or {}).values()]
        return 200, json.dumps({"ok": True, "result": self._result(name, values)}).encode()

    def _result(self, name: str, values: dict[str, Any]) -> Any:
        if name == "getMe":
            return BOT
        if name == "sendMessage":
            return self._store(int(values["chat_id"]), 1000 + len(self.messages), values)
        if name == "sendDocument":
            told = {**values, "text": values.get("caption", "")}
            return self._store(int(values["chat_id"]), 1000 + len(self.messages), told)
        if name in ("editMessageText", "editMessageReplyMarkup"):
            key = int(values["chat_id"]), int(values["message_id"])
            old = {n: v for n, v in self.messages.get(key, {}).items() if n != "reply_markup"}
            return self._store(*key, {**old, **values, "edited": True})
        if name == "answerCallbackQuery":
            self.toasts.append(values.get("text", ""))
        if name == "getChatMember":
            admin = (int(values["chat_id"]), int(values["user_id"])) in self.admins
            return member_data("administrator" if admin else "member", int(values["user_id"]))
        return True

    def _store(self, chat_id: int, message_id: int, values: dict[str, Any]) -> dict[str, Any]:
        self.messages[chat_id, message_id] = {**values, "message_id": message_id}
        return {
            "message_id": message_id,
            "date": 1730800000,
            "chat": {"id": chat_id, "type": "private"},
            "from": BOT,
            "text": values.get("text", ""),
        }


def _strict(name: str, values: dict[str, Any]) -> None:
    """Raise for what Telegram would refuse."""
    if name in ("sendMessage", "editMessageText"):
        assert values.get("parse_mode") == "HTML", values
        assert 1 <= units(shown(values["text"]).strip()) <= 4096, values["text"]
        assert "disabled" in str(values.get("link_preview_options")), "link previews are off"
    if name == "answerCallbackQuery":
        assert len(values.get("text", "")) <= 200
    markup = values.get("reply_markup") or {}
    rows = (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", [])
    assert sum(map(len, rows)) <= 100
    for button in (each for row in rows for each in row):
        assert button["text"].strip(), button
        data = button.get("callback_data")
        assert data is None or 1 <= len(data.encode()) <= 64, button


def member_data(status: str, user_id: int) -> dict[str, Any]:
    """A member of a chat, with the rights that an administrator has."""
    rights = [
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
        "can_post_stories", "can_edit_stories", "can_delete_stories",
    ]  # fmt: skip
    user = {"id": user_id, "is_bot": False, "first_name": "Someone"}
    return {
        "status": status,
        "user": user,
        **dict.fromkeys(rights if status == "administrator" else [], True),
    }
