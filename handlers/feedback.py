"""The button "Not relevant": asks why, keeps the answer. Whoever runs the bot sees the rates per source."""

from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.feedback import Complaint
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from handlers.incident import find
from handlers.reply import markup
from handlers.turn import Turn

_BACK = "back"


async def press(turn: Turn, data: Callback) -> None:
    """Without a reason put the reasons under the alert; with one keep it and take them away again."""
    incident_id, *rest = data.args
    reason = rest[0] if rest else ""
    if len(rest) > 1 or reason not in ("", _BACK, *Complaint):
        raise UserError("error-button-old")
    if reason in ("", _BACK):
        await _turn(turn, incident_id, asking=not reason)
        return
    await _note(turn, incident_id, Complaint(reason))
    await turn.toast("toast-feedback")
    await _turn(turn, incident_id, asking=False)


def feedback_key(reason: Complaint) -> str:
    """Return the key of the reason's text."""
    return f"feedback-{reason.value.replace('_', '-')}"


async def _note(turn: Turn, incident_id: str, reason: Complaint) -> None:
    async with turn.write() as uow:
        found = await find(uow, incident_id)
        told = await uow.outbox.told(found.id) if found else set()
        # Only who was told can say that it was not for them.
        if found is None or turn.chat_id not in {chat_id for chat_id, _ in told}:
            raise UserError("error-button-old")
        await uow.feedback.note(turn.chat_id, found.id, reason, turn.now)


async def _turn(turn: Turn, incident_id: str, *, asking: bool) -> None:
    """Show the reasons below the alert's own buttons, or take them away."""
    old = turn.message.reply_markup if turn.message else None
    if old is None:
        return
    ours = callbacks.feedback(incident_id)
    own = [
        row for row in old.inline_keyboard if not any(_is_reason(each.callback_data, ours) for each in row)
    ]
    if not asking:
        await turn.change_buttons(own)
        return
    t = turn.t
    reasons = [
        Button(t.raw(feedback_key(each)), data=callbacks.feedback(incident_id, each)) for each in Complaint
    ]
    back = Button(t.raw("feedback-back"), data=callbacks.feedback(incident_id, _BACK))
    fresh = markup((tuple(reasons[:2]), tuple(reasons[2:]), (back,)))
    assert fresh is not None  # noqa: S101 - it holds buttons
    await turn.change_buttons([*own, *fresh.inline_keyboard])


def _is_reason(data: object, ours: str) -> bool:
    return isinstance(data, str) and data.startswith(f"{ours}:")
