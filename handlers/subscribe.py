"""/subscribe: read, ask back or save, and answer with what it means."""

from collections.abc import Sequence
from dataclasses import replace

from bot.i18n import strip_isolates
from bot.matching.areas import area_of
from bot.matching.grammar import Answers, Question, parse
from bot.matching.people import people_in
from bot.matching.twins import twins_of
from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.incident import Push
from bot.model.place import Area
from bot.model.subscription import Subscription
from bot.model.threshold import lowest_severity
from bot.rendering import callbacks
from bot.rendering.area_words import area_words
from bot.rendering.callbacks import Callback
from bot.rendering.first_line import first_line
from bot.rendering.html import Bold, Italic, Node, Text, message
from bot.rendering.plain import cut
from bot.rendering.view import View
from handlers.command import Command
from handlers.one_subscription import with_words
from handlers.preview import Preview, Wider, preview, wider
from handlers.questions import ask
from handlers.quiet import night_note
from handlers.reply import Rows, marked
from handlers.turn import Turn
from handlers.words import as_subscription, label_of_place, meaning, same, short, zone_of_first


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
    await turn.await_nothing()
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
    await turn.show(await _answer(turn, saved, "subscribe-saved", asked_list=asked_list))


async def press(turn: Turn, data: Callback) -> None:
    """A button under the answer: ``e`` every severity, ``d`` the default, ``w`` any or all of the words,
    ``a`` a larger area, ``n`` everybody of the nationality that its words name,
    ``j`` the cities that go with its own.
    """
    subscription_id = data.number(1)
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        found = next((each for each in mine if each.id == subscription_id), None)
        if found is None:
            raise UserError("error-subscription-gone")
        changed = _changed(turn, found, data)
        twin = next((each for each in mine if each.id != found.id and same(each, changed)), None)
        if twin is not None:
            raise UserError("error-twin", number=twin.number)
        await uow.subscriptions.update(changed)
    await turn.edit(await _answer(turn, changed, "subscribe-changed"))


def _changed(turn: Turn, subscription: Subscription, data: Callback) -> Subscription:
    action = data.args[0]
    if action == "e":
        return replace(subscription, min_severity=1)
    if action == "d":
        return replace(subscription, min_severity=None)
    if action == "n":
        return _of_the_nation(subscription)
    if action == "j":
        twins = _twins(turn, subscription)
        if not twins:
            raise UserError("error-button-old")
        return replace(subscription, areas=(*subscription.areas, *twins))
    if action == "a":
        return replace(subscription, areas=(_larger(turn, subscription, data),))
    return replace(subscription, any_term=not subscription.any_term)


def _twins(turn: Turn, it: Subscription) -> tuple[Area, ...]:
    """The cities that go with its only one: Rawalpindi with Islamabad."""
    if len(it.areas) != 1 or it.areas[0].radius_km is not None:
        return ()
    places = (turn.services.gazetteer.get(each) for each in twins_of(it.areas[0].place_id))
    return tuple(area_of(place, turn.services.gazetteer) for place in places if place is not None)


def _of_the_nation(it: Subscription) -> Subscription:
    """The same with ``target:Chinese`` for "Chinese workers"."""
    found = None if it.any_term else people_in(it.terms)
    if found is None:
        raise UserError("error-button-old")
    nationality, _, rest = found
    words = [f'"{each.text}"' if each.phrase else each.text for each in rest]
    return with_words(it, " ".join([*words, f"target:{nationality.title()}"]))


def _larger(turn: Turn, subscription: Subscription, data: Callback) -> Area:
    """What holds the subscription's own area; whatever else a button says was forged."""
    place_id = callbacks.id_in(data.args[2]) if len(data.args) == 3 else ""
    place = turn.services.gazetteer.get(place_id)
    if place is None or not any(place_id in area.ancestors for area in subscription.areas):
        raise UserError("error-button-old")
    return area_of(place, turn.services.gazetteer)


