"""Older incidents that reports tell of beside their own: links, and never part of what happened now."""

from collections.abc import Iterable, Sequence

from bot.incidents.facets import Facets, facets, told
from bot.incidents.score import link
from bot.model.incident import Incident, Related, Report
from bot.model.mention import Mention

BACKGROUND = "background"


def related_of(reports: Iterable[Report]) -> tuple[Related, ...]:
    """Return one link for each background mention, the earliest told first; each text once."""
    found: dict[str, Related] = {}
    for report in reports:
        text = describe(report.mention)
        if text:
            found.setdefault(text, Related(BACKGROUND, report.family or report.source, text))
    return tuple(found.values())


def describe(mention: Mention) -> str:
    """Return a few neutral words: kind, place, toll, date."""
    kind = (mention.fine_kind or mention.kind or "").replace("_", " ")
    place = mention.place.name or mention.place.city or mention.place.admin1
    killed, injured = told(mention.killed), told(mention.injured)
    parts = [
        " in ".join(part for part in (kind, place) if part),
        f"{killed} killed" if killed else "",
        f"{injured} injured" if injured else "",
        mention.occurred_at.date().isoformat() if mention.occurred_at else "",
    ]
    return ", ".join(part for part in parts if part)


def in_store(
    incident: Incident, stored: Sequence[Incident], before: Sequence[Related] = ()
) -> tuple[Related, ...]:
    """Return the incident's links with the id of each that is among ``stored`` or was found ``before``."""
    if not incident.related:
        return ()
    known = [each for each in stored if each.id and each.id != incident.id]
    by_text = {each.text: each.incident_id for each in before if each.incident_id}
    for report in incident.reports:
        if report.mention.background and known and describe(report.mention) not in by_text:
            found = _found(facets(report), known)
            if found:
                by_text[describe(report.mention)] = found
    return tuple(
        Related(each.relation, each.asserted_by, each.text, by_text.get(each.text, each.incident_id))
        for each in incident.related
    )


def _found(node: Facets, stored: Sequence[Incident]) -> str:
    best, best_id = 0.0, ""
    for each in stored:
        for report in each.reports:
            if report.mention.background:
                continue
            tie = link(node, facets(report))
            if tie.joins and tie.score > best:
                best, best_id = tie.score, each.id
    return best_id
