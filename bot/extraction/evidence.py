"""What speaks for and against an item telling of an incident, as named numbers that a person can read."""

import re
from collections.abc import Sequence

from bot.extraction.prior import prior
from bot.extraction.signs import Signs, Standing
from bot.extraction.words import Hit

_HARM_NEAR = 4
_MOST_PRIOR = 4.0
_AGAINST = (
    "legal",
    "court",
    "arrest",
    "mourning",
    "anniversary",
    "statement",
    "analysis",
    "drill",
    "sport",
    "culture",
    "business",
    "science",
    "obituary",
    "statistics",
    "recovery",
    "denial",
    "threat",
    "announcement",
    "background",
)
_UNREST = frozenset(
    ["protest", "riot", "strike_action", "curfew", "road_blockade", "epidemic", "network_shutdown"]
)
_RELATIVE = frozenset(["that", "which", "who", "whose"])
_ASKS = re.compile(r"\?\s*[\"']?$")


def lead_of(signs: Sequence[Signs]) -> list[Signs]:
    """The title and the first sentence after it; the first two sentences where there is no title."""
    titles = [s for s in signs if s.sentence.in_title]
    body = [s for s in signs if not s.sentence.in_title]
    return titles[:1] + body[:1] if titles else body[:2]


def counted_harm(signs: Signs) -> bool:
    """Whether a number of people stands by a word of harm."""
    folded = signs.words.folded
    spoken_of = signs.has("legal", "arrest", "mourning", "statement", "anniversary", "recovery")
    for hit in signs.cues.get("casualty", ()):
        # "held over a blast that killed five" tells of the arrest, not of the five
        if spoken_of and _RELATIVE.intersection(folded[max(0, hit.first - 2) : hit.first]):
            continue
        low, high = hit.first - _HARM_NEAR, hit.last + _HARM_NEAR
        if any(word[0].isdigit() for word in folded[max(0, low) : high]):
            return True
        if any(low <= number.first < high for number in signs.cues.get("number", ())):
            return True
    return False


def before_verb(signs: Signs, hits: Sequence[Hit]) -> bool:
    """Whether a cue stands before every trigger, where a headline has its main clause."""
    first = min((t.first for t in signs.triggers), default=len(signs.words))
    return any(hit.first < first for hit in hits)


def weigh(signs: Sequence[Signs], with_prior: bool = True) -> dict[str, float]:
    """Features of the lead by name; those that are nought are left out."""
    lead = lead_of(signs)
    if not lead:
        return {}
    head, rest = lead[0], lead[1:]
    found: dict[str, float] = {}
    told = head.strongest()
    for level in (1, 2, 3):
        found[f"told{level}"] = float(told >= level)
    found["spoken_of"] = float(not told and head.strongest(Standing.REFERRED) > 0)
    found["possible"] = float(not told and head.strongest(Standing.POSSIBLE) > 0)
    found["harm"] = float(head.has("casualty"))
    found["harm_counted"] = float(counted_harm(head))
    found["told_harm"] = float(told >= 2 and counted_harm(head))
    found["toll"] = float(head.has("toll"))
    found["scene"] = float(head.has("scene"))
    for name in _AGAINST:
        hits = head.cues.get(name, ()) or (head.cues.get("announced", ()) if name == "announcement" else ())
        found[name] = float(bool(hits))
        found[f"{name}_first"] = float(bool(hits) and before_verb(head, hits))
        found[f"{name}_later"] = float(any(s.has(name) for s in rest))
    for name in ("sport", "culture", "business", "science"):
        found[f"{name}_much"] = float(sum(s.count(name) for s in lead) >= 2)
    found["legal_told"] = float(head.has("legal") and told >= 3 and counted_harm(head))
    found["asks"] = float(bool(_ASKS.search(head.sentence.text)))
    found["rest_told"] = max((s.strongest() for s in rest), default=0.0) / 3
    found["rest_harm"] = float(any(counted_harm(s) for s in rest))
    if with_prior:
        odds = [max(-_MOST_PRIOR, min(_MOST_PRIOR, prior(s.sentence.text))) for s in lead]
        if any(t.kind in _UNREST and t.weight >= 3 and t.standing is Standing.TOLD for t in head.triggers):
            # The prior learnt from sections that file unrest under politics.
            odds = [max(0.0, one) for one in odds]
        found["prior"] = odds[0]
        found["prior_rest"] = odds[1] if len(odds) > 1 else odds[0]
    return {name: value for name, value in found.items() if value}
