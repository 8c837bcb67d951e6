"""Where the pure core meets the edges: Protocols that have a real and a fake implementation.

Repository verbs say what they guarantee. Everything is called inside ``Store.write()`` or ``Store.read()``;
nothing here opens a transaction of its own.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.model.alert import Alert, OutboxRow, Outcome
from bot.model.coverage import Notice
from bot.model.feedback import Complaint, SourceFeedback
from bot.model.incident import Incident, Report
from bot.model.item import Entry, Item, SourceState
from bot.model.reach import Reach
from bot.model.settings import ChatSettings
from bot.model.subscription import Chat, ChatKind, Mute, Subscription

_T = TypeVar("_T")


class Clock(Protocol):
    """Time as a value."""

    def now(self) -> datetime:
        """Return aware UTC."""
        ...


class SourceRepository(Protocol):
    """What is remembered of each source between polls."""

    async def get(self, name: str) -> SourceState:
        """Return the state, an empty one for a source never polled."""
        ...

    async def save(self, state: SourceState) -> None:
        """Insert or replace."""
        ...

    async def all(self) -> list[SourceState]:
        """Every state, by name."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds for one of an entry's keys."""

    item_id: str
    content_hash: str
    revision: int


class ItemRepository(Protocol):
    """Items and the keys that identify them within their source."""

    async def known(self, source: str, keys: Collection[str]) -> dict[str, Known]:
        """Map each key that is known to what it identifies. Any number of keys."""
        ...

    async def add_if_new(self, item: Item, entry: Entry) -> bool:
        """Store the item and its keys; False if any key is known already (nothing is then written)."""
        ...

    async def revise(self, item: Item, entry: Entry) -> None:
        """Replace the texts of a stored item by those of a later revision and add the entry's new keys."""
        ...

    async def get(self, item_id: str) -> Item | None:
        """Return the item as last revised."""
        ...

    async def count(self) -> int:
        """How many items are stored."""
        ...

    async def oldest_seen_at(self) -> datetime | None:
        """Since when items are stored."""
        ...


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One page of /latest. ``total`` counts all that match."""

    incidents: tuple[Incident, ...]
    total: int


class IncidentRepository(Protocol):
    """Incidents with their reports."""

    async def get(self, incident_id: str) -> Incident | None:
        """Return the incident, also a merged one (``merged_into`` set); None if there is none."""
        ...

    async def block(self, reach: Reach) -> list[Incident]:
        """Live incidents with a report that lies within reach; oldest first, each with all its reports."""
        ...

    async def of_item(self, item_id: str) -> list[Incident]:
        """Live incidents that hold a report of this item."""
        ...

    async def keep_waiting(self, report: Report) -> None:
        """Keep a follow-up of nothing known. It is given up when others of its country are three weeks on."""
        ...

    async def waiting(self, country: str | None, since: datetime, until: datetime) -> list[Report]:
        """Follow-ups of this country told within [since, until] that still wait; the newest 200."""
        ...

    async def forget_waiting(self, *, item_id: str = "", report_ids: Collection[str] = ()) -> None:
        """These wait no more: they joined, or their item was edited."""
        ...

    async def due(self, now: datetime, limit: int = 200) -> list[str]:
        """Ids of incidents whose ``look_at`` has come, the longest due first."""
        ...

    async def next_look_at(self) -> datetime | None:
        """The earliest ``look_at`` of all incidents; None if none is ever to be looked at."""
        ...

    async def next_id(self, country: str | None, day: date) -> str:
        """A new id, "PK-20241105-01"; "XX-…" without a country. Never given twice."""
        ...

    async def save(self, incident: Incident) -> None:
        """Insert, or replace record, areas and reports."""
        ...

    async def latest(
        self, area_ids: Collection[str], since: datetime, *, offset: int = 0, limit: int = 5
    ) -> IncidentPage:
        """Incidents of these areas that were reported since then: open first, then by last report, newest
        first. An empty ``area_ids`` means: those whose place was not recognised.
        """
        ...

    async def last_in(self, area_ids: Collection[str]) -> Incident | None:
        """The newest incident of these areas, however old."""
        ...

    async def count_unlocated(self, since: datetime) -> int:
        """How many incidents reported since then have no recognised place."""
        ...


class ChatRepository(Protocol):
    """Chats that wrote to us."""

    async def ensure(self, chat_id: int, kind: ChatKind, now: datetime, lang: str = "en") -> Chat:
        """Return the chat, stored as active if it was new or gone."""
        ...

    async def get(self, chat_id: int) -> Chat | None:
        """Return the chat or None."""
        ...

    async def get_many(self, chat_ids: Collection[int]) -> dict[int, Chat]:
        """Those of these chats that are stored."""
        ...

    async def mark_gone(self, chat_id: int) -> None:
        """No alert is owed to it until it comes back; its pending rows are for the caller to end."""
        ...

    async def move(self, old_id: int, new_id: int) -> None:
        """A group became a supergroup: subscriptions, mutes and pending rows go with it, each once."""
        ...

    async def set_lang(self, chat_id: int, lang: str) -> None:
        """Change the language."""
        ...

    async def set_settings(self, chat_id: int, settings: ChatSettings) -> None:
        """Replace what the chat has set for itself."""
        ...

    async def active(self) -> list[Chat]:
        """Every chat that can be written to, by id."""
        ...

    async def forget(self, chat_id: int) -> None:
        """Delete every row about the chat, in whatever table, and about the group that it once was."""
        ...


class SubscriptionRepository(Protocol):
    """Subscriptions and mutes."""

    async def add(self, subscription: Subscription) -> Subscription:
        """Store it; ``id`` and ``number`` of the argument are ignored and set in the result."""
        ...

    async def restore(self, subscription: Subscription) -> Subscription:
        """Store one again that was removed, under its old number if that is free; the ``id`` is another."""
        ...

    async def of_chat(self, chat_id: int, thread_id: int | None = None) -> list[Subscription]:
        """Subscriptions of the chat by number; with ``thread_id`` only that topic's."""
        ...

    async def remove(self, chat_id: int, number: int) -> Subscription | None:
        """Remove and return it; None if the chat has none of that number. Its pending rows are cancelled."""
        ...

    async def update(self, subscription: Subscription) -> None:
        """Replace a stored subscription by id."""
        ...

    async def covering(self, area_ids: Collection[str], inside: str = "") -> list[Subscription]:
        """Subscriptions of active chats, not paused, that could cover an incident: an area among
        ``area_ids``; or, for an incident that affects a whole area, an area that lies in ``inside``
        (a place id); circles: all of them. Matching decides. Without ``area_ids`` the place is not known:
        those that asked for such, too.
        """
        ...

    async def mute(self, mute: Mute) -> None:
        """Add or replace a mute of the same chat, topic and object."""
        ...

    async def mutes(self, chat_ids: Collection[int], now: datetime) -> list[Mute]:
        """Mutes of these chats that hold now."""
        ...


