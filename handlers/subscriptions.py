"""/subscriptions: what this chat hears, by number, with a button to open each; deleting and bringing back."""

from dataclasses import dataclass, replace

from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.subscription import Subscription
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.html import Bold, Node, Text, message
from bot.rendering.plain import cut
from handlers import one_subscription
from handlers.command import Command
from handlers.removal import remove
from handlers.reply import Rows, marked
from handlers.turn import Turn
from handlers.words import meaning, same, short

PAGE = 10
_LINE = 350


@dataclass(frozen=True)
class Removed:
    """What the button "bring back" stands for."""

    subscriptions: tuple[Subscription, ...]


async def run(turn: Turn) -> None:
    """List the subscriptions; "/subscriptions 2" opens the second, what follows are its new words."""
    number, _, words = turn.text.strip().partition(" ")
    if number:
        await one_subscription.named(turn, number, words.strip())
        return
    await turn.show(await listing(turn, "subscriptions-heading"))


async def listing(
    turn: Turn, heading: str, offset: int = 0, undo: Rows = (), note: str = "", *, deleting: bool = False
) -> Message:
    """Return a page of the chat's subscriptions. ``note`` stands first, ``undo`` are the first buttons.

    ``deleting``: the buttons delete, else they open.
    """
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    t = turn.t
    if not mine:
        first = f"{note}\n\n" if note else ""
        return message([Text(first), *marked(t.text("subscriptions-none"))], undo)
    offset = min(offset, (len(mine) - 1) // PAGE * PAGE)
    page = mine[offset : offset + PAGE]
    nodes: list[Node] = [Text(f"{note}\n\n")] if note else []
    nodes.append(Bold(t.text(heading, count=len(mine))))
    for each in page:
        elsewhere = each.thread_id != turn.thread_id
        topic = f" · {t.text('subscriptions-other-topic')}" if elsewhere else ""
        nodes.append(Text(cut(f"\n\n{each.number}. {meaning(each, turn.lang)}", _LINE) + topic))
    return message(nodes, (*undo, *_buttons(turn, page, offset, len(mine), deleting=deleting)))


def _buttons(turn: Turn, page: list[Subscription], offset: int, total: int, *, deleting: bool) -> Rows:
    rows = []
    for each in page:
        name = f"{each.number}. {short(each, turn.lang)}"
        if deleting:
            button = Button(cut(f"✕ {name}", 60), data=callbacks.subscription("x", each.id, offset))
        else:
            button = Button(cut(name, 60), data=callbacks.subscription("o", each.id))
        rows.append((button,))
    turning = []
    if offset > 0:
        data = callbacks.subscription("l", max(0, offset - PAGE))
        turning.append(Button(turn.t.raw("button-previous"), data=data))
    if offset + PAGE < total:
        turning.append(Button(turn.t.raw("button-next"), data=callbacks.subscription("l", offset + PAGE)))
    return (*rows, tuple(turning)) if turning else tuple(rows)


async def press(turn: Turn, data: Callback) -> None:
    """``l`` another page, ``x`` delete by the store's id, ``b`` bring back what was deleted."""
    action = data.args[0]
    if action == "l":
        await turn.edit(await listing(turn, "subscriptions-heading", data.number(1) or 0))
        return
    if action == "b":
        await _bring_back(turn, data)
        return
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        found = next((each for each in mine if each.id == data.number(1)), None)
        removed = (await remove(turn, uow, [found]))[0] if found else None
    if removed is None:
        raise UserError("error-subscription-gone")
    note = turn.t.text("unsubscribed", number=removed.number, what=short(removed, turn.lang))
    offset = data.number(2)
    undo = await undo_row(turn, [removed], offset)
    if offset is not None:
        await turn.edit(await listing(turn, "subscriptions-heading", offset, undo, note))
    else:
        await turn.edit(message([Text(note)], undo))


async def undo_row(turn: Turn, removed: list[Subscription], offset: int | None = None) -> Rows:
    """Return the button that brings subscriptions back; with ``offset`` the list is shown again then."""
    token = await turn.keep(Removed(tuple(removed)), for_all=True)
    data = callbacks.subscription("b", token, *([] if offset is None else [offset]))
    return ((Button(turn.t.raw("button-bring-back"), data=data),),)


async def _bring_back(turn: Turn, data: Callback) -> None:
    token = data.args[1] if len(data.args) > 1 else ""
    kept = await turn.kept(token, Removed)
    if kept is None:
        raise UserError("error-button-old")
    back = []
    async with turn.write() as uow:
        if not await uow.tokens.spend(token, turn.chat_id):
            raise UserError("error-button-old")
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        missing = [each for each in kept.subscriptions if not any(same(each, one) for one in mine)]
        most = turn.services.config.chats.max_subscriptions
        if missing and len(mine) + len(missing) > most:
            raise UserError("error-too-many", limit=most)
        for each in missing:
            # A group may have become another chat since.
            back.append(await uow.subscriptions.restore(replace(each, chat_id=turn.chat_id)))
    if not back:
        raise UserError("error-subscription-back")
    told = turn.t.joined(f"{each.number}. {short(each, turn.lang)}" for each in back)
    note, offset = turn.t.text("subscription-back", what=told), data.number(2)
    if offset is None:
        await turn.edit(message([Text(note)]))
    else:
        await turn.edit(await listing(turn, "subscriptions-heading", offset, note=note))


COMMAND = Command("subscriptions", run)
