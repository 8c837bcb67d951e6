"""Questions asked back with buttons: which Hyderabad, place or word."""

from collections.abc import Awaitable, Callable, Mapping
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
    """A question that waits: the text that was typed, what was answered so far, and who goes on with it (a
    name in ``handlers.buttons.RESUMES``).
    """

    resume: str
    text: str
    question: Question
    answers: dict[str, Choice] = field(default_factory=dict)


async def ask(turn: Turn, resume: str, text: str, question: Question, answers: Answers) -> None:
    """Show the question with a button for each choice."""
    token = await turn.keep(Pending(resume, text, question, dict(answers)))
    rows = tuple(
        (Button(_label(turn, question, choice), data=callbacks.choice(token, n)),)
        for n, choice in enumerate(question.choices)
    )
    key = f"ask-{question.kind.value}"
    if question.kind is QuestionKind.UNKNOWN and not any(each.place for each in question.choices):
        key = "ask-unknown-alone"
    await turn.show(say(turn.t, key, *rows, asked=cut(clean(question.asked), _BUTTON)))


async def press(turn: Turn, data: Callback, resumes: Mapping[str, Resume]) -> None:
    """A choice was made: read the same text again with it."""
    token, number = data.args[0], data.number(1)
    pending = await turn.kept(token, Pending)
    if pending is None or number is None or number >= len(pending.question.choices):
        raise UserError("error-button-old")
    if not await turn.spend(token):
        raise UserError("error-button-old")
    choice, resume = pending.question.choices[number], resumes[pending.resume]
    if choice.text:
        await resume(turn, choice.text, pending.answers)
        return
    await resume(turn, pending.text, {**pending.answers, pending.question.key: choice})


async def resumed_by(turn: Turn, data: Callback) -> str:
    """Return who goes on with the question, "" if it does not wait any more."""
    pending = await turn.kept(data.args[0], Pending)
    return pending.resume if pending else ""


def _label(turn: Turn, question: Question, choice: Choice) -> str:
    asked = cut(clean(question.asked), 30)
    if choice.place is not None:
        return place_button(turn, choice.place)
    if choice.as_word:
        return turn.t.raw("choice-word", word=asked)
    if choice.each:
        return turn.t.raw("choice-each")
    return cut(clean(choice.text), _BUTTON)
