"""Counters and gauges of the running program, in Prometheus' words (``sitrep_<noun>_<unit>_total``)."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()

POLLS = Counter("sitrep_polls", "Polls by outcome", ["outcome"], registry=REGISTRY)
ITEMS = Counter("sitrep_items", "Items by what they were", ["kind"], registry=REGISTRY)
DECISIONS = Counter("sitrep_decisions", "Decisions by change and push", ["change", "push"], registry=REGISTRY)
FAULTS = Counter(
    "sitrep_faults", "Items that our own code could not handle, by stage", ["stage"], registry=REGISTRY
)
ALERTS = Counter("sitrep_alerts", "Alerts put into the outbox", registry=REGISTRY)
REFUSED = Counter("sitrep_refusals", "Subscriptions not told, by reason", ["reason"], registry=REGISTRY)
SENDS = Counter("sitrep_sends", "Sends by outcome", ["outcome"], registry=REGISTRY)
OUTBOX = Gauge("sitrep_outbox_rows", "Outbox rows by state", ["state"], registry=REGISTRY)
OVERDUE = Gauge("sitrep_overdue_rows", "Alerts that wait past their deadline", registry=REGISTRY)
TROUBLES = Gauge(
    "sitrep_trouble", "1 for each kind of trouble that the self-audit found last", ["kind"], registry=REGISTRY
)
UNLOCATED = Counter("sitrep_unlocated_incidents", "Incidents without a recognised place", registry=REGISTRY)
ALERT_DELAY_S = Histogram(
    "sitrep_alert_delay_seconds",
    "From our commit of an alert to Telegram's answer",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1800),
    registry=REGISTRY,
)


def exposition() -> bytes:
    """Everything in Prometheus' text format."""
    return generate_latest(REGISTRY)
