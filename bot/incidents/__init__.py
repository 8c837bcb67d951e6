"""From reports to incidents: which belong together, what is shown of them, and what is pushed."""

from bot.incidents.assign import assign, assign_key, waiting_key

__all__ = ["assign", "assign_key", "waiting_key"]
