"""The first steps in a private chat: a place, then what to hear of it.

Each step is a message with buttons; what was chosen so far is stored, so a restart of the bot loses nothing.
"""

from dataclasses import dataclass, replace

from bot.matching import expression
from bot.matching.areas import area_of
from bot.matching.grammar import Answers, Parsed, Question, QuestionKind, answer_key, parse
from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.place import Area
from bot.model.subscription import ChatKind
from bot.model.threshold import lowest_severity
from bot.rendering import callbacks
from bot.rendering.area_words import area_words
from bot.rendering.callbacks import Callback
from bot.rendering.plain import cut
from handlers import language, near
from handlers.questions import ask
from handlers.reply import say
from handlers.subscribe import save
from handlers.suggestions import suggestions
from handlers.turn import Turn
from handlers.words import as_subscription

# What can be picked, in the order of the buttons; each is a digit of a binary number. What is not known yet
# (a blast, gunfire) comes with what it may turn out to be.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("attacks", ("armed_attack", "assassination", "infrastructure_attack", "gunfire")),
    ("bombs", ("bombing", "suicide_attack", "air_drone_artillery", "explosion")),
    ("abductions", ("abduction_hostage", "missing")),
    ("clashes", ("armed_clash", "security_operation")),
    ("unrest", ("unrest_violent", "protest")),
    ("disruption", ("disruption",)),
    ("threats", ("threat_warning",)),
    ("disasters", ("accident_disaster",)),
)
_SERIOUS = 3


@dataclass(frozen=True)
class NewPlace:
    """The next text of this person names a place to hear of."""


@dataclass(frozen=True)
class Draft:
    """What was chosen so far: areas, and the text that named them."""

    areas: tuple[Area, ...]
    text: str


@dataclass(frozen=True)
class DraftWords:
    """The next text of this person is the words of a draft."""

    draft: Draft


async def welcome(turn: Turn, key: str = "start") -> Message:
    """Return the first message: the other languages, places where much happens, the location."""
    await turn.await_text(NewPlace())
    t = turn.t
    rows: list[tuple[Button, ...]] = [*await suggestions(turn)]
    rows.append((Button(t.raw("button-where-i-am"), data=callbacks.wizard("n")),))
    rows += language.rows("start", but=turn.lang)
    return say(t, key, *rows)


async def press(turn: Turn, data: Callback) -> None:
    """``a`` another place, ``p ID`` a place, ``n`` the location; of a draft: ``q`` all of it, serious only or
    as usual, ``k`` kinds picked so far, ``f`` these kinds it is, ``o`` own words.
    """
    action = data.args[0]
    if action == "a":
        await turn.await_text(NewPlace())
        await turn.show(say(turn.t, "wizard-place", *await suggestions(turn)))
    elif action == "n":
        turn.text = ""
        await near.run(turn)
    elif action == "p":
        place = turn.services.gazetteer.get(callbacks.id_in(data.args[1])) if len(data.args) == 2 else None
        if place is None:
            raise UserError("error-button-old")
        area = area_of(place, turn.services.gazetteer)
        await _ask_what(turn, Draft((area,), place.name))
    else:
        await _of_draft(turn, data)


async def place(turn: Turn, text: str, answers: Answers) -> bool:
    """Take a text as the place that was asked for. False if it names none and was not answered."""
    try:
        parsed = parse(text, turn.services.gazetteer, answers)
    except UserError:
        return False
    if isinstance(parsed, Question):
        if not _is_about_a_place(parsed, text):
            return False
        await ask(turn, "wizard", text, parsed, answers)
        return True
    return await _take(turn, parsed, text)


def _is_about_a_place(question: Question, text: str) -> bool:
    """Whether the text is an answer to "which place?", and no chat that happens to hold a name."""
    if question.kind is QuestionKind.WHICH:
        return True
    return question.key == answer_key(text) and any(each.place for each in question.choices)


async def resume(turn: Turn, text: str, answers: Answers) -> None:
    """A question about the place was answered."""
    if not await place(turn, text, answers):
        await turn.say("hint")


async def take_words(turn: Turn, draft: Draft, words: str) -> None:
    """The own words of a draft have come. Raises UserError."""
    told = expression.read(words)
    if told.within_km is not None:
        raise UserError("error-within-where")
    parsed = Parsed(draft.areas, told.terms, told.any_term, told.min_severity, told.rest)
    wanted = as_subscription(parsed, turn, f"{draft.text}: {words}")
    await save(turn, wanted, asked_list=parsed.could_be_list)


