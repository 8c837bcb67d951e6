"""/unsubscribe: by number, by name, all, or by button."""

from dataclasses import replace

from bot.matching.grammar import Question, parse
from bot.matching.words import fold
from bot.model.errors import UserError
from bot.model.subscription import Subscription
from bot.rendering.html import Text, message
from handlers.command import Command
from handlers.removal import remove
from handlers.subscriptions import listing, undo_row
from handlers.turn import Turn
from handlers.words import as_subscription, same, short

_ALL = frozenset({"all", "everything", "*"})


async def run(turn: Turn) -> None:
    """Delete what the text names; without a text offer a button for each."""
    text = turn.text.strip()
    if not text:
        await turn.show(await listing(turn, "unsubscribe-which", deleting=True))
        return
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        chosen = _chosen(turn, mine, text)
        gone = await remove(turn, uow, chosen)
    told = "\n".join(
        turn.t.text("unsubscribed", number=each.number, what=short(each, turn.lang)) for each in gone
    )
    await turn.show(message([Text(told)], await undo_row(turn, gone)))


def _chosen(turn: Turn, mine: list[Subscription], text: str) -> list[Subscription]:
    """Return what the text names. Raises UserError if that is nothing, or not one."""
    if not mine:
        raise UserError("error-none-to-delete")
    wanted = fold(" ".join(text.split()))
    if wanted in _ALL:
        return mine
    digits = wanted.removeprefix("#").rstrip(".")
    if digits.isascii() and digits.isdigit():
        found = [each for each in mine if str(each.number) == digits.lstrip("0")]
    else:
        found = [each for each in mine if wanted in _names(each)] or _meant(turn, mine, text)
    if len(found) > 1:
        raise UserError("error-several", numbers=", ".join(str(each.number) for each in found))
    if not found:
        raise UserError("error-no-such-subscription", what=text[:60])
    return found


def _meant(turn: Turn, mine: list[Subscription], text: str) -> list[Subscription]:
    """Those that ``text`` would have made (卡拉奇 for Karachi), whatever their severity and topic."""
    try:
        parsed = parse(text, turn.services.gazetteer)
    except UserError:
        return []
    if isinstance(parsed, Question):
        return []
    wanted = as_subscription(parsed, turn, text)
    return [
        each
        for each in mine
        if same(replace(each, min_severity=wanted.min_severity, thread_id=wanted.thread_id), wanted)
    ]


def _names(subscription: Subscription) -> set[str]:
    labels = [area.label for area in subscription.areas] if len(subscription.areas) == 1 else []
    names = [subscription.text, *labels, *(label.split(",")[0] for label in labels)]
    return {fold(" ".join(name.split())) for name in names if name}


COMMAND = Command("unsubscribe", run, changes=True)
