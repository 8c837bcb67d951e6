"""Subscriptions and mutes."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, func, or_, select, update

from bot.model.codec import to_data
from bot.model.subscription import ChatState, Mute, Subscription
from storage.connection import Connection, chunks
from storage.documents import load
from storage.outbox_chats import cancel_rows
from storage.tables import chats, mutes, subscription_areas, subscriptions


class SqlSubscriptions:
    """``bot.ports.SubscriptionRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def add(self, subscription: Subscription) -> Subscription:
        """Store it; ``id`` and ``number`` of the argument are ignored and set in the result.

        The number is one more than the chat's highest.
        """
        number = await _next_number(self._db, subscription.chat_id)
        return await self._insert(replace(subscription, number=number))

    async def restore(self, subscription: Subscription) -> Subscription:
        """Store one again that was removed, under its old number if that is free; the ``id`` is another."""
        taken = {each.number for each in await self.of_chat(subscription.chat_id)}
        if subscription.number in taken:
            return await self.add(subscription)
        return await self._insert(subscription)

    async def _insert(self, subscription: Subscription) -> Subscription:
        inserted = await self._db.value(
            subscriptions.insert().values(_values(subscription)).returning(subscriptions.c.id)
        )
        subscription = replace(subscription, id=int(inserted))
        await self._add_areas(subscription)
        await keep_zone(self._db, subscription.chat_id)
        return subscription

    async def of_chat(self, chat_id: int, thread_id: int | None = None) -> list[Subscription]:
        """Subscriptions of the chat by number; with ``thread_id`` only that topic's."""
        query = select(subscriptions).where(subscriptions.c.chat_id == chat_id)
        if thread_id is not None:
            query = query.where(subscriptions.c.thread_id == thread_id)
        return [_subscription(row) for row in await self._db.all(query.order_by(subscriptions.c.number))]

    async def remove(self, chat_id: int, number: int) -> Subscription | None:
        """Remove and return it; None if the chat has none of that number. Its pending rows are cancelled."""
        row = await self._db.first(
            select(subscriptions).where(subscriptions.c.chat_id == chat_id, subscriptions.c.number == number)
        )
        if row is None:
            return None
        await self._db.run(delete(subscriptions).where(subscriptions.c.id == row.id))
        await self._db.run(delete(mutes).where(mutes.c.subscription_id == row.id))
        await cancel_rows(self._db, row.id, "unsubscribed")
        await keep_zone(self._db, chat_id)
        return _subscription(row)

    async def update(self, subscription: Subscription) -> None:
        """Replace a stored subscription by id; one that is gone stays gone."""
        touched = await self._db.run(
            update(subscriptions).where(subscriptions.c.id == subscription.id).values(_values(subscription))
        )
        if touched:
            await self._db.run(
                delete(subscription_areas).where(subscription_areas.c.subscription_id == subscription.id)
            )
            await self._add_areas(subscription)
            await keep_zone(self._db, subscription.chat_id)

    async def covering(self, area_ids: Collection[str], inside: str = "") -> list[Subscription]:
        """Subscriptions of active chats, not paused, that could cover an incident: an area among
        ``area_ids``; or, for an incident that affects a whole area, an area that lies in ``inside``
        (a place id); circles: all of them. Matching decides. By id. Without ``area_ids`` the place is not
        known: those that asked for such, too.
        """
        role, area = subscription_areas.c.role, subscription_areas.c.area_id
        could = [role == "circle", and_(role == "is", area.in_(area_ids))]
        if not area_ids:
            could.append(role == "unplaced")
        if inside:
            could.append(and_(role == "in", area == inside))
        query = (
            select(subscriptions)
            .join_from(subscriptions, chats)
            .where(
                chats.c.state == ChatState.ACTIVE.value,
                subscriptions.c.paused.is_(False),
                subscriptions.c.id.in_(select(subscription_areas.c.subscription_id).where(or_(*could))),
            )
            .order_by(subscriptions.c.id)
        )
        return [_subscription(row) for row in await self._db.all(query)]

    async def mute(self, mute: Mute) -> None:
        """Add or replace a mute of the same chat, topic and object."""
        insert = self._db.insert(mutes).values(
            chat_id=mute.chat_id,
            thread_id=mute.thread_id or 0,
            incident_id=mute.incident_id or "",
            subscription_id=mute.subscription_id or 0,
            until=mute.until,
        )
        await self._db.run(
            insert.on_conflict_do_update(
                index_elements=list(mutes.primary_key.columns), set_={"until": insert.excluded.until}
            )
        )

    async def mutes(self, chat_ids: Collection[int], now: datetime) -> list[Mute]:
        """Mutes of these chats that hold now."""
        found: list[Mute] = []
        for some in chunks(sorted(chat_ids)):
            query = select(mutes).where(
                mutes.c.chat_id.in_(some), or_(mutes.c.until.is_(None), mutes.c.until > now)
            )
            found += [
                Mute(
                    chat_id=row.chat_id,
                    until=row.until,
                    incident_id=row.incident_id or None,
                    subscription_id=row.subscription_id or None,
                    thread_id=row.thread_id or None,
                )
                for row in await self._db.all(query)
            ]
        return found

    async def _add_areas(self, subscription: Subscription) -> None:
        rows = [
            {"role": role, "area_id": area_id, "subscription_id": subscription.id}
            for role, area_id in sorted(_roles(subscription))
        ]
        if rows:
            await self._db.run(subscription_areas.insert(), rows)


