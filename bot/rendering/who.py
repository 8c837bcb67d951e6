"""People in words: who was hit, who speaks, who is blamed. Names of persons only of officials in Details."""

from bot.i18n import territory
from bot.model.mention import Danger, PerpetratorStatus, Speaker, Target
from bot.model.nationality import countries_of
from bot.rendering.harm import neutral_group, public_targets
from bot.rendering.plain import clean, cut
from bot.rendering.view import View, key
from bot.rendering.vocabulary import is_own, rank

OFFICIAL = frozenset(
    {"police", "official", "hospital", "military", "government", "agency", "rescue", "embassy"}
)
# "Unnamed" says something of an official only.
_NAMELESS = frozenset({"outlet", "witness", "other"})
_LONGEST_LABEL = 60


def targets(view: View) -> str:
    """Return who was hit, "Chinese nationals, police"; "" where nobody is named or may be."""
    told = (target(view, each) for each in public_targets(view.incident)[:3])
    return view.t.joined(dict.fromkeys(told))


def target(view: View, each: Target, *, count: int | None = None) -> str:
    """Return "Chinese nationals", with ``count`` only to choose the noun's number; "" if unknown."""
    nationality = clean(each.nationality or "")
    if len(nationality) > 24 or not nationality.replace(" ", "").replace("-", "").isalpha():
        nationality = ""
    noun = _noun(view, each.type, 2 if count is None else count)
    if not noun and nationality:
        noun = view.t.text("target-nationals", count=2 if count is None else count)
    return _of_nation(view, nationality, noun) if nationality else noun


def _of_nation(view: View, nationality: str, noun: str) -> str:
    """ "Chinese nationals": the adjective as the language has it, else the country's name."""
    t = view.t
    if is_own(t):
        return t.text("target-nation", nation=nationality, noun=noun)
    word = nationality.lower()
    if word in ("foreign", "foreigner", "foreigners"):
        return t.text("target-foreign", noun=noun)
    code = countries_of().get(word, "")
    if code and t.has(f"nation-{code.lower()}"):
        return t.text("target-nation", nation=t.text(f"nation-{code.lower()}"), noun=noun)
    return t.text("target-from", country=territory(code, view.lang) or nationality, noun=noun)


def _noun(view: View, kind: str | None, n: int) -> str:
    if not kind:
        return ""
    for name in (key("target", kind), f"{key('target', kind)}s"):
        if view.t.has(name):
            return view.t.text(name, count=n)
    return view.words(kind.replace("_", " "))


def speaker(view: View, who: Speaker) -> str:
    """Return "Police SSP", "Liaquat Hospital" or "Witness": the office, in Details an official's name too."""
    t = view.t
    role = t.text(key("speaker", who.role)) if t.has(key("speaker", who.role)) else t.text("speaker-other")
    if who.role == "group":
        return t.isolate(neutral_group(who.institution)) or role
    hidden = {word.lower() for word in clean(who.name or "").split()}
    institution = _without(hidden, who.institution)
    if who.role == "hospital" and view.limits.no_hospital:
        institution = ""
    office = rank(t, _without(hidden, who.rank)) if who.role in OFFICIAL else ""
    label = _headed(view, role, institution)
    if office:
        label = t.text("speaker-ranked", who=label, rank=office)
    if view.names and who.named and who.role in OFFICIAL and who.name:
        label = t.text("speaker-person", who=label, name=clean(who.name))
    return cut(label, _LONGEST_LABEL)


def speaker_short(view: View, who: Speaker) -> str:
    """Return "police" or "unnamed police", for the first line."""
    name = key("speaker-short", who.role)
    role = view.t.text(name if view.t.has(name) else "speaker-short-other")
    if who.named or who.role in _NAMELESS:
        return role
    return view.t.text("speaker-unnamed", who=role)


def claimed_by(view: View) -> str:
    """Return what is known of responsibility, a group's word always as such; "" where nobody spoke of it."""
    claim, t = view.incident.claim, view.t
    told = []
    if claim.claimed:
        group = neutral_group(claim.by) or t.text("group-unnamed")
        told.append(t.text("claimed-by", group=group))
    elif claim.claimed is False:
        told.append(t.text("claimed-by-nobody"))
    blamed = [name for name in map(neutral_group, view.incident.attributed_to[:3]) if name]
    if blamed:
        told.append(t.text("blamed-on", groups=t.joined(dict.fromkeys(map(t.isolate, blamed)))))
    return t.joined(told, "sentence")


def first_danger(view: View) -> str:
    """Return the danger as the first line shouts it, "gunman NOT CAUGHT"; "" where nothing is said."""
    t, danger, status = view.t, view.danger, view.status
    if status is PerpetratorStatus.CONFLICTING:
        return t.text("first-custody-disputed")
    if danger is Danger.AT_LARGE:
        if not view.violent:
            return t.text("first-suspect-at-large")
        return t.text(
            "first-gunman-at-large" if view.incident.weapon == "firearm" else "first-attacker-at-large"
        )
    if danger not in (None, Danger.UNKNOWN):
        return t.text(key("first", danger.value))
    if status in (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD):
        return t.text(key("first-suspect", status.value))
    return ""


def danger_told(view: View) -> str:
    """Return the danger as a sentence for the second line; "" where the deed knows none."""
    t, danger = view.t, view.danger
    if view.status is PerpetratorStatus.CONFLICTING:
        return t.text("danger-conflicting")
    if danger is None or danger is Danger.UNKNOWN:
        if view.status in (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD):
            return t.text(key("status", view.status.value))
        return t.text("danger-unknown") if view.violent else ""
    armed = danger is Danger.AT_LARGE and view.incident.weapon == "firearm"
    return t.text("danger-at-large-armed" if armed else key("danger", danger.value))


def _without(hidden: set[str], text: str | None) -> str:
    words = clean(text or "").split(" ")
    return "" if hidden & {word.lower().strip(".,") for word in words} else " ".join(words)


def _headed(view: View, role: str, institution: str) -> str:
    # "Hospital Liaquat National Hospital" says it twice.
    if not institution:
        return role
    if role.lower() in institution.lower():
        return institution
    return view.t.text("speaker-of", role=role, institution=institution)
