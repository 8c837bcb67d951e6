"""What nobody has said, as tokens that have words in the locales ("unknown-…")."""

from bot.model.incident import Incident
from bot.model.kinds import fine_kinds
from bot.model.mention import Danger, Extent, PerpetratorStatus, Precision, TimePrecision

_CAUSELESS = frozenset({"explosion", "gunfire", "fire", "plane_crash", "train_crash", "explosion_accident"})


def unknowns_of(incident: Incident) -> tuple[str, ...]:
    """Return them in the order a reader asks: where, when, how many, why, who."""
    fine = fine_kinds().get(incident.fine_kind or "")
    violent = (
        fine.violent if fine else incident.kind not in ("protest", "threat_warning", "accident_disaster")
    )
    checks = (
        (_where(incident), True),
        ("when", not _dated(incident)),
        (
            "hour",
            _dated(incident)
            and incident.time_precision is not TimePrecision.EXACT
            and not incident.expected_from,
        ),
        ("casualties", (violent or incident.kind == "accident_disaster") and not _counted(incident)),
        ("cause", incident.fine_kind in _CAUSELESS),
        ("motive", violent and incident.motive in (None, "unknown", "unclear")),
        ("perpetrator", violent and _nobody(incident)),
        ("whereabouts", violent and _hidden(incident)),
    )
    return tuple(token for token, missing in checks if missing and token)


def _where(incident: Incident) -> str:
    place = incident.place
    if place.extent is Extent.AREA:
        return ""
    if not (place.area_ids or place.city or place.admin1 or place.country):
        return "place"
    if place.precision in (Precision.COUNTRY, Precision.ADMIN1, Precision.DISTRICT) and not place.city:
        return "city"
    return "" if place.precision is Precision.SITE else "site"


def _dated(incident: Incident) -> bool:
    """A feed without dates says "now" of everything it ever brought."""
    if incident.occurred_at or incident.expected_from:
        return True
    return any(each.published_at for each in incident.reports if not each.mention.background)


def _counted(incident: Incident) -> bool:
    counts = (incident.killed, incident.injured, incident.missing, incident.abducted)
    return any(count is not None for count in counts)


def _nobody(incident: Incident) -> bool:
    described = incident.perpetrator and (incident.perpetrator.description or incident.perpetrator.type)
    return not described and not incident.claim.claimed


def _hidden(incident: Incident) -> bool:
    status = incident.perpetrator.status if incident.perpetrator else PerpetratorStatus.UNKNOWN
    if status in (PerpetratorStatus.AT_LARGE, PerpetratorStatus.CONFLICTING):
        return True
    return incident.danger is Danger.AT_LARGE
