"""The bot is added, removed, blocked or unblocked; a group becomes a supergroup."""

import logging

from telegram import ChatMember, Update
from telegram.error import TelegramError

from bot.log import chat_tag
from bot.model.subscription import ChatKind
from handlers import language
from handlers.context import Context, services
from handlers.reply import say
from handlers.turn import begin

_log = logging.getLogger(__name__)
_OUT = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def on_membership(update: Update, context: Context) -> None:
    """Mark the chat gone or, when the bot is back, active: its subscriptions pause and go on."""
    change = update.my_chat_member
    if change is None:
        return
    chat_id = change.chat.id
    if change.new_chat_member.status in _OUT:
        its = services(context)
        async with its.store.write() as uow:
            if await uow.chats.get(chat_id) is not None:
                await uow.chats.mark_gone(chat_id)
        _log.info("%s: the bot was removed or blocked; its subscriptions pause", chat_tag(chat_id))
        return
    if change.old_chat_member.status not in _OUT:
        return
    turn = begin(update, context)
    if turn is None:
        return
    await turn.know()
    if turn.kind is ChatKind.PRIVATE:
        # Unblocked, perhaps without /start: what was paused goes on.
        return
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(chat_id)
    try:
        if mine:
            await turn.send(say(turn.t, "added-again", count=len(mine)))
        else:
            # Nobody knows a group's language: it is asked once, with the greeting.
            await turn.send(say(turn.t, "added", *language.rows("hello")))
    except TelegramError as error:
        # It may have been added without the right to write.
        _log.info("%s: no greeting: %s", chat_tag(chat_id), error)


async def on_migration(update: Update, context: Context) -> None:
    """Carry everything of a group to the supergroup it became; both messages about it come in any order."""
    message = update.effective_message
    if message is None:
        return
    old_id, new_id = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id
    new_id = new_id or message.chat.id
    if old_id == new_id:
        return
    async with services(context).store.write() as uow:
        await uow.chats.move(old_id, new_id)
    _log.info("%s became %s", chat_tag(old_id), chat_tag(new_id))
