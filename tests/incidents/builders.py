"""Reports made by hand, in wording of our own, and a desk that keeps incidents as the store would."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.incidents import assign, reach, waiting_key
from bot.incidents.decision import Decision
from bot.incidents.reach import kept_under
from bot.model.incident import Change, Incident, Push, Report, Status
from bot.model.mention import (
    Certainty,
    Claim,
    Count,
    Mention,
    MentionPlace,
    Perpetrator,
    PerpetratorStatus,
    Precision,
    Role,
    Speaker,
    Target,
    TimePrecision,
)
from bot.model.reach import Found, Reach

# Tuesday 5 November 2024, 09:00 UTC; midnight in Pakistan is 19:00 UTC of the day before.
START = datetime(2024, 11, 5, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2024, 11, 4, 19, 0, tzinfo=UTC)
DAY_S = 86_400.0

_PK = ("PK", "region:south-asia", "world")
_SINDH = ("PK.05", *_PK)
_BALOCHISTAN = ("PK.02", *_PK)


def place(name: str, ids: tuple[str, ...], precision: Precision, **values: Any) -> MentionPlace:
    return MentionPlace(
        **{
            "name": name,
            "country": "PK",
            "precision": precision,
            "place_id": ids[0],
            "area_ids": ids,
            "timezone": "Asia/Karachi",
            **values,
        }
    )


KARACHI = place(
    "Karachi", ("1174872", *_SINDH), Precision.CITY, city="Karachi", admin1="Sindh", lat=24.86, lon=67.01
)
SITE_AREA = place(
    "SITE", ("x:karachi-site", "1174872", *_SINDH), Precision.CITY, city="Karachi", admin1="Sindh",
    lat=24.90, lon=66.99,
)  # fmt: skip
KORANGI = place(
    "Korangi", ("1173370", "1174872", *_SINDH), Precision.CITY, city="Karachi", admin1="Sindh",
    lat=24.83, lon=67.13,
)  # fmt: skip
SINDH = place("Sindh", _SINDH, Precision.ADMIN1, admin1="Sindh")
HYDERABAD = place(
    "Hyderabad", ("1176734", *_SINDH), Precision.CITY, city="Hyderabad", admin1="Sindh", lat=25.39, lon=68.37
)
BALOCHISTAN = place("Balochistan", _BALOCHISTAN, Precision.ADMIN1, admin1="Balochistan")
PAKISTAN = place("Pakistan", _PK, Precision.COUNTRY)


def town(name: str, number: int, lat: float, lon: float) -> MentionPlace:
    ids = (str(number), *_BALOCHISTAN)
    return place(name, ids, Precision.CITY, city=name, admin1="Balochistan", lat=lat, lon=lon)


QUETTA = town("Quetta", 1167528, 30.19, 67.01)
TOWNS = (
    QUETTA,
    town("Turbat", 1163272, 26.00, 63.05),
    town("Gwadar", 1177446, 25.12, 62.33),
    town("Khuzdar", 1174141, 27.81, 66.61),
    town("Sibi", 1164211, 29.54, 67.88),
)

POLICE = Speaker("police")
SSP = Speaker("police", rank="SSP", name="Rahim Dost", named=True)
DIG = Speaker("police", rank="DIG", name="Saleem Akhtar", named=True)
HOSPITAL = Speaker("hospital", institution="Seaside General Hospital", named=True)
GROUP = Speaker("group", institution="Front of the North", named=True)
OUTLET = Speaker("outlet")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def exact(n: int) -> Count:
    return Count(n, n, n)


def claim(name: str, value: Any, by: Speaker = POLICE, certainty: Certainty | None = None) -> Claim:
    sure = certainty or (Certainty.C3 if by.named and by.role != "group" else Certainty.C2)
    return Claim(name, value, by, sure, (0, 1))


def suspect(status: str, description: str | None = "security guard") -> Perpetrator:
    return Perpetrator(description, "guard" if description else None, PerpetratorStatus(status))


def tell(item: str, minutes: float, text: str = "", n: int = 0, **values: Any) -> Report:
    """A report of item ``item``, seen ``minutes`` after START and published two minutes before.

    Values of the report by their names; every other is the mention's. The family is the item's letters
    ("dawn2" is the second item of dawn) unless given.
    """
    own = {key: values.pop(key) for key in list(values) if key in Report.__dataclass_fields__}
    family = item.rstrip("0123456789")
    seen = at(minutes)
    mention = Mention(
        **{
            "kind": "armed_attack",
            "fine_kind": "shooting",
            "place": KARACHI,
            "occurred_at": TUESDAY,
            "time_precision": TimePrecision.DAY,
            "own_text": text,
            **values,
        }
    )
    return Report(
        **{
            "id": f"{item}#{n}",
            "item_id": item,
            "source": family,
            "family": family,
            "title": text.split(".")[0],
            "url": f"https://{family}.example/{item}",
            "role": Role.NEW_INCIDENT,
            "seen_at": seen,
            "published_at": seen - timedelta(minutes=2),
            "mention": mention,
            "lang": "en",
            **own,
        }
    )


def chinese(count: int | None = 2) -> tuple[Target, ...]:
    return (Target("Chinese", "nationals", count),)


def _lies(entry: Found, reach: Reach) -> bool:
    """What the store's index says."""
    fits = entry.key in reach.keys and entry.family in reach.families
    return fits and entry.until >= reach.since and entry.since <= reach.until