class OutboxRepository(Protocol):
    """Alerts owed. Every record of an outcome is conditional on owner and fence."""

    async def add(self, alerts: Sequence[Alert]) -> int:
        """Insert those not there yet (unique by incident, revision, chat, thread); return how many."""
        ...

    async def told(self, incident_id: str) -> set[tuple[int, int | None]]:
        """(chat, thread) that were sent or are owed an alert of this incident, or of one merged into it."""
        ...

    async def of_chat(self, chat_id: int, incident_id: str) -> list[OutboxRow]:
        """This chat's rows about an incident, oldest first."""
        ...

    async def of_chats(self, chat_ids: Collection[int], incident_ids: Collection[str]) -> list[OutboxRow]:
        """What any of these chats was owed about any of these incidents, oldest first."""
        ...

    async def outdated(self, since: datetime, limit: int) -> list[OutboxRow]:
        """Rows sent since then whose incident was changed after they left; the newest first."""
        ...

    async def of_message(self, chat_id: int, message_id: int) -> list[OutboxRow]:
        """The rows that one message told, oldest first; a list tells several."""
        ...

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
        ...

    async def mark_sending(
        self, rows: Sequence[OutboxRow], lease_until: datetime | None = None
    ) -> list[OutboxRow]:
        """Commit the intent before the request leaves; rows that we no longer own are left out.

        ``lease_until`` renews the lease, for rows that waited long between claim and send.
        """
        ...

    async def record(self, rows: Sequence[OutboxRow], outcome: Outcome, now: datetime) -> bool:
        """Write what became of these rows; False if they were no longer ours (fence)."""
        ...

    async def record_sent(self, sent: Sequence[tuple[OutboxRow, int | None]], now: datetime) -> int:
        """Write ``Sent`` for many rows at once, each with its message; how many were still ours."""
        ...

    async def release(self, rows: Sequence[OutboxRow]) -> None:
        """Give back claimed rows that were not sent, without an attempt counted."""
        ...

    async def release_strays(self, owner: str, holding: Collection[int]) -> int:
        """Give back what the owner holds by the database but not in ``holding``; return how many rows. For
        after a claim whose commit counted although it seemed to fail.
        """
        ...

    async def because_of(self, subscription_id: int) -> list[OutboxRow]:
        """What is owed because of a subscription and has not left yet, oldest first."""
        ...

    async def pass_on(self, row: OutboxRow, subscription_id: int, reason: str) -> None:
        """Owe a row that has not left yet because of another subscription of its chat."""
        ...

    async def cancel(self, rows: Sequence[OutboxRow], reason: str) -> None:
        """End rows that are held and need not be sent any more."""
        ...

    async def postpone(self, chat_id: int, until: datetime, reason: str) -> int:
        """Hold back every waiting row of the chat until then; return how many."""
        ...

    async def bring_forward(self, by: timedelta) -> int:
        """The clock was set back: what waits for a time by it becomes due so much earlier; how many rows."""
        ...

    async def held_back(self, now: datetime) -> dict[int, datetime]:
        """Chats that Telegram asked to wait, and until when."""
        ...

    async def recover(self, now: datetime, owner_prefix: str = "") -> int:
        """At start, before the first claim: take back what dead owners held; return how many rows. CLAIMED
        becomes PENDING, SENDING becomes PENDING with ``repeat``. Where one process owns the database these
        are all held rows; elsewhere those whose lease ran out and those of owners whose name begins so.
        """
        ...

    async def sent_since(self, chat_id: int, thread_id: int | None, since: datetime) -> int:
        """How many alerts this chat got since then (for bursts)."""
        ...

    async def sent_counts(
        self, chat_ids: Collection[int], since: datetime
    ) -> dict[tuple[int, int | None], int]:
        """The same for many chats: by (chat, thread), those that got none left out."""
        ...

    async def overdue(
        self, now: datetime, *, critical_before: datetime, before: datetime
    ) -> tuple[int, datetime | None]:
        """How many rows wait that were owed before these times (severity 4 and 5; the rest), and since when
        the oldest. What a chat was told to wait for is not overdue.
        """
        ...

    async def spoiled(self, since: datetime) -> int:
        """How many rows owed since then ended because no message could be made of them."""
        ...

    async def counts(self) -> dict[str, int]:
        """Rows by state."""
        ...

    async def next_due_at(self, after: datetime | None = None) -> datetime | None:
        """When the earliest waiting row becomes due (not_before or end of lease); None if none waits. With
        ``after`` only what becomes due later than that counts.
        """
        ...


