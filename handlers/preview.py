"""What a subscription would have sent in the last days, so that nobody waits for what never comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.i18n import Translator
from bot.matching.facts import Facts
from bot.matching.match import refusal
from bot.model.place import WORLD
from bot.model.subscription import Subscription
from bot.ports import UnitOfWork

_SPAN = timedelta(days=7)
_LOOKED_THROUGH = 300


@dataclass(frozen=True, slots=True)
class Preview:
    """``count`` incidents in the last ``days`` (up to 7, as far back as is stored); ``more``: at least."""

    count: int
    days: int
    more: bool = False

    def text(self, t: Translator) -> str:
        """Return it in words; "" while less than a day is stored."""
        if not self.days:
            return ""
        return t.text("preview", count=self.count, days=self.days, more="yes" if self.more else "no")


async def preview(uow: UnitOfWork, wanted: Subscription, now: datetime) -> Preview:
    """Count the stored incidents that ``wanted`` would have been alerted of."""
    oldest = await uow.items.oldest_seen_at()
    days = min(_SPAN, now - oldest).days if oldest else 0
    if not days:
        return Preview(0, 0)
    ids = {WORLD if area.radius_km is not None else area.place_id for area in wanted.areas}
    page = await uow.incidents.latest(ids, now - _SPAN, limit=_LOOKED_THROUGH)
    count = sum(refusal(wanted, Facts(each)) is None for each in page.incidents)
    return Preview(count, days, more=page.total > len(page.incidents))
