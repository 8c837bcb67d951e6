"""What was decided of an item, and why."""

from dataclasses import dataclass

from bot.model.mention import Role

# The reason where a paper takes back its own report.
WITHDRAWS = "takes back its report"
# What a glance finds there stands, whatever the sum.
SURE = frozenset({Role.LEGAL, Role.ANNIVERSARY})


@dataclass(frozen=True, slots=True)
class Decision:
    """``reason`` names what decided; ``score`` is the sum of weights (0 where none were weighed).

    ``follows``: it tells what came of a deed (an arrest, an inquiry): it may join an incident and opens none.
    ``at``: the sentence from which it is told, where that is not the lead.
    """

    role: Role
    is_incident: bool
    reason: str
    score: float = 0.0
    follows: bool = False
    at: int = 0
