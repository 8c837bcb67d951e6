"""How a row of the outbox lies in its table: alerts to values and back, whose it is, what becomes of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Update, case, literal, or_, tuple_, update

from bot.model.alert import Alert, OutboxRow, OutboxState
from bot.model.incident import Push
from storage.tables import outbox
from storage.types import EPOCH, Moment

HELD = (OutboxState.CLAIMED.value, OutboxState.SENDING.value)
UNSENT = (OutboxState.PENDING.value, OutboxState.CLAIMED.value)
TOLD = (*UNSENT, OutboxState.SENDING.value, OutboxState.AMBIGUOUS.value, OutboxState.SENT.value)
_LONGEST_WAIT_S = 300.0
# Calling an enumeration costs more than reading the row.
_STATES = {each.value: each for each in OutboxState}
_PUSHES = {each.value: each for each in Push}


def repeated() -> Any:
    """Whether a row that is taken back now may have left already."""
    return or_(outbox.c.repeat, outbox.c.state == OutboxState.SENDING.value)


def ours(rows: Sequence[OutboxRow]) -> Any:
    """The condition that nobody took these rows over since we claimed them."""
    keys = [(row.id, row.fence, row.owner) for row in rows]
    return tuple_(outbox.c.id, outbox.c.fence, outbox.c.owner).in_(keys)


def held(rows: Sequence[OutboxRow]) -> Update:
    """An update of those rows that are still ours and have not ended."""
    return update(outbox).where(ours(rows), outbox.c.state.in_(HELD))


def end(state: OutboxState, error: str, **values: Any) -> dict[str, Any]:
    """Values of a row that ends: nothing waits for it any more."""
    return {"state": state.value, "due_at": None, "error": error, **values}


def again(
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


def values_of(alert: Alert) -> dict[str, Any]:
    """Values of a new row."""
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
        "silent": False,
        "site": alert.site,
        "site_km": alert.site_km,
    }


def row_of(row: Row[Any]) -> OutboxRow:
    """The row as the sender knows it."""
    state = _STATES[row.state]
    waits = state is OutboxState.PENDING and row.due_at is not None and row.due_at > EPOCH
    return OutboxRow(
        id=row.id,
        alert=Alert(
            chat_id=row.chat_id,
            incident_id=row.incident_id,
            revision=row.revision,
            push=_PUSHES[row.push],
            severity=row.severity,
            reason=row.reason,
            committed_at=row.committed_at,
            subscription_id=row.subscription_id,
            thread_id=row.thread_id or None,
            site=row.site,
            site_km=row.site_km,
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
        silent=bool(row.silent),
    )
