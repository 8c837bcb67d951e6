"""One transaction's repositories."""

from functools import cached_property

from storage.chats import SqlChats
from storage.connection import Connection
from storage.feedback import SqlFeedback
from storage.history import SqlHistory
from storage.incidents import SqlIncidents
from storage.items import SqlItems
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.retention import SqlRetention
from storage.sources import SqlSources
from storage.subscriptions import SqlSubscriptions
from storage.tokens import SqlTokens


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
    def feedback(self) -> SqlFeedback:
        """Answers to "not relevant: why?"."""
        return SqlFeedback(self._connection)

    @cached_property
    def history(self) -> SqlHistory:
        """What a chat was told."""
        return SqlHistory(self._connection)

    @cached_property
    def notices(self) -> SqlNotices:
        """What each chat was told last about its sources."""
        return SqlNotices(self._connection)

    @cached_property
    def tokens(self) -> SqlTokens:
        """What buttons stand for."""
        return SqlTokens(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Alerts owed."""
        return SqlOutbox(self._connection)

    @cached_property
    def retention(self) -> SqlRetention:
        """Deletes what is old."""
        return SqlRetention(self._connection)
