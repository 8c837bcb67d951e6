"""Alerts owed: claimed by lease, recorded only by the one who holds them.

::

    PENDING ─claim→ CLAIMED ─mark_sending→ SENDING ─record→ SENT
       ↑               │ release, lapsed      │ not sent; ambiguous or lapsed: marked as a repeat
       └───────────────┴──────────────────────┘        ends: AMBIGUOUS DEAD REDIRECTED CANCELLED

``due_at`` is one column with two readings, so one index serves every claim (see ``storage.tables``).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
    update,
)

from bot.model.alert import (
    CRITICAL,
    SPOILED,
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
from bot.model.incident import Status
from storage.connection import Connection, chunks
from storage.outbox_chats import pass_on_row, rows_because_of
from storage.outbox_rows import HELD, TOLD, UNSENT, again, end, held, ours, repeated, row_of, values_of
from storage.tables import incidents, outbox
from storage.types import EPOCH

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
            added += len(await self._db.all(insert, [values_of(alert) for alert in some]))
        return added

    async def told(self, incident_id: str) -> set[tuple[int, int | None]]:
        """(chat, thread) that were sent or are owed an alert of this incident, or of one merged into it."""
        meant = select(literal(incident_id).label("id")).cte("meant", recursive=True)
        merged = incidents.alias()
        meant = meant.union(select(merged.c.id).where(merged.c.merged_into == meant.c.id))
        query = (
            select(outbox.c.chat_id, outbox.c.thread_id)
            .where(outbox.c.incident_id.in_(select(meant.c.id)), outbox.c.state.in_(TOLD))
            .distinct()
        )
        return {(row.chat_id, row.thread_id or None) for row in await self._db.all(query)}

    async def of_chat(self, chat_id: int, incident_id: str) -> list[OutboxRow]:
        """This chat's rows about an incident, oldest first."""
        query = select(outbox).where(outbox.c.chat_id == chat_id, outbox.c.incident_id == incident_id)
        return [row_of(row) for row in await self._db.all(query.order_by(outbox.c.id))]

    async def of_chats(self, chat_ids: Collection[int], incident_ids: Collection[str]) -> list[OutboxRow]:
        """What any of these chats was owed about any of these incidents, oldest first."""
        query = select(outbox).where(outbox.c.chat_id.in_(chat_ids), outbox.c.incident_id.in_(incident_ids))
        return [row_of(row) for row in await self._db.all(query.order_by(outbox.c.id))]

    async def outdated(self, since: datetime, limit: int) -> list[OutboxRow]:
        """Rows sent since then whose incident was changed after they left; the newest first."""
        query = (
            select(outbox)
            .join(incidents, incidents.c.id == outbox.c.incident_id)
            .where(
                outbox.c.state == OutboxState.SENT.value,
                outbox.c.message_id.is_not(None),
                outbox.c.sent_at >= since,
                incidents.c.updated_at > outbox.c.sent_at,
                incidents.c.merged_into.is_(None),
                incidents.c.status != Status.RETRACTED.value,
            )
        )
        newest = query.order_by(outbox.c.sent_at.desc(), outbox.c.id.desc()).limit(limit)
        return [row_of(row) for row in await self._db.all(newest)]

    async def of_message(self, chat_id: int, message_id: int) -> list[OutboxRow]:
        """The rows that one message told, oldest first; a list tells several."""
        query = select(outbox).where(
            outbox.c.chat_id == chat_id,
            outbox.c.sent_at.is_not(None),
            outbox.c.message_id == message_id,
        )
        return [row_of(row) for row in await self._db.all(query.order_by(outbox.c.id))]

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
                repeat=repeated(),
            )
            .returning(*outbox.c)
        )
        return sorted(map(row_of, taken), key=lambda row: (-row.alert.severity, row.id))

    async def mark_sending(
        self, rows: Sequence[OutboxRow], lease_until: datetime | None = None
    ) -> list[OutboxRow]:
        """Commit the intent before the request leaves, and whether without a sound (``silent`` of the rows);
        rows that we no longer own are left out.

        ``lease_until`` renews the lease, for rows that waited long between claim and send.
        """
        if not rows:
            return []
        values: dict[str, Any] = {"state": OutboxState.SENDING.value}
        if lease_until is not None:
            values["due_at"] = lease_until
        marked = 0
        # Claimed together, most rows agree in all but their ids: one statement for each sort, not each row.
        for (fence, owner, silent), ids in _alike(rows).items():
            for part in chunks(ids):
                of_them = (outbox.c.id.in_(part), outbox.c.fence == fence, outbox.c.owner == owner)
                # Also what is SENDING already: a commit may have counted although it seemed to fail.
                mark = update(outbox).where(*of_them, outbox.c.state.in_(HELD))
                marked += await self._db.run(mark.values(**values, silent=silent))
        if marked == len(rows):
            return [replace(row, state=OutboxState.SENDING) for row in rows]
        still = set()
        for some in chunks(rows):
            mine = select(outbox.c.id).where(ours(some), outbox.c.state == OutboxState.SENDING.value)
            still |= {row.id for row in await self._db.all(mine)}
        return [replace(row, state=OutboxState.SENDING) for row in rows if row.id in still]

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
                    values = end(OutboxState.SENT, "", message_id=message_id, sent_at=now)
                case NotSent(reason, retry_after_s, whole_token):
                    values = again(reason, now, retry_after_s, _WHOLE_TOKEN_WAIT_S if whole_token else None)
                case Ambiguous(reason):
                    touched += await self._record_ambiguous(some, reason, now)
                    continue
                case Gone(reason) | Rejected(reason):
                    values = end(OutboxState.DEAD, reason)
                case Moved(chat_id):
                    touched += await self._record_moved(some, chat_id)
                    continue
            touched += await self._db.run(held(some).values(values))
        if isinstance(outcome, Gone):
            await self._end_unsent(rows, outcome)
        return touched == len(rows)

    async def record_sent(self, sent: Sequence[tuple[OutboxRow, int | None]], now: datetime) -> int:
        """Write ``Sent`` for many rows at once, each with its message; how many were still ours."""
        if not sent:
            return 0
        statement = (
            update(outbox)
            .where(_is_held())
            .values(end(OutboxState.SENT, "", message_id=bindparam("as_message"), sent_at=now))
        )
        told = [
            {"of_id": row.id, "of_fence": row.fence, "of_owner": row.owner, "as_message": message_id}
            for row, message_id in sent
        ]
        written = await self._db.run(statement, told)
        if written >= 0:
            return written
        # Not every driver counts when there are many.
        mine = (ours([row for row, _ in sent]), outbox.c.state == OutboxState.SENT.value)
        return int(await self._db.value(select(func.count()).select_from(outbox).where(*mine)))

    async def release(self, rows: Sequence[OutboxRow]) -> None:
        """Give back claimed rows that were not sent, without an attempt counted."""
        for some in chunks(rows):
            await self._db.run(held(some).values(state=OutboxState.PENDING.value, owner="", due_at=EPOCH))

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

    async def because_of(self, subscription_id: int) -> list[OutboxRow]:
        """What is owed because of a subscription and has not left yet, oldest first."""
        return await rows_because_of(self._db, subscription_id)

    async def pass_on(self, row: OutboxRow, subscription_id: int, reason: str) -> None:
        """Owe a row that has not left yet because of another subscription of its chat."""
        await pass_on_row(self._db, row.id, subscription_id, reason)

    async def cancel(self, rows: Sequence[OutboxRow], reason: str) -> None:
        """End rows that are held and need not be sent any more."""
        for some in chunks(rows):
            await self._db.run(held(some).values(end(OutboxState.CANCELLED, reason)))

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
            .where(outbox.c.state.in_(HELD), dead)
            .values(state=OutboxState.PENDING.value, owner="", due_at=EPOCH, repeat=repeated())
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

    async def overdue(
        self, now: datetime, *, critical_before: datetime, before: datetime
    ) -> tuple[int, datetime | None]:
        """How many rows wait that were owed before these times (severity 4 and 5; the rest), and since when
        the oldest. What a chat was told to wait for is not overdue.
        """
        late = or_(
            outbox.c.committed_at < before,
            and_(outbox.c.severity >= CRITICAL, outbox.c.committed_at < critical_before),
        )
        ours_to_send = or_(outbox.c.state != OutboxState.PENDING.value, outbox.c.due_at <= now)
        query = select(func.count().label("waiting"), func.min(outbox.c.committed_at).label("oldest"))
        row = await self._db.first(query.where(outbox.c.due_at.is_not(None), late, ours_to_send))
        return (row.waiting, row.oldest) if row else (0, None)

    async def spoiled(self, since: datetime) -> int:
        """How many rows owed since then ended because no message could be made of them."""
        query = select(func.count()).where(
            outbox.c.state == OutboxState.DEAD.value,
            outbox.c.committed_at >= since,
            outbox.c.error.startswith(SPOILED, autoescape=True),
        )
        return int(await self._db.value(query))

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
        owed = await self._db.run(
            held(rows).where(grave).values({**again(reason, now, None, None), "repeat": True})
        )
        ended = await self._db.run(held(rows).where(~grave).values(end(OutboxState.AMBIGUOUS, reason)))
        return owed + ended

    async def _record_moved(self, rows: Sequence[OutboxRow], chat_id: int) -> int:
        back = {"state": OutboxState.PENDING.value, "owner": "", "due_at": EPOCH}
        moved_before = await self._db.run(held(rows).where(outbox.c.chat_id == chat_id).values(back))
        found = await self._db.all(
            held(rows).values(end(OutboxState.REDIRECTED, f"moved to {chat_id}")).returning(*outbox.c)
        )
        if found:
            copies = [
                values_of(row_of(row).alert) | {"chat_id": chat_id, "repeat": row.repeat} for row in found
            ]
            await self._db.run(self._db.insert(outbox).on_conflict_do_nothing(), copies)
        return moved_before + len(found)

    async def _end_unsent(self, rows: Sequence[OutboxRow], outcome: Gone) -> None:
        for chat_id, thread_id in {(row.alert.chat_id, row.alert.thread_id or 0) for row in rows}:
            ended = update(outbox).where(outbox.c.chat_id == chat_id, outbox.c.state.in_(UNSENT))
            if outcome.topic_only:
                ended = ended.where(outbox.c.thread_id == thread_id)
            await self._db.run(ended.values(end(OutboxState.DEAD, outcome.reason)))


def _alike(rows: Iterable[OutboxRow]) -> dict[tuple[int, str, bool], list[int]]:
    """Ids by what else a row is known by, and whether it goes without a sound."""
    found: dict[tuple[int, str, bool], list[int]] = {}
    for row in rows:
        found.setdefault((row.fence, row.owner, row.silent), []).append(row.id)
    return found


def _is_held() -> Any:
    """``held`` for a statement that goes with many rows at once: each brings of_id, of_fence and of_owner."""
    return and_(
        outbox.c.id == bindparam("of_id"),
        outbox.c.fence == bindparam("of_fence"),
        outbox.c.owner == bindparam("of_owner"),
        # Not IN: its parameters can't go with many rows at once.
        or_(*(outbox.c.state == state for state in HELD)),
    )
