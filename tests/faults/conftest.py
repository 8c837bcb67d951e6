"""The desk of the delivery tests: real database, real HTTP, Telegram with faults."""

from tests.delivery.conftest import desk, telegram

__all__ = ["desk", "telegram"]