class FeedbackRepository(Protocol):
    """Answers to "not relevant: why?"."""

    async def note(self, chat_id: int, incident_id: str, reason: Complaint, now: datetime) -> None:
        """Keep the chat's answer about an incident; a later one takes its place."""
        ...

    async def of_chat(self, chat_id: int) -> dict[str, Complaint]:
        """The chat's answers by incident."""
        ...

    async def by_source(self, since: datetime) -> dict[str, SourceFeedback]:
        """Alerts sent since then about what each source reported, and the answers to those."""
        ...


class HistoryRepository(Protocol):
    """What chats were told, and how many there are."""

    async def of_chat(self, chat_id: int, limit: int) -> list[OutboxRow]:
        """The chat's newest rows, newest first."""
        ...

    async def owed_since(self) -> datetime | None:
        """When the oldest alert was owed that has not left yet; None if nothing waits."""
        ...

    async def size(self) -> tuple[int, int]:
        """How many chats can be written to, and how many subscriptions those have."""
        ...


class NoticeRepository(Protocol):
    """What each chat was told last about the sources that cover its places."""

    async def of_chats(self, chat_ids: Collection[int]) -> dict[int, Notice]:
        """What these chats were told; a chat that was told nothing is left out."""
        ...

    async def keep(self, chat_id: int, notice: Notice) -> None:
        """Insert or replace."""
        ...


