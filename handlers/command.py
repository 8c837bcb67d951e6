"""What a command is: one row of ``handlers.COMMANDS``."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.turn import Turn


@dataclass(frozen=True, slots=True)
class Command:
    """``name`` without the slash; its line in the menu is ``menu-<name>``, its help ``help-<name>``.

    ``changes``: in groups and channels only administrators may give it; ``shows``: without a text it only
    shows what is set, which everybody there may see. ``operators``: only who is named in
    ``[telegram] admins``, in private; for anybody else there is no such command, and no menu shows it.
    """

    name: str
    run: Callable[[Turn], Awaitable[None]]
    changes: bool = False
    shows: bool = False
    operators: bool = False
