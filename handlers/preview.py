"""What a subscription would have sent in the last days, so that nobody waits for what never comes; and where
that is nothing, what a little more would have brought.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.i18n import Translator
from bot.matching.areas import area_of
from bot.matching.facts import Facts
from bot.matching.match import refusal
from bot.model.incident import Incident
from bot.model.place import WORLD, Place
from bot.model.subscription import Subscription
from bot.places.gazetteer import Gazetteer
from bot.ports import UnitOfWork

SPAN = timedelta(days=7)
_LOOKED_THROUGH = 300


@dataclass(frozen=True, slots=True)
class Preview:
    """``incidents``, newest first, of the last ``days`` (as far back as is stored); ``more``: at least these.

    ``hours`` is how much is stored where that is less than a day.
    """

    incidents: tuple[Incident, ...] = ()
    days: int = 0
    hours: int = 0
    more: bool = False

    @property
    def count(self) -> int:
        """How many alerts it would have been."""
        return len(self.incidents)

    @property
    def nothing(self) -> bool:
        """Whether enough is stored to say that nothing would have come."""
        return self.days > 0 and not self.incidents

    def text(self, t: Translator) -> str:
        """Return it in words: how many, or that too little is stored to say."""
        if not self.days:
            return t.text("preview-short", hours=self.hours)
        return t.text("preview", count=self.count, days=self.days, more="yes" if self.more else "no")


@dataclass(frozen=True, slots=True)
class Wider:
    """What would have brought ``count`` alerts: every severity, or a larger ``place``."""

    count: int
    place: Place | None = None


async def preview(uow: UnitOfWork, wanted: Subscription, now: datetime, span: timedelta = SPAN) -> Preview:
    """Look through the stored incidents for those that ``wanted`` would have been alerted of."""
    oldest = await uow.items.oldest_seen_at()
    stored = min(span, now - oldest) if oldest else timedelta()
    if stored.days < 1:
        return Preview(hours=int(stored.total_seconds() // 3600))
    ids = {WORLD if area.radius_km is not None else area.place_id for area in wanted.areas}
    page = await uow.incidents.latest(ids, now - span, limit=_LOOKED_THROUGH)
    awake = replace(wanted, paused=False)
    found = [each for each in page.incidents if refusal(awake, Facts(each)) is None]
    found.sort(key=lambda each: each.updated_at, reverse=True)
    return Preview(tuple(found), stored.days, more=page.total > len(page.incidents))


async def wider(
    uow: UnitOfWork, wanted: Subscription, now: datetime, gazetteer: Gazetteer
) -> tuple[Wider, ...]:
    """Return what is near to ``wanted`` and would have brought something: every severity, the next larger
    place. For subscriptions that brought nothing.
    """
    found = []
    lower = await preview(uow, replace(wanted, min_severity=1), now)
    if lower.count:
        found.append(Wider(lower.count))
    if len(wanted.areas) != 1:
        return tuple(found)
    for place_id in wanted.areas[0].ancestors:
        place = gazetteer.get(place_id)
        if place is None or place_id == WORLD:
            continue
        larger = await preview(uow, replace(wanted, areas=(area_of(place, gazetteer),)), now)
        if larger.count:
            found.append(Wider(larger.count, place))
            break
    return tuple(found)
