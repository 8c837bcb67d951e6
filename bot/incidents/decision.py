"""What one report did: the change, its reason, and what the policy would push."""

from dataclasses import dataclass

from bot.model.incident import Change, Incident, Push, Report


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of assigning a report.

    ``before`` is the incident as stored (None for OPEN), ``after`` as it is now (None for NONE). The id of an
    opened incident is "" until the store gives one. ``absorbed`` are incidents merged into ``after``.
    ``push`` is what would go to a chat that was told of everything; ``reason`` names why, in one line.
    ``waits`` is a follow-up of nothing known, to be kept until what it belongs to is told of.
    ``report_id`` is the report that caused it ("" when a retracted revision left nothing to assign).
    """

    change: Change
    reason: str
    before: Incident | None = None
    after: Incident | None = None
    absorbed: tuple[Incident, ...] = ()
    push: Push | None = None
    push_reason: str = ""
    report_id: str = ""
    waits: Report | None = None