class TokenRepository(Protocol):
    """What buttons stand for, where 64 bytes of data are too few: it survives a restart, for two days."""

    async def keep(
        self, payload: object, chat_id: int, now: datetime, user_id: int | None = None, name: str = ""
    ) -> str:
        """Keep a dataclass and return its token. With ``user_id`` nobody else of the chat may use it.

        ``name`` is a token of the caller's, in the place of what it stood for.
        """
        ...

    async def get(
        self, token: str, cls: type[_T], chat_id: int, user_id: int | None, now: datetime
    ) -> _T | None:
        """Return the payload; None if unknown, of another kind, too old, or not this chat's or person's."""
        ...

    async def has(self, token: str, chat_id: int) -> bool:
        """Whether the chat's token stands for anything."""
        ...

    async def spend(self, token: str, chat_id: int) -> bool:
        """Forget a token of the chat: it can't be used twice. False if it was not there any more."""
        ...


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a walk through rows stands: the time and the key of the last one."""

    at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows a step deleted (or emptied), and where the next one begins; None when all were seen."""

    rows: int
    next: Cursor | None


class RetentionRepository(Protocol):
    """Deletes what is old and not needed, a few rows a step."""

    async def alerts(self, before: datetime, after: Cursor | None = None) -> Pruned:
        """Delete rows of the outbox that ended, were owed before then, and whose incident is silent as
        long.
        """
        ...

    async def incidents(self, before: datetime, after: Cursor | None = None) -> Pruned:
        """Delete incidents with their reports that are not open and were last reported before then."""
        ...

    async def items(self, before: datetime, after: Cursor | None = None) -> Pruned:
        """Delete items seen before then that no incident rests on; of the newest of their source only the
        words, so that they are known when they return.
        """
        ...

    async def rest(self, before: datetime, now: datetime) -> int:
        """Delete follow-ups that waited since before then for what never came, and mutes that are over."""
        ...


class UnitOfWork(Protocol):
    """One transaction's view of the store."""

    @property
    def sources(self) -> SourceRepository: ...  # noqa: D102
    @property
    def items(self) -> ItemRepository: ...  # noqa: D102
    @property
    def incidents(self) -> IncidentRepository: ...  # noqa: D102
    @property
    def chats(self) -> ChatRepository: ...  # noqa: D102
    @property
    def subscriptions(self) -> SubscriptionRepository: ...  # noqa: D102
    @property
    def outbox(self) -> OutboxRepository: ...  # noqa: D102
    @property
    def retention(self) -> RetentionRepository: ...  # noqa: D102
    @property
    def tokens(self) -> TokenRepository: ...  # noqa: D102
    @property
    def feedback(self) -> FeedbackRepository: ...  # noqa: D102
    @property
    def history(self) -> HistoryRepository: ...  # noqa: D102
    @property
    def notices(self) -> NoticeRepository: ...  # noqa: D102


class Store(Protocol):
    """The database. Errors of the driver leave as ``StorageError``."""

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A write transaction behind the one lock; commits at the end, rolls back on an exception."""
        ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A query-only view; a write inside it fails."""
        ...
