"""What the Bot API says, and what it means. Add a line for a text that was seen."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.classify import Remedy, of_answer, of_error, remedy
from bot.delivery.request import Phase, RequestError, RequestTimeoutError
from bot.model.alert import Ambiguous, Gone, Moved, NotSent, Outcome, Rejected, Sent


def body(description: str, **parameters: Any) -> bytes:
    told: dict[str, Any] = {"ok": False, "description": description}
    return json.dumps(told | ({"parameters": parameters} if parameters else {})).encode()


TAKEN = [
    (b'{"ok":true,"result":{"message_id":5,"date":1}}', 5),
    (b'{"ok":true,"result":{"message_id":5}}', 5),
    (b'{"ok":true,"result":true}', None),
    (b'{"ok":true}', None),
    (b'{"ok":true,"result":{"message', None),
    (b"", None),
    (b"<html>hello</html>", None),
    (b"[]", None),
    (b"[" * 100_000, None),
    (b'{"result":{"message_id":"5"}}', None),
]


@pytest.mark.parametrize(("answer", "message_id"), TAKEN)
def test_200_is_sent_whatever_its_body(answer: bytes, message_id: int | None) -> None:
    assert of_answer(200, answer) == Sent(message_id)


GONE = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot was kicked from the group chat"),
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot was kicked from the channel chat"),
    (403, "Forbidden: bot is not a member of the supergroup chat"),
    (403, "Forbidden: the group chat was deleted"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: a reason nobody has seen yet"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: CHAT NOT FOUND"),
    (400, "Bad Request: PEER_ID_INVALID"),
    (400, "Bad Request: group chat was deactivated"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: have no rights to send a message"),
    (400, "Bad Request: need administrator rights in the channel chat"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
]


@pytest.mark.parametrize(("status", "text"), GONE)
def test_chat_that_can_not_be_written_to_is_gone(status: int, text: str) -> None:
    assert of_answer(status, body(text)) == Gone(text)


TOPIC = [
    (400, "Bad Request: TOPIC_CLOSED"),
    (400, "Bad Request: TOPIC_DELETED"),
    (400, "Bad Request: message thread not found"),
    (403, "Forbidden: TOPIC_CLOSED"),
    (403, "Forbidden: the topic is closed"),
]


@pytest.mark.parametrize(("status", "text"), TOPIC)
def test_closed_topic_is_gone_alone(status: int, text: str) -> None:
    assert of_answer(status, body(text)) == Gone(text, topic_only=True)


REFUSED = [
    ('Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3', Remedy.PLAIN),
    ("Bad Request: can't find end of the entity starting at byte offset 3", Remedy.PLAIN),
    ("Bad Request: message is too long", Remedy.SHORTER),
    ("Bad Request: MESSAGE_TOO_LONG", Remedy.SHORTER),
    ("Bad Request: message to be replied not found", Remedy.NO_REPLY),
    ("Bad Request: BUTTON_DATA_INVALID", Remedy.NO_BUTTONS),
    ("Bad Request: can't parse inline keyboard button", Remedy.PLAIN),
    ("Bad Request: message text is empty", None),
    ("Bad Request: something new", None),
]


@pytest.mark.parametrize(("text", "cure"), REFUSED)
def test_refused_message_has_its_remedy(text: str, cure: Remedy | None) -> None:
    outcome = of_answer(400, body(text))
    assert outcome == Rejected(text)
    assert remedy(outcome) is cure


OTHER: list[tuple[int, bytes, Outcome]] = [
    (429, body("Too Many Requests: retry after 7", retry_after=7), NotSent("429 too many requests", 7.0)),
    (429, body("Too Many Requests"), NotSent("429 too many requests")),
    (429, body("odd", retry_after=-3), NotSent("429 too many requests")),
    (429, body("odd", retry_after="7"), NotSent("429 too many requests")),
    (429, b"<html>", NotSent("429 too many requests")),
    (400, body("group chat was upgraded", migrate_to_chat_id=-1005), Moved(-1005)),
    (403, body("group chat was upgraded", migrate_to_chat_id=-1005), Moved(-1005)),
    (500, body("Internal Server Error: restart"), Ambiguous("500 from Telegram")),
    (502, b"<html>Bad Gateway</html>", Ambiguous("502 from Telegram")),
    (504, b"", Ambiguous("504 from Telegram")),
    (401, body("Unauthorized"), NotSent("401: Telegram does not know this token", whole_token=True)),
    (404, body("Not Found"), NotSent("404: Telegram does not know this token", whole_token=True)),
    (404, b"", NotSent("404: Telegram does not know this token", whole_token=True)),
    (302, b"", NotSent("302: telegram.base_url leads elsewhere", whole_token=True)),
    (413, body("Request Entity Too Large"), Rejected("Request Entity Too Large")),
]


@pytest.mark.parametrize(("status", "answer", "outcome"), OTHER)
def test_status_decides(status: int, answer: bytes, outcome: Outcome) -> None:
    assert of_answer(status, answer) == outcome


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


RAISED = [
    (RequestError("no connection", Phase.NOT_SENT), NotSent("no connection", whole_token=True)),
    (
        RequestTimeoutError("no connection in time", Phase.NOT_SENT),
        NotSent("no connection in time", whole_token=True),
    ),
    (RequestTimeoutError("no answer in time", Phase.AMBIGUOUS), Ambiguous("no answer in time")),
    (RequestError("the connection broke", Phase.AMBIGUOUS), Ambiguous("the connection broke")),
    (caused(NetworkError("x"), httpx.ConnectError("x")), NotSent("ConnectError", whole_token=True)),
    (caused(TimedOut(), httpx.ConnectTimeout("x")), NotSent("ConnectTimeout", whole_token=True)),
    (caused(TimedOut(), httpx.PoolTimeout("x")), NotSent("PoolTimeout", whole_token=True)),
    (caused(TimedOut(), httpx.ReadTimeout("x")), Ambiguous("ReadTimeout")),
    (caused(NetworkError("x"), httpx.ReadError("x")), Ambiguous("ReadError")),
    (caused(NetworkError("x"), httpx.RemoteProtocolError("x")), Ambiguous("RemoteProtocolError")),
    (NetworkError("Bad Gateway (502)"), Ambiguous("Bad Gateway (502)")),
    (
        caused(
            NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed"),
            TelegramError("x"),
        ),
        Ambiguous("Bad Gateway (502)"),
    ),
    (NetworkError("Too Many Requests (429)"), NotSent("429 too many requests")),
    (RetryAfter(9), NotSent("429 too many requests", 9.0)),
    (Forbidden("Forbidden: bot was blocked by the user"), Gone("Forbidden: bot was blocked by the user")),
    (ChatMigrated(-1009), Moved(-1009)),
    (BadRequest("chat not found"), Gone("chat not found")),
    (BadRequest("can't parse entities"), Rejected("can't parse entities")),
    (InvalidToken(), NotSent("401 or 404: Telegram does not know this token", whole_token=True)),
    (Conflict("terminated"), NotSent("terminated")),
    (TelegramError("Invalid server response"), Sent(None)),
    (KeyError("date"), Sent(None)),
    (RuntimeError("?"), Ambiguous("RuntimeError")),
]


@pytest.mark.parametrize(("error", "outcome"), RAISED)
def test_what_is_raised_has_one_meaning(error: Exception, outcome: Outcome) -> None:
    assert of_error(error) == outcome


@given(st.integers(100, 599), st.binary(max_size=200))
def test_no_answer_is_without_a_meaning(status: int, answer: bytes) -> None:
    outcome = of_answer(status, answer)
    assert isinstance(outcome, Sent) == (200 <= status < 300)
