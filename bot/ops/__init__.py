"""What an operator's tools ask, and what the program finds and does of its own accord: health and metrics
over HTTP, the self-audit with its dead-man's switch and canary, the deletion of what is old. It never decides
what subscribers are told.
"""

from bot.ops.http import OpsServer

__all__ = ["OpsServer"]
