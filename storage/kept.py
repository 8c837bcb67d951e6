"""Incidents that were read or written before, by their stamp.

Every save gives an incident another stamp, so what stands here under the stamp that the database names is
what the database holds, whoever wrote it and however that transaction ended. The same objects are given out
again: what ``bot.incidents`` worked out for their reports need not be worked out anew.
"""

from collections import OrderedDict

from bot.model.incident import Incident

# About 5 kB each with its reports.
_MOST = 24_000
_known: OrderedDict[str, tuple[str, Incident]] = OrderedDict()


def keep(stamp: str, incident: Incident) -> None:
    """Remember it; the one that was longest asked for goes when there are too many."""
    if not stamp:
        return
    _known[incident.id] = (stamp, incident)
    _known.move_to_end(incident.id)
    if len(_known) > _MOST:
        _known.popitem(last=False)


def known(incident_id: str, stamp: str) -> Incident | None:
    """Return the incident as it was saved with this stamp, if it is remembered."""
    found = _known.get(incident_id)
    if found is None or not stamp or found[0] != stamp:
        return None
    _known.move_to_end(incident_id)
    return found[1]
