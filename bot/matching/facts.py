"""What an incident is, as subscriptions see it: never its background."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from bot.matching.lexicon import alternatives
from bot.matching.people import is_people
from bot.matching.words import Pattern, Text, pattern
from bot.model.incident import Incident, Report
from bot.model.mention import Role
from bot.model.takeback import standing


class Facts:
    """The texts of one incident that words are looked for in, split when first needed."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        # Thousands of subscriptions ask for the same few words.
        self._found: dict[str, bool] = {}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Headlines and own sentences, one text a report, then each fact by itself."""
        told = (*map(own_text, self.live), *_facts(self.incident))
        return tuple(Text(text) for text in told if text)

    @cached_property
    def live(self) -> tuple[Report, ...]:
        """The reports that count: those that were not taken back, if there are any.

        Background travels with an incident as a report of its own; it is what the incident is not.
        """
        return tuple(standing(self.incident.reports))

    def mentions(self, text: str) -> bool:
        """Whether a word or phrase occurs: itself, another name of the same group, or people of that kind
        ("Chinese nationals" is also a Chinese engineer).
        """
        if text not in self._found:
            people = any(is_people(text, each) for each in self.incident.target)
            self._found[text] = people or self._any(alternatives(text))
        return self._found[text]

    def has_prefix(self, text: str) -> bool:
        """Whether a word begins so."""
        return self._any((pattern(text, prefix=True),))

    def _any(self, wanted: Iterable[Pattern]) -> bool:
        return any(text.has(each) for each in wanted for text in self.texts)


def own_text(report: Report) -> str:
    """The report's sentences about this incident. A headline counts where it is about nothing else."""
    own = report.mention.own_text
    if report.role is Role.ROUNDUP or not report.id.endswith("#0"):
        return own
    return own or report.title


def _facts(incident: Incident) -> Iterator[str]:
    for target in incident.target:
        yield " ".join(filter(None, (target.nationality, _words(target.type))))
    if incident.perpetrator:
        yield incident.perpetrator.description or ""
        yield _words(incident.perpetrator.type)
    yield incident.claim.by or ""
    yield from incident.attributed_to
    yield _words(incident.kind)
    yield _words(incident.fine_kind)
    place = incident.place
    yield from filter(None, (place.name, place.site, place.city, place.admin1))


def _words(token: str | None) -> str:
    return (token or "").replace("_", " ")
