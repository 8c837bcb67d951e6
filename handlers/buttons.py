"""Buttons: what their data means, who may press them, and who acts."""

from collections.abc import Awaitable, Callable

from bot.model.errors import UserError
from bot.rendering.callbacks import Callback, Kind, parse
from handlers import incident, latest, mute, questions, start, subscribe, subscriptions
from handlers.permission import may_change
from handlers.turn import Turn

# Of the subscription buttons: those that only turn a page.
_HARMLESS = frozenset({"l"})


async def press(turn: Turn) -> None:
    """Act on the button of the turn's query. Raises UserError for data that is forged, old or not theirs."""
    data = parse((turn.query.data or "") if turn.query else "")
    if data is None:
        raise UserError("error-button-old")
    if _changes(turn, data) and not await may_change(turn):
        raise UserError("error-administrators")
    await _ACTIONS[data.kind](turn, data)
    await turn.toast("")


def _changes(turn: Turn, data: Callback) -> bool:
    if data.kind is Kind.CHOICE:
        return questions.needs_permission(turn, data)
    if data.kind is Kind.SUBSCRIPTION:
        return data.args[0] not in _HARMLESS
    if data.kind is Kind.OTHER:
        return data.args[0] != "p"
    return data.kind in (Kind.MUTE, Kind.UNMUTE)


async def _subscription(turn: Turn, data: Callback) -> None:
    act = {
        "e": subscribe.press,
        "d": subscribe.press,
        "w": subscribe.press,
        "l": subscriptions.press,
        "x": subscriptions.press,
        "b": subscriptions.press,
    }.get(data.args[0])
    if act is None:
        raise UserError("error-button-old")
    await act(turn, data)


async def _other(turn: Turn, data: Callback) -> None:
    if data.args[0] == "p":
        await start.privacy(turn)
    else:
        await mute.press_other(turn, data)


_ACTIONS: dict[Kind, Callable[[Turn, Callback], Awaitable[None]]] = {
    Kind.DETAILS: incident.press,
    Kind.MUTE: mute.press,
    Kind.UNMUTE: mute.press,
    Kind.LATEST: latest.press,
    Kind.CHOICE: questions.press,
    Kind.SUBSCRIPTION: _subscription,
    Kind.OTHER: _other,
}
