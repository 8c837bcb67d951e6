"""Which kind of incident the own sentences tell of, and what lies behind it."""

from collections import defaultdict
from collections.abc import Sequence

from bot.extraction.signs import Signs, Standing, Trigger
from bot.model.kinds import fine_kinds
from bot.model.mention import Nature

# One word rarely names a kind alone: a more telling one anywhere in the lead takes the general one's place.
_REFINES = {
    "explosion": (
        "suicide_bombing",
        "bombing",
        "grenade",
        "ied",
        "explosion_accident",
        "mine_accident",
        "missile",
    ),
    "bombing": ("suicide_bombing", "ied", "grenade"),
    "attack": (
        "suicide_bombing",
        "bombing",
        "shooting",
        "stabbing",
        "ambush",
        "drone_attack",
        "air_strike",
        "missile",
        "vehicle_attack",
        "hostage_taking",
        "acid_attack",
        "grenade",
        "shelling",
        "arson",
        "riot",
        "kidnapping",
    ),
    "gunfire": ("shooting", "armed_clash", "assassination"),
    "shooting": ("assassination", "police_shooting", "hostage_taking", "ambush"),
    "fire": ("arson", "wildfire", "explosion_accident", "plane_crash", "explosion"),
    "transport_accident": ("plane_crash", "train_crash"),
    "police_shooting": ("stabbing", "vehicle_attack"),
    "plane_crash": ("drone_attack",),
    "train_crash": ("bombing", "ied"),
    "airport_closure": ("volcanic_eruption",),
    "protest": ("riot",),
    "armed_clash": ("coup", "mutiny", "prison_violence", "air_strike"),
    "missing": (
        "plane_crash",
        "kidnapping",
        "transport_accident",
        "avalanche",
        "landslide",
        "flood",
        "drowning",
    ),
}
# How strongly a finer kind must be told beside the general one; "attack" says least of all.
_ENOUGH = {"attack": 0.25}
# Their nature does not change with the motive.
_SAYS_IT_ALL = frozenset(
    {"suicide_bombing", "coup", "mutiny", "riot", "raid", "foiled_plot", "police_shooting"}
)
_COMBATANTS = frozenset(
    each + plural
    for each in (
        "militant",
        "rebel",
        "insurgent",
        "terrorist",
        "separatist",
        "guerrilla",
        "extremist",
        "jihadist",
    )
    for plural in ("", "s")
)
_BY_FORCES = frozenset({"shooting", "attack", "assault", "armed_clash", "gunfire"})
# What comes later speaks of causes in general.
_NATURE_WITHIN = 5
_TITLE, _LEAD, _REST = 3.0, 2.0, 0.7


def choose(own: Sequence[Signs]) -> tuple[str, Trigger] | None:
    """The fine kind told most strongly, with the trigger that is its evidence; None without any trigger."""
    scores: dict[str, float] = defaultdict(float)
    evidence: dict[str, Trigger] = {}
    for n, signs in enumerate(own):
        place = _TITLE if signs.sentence.in_title else _LEAD if n <= 1 else _REST
        for order, trigger in enumerate(signs.triggers):
            worth = trigger.weight * place
            worth *= 1.0 if trigger.standing is Standing.TOLD else 0.45
            scores[trigger.kind] += worth * (0.95**order)
            best = evidence.get(trigger.kind)
            if best is None or (trigger.standing is Standing.TOLD and best.standing is not Standing.TOLD):
                evidence[trigger.kind] = trigger
    if not scores:
        return None
    best_kind = max(scores, key=lambda kind: scores[kind])
    for _ in range(3):
        finer = [
            kind
            for kind in _REFINES.get(best_kind, ())
            if scores.get(kind, 0.0) >= _ENOUGH.get(best_kind, 0.35) * scores[best_kind]
        ]
        if not finer:
            break
        best_kind = max(finer, key=lambda kind: scores[kind])
    return best_kind, evidence[best_kind]


def nature_of(kind: str, own: Sequence[Signs], *, owned: bool = False, doer: str | None = None) -> Nature:
    """The nature the text gives, else the one the kind carries.

    ``owned``: a group claimed it or is blamed for it. ``doer``: who did it, by description.
    """
    default = fine_kinds()[kind].nature
    if not fine_kinds()[kind].violent or kind in _SAYS_IT_ALL:
        return default
    if owned or _COMBATANTS.intersection((doer or "").split()):
        return Nature.TARGETED if default is Nature.UNKNOWN else default
    names = {name for signs in own[:_NATURE_WITHIN] for name in signs.cues}
    if "nature_crime" in names:
        return Nature.CRIME
    if default is not Nature.UNKNOWN:
        return default
    if "nature_targeted" in names:
        return Nature.TARGETED
    lead = {name for signs in own[:2] for name in signs.cues}
    return Nature.STATE_OPERATION if "nature_state" in lead and kind in _BY_FORCES else default
