"""/mute: silence for a while, for one incident or one subscription; corrections still come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.i18n import format_moment
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.subscription import Mute, Subscription
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback, Kind
from bot.rendering.html import Bold, Node, Text, message
from handlers.command import Command
from handlers.incident import find
from handlers.reply import Rows, marked, markup
from handlers.turn import Turn

_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LEAST, _MOST = timedelta(minutes=1), timedelta(days=30)
_SHOWN = 20


async def run(turn: Turn) -> None:
    """Mute what the text names; without a text say what is muted."""
    words = [word.lower() for word in turn.text.split()]
    if not words:
        await _list(turn)
    elif words[0] in ("off", "none", "stop"):
        await _off(turn)
    else:
        await _mute(turn, words)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a text asks to mute: an incident's id, a subscription's number, or all."""

    incident_id: str = ""
    number: int | None = None
    length: timedelta | None = None


def _read(words: list[str]) -> _Wanted:
    """ "8h" · "all" · "all 8h" · "incident ID" · "ID 2d" · "3 8h" (subscription 3)."""
    length = duration(words[-1])
    rest = [each for each in (words if length is None else words[:-1]) if each not in ("for", "all")]
    named = "all" in words or length is not None
    if rest and rest[0] in ("incident", "subscription"):
        rest, named = rest[1:], False
    if not rest and named:
        return _Wanted(length=length)
    if len(rest) != 1:
        raise UserError("error-mute")
    what = rest[0].removeprefix("#")
    if what.startswith(("-", "−")):
        raise UserError("error-mute")
    if what.isascii() and what.isdigit() and len(what) < 7:
        return _Wanted(number=int(what), length=length)
    if "-" not in what:
        raise UserError("error-mute")
    return _Wanted(incident_id=what, length=length)


def duration(word: str) -> timedelta | None:
    """Return "90m", "8h", "2d", "1w" as a time, or None. Raises UserError beyond 1 minute and 30 days."""
    digits = "".join(char for char in word if char.isascii() and char.isdigit())
    unit = word[len(digits) :]
    if not digits or unit not in _UNITS or not word.startswith(digits):
        return None
    length = timedelta(seconds=int(digits[:9]) * _UNITS[unit])
    if not _LEAST <= length <= _MOST:
        raise UserError("error-mute-length")
    return length


async def _mute(turn: Turn, words: list[str]) -> None:
    wanted = _read(words)
    until = turn.now + wanted.length if wanted.length else None
    incident_id = subscription_id = None
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        if wanted.incident_id:
            found = await find(uow, wanted.incident_id)
            if found is None:
                raise UserError("error-incident-unknown", id=wanted.incident_id[:60].upper())
            incident_id = found.id
        if wanted.number is not None:
            one = next((each for each in mine if each.number == wanted.number), None)
            if one is None:
                raise UserError("error-no-such-subscription", what=str(wanted.number))
            subscription_id = one.id
        mute = Mute(turn.chat_id, until, incident_id, subscription_id, turn.thread_id)
        await uow.subscriptions.mute(mute)
    key = "muted-incident" if incident_id else "muted-subscription" if subscription_id else "muted-all"
    told = turn.t.text(
        key,
        id=incident_id or "",
        number=wanted.number or 0,
        until=_until(turn, until, mine),
        ends=_ends(until),
    )
    await turn.show(message(marked(told), ((_off_button(turn),),)))


async def _list(turn: Turn) -> None:
    async with turn.services.store.read() as uow:
        mutes = _here(turn, await uow.subscriptions.mutes({turn.chat_id}, turn.now))
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    numbers = {each.id: each.number for each in mine}
    t = turn.t
    if not mutes:
        rows: Rows = (
            tuple(
                Button(t.raw("button-mute-for", hours=hours), data=callbacks.encode(Kind.OTHER, "q", hours))
                for hours in (1, 8, 24)
            ),
        )
        await turn.show(message(marked(t.text("mute-nothing")), rows))
        return
    nodes: list[Node] = [Bold(t.text("mute-heading"))]
    for each in mutes[:_SHOWN]:
        if each.subscription_id is not None:
            what = t.text("mute-subscription", number=numbers.get(each.subscription_id, 0))
        else:
            what = each.incident_id or t.text("mute-all")
        until = _until(turn, each.until, mine)
        nodes.append(Text("\n" + t.text("mute-line", what=what, until=until, ends=_ends(each.until))))
    await turn.show(message(nodes, ((_off_button(turn),),)))


async def _off(turn: Turn) -> None:
    """End every mute of this chat and topic: one that ended now holds no more."""
    async with turn.write() as uow:
        mutes = _here(turn, await uow.subscriptions.mutes({turn.chat_id}, turn.now))
        for each in mutes:
            await uow.subscriptions.mute(
                Mute(turn.chat_id, turn.now, each.incident_id, each.subscription_id, each.thread_id)
            )
    await turn.say("mute-off" if mutes else "mute-off-nothing")


async def press_other(turn: Turn, data: Callback) -> None:
    """``q`` mute everything for some hours, ``u`` end every mute."""
    if data.args[0] == "u":
        await _off(turn)
        return
    hours = data.number(1)
    if data.args[0] != "q" or hours not in (1, 8, 24):
        raise UserError("error-button-old")
    await _mute(turn, [f"{hours}h"])


async def press(turn: Turn, data: Callback) -> None:
    """The button under an alert: mute the incident, or end that, and turn the button round."""
    muting = data.kind is Kind.MUTE
    async with turn.write() as uow:
        found = await find(uow, data.args[0])
        if found is None:
            raise UserError("error-incident-unknown", id=data.args[0])
        until = None if muting else turn.now
        await uow.subscriptions.mute(Mute(turn.chat_id, until, found.id, None, turn.thread_id))
    await turn.toast("toast-muted" if muting else "toast-unmuted", id=found.id)
    await _turn_round(turn, data)


async def _turn_round(turn: Turn, data: Callback) -> None:
    old = turn.message.reply_markup if turn.message else None
    if turn.query is None or old is None:
        return
    wanted, muting = turn.query.data, data.kind is Kind.MUTE
    new = callbacks.unmute(data.args[0]) if muting else callbacks.mute(data.args[0])
    label = turn.t.raw("button-unmute" if muting else "button-mute")
    fresh = markup(((Button(label, data=new),),))
    assert fresh is not None  # noqa: S101 - it holds a button
    button = fresh.inline_keyboard[0][0]
    rows = [[button if each.callback_data == wanted else each for each in row] for row in old.inline_keyboard]
    await turn.change_buttons(rows)


def _here(turn: Turn, mutes: list[Mute]) -> list[Mute]:
    return [each for each in mutes if each.thread_id == turn.thread_id]


def _until(turn: Turn, until: datetime | None, mine: list[Subscription]) -> str:
    """The end in the zone of the chat's first place."""
    zone = next((area.timezone for each in mine for area in each.areas if area.timezone), "UTC")
    return format_moment(until, zone, turn.lang, now=turn.now) if until else ""


def _ends(until: datetime | None) -> str:
    return "time" if until else "never"


def _off_button(turn: Turn) -> Button:
    return Button(turn.t.raw("button-mute-off"), data=callbacks.encode(Kind.OTHER, "u"))


COMMAND = Command("mute", run, changes=True, shows=True)
