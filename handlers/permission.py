"""Who may change what a chat hears: anybody in private, administrators elsewhere, asked afresh each time."""

import logging

from telegram import ChatMember, Message
from telegram.error import TelegramError

from bot.log import chat_tag
from bot.model.subscription import ChatKind
from handlers.turn import Turn

_log = logging.getLogger(__name__)
_MAY = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


def is_operator(turn: Turn) -> bool:
    """Whether the person of this turn runs the bot, and nobody else reads along."""
    admins = turn.services.config.telegram.admins
    return turn.kind is ChatKind.PRIVATE and turn.user_id is not None and turn.user_id in admins


async def may_change(turn: Turn) -> bool:
    """Whether the person of this turn may change subscriptions and mutes here.

    An anonymous administrator writes as the group itself, a channel's administrators as the channel. A member
    who writes as another channel is not known to be an administrator.
    """
    if turn.kind is ChatKind.PRIVATE:
        return True
    if turn.query is None and isinstance(turn.message, Message):
        speaker = turn.message.sender_chat
        if turn.kind is ChatKind.CHANNEL:
            return speaker is None or speaker.id == turn.chat_id
        if speaker is not None:
            return speaker.id == turn.chat_id and not turn.message.is_automatic_forward
    if turn.user_id is None:
        return False
    try:
        member = await turn.bot.get_chat_member(turn.chat_id, turn.user_id)
    except TelegramError as error:
        _log.warning("%s: administrators can't be asked for: %s", chat_tag(turn.chat_id), error)
        return False
    return member.status in _MAY
