"""/sources, for whoever runs the bot: how each source is doing, and what people said of its alerts."""

from collections.abc import Mapping
from datetime import timedelta

from bot.i18n import format_moment
from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.feedback import Complaint, SourceFeedback
from bot.model.item import SourceState
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.html import Bold, Node, Text, message
from bot.rendering.plain import clean, cut
from bot.sources.health import status
from handlers.command import Command
from handlers.feedback import feedback_key
from handlers.permission import is_operator
from handlers.turn import Turn

SINCE = timedelta(days=30)
PAGE = 12


async def run(turn: Turn) -> None:
    """Show the first page."""
    await turn.show(await _page(turn, 0))


async def press(turn: Turn, data: Callback) -> None:
    """``s N``: another page."""
    offset = data.number(1)
    if not is_operator(turn) or offset is None:
        raise UserError("error-button-old")
    await turn.edit(await _page(turn, offset))


async def _page(turn: Turn, offset: int) -> Message:
    async with turn.services.store.read() as uow:
        states = {each.name: each for each in await uow.sources.all()}
        said = await uow.feedback.by_source(turn.now - SINCE)
    configured = [each.name for each in turn.services.config.sources if each.enabled]
    names = configured or sorted(states)
    t = turn.t
    if not names:
        return message([Text(t.text("op-sources-none"))])
    # What needs a look comes first.
    names.sort(key=lambda name: status(states.get(name, SourceState(name))).is_fine)
    offset = min(offset, (len(names) - 1) // PAGE * PAGE)
    nodes: list[Node] = [Bold(t.text("op-sources-heading", count=len(names), days=SINCE.days))]
    for name in names[offset : offset + PAGE]:
        nodes.append(Text("\n\n" + _source(turn, states.get(name, SourceState(name)), said)))
    turning = []
    if offset:
        turning.append(Button(t.raw("button-previous"), data=callbacks.setting("s", offset - PAGE)))
    if offset + PAGE < len(names):
        turning.append(Button(t.raw("button-next"), data=callbacks.setting("s", offset + PAGE)))
    return message(nodes, (tuple(turning),) if turning else ())


def _source(turn: Turn, state: SourceState, said: Mapping[str, SourceFeedback]) -> str:
    t, how = turn.t, status(state)
    name = cut(clean(state.name), 60)
    lines = [t.text("op-sources-line", name=name, state=how.word.value)]
    if not how.is_fine and how.reason:
        well = format_moment(how.well_at, "", turn.lang, now=turn.now) if how.well_at else ""
        reason = cut(clean(how.reason), 120)
        lines.append(t.text("op-sources-failing", reason=reason, well=well, ever="yes" if well else "no"))
    if state.last_item_at:
        at = format_moment(state.last_item_at, "", turn.lang, now=turn.now)
        lines.append(t.text("op-sources-last-item", at=at))
    feedback = said.get(state.name)
    if feedback and (feedback.alerts or feedback.complaints):
        lines.append(
            t.text(
                "op-sources-feedback",
                alerts=feedback.alerts,
                complaints=feedback.complaints,
                percent=round(100 * feedback.rate),
                what=_answers(turn, feedback) or "none",
            )
        )
    return "\n".join(lines)


def _answers(turn: Turn, feedback: SourceFeedback) -> str:
    """ "wrong place 2, old news 1"."""
    told = [
        f"{turn.t.text(feedback_key(each))} {feedback.answers[each]}"
        for each in Complaint
        if feedback.answers.get(each)
    ]
    return turn.t.joined(told)


COMMAND = Command("sources", run, operators=True)
