"""From waiting rows to one letter: what is said now, what need not be said any more, what waits a little.

Several rows of one incident become one message, for a message shows the incident as it stands. More than a
handful of uncritical alerts to one chat become one list. A row whose text can't be made costs an attempt of
its own and holds nobody up.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape

from bot.config import Delivery
from bot.delivery.api import Letter
from bot.delivery.facts import Facts
from bot.delivery.lanes import Waiting
from bot.delivery.personal import hushed, is_silent, with_distance
from bot.i18n import Translator, format_moment
from bot.model.alert import CANARY, SPOILED, Gone, Message, Moved, NotSent, OutboxRow, Outcome, Rejected
from bot.model.errors import StorageError
from bot.model.incident import Incident, Push, Status
from bot.model.mention import Certainty
from bot.model.subscription import Chat, ChatState
from bot.ports import UnitOfWork
from bot.rendering import render_alert, render_burst
from bot.rendering.html import MAX_UNITS

_log = logging.getLogger(__name__)

RENDER_ATTEMPTS = 3
MAX_ATTEMPTS = 6
# While a burst goes on, further uncritical alerts gather this long, so that they are a list again.
GATHER_S = 10.0
LIST_MOST = 25
_MOST_EDITS = 5
_MOST_TEXTS = 256
_LISTED = frozenset({Push.NEW, Push.UPDATE})


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter and the rows it settles. ``edits``: messages of ours that it withdraws, and their new text."""

    chat_id: int
    rows: tuple[OutboxRow, ...]
    letter: Letter
    edits: tuple[tuple[int, Letter], ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """What became of one batch of one chat.

    ``ended`` need no sending: an outcome, or as text the reason why they are cancelled. ``back`` was not
    used; what is uncritical in it waits until ``not_before``.
    """

    draft: Draft | None = None
    ended: tuple[tuple[tuple[OutboxRow, ...], Outcome | str], ...] = ()
    back: tuple[Waiting, ...] = ()
    not_before: float = 0.0


class Composer:
    """Reads what messages need, inside a transaction of the caller's."""

    def __init__(self, settings: Delivery) -> None:
        self._settings = settings
        self._texts: dict[tuple[object, ...], tuple[Incident, Message]] = {}

    async def compose(
        self, uow: UnitOfWork, batches: Sequence[Sequence[Waiting]], now: datetime, clock: float
    ) -> list[Composed]:
        """Compose batches of different chats (see ``Lanes.next``), a result for each. ``clock``: the lanes'
        seconds.

        Raises StorageError; whatever else goes wrong is that head's failure.
        """
        facts = await Facts.load(uow, batches, now - timedelta(seconds=self._settings.burst_window_s))
        return [await self._guarded(facts, batch, now, clock) for batch in batches]

    async def _guarded(self, facts: Facts, batch: Sequence[Waiting], now: datetime, clock: float) -> Composed:
        head = batch[0]
        try:
            return await self._compose(facts, batch, now, clock)
        except StorageError:
            raise
        except Exception as error:
            _log.exception("row %d: no message could be made of it", head.row.id)
            return failed(batch, error)

    async def _compose(self, facts: Facts, batch: Sequence[Waiting], now: datetime, clock: float) -> Composed:
        head = batch[0]
        chat_id = head.row.alert.chat_id
        chat = facts.chats.get(chat_id)
        if chat is not None and chat.state is not ChatState.ACTIVE:
            return Composed(ended=((tuple(each.row for each in batch), _unreachable(chat)),))
        if head.row.attempts >= MAX_ATTEMPTS:
            outcome = Rejected(f"given up after {head.row.attempts} attempts: {head.row.error}")
            return Composed(ended=(((head.row,), outcome),), back=tuple(batch[1:]))
        lang = chat.lang if chat else "en"
        listed = [] if head.critical else [each for each in batch if _may_be_listed(each.row)]
        if listed and head in listed:
            sent = facts.sent.get((chat_id, head.row.alert.thread_id), 0)
            bursting = sent >= self._settings.burst_size
            patient = clock < min(each.since for each in listed) + GATHER_S and len(listed) < LIST_MOST
            if bursting and patient:
                return Composed(back=tuple(batch), not_before=min(each.since for each in listed) + GATHER_S)
            # What an outage held up comes as one list, however little it is.
            late = sum(self._is_late((each.row,), now) for each in listed) > 1
            if (late or sent + len(listed) > self._settings.burst_size) and len(listed) > 1:
                gravest = sorted(listed, key=lambda each: -each.row.alert.severity)[:LIST_MOST]
                composed = await self._list(facts, batch, gravest, lang, now)
                if composed is not None:
                    return composed
        return await self._single(facts, batch, lang, now)

    async def _single(self, facts: Facts, batch: Sequence[Waiting], lang: str, now: datetime) -> Composed:
        head = batch[0].row
        same = [each for each in batch if each.row.alert.incident_id == head.alert.incident_id]
        back = tuple(each for each in batch if each not in same)
        rows = tuple(each.row for each in same)
        if head.alert.incident_id == CANARY:
            return Composed(Draft(head.alert.chat_id, rows, _canary(rows[-1], lang)), back=back)
        incident = await facts.incident(head.alert.incident_id)
        if incident is None:
            return Composed(ended=((rows, Rejected("the incident is not stored any more")),), back=back)
        alert = head.alert
        withdrawn = incident.status is Status.RETRACTED
        # News, which most are, does not depend on what came before.
        plain = len(rows) == 1 and alert.push is Push.NEW and not withdrawn
        told = [] if plain else await facts.told(alert)
        if withdrawn and not told:
            return Composed(ended=((rows, "withdrawn before it was sent"),), back=back)
        push = _push(rows, withdrawn, told)
        late = self._is_late(rows, now)
        message = self._rendered(incident, push, lang, now, any(row.repeat for row in rows), late)
        earlier = [row.message_id for row in told if row.message_id is not None]
        # What follows hangs under the alert that began it, so that a chat of many incidents stays readable.
        answers = bool(earlier) and push is not Push.NEW
        if not withdrawn:
            message = with_distance(message, rows, incident, lang)
        silent = is_silent(facts.chats.get(alert.chat_id), (incident,), push, now)
        message, rows = hushed(message, rows, silent)
        letter = Letter(
            alert.chat_id,
            message,
            alert.thread_id,
            reply_to=earlier[0] if answers else None,
            paid=self._settings.paid_broadcast,
        )
        edits: tuple[tuple[int, Letter], ...] = ()
        if push is Push.WITHDRAWN:
            edited = replace(letter, message=_withdrawn_text(incident, message, lang, now))
            alone = [each for each in dict.fromkeys(earlier) if await facts.tells_one(alert.chat_id, each)]
            edits = tuple((message_id, edited) for message_id in alone[-_MOST_EDITS:])
        return Composed(Draft(alert.chat_id, rows, letter, edits), back=back)

    def _rendered(
        self, incident: Incident, push: Push, lang: str, now: datetime, repeat: bool, late: bool
    ) -> Message:
        """The text, made once for all chats that get the same."""
        # Only a late alert tells the time of sending, to the minute; else at most a year depends on it.
        moment = (now.toordinal(), now.hour, now.minute) if late else (now.toordinal(),)
        key = (id(incident), push, lang, repeat, late, moment)
        known = self._texts.get(key)
        # The incident is kept beside its text, so that no other can come to have its id.
        if known is not None and known[0] is incident:
            return known[1]
        message = render_alert(incident, push, lang=lang, now=now, repeat=repeat, late=late)
        if len(self._texts) >= _MOST_TEXTS:
            self._texts.clear()
        self._texts[key] = (incident, message)
        return message

    async def _list(
        self, facts: Facts, batch: Sequence[Waiting], listed: Sequence[Waiting], lang: str, now: datetime
    ) -> Composed | None:
        """One message that names as many as fit; None if there are not two to name."""
        incidents: dict[int, Incident] = {}
        named: list[Waiting] = []
        for each in listed:
            incident = await facts.incident(each.row.alert.incident_id)
            if incident is not None and incident.status is not Status.RETRACTED:
                incidents[each.row.id] = incident
                named.append(each)
        while len(named) > 1:
            wanted = {incident.id: incident for incident in (incidents[each.row.id] for each in named)}
            try:
                pages = render_burst(list(wanted.values()), lang=lang, now=now)
            except Exception as error:
                # One of them is at fault; alone it will show which.
                _log.warning("a list of %d could not be made (%s)", len(wanted), type(error).__name__)
                return None
            if len(pages) == 1:
                break
            named = named[: len(named) // 2]
        if len(named) < 2:
            return None
        rows = tuple(each.row for each in named)
        message = pages[0]
        if self._is_late(rows, now):
            message = _marked_late(message, rows, lang, now)
        alert = rows[0].alert
        silent = is_silent(facts.chats.get(alert.chat_id), wanted.values(), Push.NEW, now)
        message, rows = hushed(message, rows, silent)
        letter = Letter(alert.chat_id, message, alert.thread_id, paid=self._settings.paid_broadcast)
        back = tuple(each for each in batch if each not in named)
        return Composed(Draft(alert.chat_id, rows, letter), back=back)

    def _is_late(self, rows: Sequence[OutboxRow], now: datetime) -> bool:
        oldest = min(row.alert.committed_at for row in rows)
        return (now - oldest).total_seconds() > self._settings.late_after_s


def failed(batch: Sequence[Waiting], error: Exception) -> Composed:
    """The head's text can't be made: an attempt is counted, and after a few of them the row ends."""
    head = batch[0].row
    reason = f"{SPOILED}{type(error).__name__}"
    ends = head.attempts + 1 >= RENDER_ATTEMPTS
    outcome: Outcome = Rejected(reason) if ends else NotSent(reason)
    return Composed(ended=(((head,), outcome),), back=tuple(batch[1:]))


def _canary(row: OutboxRow, lang: str) -> Letter:
    told = format_moment(row.alert.committed_at, "", lang)
    text = Translator.for_lang(lang).text("canary", time=told)
    message = Message(html=escape(text, quote=False), plain=text, silent=True)
    return Letter(row.alert.chat_id, message, row.alert.thread_id)


def _may_be_listed(row: OutboxRow) -> bool:
    # A repeat must be marked as one, and what broke the renderer once must not break a list.
    return row.alert.push in _LISTED and not row.repeat and not row.error.startswith(SPOILED)


def _unreachable(chat: Chat) -> Outcome:
    if chat.state is ChatState.MOVED and chat.moved_to is not None:
        return Moved(chat.moved_to)
    return Gone("the chat can't be written to")


def _push(rows: Sequence[OutboxRow], withdrawn: bool, told: Sequence[OutboxRow]) -> Push:
    """What the message is to this chat: news to whoever has heard nothing, else the gravest change."""
    owed = {row.alert.push for row in rows}
    if withdrawn:
        return Push.WITHDRAWN
    if Push.NEW in owed or (not told and len(rows) > 1):
        return Push.NEW
    for push in (Push.CORRECTION, Push.UPDATE, Push.ALL_CLEAR):
        if push in owed:
            return push
    return rows[-1].alert.push


def _marked_late(message: Message, rows: Sequence[OutboxRow], lang: str, now: datetime) -> Message:
    oldest = min(row.alert.committed_at for row in rows)
    line = Translator.for_lang(lang).text(
        "burst-late",
        known=format_moment(oldest, "", lang, now=now),
        sent=format_moment(now, "", lang, now=now),
    )
    return replace(
        message, html=f"{escape(line, quote=False)}\n{message.html}", plain=f"{line}\n{message.plain}"
    )


def _withdrawn_text(incident: Incident, withdrawal: Message, lang: str, now: datetime) -> Message:
    """What an earlier alert becomes: it keeps its text, under the first line of the withdrawal."""
    before = replace(incident, status=Status.ACTIVE, certainty=Certainty.C2)
    text = render_alert(before, Push.NEW, lang=lang, now=now)
    first = withdrawal.plain.partition("\n")[0]
    plain = f"{first}\n\n{text.plain}"
    if len(plain.encode("utf-16-le", "replace")) > 2 * MAX_UNITS:
        return withdrawal
    html = f"<b>{escape(first, quote=False)}</b>\n\n{text.html}"
    return Message(html=html, plain=plain, buttons=withdrawal.buttons)
