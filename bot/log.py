"""Logging: one line an event, no secret and no chat in it.

Every record passes a filter that blanks bot tokens, wherever they hide (URLs of HTTP errors carry them).
A chat appears only as a salted hash; the salt is new at every start, so logs can't be joined to chats later.
"""

import hashlib
import logging
import re
import secrets
import sys

_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_SALT = secrets.token_bytes(16)


def redact(text: str) -> str:
    """Blank anything that looks like a bot token."""
    return _TOKEN.sub("<token>", text)


def chat_tag(chat_id: int) -> str:
    """Eight hex digits that tell chats apart within one run of the program."""
    return hashlib.blake2b(str(chat_id).encode(), key=_SALT, digest_size=4).hexdigest()


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then blanks tokens: messages, arguments and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return redact(super().format(record))


def configure(level: str) -> None:
    """Send everything to standard error. ``level`` is a name of the logging module."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)-7s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # httpx writes whole URLs (the token is in them) at INFO; APScheduler a line for each poll.
    for name in ("httpx", "httpcore", "apscheduler", "aiosqlite", "telegram", "aiohttp.access"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
