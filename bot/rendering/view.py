"""One incident as one reader sees it: language, zone, limits. Every word comes from the locale files or has
passed ``harm``; none is copied from a report.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from bot.i18n import Translator, format_number
from bot.model.incident import Incident, Report, Status
from bot.model.kinds import fine_kinds
from bot.model.mention import Certainty, Danger, Nature, PerpetratorStatus
from bot.model.takeback import standing
from bot.rendering.harm import Limits, is_ongoing, limits_of, plain_words
from bot.rendering.vocabulary import in_words

SAMPLE_MARK = "SAMPLE"
# Kinds in which nobody need have been hurt, so that "no deaths reported" would say nothing.
_WITHOUT_TOLL = frozenset({"protest", "threat_warning", "disruption", "undetermined"})


@dataclass(frozen=True)
class View:
    """``now`` is aware UTC and only decides whether a year is written. ``names``: officials on record by
    their name, which only Details shows.
    """

    incident: Incident
    lang: str
    now: datetime
    names: bool = False

    @cached_property
    def t(self) -> Translator:
        """The language's texts."""
        return Translator.for_lang(self.lang)

    @cached_property
    def limits(self) -> Limits:
        """What must be left out."""
        return limits_of(self.incident)

    @property
    def tz(self) -> str:
        """The place's zone, in which every time is told; "" is UTC."""
        return self.incident.place.timezone

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that tell of this incident itself and were not taken back, oldest first."""
        own = standing(self.incident.reports)
        return tuple(sorted(own, key=lambda report: (aware(report.told_at), report.id)))

    @property
    def ongoing(self) -> bool:
        """Whether attackers may still be about."""
        return is_ongoing(self.incident)

    @property
    def withdrawn(self) -> bool:
        """Whether its own source took it back."""
        return self.incident.status is Status.RETRACTED or self.incident.certainty is Certainty.C0

    @property
    def sample(self) -> bool:
        """Whether it comes from sample data, which must never pass for news."""
        return any(SAMPLE_MARK in f"{each.source} {each.family}" for each in self.incident.reports)

    @property
    def status(self) -> PerpetratorStatus:
        """Where the one who did it is."""
        perpetrator = self.incident.perpetrator
        return perpetrator.status if perpetrator else PerpetratorStatus.UNKNOWN

    @property
    def danger(self) -> Danger | None:
        """The danger; a suspect at large is one even where no word of danger fell."""
        danger = self.incident.danger
        if danger in (None, Danger.UNKNOWN) and self.status is PerpetratorStatus.AT_LARGE:
            return Danger.AT_LARGE
        return danger

    @cached_property
    def violent(self) -> bool:
        """Whether somebody did it."""
        fine = fine_kinds().get(self.incident.fine_kind or "")
        if fine:
            return fine.violent
        return any(each.violent for each in fine_kinds().values() if each.kind == self.incident.kind)

    @property
    def has_toll(self) -> bool:
        """Whether a reader asks how many were hurt."""
        return self.incident.kind not in _WITHOUT_TOLL

    @property
    def kind_known(self) -> bool:
        """Whether the deed has a noun of its own."""
        incident = self.incident
        return any(
            name and name != "undetermined" and self.t.has(key("kind", name))
            for name in (incident.fine_kind, incident.kind)
        )

    def kind(self) -> str:
        """The deed as a noun, "shooting"; "incident" where nothing fits."""
        return self.kind_of(self.incident.fine_kind, self.incident.kind)

    def kind_of(self, fine: str | None, coarse: str | None) -> str:
        """The noun of any kind."""
        if not fine and coarse == "accident_disaster" and self.incident.nature is Nature.NATURAL:
            fine = "natural_disaster"
        for name in (fine, coarse):
            if name and self.t.has(key("kind", name)):
                return self.t.text(key("kind", name))
        return self.t.text("kind-undetermined")

    def words(self, text: object, *, also: frozenset[str] = frozenset()) -> str:
        """A report's description in the reader's language, "" where it may not or can't be told."""
        return in_words(self.t, plain_words(text, also=also))

    def number(self, n: int) -> str:
        """A number with the language's grouping."""
        return format_number(n, self.lang)


def key(group: str, token: str | None) -> str:
    """The locale key of a model's token: ``kind``, ``air_strike`` → ``kind-air-strike``."""
    return f"{group}-{(token or '').strip().lower().replace('_', '-').replace(' ', '-')}"


def aware(at: datetime) -> datetime:
    """The time as aware UTC, whatever came."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
