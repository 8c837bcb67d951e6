"""Texts that are no command, in private chats: a place's name offers the first step, the rest a hint."""

import re
from difflib import SequenceMatcher, get_close_matches

from bot.matching.grammar import Choice, Parsed, Question, QuestionKind, answer_key, parse
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.place import Place
from bot.rendering import callbacks
from bot.rendering.plain import clean, cut
from handlers import incident, one_subscription, sites, wizard
from handlers.one_subscription import NewWords
from handlers.questions import Pending
from handlers.reply import say
from handlers.sites import NewLabel
from handlers.turn import Turn
from handlers.wizard import DraftWords, NewPlace

_LONGEST = 120
_ID = re.compile(r"[A-Za-z]{2}-\d{8}-\d{2,6}")
# What is longer is talk, and no name of a place.
_WORDS_OF_A_NAME, _LONGEST_NAME = 3, 40
# From so many people on a word that is nearly a place's name is taken for a typing error.
_LARGE = 100_000
_ALIKE = 0.75


async def run(turn: Turn) -> None:
    """Answer a text that is no command: first whatever it was asked for."""
    text = " ".join(turn.text.split())
    if text and await _was_asked_for(turn, text):
        return
    if not text or len(text) > _LONGEST:
        await turn.say("hint")
        return
    if _ID.fullmatch(text):
        turn.text = text
        await incident.run(turn)
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
    label = await turn.awaited(NewLabel)
    if label is not None:
        await sites.rename(turn, label.subscription_id, text)
        await turn.await_nothing()
        return True
    if await turn.awaited(NewPlace) is None:
        return False
    if not await wizard.place(turn, text, {}):
        if not _could_be_a_name(turn, text):
            return False
        # It goes on waiting: the next text may be the name mended.
        await turn.say("wizard-place-unknown", place=clean(text))
        return True
    await turn.await_nothing()
    return True


def _could_be_a_name(turn: Turn, text: str) -> bool:
    """Whether it may be meant for the place that was asked for, and neither talk nor a place with words."""
    try:
        parsed = parse(text, turn.services.gazetteer)
    except UserError:
        return False
    if isinstance(parsed, Parsed) and parsed.areas:
        return False
    letters = any(each.isalpha() for each in text) and not any(each in "?!？！؟" for each in text)
    return letters and len(text) <= _LONGEST_NAME and len(text.split()) <= _WORDS_OF_A_NAME


def _is_place(parsed: Parsed | Question, text: str) -> bool:
    """Whether the whole text names a place, or one of a few, or is a large one mistyped."""
    if isinstance(parsed, Parsed):
        return bool(parsed.areas) and not (parsed.terms or parsed.expression)
    if parsed.key != answer_key(text):
        return False
    if parsed.kind is QuestionKind.ORDER:
        return len(text.split()) <= _WORDS_OF_A_NAME
    people = [each.place.population for each in parsed.choices if each.place and _is_like(text, each.place)]
    return parsed.kind is not QuestionKind.UNKNOWN or max(people, default=0) >= _LARGE


def _is_like(text: str, place: Place) -> bool:
    """Whether the whole text may be the name mistyped; "hello there" holds a name's letters, and is none.

    Names in other scripts than the gazetteer's own can't be compared.
    """
    return not text.isascii() or SequenceMatcher(a=text.lower(), b=place.name.lower()).ratio() >= _ALIKE


async def unknown_command(turn: Turn, name: str, known: list[str]) -> None:
    """Answer a command that there is none of, with the nearest one."""
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    if near:
        await turn.say("unknown-command-near", name=cut(clean(name), 30), near=near[0])
    else:
        await turn.say("unknown-command", name=cut(clean(name), 30))
