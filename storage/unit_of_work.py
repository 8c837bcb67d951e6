"""One transaction's repositories."""

from functools import cached_property

from storage.chats import SqlChats
from storage.connection import Connection
from storage.incidents import SqlIncidents
from storage.items import SqlItems
from storage.outbox import SqlOutbox
from storage.sources import SqlSources
from storage.subscriptions import SqlSubscriptions


class SqlUnitOfWork:
    """``bot.ports.UnitOfWork``. Of no use after its transaction ended."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def sources(self) -> SqlSources:
        """What is remembered of each source."""
        return SqlSources(self._connection)

    @cached_property
    def items(self) -> SqlItems:
        """Items and their keys."""
        return SqlItems(self._connection)

    @cached_property
    def incidents(self) -> SqlIncidents:
        """Incidents with their reports."""
        return SqlIncidents(self._connection)

    @cached_property
    def chats(self) -> SqlChats:
        """Chats that wrote to us."""
        return SqlChats(self._connection)

    @cached_property
    def subscriptions(self) -> SqlSubscriptions:
        """Subscriptions and mutes."""
        return SqlSubscriptions(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Alerts owed."""
        return SqlOutbox(self._connection)
