"""One subscription opened: severity, words, pause, mute and a look back, each changed in place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.i18n import format_moment
from bot.matching import expression
from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.incident import Push
from bot.model.subscription import Mute, Subscription
from bot.model.threshold import lowest_severity
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.first_line import first_line
from bot.rendering.html import Bold, Node, Text, message
from bot.rendering.view import View
from handlers.permission import may_change
from handlers.preview import preview
from handlers.reply import Rows, marked
from handlers.turn import Turn
from handlers.words import meaning, same, zone_of_first

HOURS = (8, 24)
Change = Callable[[Subscription], Subscription]
_BACK = timedelta(days=30)
_SHOWN = 5


@dataclass(frozen=True)
class NewWords:
    """The next text of this person is the new words of a subscription."""

    subscription_id: int


async def named(turn: Turn, number: str, words: str) -> None:
    """Open the subscription of a number; with ``words`` those become its own. Raises UserError."""
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    found = next((each for each in mine if str(each.number) == number.lstrip("#0").rstrip(".:")), None)
    if found is None:
        raise UserError("error-no-such-subscription", what=number[:60])
    if words and not await may_change(turn):
        raise UserError("error-administrators")
    if words:
        found = await _store(turn, found.id, lambda it: with_words(it, words))
    await turn.show(await card(turn, found))


async def press(turn: Turn, data: Callback) -> None:
    """``o`` open, ``v`` severity (0: the usual one), ``z`` pause or go on, ``m`` mute for hours (0: no more),
    ``h`` look back, ``k`` ask for words (``k ID 0``: none).
    """
    action, subscription_id, value = data.args[0], data.number(1), data.number(2)
    found = await _mine(turn, subscription_id)
    if action == "h":
        await turn.edit(await _looked_back(turn, found))
        return
    if action == "v" and value is None:
        await turn.edit(_severities(turn, found))
        return
    if action == "k" and value is None:
        await _ask_words(turn, found)
        return
    if action == "m":
        await _mute(turn, found, value)
    elif action == "v" and value in range(6):
        found = await _store(turn, found.id, lambda it: replace(it, min_severity=value or None))
    elif action == "z" and value in (0, 1):
        found = await _store(turn, found.id, lambda it: replace(it, paused=bool(value)))
    elif action == "k" and value == 0:
        found = await _store(turn, found.id, lambda it: with_words(it, ""))
    elif action != "o":
        raise UserError("error-button-old")
    await turn.await_nothing()
    await turn.edit(await card(turn, found))


async def take_words(turn: Turn, subscription_id: int, words: str) -> None:
    """The text that was asked for has come. Raises UserError."""
    await turn.show(await card(turn, await _store(turn, subscription_id, lambda it: with_words(it, words))))


def with_words(it: Subscription, words: str) -> Subscription:
    """Return the subscription with other words, as they follow the colon in /subscribe. Raises UserError."""
    if not words:
        return replace(it, terms=(), any_term=False, expression="")
    told = expression.read(words)
    if told.within_km is not None:
        raise UserError("error-within-where")
    lowest = it.min_severity if told.min_severity is None else told.min_severity
    return replace(it, terms=told.terms, any_term=told.any_term, expression=told.rest, min_severity=lowest)


async def card(turn: Turn, it: Subscription) -> Message:
    """Return the screen of one subscription."""
    t = turn.t
    async with turn.services.store.read() as uow:
        mutes = await uow.subscriptions.mutes({turn.chat_id}, turn.now)
    mute = next((each for each in mutes if each.subscription_id == it.id), None)
    told: list[Node] = [
        Bold(t.text("subscription-title", number=it.number)),
        Text(f"\n{meaning(replace(it, paused=False), turn.lang)}"),
    ]
    if it.paused:
        told.append(Text(f"\n\n{t.text('subscription-paused')}"))
    if mute:
        zone = zone_of_first(it) or turn.zone
        until = format_moment(mute.until, zone, turn.lang, now=turn.now) if mute.until else ""
        ends = "time" if mute.until else "never"
        told.append(Text(f"\n\n{t.text('subscription-muted', until=until, ends=ends)}"))
    return message(told, _rows(turn, it, muted=mute is not None))


def _rows(turn: Turn, it: Subscription, *, muted: bool) -> Rows:
    t = turn.t

    def button(key: str, action: str, *args: int, **values: int) -> Button:
        return Button(t.raw(key, **values), data=callbacks.subscription(action, it.id, *args))

    hush = (
        [button("button-end-mute", "m", 0)]
        if muted
        else [button("button-mute-hours", "m", hours, hours=hours) for hours in HOURS]
    )
    naming = [(button("button-rename", "r"),)] if any(area.site for area in it.areas) else []
    return (
        (button("button-severity", "v"), button("button-words", "k")),
        *naming,
        (button("button-go-on", "z", 0) if it.paused else button("button-pause", "z", 1), *hush),
        (button("button-look-back", "h", days=_BACK.days),),
        (button("button-delete", "x"), Button(t.raw("button-list"), data=callbacks.subscription("l", 0))),
    )


def _severities(turn: Turn, it: Subscription) -> Message:
    t, usual = turn.t, lowest_severity(it.areas)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                _ticked(
                    t.raw("button-from-severity", n=n, word=t.raw(f"severity-{n}")), it.min_severity == n
                ),
                data=callbacks.subscription("v", it.id, n),
            ),
        )
        for n in range(1, 6)
    ]
    label = _ticked(t.raw("button-usual-severity", n=usual), it.min_severity is None)
    rows.append((Button(label, data=callbacks.subscription("v", it.id, 0)),))
    rows.append((Button(t.raw("button-previous"), data=callbacks.subscription("o", it.id)),))
    return message(marked(t.text("severity-ask", number=it.number)), rows)


def _ticked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


async def _ask_words(turn: Turn, it: Subscription) -> None:
    t = turn.t
    await turn.await_text(NewWords(it.id))
    rows = [(Button(t.raw("button-previous"), data=callbacks.subscription("o", it.id)),)]
    if it.terms or it.expression:
        rows.insert(0, (Button(t.raw("button-no-words"), data=callbacks.subscription("k", it.id, 0)),))
    await turn.edit(message(marked(t.text("words-ask", number=it.number)), rows))


async def _mute(turn: Turn, it: Subscription, hours: int | None) -> None:
    if hours not in (0, *HOURS):
        raise UserError("error-button-old")
    # A mute that ends now holds no more.
    mute = Mute(turn.chat_id, turn.now + timedelta(hours=hours), None, it.id, it.thread_id)
    async with turn.write() as uow:
        await uow.subscriptions.mute(mute)


async def _looked_back(turn: Turn, it: Subscription) -> Message:
    async with turn.services.store.read() as uow:
        foretold = await preview(uow, it, turn.now, _BACK)
    t = turn.t
    nodes: list[Node] = [Bold(t.text("subscription-title", number=it.number))]
    nodes.append(Text(f"\n{foretold.text(t)}"))
    for each in foretold.incidents[:_SHOWN]:
        nodes += [Text(f"\n\n{first_line(View(each, turn.lang, turn.now), Push.NEW)}\n{t.isolate(each.id)}")]
    if foretold.count > _SHOWN:
        nodes.append(Text(f"\n\n{t.text('details-more', count=foretold.count - _SHOWN)}"))
    back = Button(t.raw("button-previous"), data=callbacks.subscription("o", it.id))
    return message(nodes, ((back,),))


async def _mine(turn: Turn, subscription_id: int | None) -> Subscription:
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    found = next((each for each in mine if each.id == subscription_id), None)
    if found is None:
        raise UserError("error-subscription-gone")
    return found


async def _store(turn: Turn, subscription_id: int, change: Change) -> Subscription:
    """Change one of the chat's own. Raises UserError where it is gone or would be another's twin."""
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        found = next((each for each in mine if each.id == subscription_id), None)
        if found is None:
            raise UserError("error-subscription-gone")
        changed = change(found)
        twin = next((each for each in mine if each.id != found.id and same(each, changed)), None)
        if twin is not None:
            raise UserError("error-twin", number=twin.number)
        await uow.subscriptions.update(changed)
    return changed
