"""What became of a request, by status and cause, before anything is built from the answer.

``of_answer`` reads status and body, ``of_error`` what the library or the request layer raised. The texts are
those of the Bot API; they are compared without regard to case, for the server changes that.
"""

import json
import math
from datetime import timedelta
from enum import StrEnum
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.request import Phase, RequestError, RequestTimeoutError
from bot.model.alert import Ambiguous, Gone, Moved, NotSent, Outcome, Rejected, Sent

_TOPIC_GONE = ("topic_closed", "topic_deleted", "topic closed", "thread not found", "topic_id_invalid")
_CHAT_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id_invalid",
    "channel_private",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "user_is_blocked",
    "input_user_deactivated",
    "user_deactivated",
    "user is deactivated",
    "group chat was deactivated",
    "chat was deleted",
    "upgraded to a supergroup",
    "not enough rights",
    "need administrator rights",
    "have no rights",
    "no rights to send",
    "is not a member",
    "was kicked",
    "was blocked",
)
_UNPARSABLE = ("can't parse", "can't find end", "unsupported start tag", "unmatched end tag", "entity_bounds")
_TOO_LONG = ("message is too long", "message_too_long", "text is too long")
_NO_REPLY = ("message to be replied not found", "message to reply not found", "reply_message_id_invalid")
_BAD_BUTTONS = ("button", "reply markup", "reply_markup", "keyboard")


_LONGEST_WAIT_S = 7 * 86_400.0


class Remedy(StrEnum):
    """What may make a refused message acceptable."""

    PLAIN = "plain"
    SHORTER = "shorter"
    NO_REPLY = "no_reply"
    NO_BUTTONS = "no_buttons"


def of_answer(status: int, body: bytes) -> Outcome:
    """Return what an HTTP answer to a send means."""
    data = _json(body)
    if 200 <= status < 300:
        result = data.get("result")
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return Sent(message_id if isinstance(message_id, int) else None)
    text = str(data.get("description") or f"HTTP {status}")[:200]
    parameters = data.get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    new_id = parameters.get("migrate_to_chat_id")
    if isinstance(new_id, int) and new_id:
        return Moved(new_id)
    if status == 429:
        return NotSent("429 too many requests", _positive(parameters.get("retry_after")))
    if status >= 500:
        return Ambiguous(f"{status} from Telegram")
    if status in (401, 404):
        return NotSent(f"{status}: Telegram does not know this token", whole_token=True)
    if status == 403:
        return _forbidden(text)
    if status == 400:
        return _bad_request(text)
    if status == 409:
        return NotSent(text)
    if status < 400:
        return NotSent(f"{status}: telegram.base_url leads elsewhere", whole_token=True)
    return Rejected(text)


def of_error(error: Exception) -> Outcome:
    """Return what an exception of a send through python-telegram-bot means.

    Whatever is raised once Telegram said 200 (a body that can't be read, a field that is missing) is Sent.
    """
    match error:
        case RequestError() | RequestTimeoutError():
            if error.phase is Phase.NOT_SENT:
                return NotSent(error.message, whole_token=True)
            return Ambiguous(error.message)
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return NotSent("429 too many requests", _positive(seconds))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case InvalidToken() | EndPointNotFound():
            return NotSent("401 or 404: Telegram does not know this token", whole_token=True)
        case Forbidden():
            return _forbidden(error.message)
        case BadRequest():
            return _bad_request(error.message)
        case Conflict():
            return NotSent(error.message)
        case NetworkError():
            return _network(error)
        case TelegramError() | KeyError() | TypeError() | ValueError():
            return Sent(None)
        case _:
            return Ambiguous(type(error).__name__)


def remedy(outcome: Outcome) -> Remedy | None:
    """What to change before trying a Rejected message again; None: nothing helps."""
    if not isinstance(outcome, Rejected):
        return None
    low = outcome.reason.lower()
    for signs, cure in (
        (_NO_REPLY, Remedy.NO_REPLY),
        (_UNPARSABLE, Remedy.PLAIN),
        (_TOO_LONG, Remedy.SHORTER),
        (_BAD_BUTTONS, Remedy.NO_BUTTONS),
    ):
        if any(sign in low for sign in signs):
            return cure
    return None


def _forbidden(text: str) -> Outcome:
    # Every 403 is for good until somebody lets the bot in again, whatever its words.
    return Gone(text, topic_only="topic" in text.lower() or "thread" in text.lower())


def _bad_request(text: str) -> Outcome:
    low = text.lower()
    if any(sign in low for sign in _TOPIC_GONE):
        return Gone(text, topic_only=True)
    if any(sign in low for sign in _NO_REPLY):
        return Rejected(text)
    if any(sign in low for sign in _CHAT_GONE):
        return Gone(text)
    return Rejected(text)


def _network(error: NetworkError) -> Outcome:
    """The library's NetworkError: from its own httpx layer, or a status it has no class for."""
    low = error.message.lower()
    cause = type(error.__cause__).__name__
    if "too many requests" in low:
        return NotSent("429 too many requests")
    if cause in ("ConnectError", "ConnectTimeout", "PoolTimeout"):
        return NotSent(cause, whole_token=True)
    from_http = error.__cause__ is not None and not isinstance(error.__cause__, TelegramError)
    return Ambiguous(cause if from_http else error.message.partition(". Parsing")[0][:80])


def _json(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _positive(value: Any) -> float | None:
    """Seconds to wait; None for what is no such number. No ban that Telegram is known to give is longer."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        return None
    return float(min(value, _LONGEST_WAIT_S))
