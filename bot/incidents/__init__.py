"""From reports to incidents: which belong together, what is shown of them, and what is pushed."""

from bot.incidents.assign import assign, waiting_key
from bot.incidents.block import reach

__all__ = ["assign", "reach", "waiting_key"]
