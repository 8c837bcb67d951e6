"""From reports to incidents: which belong together, what is shown of them, and what is pushed."""

from bot.incidents.assign import assign, waiting_key
from bot.incidents.block import further

__all__ = ["assign", "further", "waiting_key"]
