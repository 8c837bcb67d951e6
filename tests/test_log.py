"""No secret and no chat in a log line."""

import logging

from bot.log import RedactingFormatter, chat_tag, redact

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"


def test_a_token_inside_a_url_is_blanked() -> None:
    assert redact(f"POST https://api.telegram.org/bot{TOKEN}/getMe failed") == (
        "POST https://api.telegram.org/bot<token>/getMe failed"
    )


def test_a_token_in_a_traceback_is_blanked() -> None:
    try:
        raise ValueError(f"cannot reach bot{TOKEN}")
    except ValueError:
        import sys

        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed %s", (TOKEN,), sys.exc_info())
    line = RedactingFormatter("%(message)s").format(record)
    assert TOKEN not in line
    assert line.count("<token>") == 2


def test_a_chat_s_tag_is_steady_and_tells_chats_apart() -> None:
    assert chat_tag(-1001234567890) == chat_tag(-1001234567890)
    assert chat_tag(7) != chat_tag(8)
    assert "1234567890" not in chat_tag(-1001234567890)
