"""Buttons: what their data means, who may press them, and who acts."""

from collections.abc import Awaitable, Callable

from bot.model.errors import UserError
from bot.model.subscription import ChatKind
from bot.rendering.callbacks import Callback, Kind, parse
from handlers import (
    feedback,
    incident,
    language,
    latest,
    mute,
    near,
    one_subscription,
    questions,
    settings,
    sites,
    sources,
    start,
    subscribe,
    subscriptions,
    try_alert,
    wizard,
)
from handlers.permission import may_change
from handlers.turn import Turn

# Of the subscription buttons: those that only show something.
_HARMLESS = frozenset({"l", "o", "h"})


async def press(turn: Turn) -> None:
    """Act on the button of the turn's query. Raises UserError for data that is forged, old or not theirs."""
    data = parse((turn.query.data or "") if turn.query else "")
    if data is None:
        raise UserError("error-button-old")
    # A channel's readers may be anybody: what they press must not post there, or turn a page for all.
    channel = turn.kind is ChatKind.CHANNEL
    if (channel or await _changes(turn, data)) and not await may_change(turn):
        raise UserError("error-channel-button" if channel else "error-administrators")
    await _ACTIONS[data.kind](turn, data)
    await turn.toast("")


async def _changes(turn: Turn, data: Callback) -> bool:
    if data.kind is Kind.CHOICE:
        return await questions.resumed_by(turn, data) in _CHANGING
    if data.kind is Kind.SUBSCRIPTION:
        return data.args[0] not in _HARMLESS
    if data.kind is Kind.OTHER:
        return data.args[0] != "p"
    return data.kind in (Kind.MUTE, Kind.UNMUTE, Kind.SETTING, Kind.NEAR, Kind.WIZARD)


async def _subscription(turn: Turn, data: Callback) -> None:
    act = {
        "e": subscribe.press,
        "d": subscribe.press,
        "w": subscribe.press,
        "a": subscribe.press,
        "n": subscribe.press,
        "j": subscribe.press,
        "o": one_subscription.press,
        "v": one_subscription.press,
        "z": one_subscription.press,
        "m": one_subscription.press,
        "h": one_subscription.press,
        "k": one_subscription.press,
        "r": sites.press,
        "t": try_alert.press,
        "l": subscriptions.press,
        "x": subscriptions.press,
        "b": subscriptions.press,
    }.get(data.args[0])
    if act is None:
        raise UserError("error-button-old")
    await act(turn, data)


async def _setting(turn: Turn, data: Callback) -> None:
    await (sources.press if data.args[0] == "s" else settings.press)(turn, data)


async def _other(turn: Turn, data: Callback) -> None:
    if data.args[0] in ("p", "start"):
        await start.press(turn, data)
    elif data.args[0] in ("lang", "hello"):
        await language.press(turn, data)
    else:
        await mute.press_other(turn, data)


async def _choice(turn: Turn, data: Callback) -> None:
    await questions.press(turn, data, RESUMES)


# Who goes on when a question is answered, and which of them change what a chat hears.
RESUMES: dict[str, questions.Resume] = {
    "latest": latest.latest,
    "subscribe": subscribe.subscribe,
    "wizard": wizard.resume,
}
_CHANGING = frozenset({"subscribe", "wizard"})

_ACTIONS: dict[Kind, Callable[[Turn, Callback], Awaitable[None]]] = {
    Kind.DETAILS: incident.press,
    Kind.MUTE: mute.press,
    Kind.UNMUTE: mute.press,
    Kind.LATEST: latest.press,
    Kind.CHOICE: _choice,
    Kind.SUBSCRIPTION: _subscription,
    Kind.OTHER: _other,
    Kind.FEEDBACK: feedback.press,
    Kind.SETTING: _setting,
    Kind.NEAR: near.press,
    Kind.WIZARD: wizard.press,
}