async def _answer(turn: Turn, it: Subscription, key: str, *, asked_list: bool = False) -> Message:
    """The answer with a look back; where that shows nothing, with what a little more would have brought."""
    async with turn.services.store.read() as uow:
        foretold = await preview(uow, it, turn.now)
        more = await wider(uow, it, turn.now, turn.services.gazetteer) if foretold.nothing else ()
    return _told(turn, it, key, asked_list=asked_list, foretold=foretold, more=more)


def _told(
    turn: Turn,
    it: Subscription,
    key: str,
    *,
    asked_list: bool = False,
    foretold: Preview | None = None,
    more: Sequence[Wider] = (),
) -> Message:
    t = turn.t
    nodes: list[Node] = [Bold(t.text(key, number=it.number)), Text(f"\n{meaning(it, turn.lang)}")]
    night = _night(turn, it) if key == "subscribe-saved" else ""
    if night:
        nodes += [Text("\n"), *marked(night)]
    if foretold:
        nodes.append(Text(f"\n\n{foretold.text(t)}"))
    if foretold and foretold.incidents:
        last = first_line(View(foretold.incidents[0], turn.lang, turn.now), Push.NEW)
        nodes += [Text(f" {t.text('preview-last')}\n"), Italic(last)]
    for each in more:
        name = label_of_place(turn, each.place) if each.place else ""
        nodes.append(Text(f"\n{t.text('preview-wider', place=name, count=each.count, by=_by(each))}"))
    if asked_list:
        nodes += [Text("\n\n"), *marked(t.text("subscribe-all-or-any"))]
    elif key == "subscribe-saved":
        nodes += [Text("\n\n"), *marked(t.text("subscribe-next"))]
    return message(nodes, _buttons(turn, it, key, more))


def _night(turn: Turn, it: Subscription) -> str:
    """What rings at night, by the clock of the chat's first place; "" where everything does."""
    return night_note(turn, turn.settings.quiet, turn.zone or zone_of_first(it))


def _by(wider: Wider) -> str:
    return "place" if wider.place else "severity"


def _buttons(turn: Turn, it: Subscription, key: str, more: Sequence[Wider]) -> Rows:
    t = turn.t
    rows: list[tuple[Button, ...]] = []
    if sum(not term.phrase for term in it.terms) > 1:
        label = "button-all-words" if it.any_term else "button-any-word"
        rows.append((Button(t.raw(label), data=callbacks.subscription("w", it.id)),))
    twins = _twins(turn, it)
    if twins:
        names = t.joined(strip_isolates(area_words(t, each, short=True)) for each in twins)
        label = t.raw("button-and-place", place=names)
        rows.append((Button(cut(label, 60), data=callbacks.subscription("j", it.id)),))
    people = None if it.any_term else people_in(it.terms)
    if people is not None:
        key = f"nation-{people[1].lower()}"
        label = t.raw("button-people", nation=t.raw(key) if t.has(key) else people[0].title())
        rows.append((Button(cut(label, 60), data=callbacks.subscription("n", it.id)),))
    if it.min_severity is None:
        rows.append((Button(t.raw("button-everything"), data=callbacks.subscription("e", it.id)),))
    elif it.min_severity == 1:
        lowest = lowest_severity(it.areas)
        label = t.raw("button-default", n=lowest)
        rows.append((Button(label, data=callbacks.subscription("d", it.id)),))
    for each in more:
        if each.place:
            label = t.raw("button-instead", place=label_of_place(turn, each.place))
            data = callbacks.subscription("a", it.id, callbacks.id_out(each.place.id))
            rows.append((Button(cut(label, 60), data=data),))
    change = Button(t.raw("button-change"), data=callbacks.subscription("o", it.id))
    trying = Button(t.raw("button-test-alert"), data=callbacks.subscription("t", it.id))
    rows.append((change, trying) if key == "subscribe-saved" else (change,))
    if key == "subscribe-saved" and turn.settings.quiet is None and _night(turn, it):
        rows.append((Button(t.raw("button-night-too"), data=callbacks.setting("q", "o")),))
    undo = t.raw("button-undo", what=short(it, turn.lang))
    rows.append((Button(undo, data=callbacks.subscription("x", it.id)),))
    return tuple(rows)


COMMAND = Command("subscribe", run, changes=True)
