"""Alerts owed: claimed by lease, recorded only by the one who holds them.

::

    PENDING ─claim→ CLAIMED ─mark_sending→ SENDING ─record→ SENT
       ↑               │ release, lapsed      │ not sent; ambiguous or lapsed: marked as a repeat
       └───────────────┴──────────────────────┘        ends: AMBIGUOUS DEAD REDIRECTED CANCELLED

``due_at`` is one column with two readings, so one index serves every claim (see ``storage.tables``).
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Row,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
    update,
)

from bot.model.alert import (
    Alert,
    Ambiguous,
    Gone,
    Moved,
    NotSent,
    OutboxRow,
    OutboxState,
    Outcome,
    Rejected,
    Sent,
)
from bot.model.incident import Push
from storage.connection import Connection, chunks
from storage.tables import incidents, outbox
from storage.types import EPOCH, Moment

_HELD = (OutboxState.CLAIMED.value, OutboxState.SENDING.value)
_UNSENT = (OutboxState.PENDING.value, OutboxState.CLAIMED.value)
_TOLD = (*_UNSENT, OutboxState.SENDING.value, OutboxState.AMBIGUOUS.value, OutboxState.SENT.value)
_LONGEST_WAIT_S = 300.0
_WHOLE_TOKEN_WAIT_S = 5.0
_TOLD_TO_WAIT = "429"


class SqlOutbox:
    """``bot.ports.OutboxRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def add(self, alerts: Sequence[Alert]) -> int:
        """Insert those not there yet (unique by incident, revision, chat, thread); return how many."""
        insert = self._db.insert(outbox).on_conflict_do_nothing().returning(outbox.c.id)
        added = 0
        for some in chunks(alerts):
            added += len(await self._db.all(insert, [_values(alert) for alert in some]))
        return added

    async def told(self, incident_id: str) -> set[tuple[int, int | None]]:
        """(chat, thread) that were sent or are owed an alert of this incident, or of one merged into it."""
        meant = select(literal(incident_id).label("id")).cte("meant", recursive=True)
        merged = incidents.alias()
        meant = meant.union(select(merged.c.id).where(merged.c.merged_into == meant.c.id))
        query = (
            select(outbox.c.chat_id, outbox.c.thread_id)
            .where(outbox.c.incident_id.in_(select(meant.c.id)), outbox.c.state.in_(_TOLD))
            .distinct()
        )
        return {(row.chat_id, row.thread_id or None) for row in await self._db.all(query)}

    async def of_chat(self, chat_id: int, incident_id: str) -> list[OutboxRow]:
        """This chat's rows about an incident, oldest first."""
        query = select(outbox).where(outbox.c.chat_id == chat_id, outbox.c.incident_id == incident_id)
        return [_row(row) for row in await self._db.all(query.order_by(outbox.c.id))]

    async def of_chats(self, chat_ids: Collection[int], incident_ids: Collection[str]) -> list[OutboxRow]:
        """What any of these chats was owed about any of these incidents, oldest first."""
        query = select(outbox).where(outbox.c.chat_id.in_(chat_ids), outbox.c.incident_id.in_(incident_ids))
        return [_row(row) for row in await self._db.all(query.order_by(outbox.c.id))]

    async def of_message(self, chat_id: int, message_id: int) -> list[OutboxRow]:
        """The rows that one message told, oldest first; a list tells several."""
        query = select(outbox).where(
            outbox.c.chat_id == chat_id,
            outbox.c.sent_at.is_not(None),
            outbox.c.message_id == message_id,
        )
        return [_row(row) for row in await self._db.all(query.order_by(outbox.c.id))]

    async def claim(
        self,
        owner: str,
        now: datetime,
        lease_s: float,
        limit: int,
        *,
        except_chats: Collection[int] = (),
        min_severity: int = 1,
        holding: Collection[int] = (),
    ) -> list[OutboxRow]:
        """Take up to ``limit`` rows that are due, highest severity first, then oldest: PENDING ones past
        their not_before, and CLAIMED ones whose lease ran out. SENDING rows whose lease ran out come back
        with ``repeat`` set.

        Left out: rows of ``except_chats``, of a lower severity, and those whose id is in ``holding`` (the
        caller has them in hand, whatever the clock says of their lease).
        """
        wanted = [outbox.c.due_at <= now]
        if except_chats:
            wanted.append(outbox.c.chat_id.not_in(except_chats))
        if min_severity > 1:
            wanted.append(outbox.c.severity >= min_severity)
        if holding:
            wanted.append(outbox.c.id.not_in(holding))
        due = (
            select(outbox.c.id)
            .where(*wanted)
            .order_by(outbox.c.severity.desc(), outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        taken = await self._db.all(
            update(outbox)
            .where(outbox.c.id.in_(due))
            .values(
                state=OutboxState.CLAIMED.value,
                owner=owner,
                fence=outbox.c.fence + 1,
                due_at=now + timedelta(seconds=lease_s),
                repeat=_repeated(),
            )
            .returning(*outbox.c)
        )
        return sorted(map(_row, taken), key=lambda row: (-row.alert.severity, row.id))

    async def mark_sending(
        self, rows: Sequence[OutboxRow], lease_until: datetime | None = None
    ) -> list[OutboxRow]:
        """Commit the intent before the request leaves; rows that we no longer own are left out.

        ``lease_until`` renews the lease, for rows that waited long between claim and send.
        """
        values: dict[str, Any] = {"state": OutboxState.SENDING.value}
        if lease_until is not None:
            values["due_at"] = lease_until
        marked: dict[int, OutboxRow] = {}
        for some in chunks(rows):
            # Also what is SENDING already: a commit may have counted although it seemed to fail.
            found = await self._db.all(_held(some).values(values).returning(*outbox.c))
            marked |= {row.id: _row(row) for row in found}
        return [marked[row.id] for row in rows if row.id in marked]

    async def record(self, rows: Sequence[OutboxRow], outcome: Outcome, now: datetime) -> bool:
        """Write what became of these rows; False if they were no longer ours (fence): those that still are
        were written all the same.

        After ``Gone`` the other unsent rows of that chat (or topic) end with these; marking the chat is the
        caller's. After ``Moved`` the rows are owed to the new chat; moving the chat is the caller's.
        """
        touched = 0
        for some in chunks(rows):
            match outcome:
                case Sent(message_id):
                    values = _end(OutboxState.SENT, "", message_id=message_id, sent_at=now)
                case NotSent(reason, retry_after_s, whole_token):
                    values = _again(reason, now, retry_after_s, _WHOLE_TOKEN_WAIT_S if whole_token else None)
                case Ambiguous(reason):
                    touched += await self._record_ambiguous(some, reason, now)
                    continue
                case Gone(reason) | Rejected(reason):
                    values = _end(OutboxState.DEAD, reason)
                case Moved(chat_id):
                    touched += await self._record_moved(some, chat_id)
                    continue
            touched += await self._db.run(_held(some).values(values))
        if isinstance(outcome, Gone):
            await self._end_unsent(rows, outcome)
        return touched == len(rows)

    async def record_sent(self, sent: Sequence[tuple[OutboxRow, int | None]], now: datetime) -> int:
        """Write ``Sent`` for many rows at once, each with its message; how many were still ours."""
        if not sent:
            return 0
        statement = (
            update(outbox)
            .where(
                outbox.c.id == bindparam("of_id"),
                outbox.c.fence == bindparam("of_fence"),
                outbox.c.owner == bindparam("of_owner"),
                outbox.c.state.in_(_HELD),
            )
            .values(_end(OutboxState.SENT, "", message_id=bindparam("as_message"), sent_at=now))
        )
        ours = [
            {"of_id": row.id, "of_fence": row.fence, "of_owner": row.owner, "as_message": message_id}
            for row, message_id in sent
        ]
        return await self._db.run(statement, ours)

    async def release(self, rows: Sequence[OutboxRow]) -> None:
        """Give back claimed rows that were not sent, without an attempt counted."""
        for some in chunks(rows):
            await self._db.run(_held(some).values(state=OutboxState.PENDING.value, owner="", due_at=EPOCH))

    async def release_strays(self, owner: str, holding: Collection[int]) -> int:
        """Give back what the owner holds by the database but not in ``holding``; return how many rows. For
        after a claim whose commit counted although it seemed to fail.
        """
        strays = update(outbox).where(
            outbox.c.owner == owner,
            outbox.c.state == OutboxState.CLAIMED.value,
            outbox.c.due_at.is_not(None),
            outbox.c.id.not_in(holding),
        )
        return await self._db.run(
            strays.values(state=OutboxState.PENDING.value, owner="", due_at=EPOCH, fence=outbox.c.fence + 1)
        )

    async def cancel(self, rows: Sequence[OutboxRow], reason: str) -> None:
        """End rows that are held and need not be sent any more."""
        for some in chunks(rows):
            await self._db.run(_held(some).values(_end(OutboxState.CANCELLED, reason)))

    async def postpone(self, chat_id: int, until: datetime, reason: str) -> int:
        """Hold back every waiting row of the chat until then; return how many."""
        waiting = update(outbox).where(
            outbox.c.chat_id == chat_id, outbox.c.state == OutboxState.PENDING.value, outbox.c.due_at < until
        )
        return await self._db.run(waiting.values(due_at=until, error=reason))

    async def bring_forward(self, by: timedelta) -> int:
        """The clock was set back: what waits for a time by it becomes due so much earlier; how many rows."""
        earlier = type_coerce(outbox.c.due_at, BigInteger) - by // timedelta(microseconds=1)
        waiting = update(outbox).where(
            outbox.c.state == OutboxState.PENDING.value, outbox.c.due_at > EPOCH + by
        )
        return await self._db.run(waiting.values(due_at=earlier))

    async def held_back(self, now: datetime) -> dict[int, datetime]:
        """Chats that Telegram asked to wait, and until when."""
        query = (
            select(outbox.c.chat_id, func.max(outbox.c.due_at).label("until"))
            .where(
                outbox.c.due_at > now,
                outbox.c.state == OutboxState.PENDING.value,
                outbox.c.error.startswith(_TOLD_TO_WAIT),
            )
            .group_by(outbox.c.chat_id)
        )
        return {row.chat_id: row.until for row in await self._db.all(query)}

    async def recover(self, now: datetime, owner_prefix: str = "") -> int:
        """At start, before the first claim: take back what dead owners held; return how many rows.

        CLAIMED becomes PENDING, SENDING becomes PENDING with ``repeat``. Where one process owns the database
        these are all held rows; elsewhere those whose lease ran out, and with ``owner_prefix`` those of
        owners so named (an earlier life of the same process).
        """
        dead = true() if self._db.one_process else outbox.c.due_at <= now
        if owner_prefix:
            dead = or_(dead, outbox.c.owner.startswith(owner_prefix, autoescape=True))
        return await self._db.run(
            update(outbox)
            .where(outbox.c.state.in_(_HELD), dead)
            .values(state=OutboxState.PENDING.value, owner="", due_at=EPOCH, repeat=_repeated())
        )

    async def sent_since(self, chat_id: int, thread_id: int | None, since: datetime) -> int:
        """How many alerts this chat got since then (for bursts)."""
        query = select(func.count()).where(
            outbox.c.chat_id == chat_id, outbox.c.thread_id == (thread_id or 0), outbox.c.sent_at >= since
        )
        return int(await self._db.value(query))

    async def sent_counts(
        self, chat_ids: Collection[int], since: datetime
    ) -> dict[tuple[int, int | None], int]:
        """The same for many chats: by (chat, thread), those that got none left out."""
        query = (
            select(outbox.c.chat_id, outbox.c.thread_id, func.count().label("sent"))
            .where(outbox.c.chat_id.in_(chat_ids), outbox.c.sent_at >= since)
            .group_by(outbox.c.chat_id, outbox.c.thread_id)
        )
        return {(row.chat_id, row.thread_id or None): row.sent for row in await self._db.all(query)}

    async def counts(self) -> dict[str, int]:
        """Rows by state; every state is there."""
        found = await self._db.all(
            select(outbox.c.state, func.count().label("rows")).group_by(outbox.c.state)
        )
        return {state.value: 0 for state in OutboxState} | {row.state: row.rows for row in found}

    async def next_due_at(self, after: datetime | None = None) -> datetime | None:
        """When the earliest waiting row becomes due (not_before or end of lease); None if none waits. With
        ``after`` only what becomes due later than that counts.

        1970 for a row that may go at once.
        """
        due = outbox.c.due_at.is_not(None) if after is None else outbox.c.due_at > after
        query = select(func.min(outbox.c.due_at)).where(due)
        earliest: datetime | None = await self._db.value(query)
        return earliest

    async def _record_ambiguous(self, rows: Sequence[OutboxRow], reason: str, now: datetime) -> int:
        grave = outbox.c.severity >= self._db.repeat_from
        again = await self._db.run(
            _held(rows).where(grave).values({**_again(reason, now, None, None), "repeat": True})
        )
        ended = await self._db.run(_held(rows).where(~grave).values(_end(OutboxState.AMBIGUOUS, reason)))
        return again + ended

    async def _record_moved(self, rows: Sequence[OutboxRow], chat_id: int) -> int:
        back = {"state": OutboxState.PENDING.value, "owner": "", "due_at": EPOCH}
        moved_before = await self._db.run(_held(rows).where(outbox.c.chat_id == chat_id).values(back))
        found = await self._db.all(
            _held(rows).values(_end(OutboxState.REDIRECTED, f"moved to {chat_id}")).returning(*outbox.c)
        )
        if found:
            copies = [_values(_row(row).alert) | {"chat_id": chat_id, "repeat": row.repeat} for row in found]
            await self._db.run(self._db.insert(outbox).on_conflict_do_nothing(), copies)
        return moved_before + len(found)

    async def _end_unsent(self, rows: Sequence[OutboxRow], outcome: Gone) -> None:
        for chat_id, thread_id in {(row.alert.chat_id, row.alert.thread_id or 0) for row in rows}:
            ended = update(outbox).where(outbox.c.chat_id == chat_id, outbox.c.state.in_(_UNSENT))
            if outcome.topic_only:
                ended = ended.where(outbox.c.thread_id == thread_id)
            await self._db.run(ended.values(_end(OutboxState.DEAD, outcome.reason)))


async def cancel_rows(db: Connection, subscription_id: int, reason: str) -> None:
    """End what was owed because of a subscription and has not left yet."""
    await db.run(
        update(outbox)
        .where(outbox.c.subscription_id == subscription_id, outbox.c.state.in_(_UNSENT))
        .values(_end(OutboxState.CANCELLED, reason))
    )


async def move_rows(db: Connection, old_id: int, new_id: int) -> None:
    """Carry rows from one chat to another, each alert once even if both were owed it.

    What was sent moves too: it is what tells that the new chat knows of an incident. Where both have a row,
    the old one stays behind; if it was sent, the new chat need not get it again.
    """
    other = outbox.alias("other")
    same = and_(
        other.c.incident_id == outbox.c.incident_id,
        other.c.revision == outbox.c.revision,
        other.c.thread_id == outbox.c.thread_id,
    )
    told_there = select(other.c.id).where(
        same, other.c.chat_id == old_id, other.c.state == OutboxState.SENT.value
    )
    await db.run(
        update(outbox)
        .where(outbox.c.chat_id == new_id, outbox.c.state.in_(_UNSENT), told_there.exists())
        .values(_end(OutboxState.CANCELLED, f"sent before the move from {old_id}"))
    )
    has_own = select(other.c.id).where(same, other.c.chat_id == new_id)
    await db.run(
        update(outbox)
        .where(outbox.c.chat_id == old_id, outbox.c.state.in_(_UNSENT), has_own.exists())
        .values(_end(OutboxState.REDIRECTED, f"moved to {new_id}"))
    )
    await db.run(
        update(outbox)
        .where(
            outbox.c.chat_id == old_id,
            outbox.c.state != OutboxState.REDIRECTED.value,
            ~has_own.exists(),
        )
        .values(chat_id=new_id)
    )


def _repeated() -> Any:
    return or_(outbox.c.repeat, outbox.c.state == OutboxState.SENDING.value)


def _ours(rows: Sequence[OutboxRow]) -> Any:
    keys = [(row.id, row.fence, row.owner) for row in rows]
    return tuple_(outbox.c.id, outbox.c.fence, outbox.c.owner).in_(keys)


def _held(rows: Sequence[OutboxRow]) -> Update:
    return update(outbox).where(_ours(rows), outbox.c.state.in_(_HELD))


def _end(state: OutboxState, error: str, **values: Any) -> dict[str, Any]:
    return {"state": state.value, "due_at": None, "error": error, **values}


def _again(
    error: str, now: datetime, retry_after_s: float | None, whole_token_wait_s: float | None
) -> dict[str, Any]:
    """Back to PENDING. Having to wait and the token's trouble are not the row's: no attempt is counted."""
    values: dict[str, Any] = {"state": OutboxState.PENDING.value, "owner": "", "error": error}
    if whole_token_wait_s is None and retry_after_s is None:
        values["attempts"] = outbox.c.attempts + 1
    wait_s = retry_after_s if retry_after_s is not None else whole_token_wait_s
    if wait_s is not None:
        values["due_at"] = now + timedelta(seconds=wait_s)
    else:
        values["due_at"] = _backed_off(now)
    return values


def _backed_off(now: datetime) -> Any:
    """2, 4, 8 … seconds by attempts so far, at most five minutes."""
    # Typed one by one: a CASE would hand them to the driver as they are.
    ends = [literal(now + timedelta(seconds=min(2.0**n, _LONGEST_WAIT_S)), Moment) for n in range(1, 10)]
    return case(dict(enumerate(ends)), value=outbox.c.attempts, else_=ends[-1])


def _values(alert: Alert) -> dict[str, Any]:
    return {
        "incident_id": alert.incident_id,
        "revision": alert.revision,
        "chat_id": alert.chat_id,
        "thread_id": alert.thread_id or 0,
        "push": alert.push.value,
        "severity": alert.severity,
        "subscription_id": alert.subscription_id,
        "reason": alert.reason,
        "committed_at": alert.committed_at,
        "state": OutboxState.PENDING.value,
        # Not the clock's time: one that is set back must not hold back what is owed.
        "due_at": EPOCH,
        "owner": "",
        "fence": 0,
        "attempts": 0,
        "repeat": False,
        "error": "",
    }


def _row(row: Row[Any]) -> OutboxRow:
    state = OutboxState(row.state)
    waits = state is OutboxState.PENDING and row.due_at is not None and row.due_at > EPOCH
    return OutboxRow(
        id=row.id,
        alert=Alert(
            chat_id=row.chat_id,
            incident_id=row.incident_id,
            revision=row.revision,
            push=Push(row.push),
            severity=row.severity,
            reason=row.reason,
            committed_at=row.committed_at,
            subscription_id=row.subscription_id,
            thread_id=row.thread_id or None,
        ),
        state=state,
        attempts=row.attempts,
        owner=row.owner,
        fence=row.fence,
        repeat=bool(row.repeat),
        not_before=row.due_at if waits else None,
        message_id=row.message_id,
        sent_at=row.sent_at,
        error=row.error,
    )
