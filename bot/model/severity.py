"""How bad it is, 1 (Minor) to 5 (Extreme), always with the reasons.

One scale for what one item tells and for an incident gathered from many. In order: a base from weapon and
casualties; a start where nothing is counted yet (air strikes, hostages, strong hazards, official threats);
one step for a danger that goes on and one for who or what was hit; then the caps, of which the nature of the
incident decides: without it a fatal mugging would outrank a shooting at an embassy. Attackers' deaths never
count. Reasons are tokens with words in the locales ("reason-…").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.model.incident import Incident
from bot.model.kinds import fine_kinds
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Danger,
    Mention,
    Nature,
    PerpetratorStatus,
    TimePrecision,
)
from bot.model.nationality import is_foreign

Facts = Mention | Incident
LOWEST, HIGHEST = 1, 5

# What these kinds are called after: somebody came with a weapon, also where no paper names it.
_ARMED = frozenset({"bombing", "suicide_attack", "assassination", "armed_clash", "air_drone_artillery"})
_ARMED_FINE = frozenset({"shooting", "stabbing", "attack", "ambush", "vehicle_attack", "execution"})
_STRIKES = frozenset({"air_strike", "missile", "drone_attack"})
_HOSTAGES = frozenset({"hostage_taking", "hijacking"})
_CBRN = frozenset({"chemical", "biological", "radiological", "nuclear", "cbrn"})
_AT_LARGE = (PerpetratorStatus.AT_LARGE, PerpetratorStatus.CONFLICTING)
_ARMED_HOURS = timedelta(hours=24)
_STRONG_QUAKE = 6.5
_HAZARD_COLOURS = frozenset({"orange", "red"})

# Matched in the target's type and the site as papers name them; the words of other languages become one of
# the target types at extraction.
_SENSITIVE = (
    ("diplomats", re.compile(r"diplomat|embass|consul|ambassador|\bun (?:staff|convoy|mission)", re.I)),
    ("aid_staff", re.compile(r"\baid[ _](?:staff|worker|convoy)|humanitarian|\bngo\b|polio|vaccinat", re.I)),
    ("airport", re.compile(r"\bairport|\bairfield|\bairliner?\b|\bpassenger plane", re.I)),
    (
        "hospital",
        re.compile(r"hospital|\bclinic\b|medical|\bambulance|health[ _]?(?:worker|centre|center)", re.I),
    ),
    (
        "school",
        re.compile(r"\bschool|\bcolleges?\b|universit|madrassa|seminary|student|kindergarten|pupil", re.I),
    ),
    (
        "crowd",
        re.compile(
            r"\bcrowd|mosque|church|temple|synagogue|shrine|imambargah|worship|pilgrim|procession|\brally\b"
            r"|market|bazaar|\bmall\b|stadium|concert|festival"
            r"|(?:bus|train|railway|metro) (?:station|terminal|stop)",
            re.I,
        ),
    ),
    (
        "critical_infrastructure",
        re.compile(
            r"power (?:plant|station|line|grid)|pipeline|refinery|\bdam\b|\boil\b|gas (?:field|plant)"
            r"|\bport\b|railway|rail track|nuclear|water (?:plant|supply)|substation|pylon|infrastructure",
            re.I,
        ),
    ),
)


@dataclass
class _Scale:
    level: int = LOWEST
    reasons: list[str] = field(default_factory=list)

    def at_least(self, level: int, reason: str) -> None:
        """Raise to ``level``; the reason that stands is that of the highest."""
        if level > self.level:
            self.level, self.reasons = level, [reason]
        elif level == self.level > LOWEST and reason not in self.reasons:
            self.reasons.append(reason)

    def step(self, reason: str) -> None:
        self.level += 1
        self.reasons.append(reason)

    def cap(self, level: int, reason: str) -> None:
        if self.level > level:
            self.level = level
            self.reasons.append(reason)


def rate(facts: Facts) -> tuple[int, tuple[str, ...]]:
    """Return severity 1-5 and its reasons, the decisive first."""
    killed, injured = number(facts.killed), number(facts.injured)
    scale = _Scale()
    accident = facts.kind == "accident_disaster" or facts.nature in (Nature.ACCIDENT, Nature.NATURAL)
    absolute = _start_absolute(scale, facts)
    if accident:
        _accident_toll(scale, killed, injured)
    else:
        _toll(scale, facts, killed, injured)
    started = _start_untold(scale, facts, killed, injured)
    if _restrained(facts, killed, injured):
        _operation(scale, facts)
        return _end(scale, facts)
    if _ongoing(facts) and not started:
        scale.step(_danger_reason(facts))
    hit = sensitive(facts)
    if hit:
        scale.step(hit[0])
        scale.reasons.extend(hit[1:])
    if accident and not started:
        scale.cap(_accident_cap(killed), "cap_accident")
    if facts.nature is Nature.CRIME and killed < 3:
        scale.cap(3, "cap_crime")
    if not (absolute or started) and not killed and injured < 10:
        scale.cap(3, "cap_no_deaths")
    return _end(scale, facts)


def number(count: Count | None) -> int:
    """Return the number of people to go by: the best, else "at least"; 0 where nothing is said."""
    if count is None:
        return 0
    return count.best if count.best is not None else count.min or 0


def sensitive(facts: Facts) -> tuple[str, ...]:
    """Return why who or what was hit weighs more, as reasons; empty if it does not."""
    country = facts.place.country
    told = []
    if any(is_foreign(each.nationality, country) or _foreigners(each.type) for each in facts.target):
        told.append("foreign_nationals")
    words = " · ".join(
        [(each.type or "").replace("_", " ") for each in facts.target] + [facts.place.site or ""]
    )
    told.extend(reason for reason, pattern in _SENSITIVE if pattern.search(words))
    if any(each.field == "coordinated" and each.value for each in _claims(facts)):
        told.append("coordinated_attacks")
    return tuple(told)


def _foreigners(kind: str | None) -> bool:
    return (kind or "").lower() in ("foreigners", "foreign_nationals", "foreign nationals", "tourists")


def _start_absolute(scale: _Scale, facts: Facts) -> bool:
    if (facts.weapon or "").lower() in _CBRN:
        scale.at_least(HIGHEST, "cbrn")
    if facts.fine_kind == "coup":
        scale.at_least(HIGHEST, "coup")
    return scale.level == HIGHEST


def _toll(scale: _Scale, facts: Facts, killed: int, injured: int) -> None:
    if killed >= 10:
        scale.at_least(5, "killed_10_plus")
    elif killed >= 3:
        scale.at_least(4, "killed_3_9")
    elif killed:
        scale.at_least(3, "killed_1_2")
    if injured >= 50:
        scale.at_least(4, "injured_50_plus")
    elif injured >= 10:
        scale.at_least(3, "injured_10_49")
    elif injured:
        scale.at_least(2, "injured_1_9")
    if number(facts.abducted) or facts.kind == "abduction_hostage":
        scale.at_least(3, "abduction")
    if _armed(facts):
        scale.at_least(2, "weapon_used")
    elif facts.fine_kind == "explosion":
        # A blast that nobody has explained is told before it is known to have been a gas cylinder.
        scale.at_least(2, "blast")


def _accident_toll(scale: _Scale, killed: int, injured: int) -> None:
    if killed >= 50:
        scale.at_least(5, "killed_50_plus")
    elif killed >= 10:
        scale.at_least(4, "killed_10_plus")
    elif killed:
        scale.at_least(3, "killed_3_9" if killed >= 3 else "killed_1_2")
    if injured >= 10:
        scale.at_least(3, "injured_50_plus" if injured >= 50 else "injured_10_49")
    elif injured:
        scale.at_least(2, "injured_1_9")


def _accident_cap(killed: int) -> int:
    if killed >= 50:
        return HIGHEST
    return 4 if killed >= 10 else 3


def _start_untold(scale: _Scale, facts: Facts, killed: int, injured: int) -> bool:
    """Whether one of the starts for what has no toll yet holds."""
    if killed or injured:
        return False
    reason = ""
    if facts.fine_kind in _STRIKES:
        reason = "strike"
    elif facts.fine_kind in _HOSTAGES:
        reason = "hostages"
    elif facts.kind == "accident_disaster" and _strong_hazard(facts):
        reason = "hazard"
    if reason:
        scale.at_least(4, reason)
        return True
    official = facts.certainty in (Certainty.C3, Certainty.C4)
    if facts.kind == "threat_warning" and official and (facts.place.country or facts.place.area_ids):
        scale.at_least(3, "official_threat")
    return False


def _restrained(facts: Facts, killed: int, injured: int) -> bool:
    return (
        facts.nature is Nature.STATE_OPERATION and not killed and not injured and not number(facts.abducted)
    )


def _operation(scale: _Scale, facts: Facts) -> None:
    # A curfew closes in everybody who lives there.
    if facts.fine_kind == "curfew" or any(each.field == "curfew" and each.value for each in _claims(facts)):
        scale.level, scale.reasons = 3, ["curfew"]
    else:
        scale.level, scale.reasons = 2, ["state_operation"]


def _armed(facts: Facts) -> bool:
    if facts.kind in ("threat_warning", "protest", "disruption", "accident_disaster"):
        return False
    fine = fine_kinds().get(facts.fine_kind or "")
    implied = fine.weapon if fine and fine.kind == facts.kind else None
    if facts.weapon or implied or facts.kind in _ARMED:
        return True
    return facts.kind == "armed_attack" and (facts.fine_kind is None or facts.fine_kind in _ARMED_FINE)


def _ongoing(facts: Facts) -> bool:
    if facts.danger in (Danger.FIGHTING, Danger.SECOND_DEVICE):
        return True
    status = facts.perpetrator.status if facts.perpetrator else PerpetratorStatus.UNKNOWN
    at_large = facts.danger is Danger.AT_LARGE or (
        facts.danger in (None, Danger.UNKNOWN) and status in _AT_LARGE
    )
    if not at_large or facts.nature is Nature.CRIME or not _armed(facts):
        return False
    # By the reports' own time, so that nothing changes only because time passes.
    if isinstance(facts, Incident) and facts.occurred_at is not None:
        last = max((each.told_at for each in facts.reports), default=facts.updated_at)
        # A day is given by its first moment.
        exact = facts.time_precision is TimePrecision.EXACT
        return last - facts.occurred_at <= _ARMED_HOURS * (1 if exact else 2)
    return True


def _danger_reason(facts: Facts) -> str:
    if facts.danger is Danger.FIGHTING:
        return "fighting"
    return "second_device" if facts.danger is Danger.SECOND_DEVICE else "suspect_at_large"


def _strong_hazard(facts: Facts) -> bool:
    for each in _claims(facts):
        if each.field == "alert_level" and str(each.value).lower() in _HAZARD_COLOURS:
            return True
        if each.field == "magnitude" and (_real(each.value) or 0.0) >= _STRONG_QUAKE:
            return True
    return False


def _real(value: object) -> float | None:
    found = re.search(r"\d+(?:\.\d+)?", str(value))
    return float(found.group()) if found else None


def _claims(facts: Facts) -> Iterator[Claim]:
    if isinstance(facts, Mention):
        yield from facts.claims
    else:
        for report in facts.reports:
            if not report.mention.background:
                yield from report.mention.claims


def _end(scale: _Scale, facts: Facts) -> tuple[int, tuple[str, ...]]:
    if facts.certainty is Certainty.C1:
        scale.cap(2, "cap_rumour")
    level = max(LOWEST, min(HIGHEST, scale.level))
    return level, tuple(dict.fromkeys(scale.reasons)) or ("no_weapon",)
