"""A request that Telegram would refuse."""

from collections.abc import Mapping


class RefusedError(Exception):
    """``status`` is both the HTTP status and ``error_code``; ``parameters`` are ResponseParameters.

    Source of the texts: Telegram's own Bot API server (github.com/tdlib/telegram-bot-api) and the client
    library behind it.
    """

    def __init__(
        self, description: str, status: int = 400, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.parameters = dict(parameters or {})


def bad(text: str) -> RefusedError:
    """A 400 with Telegram's prefix. The first letter is lowered unless it is a code (BUTTON_DATA_INVALID)."""
    if len(text) > 1 and not (text[1] == "_" or "A" <= text[1] <= "Z"):
        text = text[0].lower() + text[1:]
    return RefusedError(f"Bad Request: {text}")


def forbidden(text: str) -> RefusedError:
    """A 403 with Telegram's prefix."""
    return RefusedError(f"Forbidden: {text}", 403)
