"""Everything that outlives the process: sources, items, incidents, chats, subscriptions and the outbox.

It implements ``bot.ports`` on SQLAlchemy, for SQLite and for PostgreSQL, chosen by the URL alone; what
differs between the two sits in ``storage.dialect``. It keeps what it is given and finds it again: a commit
that returned survives a kill and a power cut, and what was not committed never was.

It never decides: whether a report belongs to an incident, who is owed an alert, and when to try again for the
tenth time is asked elsewhere. It never waits for the network inside a transaction, never keeps a name of a
person or a group, and never lets an error of a driver out: those leave as ``StorageError``.

::

    store = await open_store("sqlite+aiosqlite:///sitrep.db", exclusive=True)
    async with store.write() as uow:        # one at a time; commits at the end, rolls back on an exception
        await uow.items.add_if_new(item, entry)
    async with store.read() as uow:         # a snapshot; never waits behind a write; a write in it fails
        page = await uow.incidents.latest(["PK"], since)
"""

from storage.engine import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
