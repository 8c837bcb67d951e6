"""/subscribe: read, ask back or save, and answer with what it means."""

from dataclasses import replace

from bot.matching.grammar import Answers, Question, parse
from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.subscription import Subscription
from bot.model.threshold import lowest_severity
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.html import Bold, Node, Text, message
from handlers.command import Command
from handlers.preview import Preview, preview
from handlers.questions import ask
from handlers.quiet import night_note
from handlers.reply import Rows, marked
from handlers.turn import Turn
from handlers.words import as_subscription, meaning, same, short, zone_of_first


async def run(turn: Turn) -> None:
    """Save what was asked for."""
    await subscribe(turn, turn.text, {})


async def subscribe(turn: Turn, text: str, answers: Answers) -> None:
    """Read ``text`` with ``answers``; ask, refuse (UserError), or save and say what was saved."""
    parsed = parse(text, turn.services.gazetteer, answers)
    if isinstance(parsed, Question):
        await ask(turn, "subscribe", text, parsed, answers)
        return
    await save(turn, as_subscription(parsed, turn, text), asked_list=parsed.could_be_list)


async def save(turn: Turn, wanted: Subscription, *, asked_list: bool = False) -> None:
    """Store it with what the chat has set for new ones, and say what it means. Raises UserError."""
    its = turn.settings
    lowest = its.min_severity if wanted.min_severity is None else wanted.min_severity
    wanted = replace(wanted, min_severity=lowest, unplaced=its.unplaced)
    most = turn.services.config.chats.max_subscriptions
    async with turn.write() as uow:
        existing = await uow.subscriptions.of_chat(turn.chat_id)
        twin = next((each for each in existing if same(each, wanted)), None)
        if twin is None:
            if len(existing) >= most:
                raise UserError("error-too-many", limit=most)
            saved = await uow.subscriptions.add(wanted)
    if twin is not None:
        await turn.show(_told(turn, twin, "subscribe-already"))
        return
    async with turn.services.store.read() as uow:
        foretold = await preview(uow, saved, turn.now)
    told = _told(turn, saved, "subscribe-saved", asked_list=asked_list, foretold=foretold)
    await turn.show(told)


async def press(turn: Turn, data: Callback) -> None:
    """A button under the answer: ``e`` every severity, ``d`` the default, ``w`` any or all of the words."""
    action, subscription_id = data.args[0], data.number(1)
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        found = next((each for each in mine if each.id == subscription_id), None)
        if found is None:
            raise UserError("error-subscription-gone")
        changed = _changed(found, action)
        twin = next((each for each in mine if each.id != found.id and same(each, changed)), None)
        if twin is not None:
            raise UserError("error-twin", number=twin.number)
        await uow.subscriptions.update(changed)
    async with turn.services.store.read() as uow:
        foretold = await preview(uow, changed, turn.now)
    await turn.edit(_told(turn, changed, "subscribe-changed", foretold=foretold))


def _changed(subscription: Subscription, action: str) -> Subscription:
    if action == "e":
        return replace(subscription, min_severity=1)
    if action == "d":
        return replace(subscription, min_severity=None)
    return replace(subscription, any_term=not subscription.any_term)


def _told(
    turn: Turn, it: Subscription, key: str, *, asked_list: bool = False, foretold: Preview | None = None
) -> Message:
    t = turn.t
    nodes: list[Node] = [Bold(t.text(key, number=it.number)), Text(f"\n{meaning(it, turn.lang)}")]
    night = night_note(t, turn.settings.quiet, zone_of_first(it) or turn.zone)
    if key == "subscribe-saved" and night:
        nodes.append(Text(f"\n{night}"))
    if foretold and foretold.text(t):
        nodes.append(Text(f"\n\n{foretold.text(t)}"))
    if asked_list:
        nodes += [Text("\n\n"), *marked(t.text("subscribe-all-or-any"))]
    elif key == "subscribe-saved":
        nodes += [Text("\n\n"), *marked(t.text("subscribe-next"))]
    return message(nodes, _buttons(turn, it))


def _buttons(turn: Turn, it: Subscription) -> Rows:
    t, rows = turn.t, []
    if sum(not term.phrase for term in it.terms) > 1:
        label = "button-all-words" if it.any_term else "button-any-word"
        rows.append((Button(t.raw(label), data=callbacks.subscription("w", it.id)),))
    if it.min_severity is None:
        rows.append((Button(t.raw("button-everything"), data=callbacks.subscription("e", it.id)),))
    elif it.min_severity == 1:
        lowest = lowest_severity(it.areas)
        label = t.raw("button-default", n=lowest)
        rows.append((Button(label, data=callbacks.subscription("d", it.id)),))
    undo = t.raw("button-undo", what=short(it, turn.lang))
    rows.append((Button(undo, data=callbacks.subscription("x", it.id)),))
    return tuple(rows)


COMMAND = Command("subscribe", run, changes=True)