@dataclass
class Desk:
    """Keeps incidents as the store does: ids in order of opening, blocks by country and time."""

    incidents: dict[str, Incident] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    waiting: dict[str, Report] = field(default_factory=dict)
    too_old_s: float = DAY_S
    _entries: dict[str, tuple[Incident, list[Found]]] = field(default_factory=dict)

    def take(self, *reports: Report, item: str = "", now: datetime | None = None) -> list[Decision]:
        """One item's reports, at the time they were seen."""
        item = item or reports[0].item_id
        moment = now or max(each.seen_at for each in reports)
        self.waiting = {key: each for key, each in self.waiting.items() if each.item_id != item}
        decisions = assign(
            reports,
            self._block(reports, item),
            waiting=self._late(reports),
            now=moment,
            too_old_s=self.too_old_s,
            item_id=item,
        )
        made = [self._store(each) for each in decisions]
        self.decisions += made
        return made

    def run(self, items: Iterable[Sequence[Report] | Report]) -> "Desk":
        """Several items, in the order given, each taken when it was seen."""
        for each in items:
            reports = (each,) if isinstance(each, Report) else tuple(each)
            self.take(*reports)
        return self

    @property
    def live(self) -> list[Incident]:
        return [one for one in self.incidents.values() if not one.merged_into]

    @property
    def pushes(self) -> list[tuple[str, Push, str]]:
        return [
            (each.after.id, each.push, each.push_reason)
            for each in self.decisions
            if each.after and each.push
        ]

    def of(self, item: str) -> Incident:
        """The one live incident that holds the item."""
        (found,) = [one for one in self.live if any(each.item_id == item for each in one.reports)]
        return found

    def partition(self) -> set[frozenset[str]]:
        """Which reports stand together."""
        return {
            frozenset(each.id for each in one.reports if not each.mention.background) for one in self.live
        }

    def shown(self) -> list[Incident]:
        """What is shown of every incident, without what depends on the order of arrival by its nature."""
        plain = [
            replace(one, id="", revision=0, updated_at=START, pushed=None, parent_id=None, related=())
            for one in self.live
        ]
        return sorted(plain, key=lambda one: one.reports[0].id)

    def _block(self, reports: Sequence[Report], item: str) -> list[Incident]:
        block = {one.id: one for one in self.live if any(each.item_id == item for each in one.reports)}
        sought = reach(reports, list(block.values()))
        for one in self.live if sought else ():
            if any(_lies(each, sought) for each in self._kept_under(one)):
                block.setdefault(one.id, one)
        return list(block.values())

    def _kept_under(self, one: Incident) -> list[Found]:
        known = self._entries.get(one.id)
        if known is None or known[0] is not one:
            known = self._entries[one.id] = (one, kept_under(one.reports))
        return known[1]

    def _late(self, reports: Sequence[Report]) -> list[Report]:
        keys = [waiting_key(each) for each in reports if each.may_open]
        return [
            each
            for each in self.waiting.values()
            if any(each.mention.place.country == key[0] and key[1] <= each.told_at <= key[2] for key in keys)
        ]

    def _store(self, decision: Decision) -> Decision:
        after = decision.after
        if decision.waits is not None:
            self.waiting[decision.waits.id] = decision.waits
        for each in after.reports if after else ():
            self.waiting.pop(each.id, None)
        if after is None or decision.change is Change.NONE:
            return decision
        if not after.id:
            after = replace(after, id=f"PK-{len(self.incidents) + 1:02d}")
        for each in decision.absorbed:
            self.incidents[each.id] = replace(each, merged_into=after.id, status=Status.MERGED)
        self.incidents[after.id] = after
        return replace(decision, after=after)
