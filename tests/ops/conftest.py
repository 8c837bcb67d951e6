"""The desk of the delivery tests: a sender, a database, Telegram with faults."""

from tests.delivery.conftest import desk, telegram

__all__ = ["desk", "telegram"]
