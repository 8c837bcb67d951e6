"""The test alert: does the phone ring? A fictitious place, TEST in the first line, and what to do if not."""

from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from handlers.reply import say
from handlers.turn import Turn


async def press(turn: Turn, data: Callback) -> None:
    """``t ID`` send it; ``t ID y`` it rang, ``t ID n`` it did not."""
    subscription_id, answer = data.number(1), data.args[2] if len(data.args) > 2 else ""
    if subscription_id is None or answer not in ("", "y", "n"):
        raise UserError("error-button-old")
    if not answer:
        # A new message, for a changed one does not ring.
        await turn.send(_alert(turn, subscription_id))
    else:
        await turn.edit(say(turn.t, "test-rang" if answer == "y" else "test-silent"))


def _alert(turn: Turn, subscription_id: int) -> Message:
    rows = (
        (
            Button(turn.t.raw("button-rang"), data=callbacks.subscription("t", subscription_id, "y")),
            Button(turn.t.raw("button-did-not-ring"), data=callbacks.subscription("t", subscription_id, "n")),
        ),
    )
    return say(turn.t, "test-alert", *rows)
