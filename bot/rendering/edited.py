"""The last line of a message that was changed without a sound: "edited 14:20 PKT: injured 2 → 3"."""

from datetime import datetime

from bot.i18n import Translator, format_number, format_time
from bot.i18n.formats import zone_name
from bot.model.incident import Incident
from bot.model.mention import Count


def edited_line(incident: Incident, lang: str, now: datetime) -> str:
    """Return the line for what differs from what was pushed last, "" if nothing does that is worth an edit.

    ``now`` is the time of the edit, told in the zone of the incident's place.
    """
    pushed = incident.pushed
    if pushed is None:
        return ""
    t = Translator.for_lang(lang)
    told = [
        _count(t, lang, "killed", pushed.killed, incident.killed),
        _count(t, lang, "injured", pushed.injured, incident.injured),
    ]
    if incident.certainty is not pushed.certainty:
        words = t.raw(f"certainty-{incident.certainty.value.lower()}")
        told.append(t.text("edited-certainty", certainty=words))
    what = t.raw("list-comma").join(each for each in told if each)
    if not what:
        return ""
    tz = incident.place.timezone
    return t.text("edited-line", time=f"{format_time(now, tz, lang)} {zone_name(now, tz)}", what=what)


def _count(t: Translator, lang: str, name: str, before: int | None, count: Count | None) -> str:
    after = None if count is None else count.best if count.best is not None else count.min
    if not after or after == before:
        return ""
    if not before:
        return t.text(f"edited-{name}-first", after=format_number(after, lang))
    return t.text(f"edited-{name}", before=format_number(before, lang), after=format_number(after, lang))