async def _take(turn: Turn, parsed: Parsed, text: str) -> bool:
    if parsed.terms or parsed.expression or parsed.min_severity:
        if ":" not in text:
            return False
        # Whoever writes words, too, has said it all.
        await save(turn, as_subscription(parsed, turn, text), asked_list=parsed.could_be_list)
        return True
    if not parsed.areas:
        return False
    await _ask_what(turn, Draft(parsed.areas, text))
    return True


async def _ask_what(turn: Turn, draft: Draft) -> None:
    # The place has come, by a button or a text: the next text is no other one.
    await turn.await_nothing()
    t = turn.t
    token = await turn.keep(draft)
    usual = lowest_severity(draft.areas)
    choices = (
        ("button-what-usual", "q", "d"),
        ("button-what-everything", "q", "e"),
        ("button-what-serious", "q", "s"),
        ("button-what-kinds", "k", "0"),
        ("button-what-words", "o", ""),
    )
    rows = tuple(
        (
            Button(
                t.raw(key, n=usual, word=t.raw(f"severity-{usual}").lower()),
                data=callbacks.wizard(action, token, *([value] if value else [])),
            ),
        )
        for key, action, value in choices
        # Where the usual is serious only, one of the two is enough.
        if not (value == "s" and usual >= _SERIOUS)
    )
    names = t.raw("meaning-or").join(area_words(t, area) for area in draft.areas)
    await turn.show(say(t, "wizard-what", *rows, place=cut(names, 200)))


async def _of_draft(turn: Turn, data: Callback) -> None:
    action = data.args[0]
    token = data.args[1] if len(data.args) > 1 else ""
    draft = await turn.kept(token, Draft)
    if draft is None:
        raise UserError("error-button-old")
    value, mask = data.args[2] if len(data.args) > 2 else "", data.number(2)
    if action == "q" and value in ("d", "e", "s"):
        await _save(turn, token, draft, min_severity={"d": None, "e": 1, "s": _SERIOUS}[value])
    elif action == "k" and mask is not None and mask < 1 << len(GROUPS):
        # Who goes back from the own words does not write them.
        await turn.await_nothing()
        await turn.edit(_kinds(turn, token, draft, mask))
    elif action == "f" and mask is not None and 0 < mask < 1 << len(GROUPS):
        kinds = [kind for n, (_, group) in enumerate(GROUPS) if mask >> n & 1 for kind in group]
        every = mask == (1 << len(GROUPS)) - 1
        await _save(turn, token, draft, "" if every else " | ".join(f"kind:{kind}" for kind in kinds))
    elif action == "o":
        await turn.await_text(DraftWords(draft))
        back = (Button(turn.t.raw("button-previous"), data=callbacks.wizard("k", token, 0)),)
        await turn.edit(say(turn.t, "wizard-words", back))
    else:
        raise UserError("error-button-old")


def _kinds(turn: Turn, token: str, draft: Draft, mask: int) -> Message:
    t = turn.t
    keys = [
        Button(
            f"{'✓ ' if mask >> n & 1 else ''}{t.raw(f'kinds-{name}')}",
            data=callbacks.wizard("k", token, mask ^ 1 << n),
        )
        for n, (name, _) in enumerate(GROUPS)
    ]
    rows = [tuple(keys[n : n + 2]) for n in range(0, len(keys), 2)]
    if mask:
        rows.append((Button(t.raw("button-done"), data=callbacks.wizard("f", token, mask)),))
    names = t.raw("meaning-or").join(area_words(t, area) for area in draft.areas)
    return say(t, "wizard-kinds", *rows, place=cut(names, 200))


async def _save(
    turn: Turn, token: str, draft: Draft, words: str = "", min_severity: int | None = None
) -> None:
    if not await turn.spend(token):
        raise UserError("error-button-old")
    told = expression.read(words) if words else None
    parsed = Parsed(draft.areas) if told is None else Parsed(draft.areas, told.terms, False, None, told.rest)
    text = f"{draft.text}: {words}" if words else draft.text
    await save(turn, replace(as_subscription(parsed, turn, text), min_severity=min_severity))


def is_for(turn: Turn) -> bool:
    """Whether the first steps can be gone here: elsewhere the bot does not hear plain texts."""
    return turn.kind is ChatKind.PRIVATE
