"""Texts that are no command, in private chats: a place's name offers the first step, the rest a hint."""

from difflib import get_close_matches

from bot.matching.grammar import Choice, Parsed, Question, QuestionKind, answer_key, parse
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.rendering import callbacks
from bot.rendering.plain import clean, cut
from handlers import one_subscription, wizard
from handlers.one_subscription import NewWords
from handlers.questions import Pending
from handlers.reply import say
from handlers.turn import Turn
from handlers.wizard import DraftWords, NewPlace

_LONGEST = 120
# From so many people on a word that is nearly a place's name is taken for a typing error.
_LARGE = 100_000


async def run(turn: Turn) -> None:
    """Answer a text that is no command: first whatever it was asked for."""
    text = " ".join(turn.text.split())
    if text and await _was_asked_for(turn, text):
        return
    if not text or len(text) > _LONGEST:
        await turn.say("hint")
        return
    try:
        parsed = parse(text, turn.services.gazetteer)
    except UserError:
        await turn.say("hint")
        return
    if not _is_place(parsed, text):
        await turn.say("hint")
        return
    question = Question(QuestionKind.ORDER, text, (Choice(text=text),))
    what, rows = cut(clean(text), 40), []
    for key, resume in (("button-subscribe-to", "subscribe"), ("button-latest-of", "latest")):
        token = await turn.keep(Pending(resume, text, question))
        rows.append((Button(turn.t.raw(key, what=what), data=callbacks.choice(token, 0)),))
    await turn.show(say(turn.t, "place-offer", *rows, what=what))


async def _was_asked_for(turn: Turn, text: str) -> bool:
    """Take the text for the answer to what this person was asked: a place, words. Raises UserError."""
    words = await turn.awaited(NewWords)
    if words is not None:
        await one_subscription.take_words(turn, words.subscription_id, text)
        await turn.await_nothing()
        return True
    draft = await turn.awaited(DraftWords)
    if draft is not None:
        await wizard.take_words(turn, draft.draft, text)
        await turn.await_nothing()
        return True
    if await turn.awaited(NewPlace) is None or not await wizard.place(turn, text, {}):
        return False
    await turn.await_nothing()
    return True


def _is_place(parsed: Parsed | Question, text: str) -> bool:
    """Whether the whole text names a place, or one of a few, or is a large one mistyped."""
    if isinstance(parsed, Parsed):
        return bool(parsed.areas) and not (parsed.terms or parsed.expression)
    if parsed.key != answer_key(text):
        return False
    people = max((each.place.population for each in parsed.choices if each.place), default=0)
    return parsed.kind is not QuestionKind.UNKNOWN or people >= _LARGE


async def unknown_command(turn: Turn, name: str, known: list[str]) -> None:
    """Answer a command that there is none of, with the nearest one."""
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    if near:
        await turn.say("unknown-command-near", name=cut(clean(name), 30), near=near[0])
    else:
        await turn.say("unknown-command", name=cut(clean(name), 30))
