"""/settings: what a chat has set, on one screen, each changed by a tap."""

from dataclasses import replace

from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.settings import ChatSettings
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.html import message
from handlers import forget, language, quiet
from handlers.command import Command
from handlers.reply import Rows, marked
from handlers.turn import Turn

# What the severity screen offers; 0 is the default of each place.
_SEVERITIES = (0, 1, 2, 3, 4, 5)
_A_ROW = 3


async def run(turn: Turn) -> None:
    """Show what is set."""
    await _show(turn, turn.settings)


async def press(turn: Turn, data: Callback) -> None:
    """``q`` quiet hours, ``m`` lowest severity, ``d`` the daily line, ``u`` unplaced incidents, ``l`` the
    language, ``v`` this screen, ``x`` delete everything.
    """
    which = data.args[0]
    if which == "q":
        await quiet.press(turn, data)
    elif which == "x":
        await forget.press(turn, data)
    elif which == "l" and len(data.args) == 1:
        await language.ask(turn)
    elif which == "v" and len(data.args) == 1:
        await _show(turn, turn.settings)
    elif which == "m" and len(data.args) == 1:
        await _ask_severity(turn)
    else:
        await _set(turn, _changed(turn, data))


def _changed(turn: Turn, data: Callback) -> ChatSettings:
    which, value = data.args[0], data.number(1)
    if which == "m" and value in _SEVERITIES:
        return replace(turn.settings, min_severity=value or None)
    if which == "d" and value in (0, 1):
        return replace(turn.settings, daily=bool(value))
    if which == "u" and value in (0, 1):
        return replace(turn.settings, unplaced=bool(value))
    raise UserError("error-button-old")


async def _set(turn: Turn, settings: ChatSettings) -> None:
    """Store it; the lowest severity and unplaced incidents count for what the chat has already, too."""
    before = turn.settings
    async with turn.write() as uow:
        await uow.chats.set_settings(turn.chat_id, settings)
        if (before.min_severity, before.unplaced) != (settings.min_severity, settings.unplaced):
            for each in await uow.subscriptions.of_chat(turn.chat_id):
                changed = replace(each, unplaced=settings.unplaced)
                if before.min_severity != settings.min_severity:
                    changed = replace(changed, min_severity=settings.min_severity)
                await uow.subscriptions.update(changed)
    await _show(turn, settings)


async def _show(turn: Turn, its: ChatSettings) -> None:
    t = turn.t
    told = t.text(
        "settings",
        lang=language.own_name(turn.lang),
        quiet=quiet.hours_line(turn, its.quiet),
        severity=its.min_severity or 0,
        daily="on" if its.daily else "off",
        unplaced="on" if its.unplaced else "off",
    )
    await turn.show(message(marked(told), _rows(turn, its)))


def _rows(turn: Turn, its: ChatSettings) -> Rows:
    t = turn.t
    return (
        (Button(t.raw("button-settings-language"), data=callbacks.setting("l")),),
        (
            Button(t.raw("button-settings-quiet"), data=callbacks.setting("q", "v")),
            Button(t.raw("button-settings-severity"), data=callbacks.setting("m")),
        ),
        (
            Button(
                t.raw("button-settings-daily", now="on" if its.daily else "off"),
                data=callbacks.setting("d", int(not its.daily)),
            ),
        ),
        (
            Button(
                t.raw("button-settings-unplaced", now="on" if its.unplaced else "off"),
                data=callbacks.setting("u", int(not its.unplaced)),
            ),
        ),
    )


async def _ask_severity(turn: Turn) -> None:
    t = turn.t
    buttons = [
        Button(t.raw("button-settings-from", n=n), data=callbacks.setting("m", n)) for n in _SEVERITIES
    ]
    rows = tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))
    back = (Button(t.raw("button-previous"), data=callbacks.setting("v")),)
    await turn.show(message(marked(t.text("settings-severity")), (*rows, back)))


COMMAND = Command("settings", run)
