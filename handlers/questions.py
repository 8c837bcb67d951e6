"""Questions asked back with buttons: which Hyderabad, place or word."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.matching.grammar import Answers, Choice, Question, QuestionKind
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.plain import clean, cut
from handlers.reply import say
from handlers.turn import Turn
from handlers.words import place_button

Resume = Callable[[Turn, str, Answers], Awaitable[None]]
_BUTTON = 60


@dataclass(frozen=True)
class Pending:
    """A question that waits: the text that was typed, what was answered so far, and who goes on with it."""

    resume: Resume
    changes: bool
    text: str
    question: Question
    answers: dict[str, Choice] = field(default_factory=dict)


async def ask(
    turn: Turn, resume: Resume, text: str, question: Question, answers: Answers, *, changes: bool
) -> None:
    """Show the question with a button for each choice. ``changes``: answering changes what a chat hears."""
    pending = Pending(resume, changes, text, question, dict(answers))
    token = turn.services.tokens.put(pending, chat_id=turn.chat_id, user_id=turn.user_id, now=turn.now)
    rows = tuple(
        (Button(_label(turn, question, choice), data=callbacks.choice(token, n)),)
        for n, choice in enumerate(question.choices)
    )
    key = f"ask-{question.kind.value}"
    if question.kind is QuestionKind.UNKNOWN and not any(each.place for each in question.choices):
        key = "ask-unknown-alone"
    await turn.show(say(turn.t, key, *rows, asked=cut(clean(question.asked), _BUTTON)))


async def press(turn: Turn, data: Callback) -> None:
    """A choice was made: read the same text again with it."""
    token, number = data.args[0], data.number(1)
    pending = turn.services.tokens.get(token, chat_id=turn.chat_id, user_id=turn.user_id, now=turn.now)
    if not isinstance(pending, Pending) or number is None or number >= len(pending.question.choices):
        raise UserError("error-button-old")
    turn.services.tokens.drop(token)
    choice = pending.question.choices[number]
    if choice.text:
        await pending.resume(turn, choice.text, pending.answers)
        return
    await pending.resume(turn, pending.text, {**pending.answers, pending.question.key: choice})


def needs_permission(turn: Turn, data: Callback) -> bool:
    """Whether only an administrator may answer."""
    pending = turn.services.tokens.get(data.args[0], chat_id=turn.chat_id, user_id=turn.user_id, now=turn.now)
    return isinstance(pending, Pending) and pending.changes


def _label(turn: Turn, question: Question, choice: Choice) -> str:
    asked = cut(clean(question.asked), 30)
    if choice.place is not None:
        return place_button(turn, choice.place)
    if choice.as_word:
        return turn.t.raw("choice-word", word=asked)
    if choice.each:
        return turn.t.raw("choice-each")
    return cut(clean(choice.text), _BUTTON)
