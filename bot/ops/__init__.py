"""What an operator's tools ask: health, readiness, metrics over HTTP. It answers, it never decides."""

from bot.ops.http import OpsServer

__all__ = ["OpsServer"]
