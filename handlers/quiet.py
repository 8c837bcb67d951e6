"""/quiet: the hours in which alerts come without a sound, and what rings all the same. Nothing is dropped."""

from dataclasses import replace

from bot.i18n.formats import zone_name
from bot.matching.quiet import BREAKS_FROM, NIGHT
from bot.matching.quiet_words import read_quiet, written
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.settings import Quiet
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.html import Text, message
from handlers.command import Command
from handlers.reply import Rows, marked
from handlers.turn import Turn

_OFF = frozenset({"off", "none", "never", "stop", "关", "关闭", "بند"})
_NIGHT = frozenset({"on", "default", "night", "reset", "开", "开启", "چالو"})
# What the buttons offer; severity 0 stands for the night rule's own.
_LOWEST, _HIGHEST = 3, 5


async def run(turn: Turn) -> None:
    """Set what the text says; without a text say what holds."""
    text = " ".join(turn.text.split()).lower()
    if not text:
        await _show(turn, turn.settings.quiet, "quiet-now")
    elif text in _OFF:
        await _set(turn, Quiet(0, 0))
    elif text in _NIGHT:
        await _set(turn, None)
    else:
        quiet = read_quiet(turn.text, turn.services.gazetteer)
        if quiet.start != quiet.end and not (quiet.zone or turn.zone):
            raise UserError("error-quiet-no-zone")
        await _set(turn, quiet)


async def press(turn: Turn, data: Callback) -> None:
    """``q n`` the night rule, ``q o`` never, ``q 3`` … ``q 5`` from which severity it rings all the same."""
    action = data.args[1] if len(data.args) > 1 else ""
    if action == "n":
        await _set(turn, None)
    elif action == "o":
        await _set(turn, Quiet(0, 0))
    elif action == "v":
        await _show(turn, turn.settings.quiet, "quiet-now")
    else:
        severity = data.number(1)
        if severity is None or not _LOWEST <= severity <= _HIGHEST:
            raise UserError("error-button-old")
        await _set(turn, replace(turn.settings.quiet or NIGHT, breaks_from=severity))


def hours_line(turn: Turn, quiet: Quiet | None) -> str:
    """Return the hours in a few words: "23:00 to 07:00 PKT", or that there are none."""
    hours, t = quiet or NIGHT, turn.t
    if hours.start == hours.end:
        return t.text("quiet-hours-none")
    zone = hours.zone or turn.zone
    if not zone:
        return t.text("quiet-hours-no-zone")
    return t.text(
        "quiet-hours", start=written(hours.start), end=written(hours.end), zone=zone_name(turn.now, zone)
    )


def night_note(turn: Turn, quiet: Quiet | None, zone: str) -> str:
    """Return the one line that /subscribe adds on what rings at night, or "". ``zone``: the first place's."""
    hours = quiet or NIGHT
    where = hours.zone or zone
    if hours.start == hours.end or not where:
        return ""
    start, end = written(hours.start), written(hours.end)
    return turn.t.text(
        "quiet-note", start=start, end=end, zone=zone_name(turn.now, where), n=hours.breaks_from or 0
    )


async def _set(turn: Turn, quiet: Quiet | None) -> None:
    async with turn.write() as uow:
        await uow.chats.set_settings(turn.chat_id, replace(turn.settings, quiet=quiet))
    await _show(turn, quiet, "quiet-set")


async def _show(turn: Turn, quiet: Quiet | None, key: str) -> None:
    t, hours = turn.t, quiet or NIGHT
    told = t.text(key, hours=hours_line(turn, quiet))
    off = hours.start == hours.end
    if not off and (hours.zone or turn.zone):
        severity = hours.breaks_from
        key = "quiet-breaks" if severity else "quiet-breaks-night"
        told += f"\n{t.text(key, n=severity or BREAKS_FROM)}\n{t.text('quiet-rest')}"
    if quiet is None and not off:
        told += "\n" + t.text("quiet-default")
    await turn.show(message([*marked(told), Text("\n\n"), *marked(t.text("quiet-how"))], _rows(turn, quiet)))


def _rows(turn: Turn, quiet: Quiet | None) -> Rows:
    t = turn.t
    hours = quiet or NIGHT
    rings = tuple(
        Button(t.raw("button-quiet-from", n=n), data=callbacks.setting("q", n))
        for n in range(_LOWEST, _HIGHEST + 1)
        if n != hours.breaks_from
    )
    off = Button(t.raw("button-quiet-off"), data=callbacks.setting("q", "o"))
    night = Button(t.raw("button-quiet-night"), data=callbacks.setting("q", "n"))
    if hours.start == hours.end:
        return ((night,),)
    return (rings, (off,) if quiet is None else (off, night))


COMMAND = Command("quiet", run, changes=True, shows=True)