async def move_subscriptions(db: Connection, old_id: int, new_id: int) -> None:
    """Carry the subscriptions of one chat to another; one that it has already is dropped."""
    mine = select(subscriptions).order_by(subscriptions.c.number)
    have = {
        (row.thread_id, _meaning(row)) for row in await db.all(mine.where(subscriptions.c.chat_id == new_id))
    }
    for row in await db.all(mine.where(subscriptions.c.chat_id == old_id)):
        if (row.thread_id, _meaning(row)) in have:
            await db.run(delete(subscriptions).where(subscriptions.c.id == row.id))
            continue
        number = await _next_number(db, new_id)
        await db.run(
            update(subscriptions).where(subscriptions.c.id == row.id).values(chat_id=new_id, number=number)
        )
    await keep_zone(db, new_id)


async def keep_zone(db: Connection, chat_id: int) -> None:
    """Note the zone of the chat's first place with the chat."""
    mine = select(subscriptions).where(subscriptions.c.chat_id == chat_id)
    rows = await db.all(mine.order_by(subscriptions.c.number))
    areas = (area for row in rows for area in _subscription(row).areas)
    zone = next((area.timezone for area in areas if area.timezone), "")
    await db.run(update(chats).where(chats.c.id == chat_id, chats.c.zone != zone).values(zone=zone))


async def _next_number(db: Connection, chat_id: int) -> int:
    highest = await db.value(
        select(func.max(subscriptions.c.number)).where(subscriptions.c.chat_id == chat_id)
    )
    return int(highest or 0) + 1


def _roles(subscription: Subscription) -> set[tuple[str, str]]:
    roles: set[tuple[str, str]] = {("unplaced", "")} if subscription.unplaced else set()
    for area in subscription.areas:
        if area.radius_km is not None:
            roles.add(("circle", ""))
        else:
            roles.add(("is", area.place_id))
            roles.update(("in", ancestor) for ancestor in area.ancestors)
    return roles


def _values(subscription: Subscription) -> dict[str, Any]:
    return {
        "chat_id": subscription.chat_id,
        "number": subscription.number,
        "thread_id": subscription.thread_id or 0,
        "paused": subscription.paused,
        "doc": to_data(subscription),
    }


def _subscription(row: Row[Any]) -> Subscription:
    stored = load(Subscription, row.doc, f"subscription {row.id}")
    return replace(stored, id=row.id, chat_id=row.chat_id, number=row.number)


def _meaning(row: Row[Any]) -> tuple[object, ...]:
    """What tells two subscriptions of one chat apart."""
    it = _subscription(row)
    return (it.areas, frozenset(it.terms), it.any_term, it.min_severity, it.expression)
