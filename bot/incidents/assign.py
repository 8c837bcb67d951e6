"""What one item's reports do to the incidents in store.

The incidents that a new report touches, and those they touch in turn, are taken apart into their reports;
``cluster`` puts them together again with the new ones, and the result is compared with what was stored. The
same reports therefore end in the same incidents in whatever order they came.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.incidents.block import Block, touched
from bot.incidents.cluster import cluster, linked
from bot.incidents.decision import Decision
from bot.incidents.derive import derive
from bot.incidents.facets import Facets, facets
from bot.incidents.policy import judge
from bot.incidents.related import in_store
from bot.incidents.score import TOLD_WITHIN
from bot.incidents.split import marked_as_before
from bot.incidents.waves import ENOUGH, is_coarse, is_total, parent_of, parts_of
from bot.model.incident import Change, Incident, Pushed, Report, Status
from bot.model.takeback import withdraws


def waiting_key(report: Report) -> tuple[str | None, datetime, datetime]:
    """Return (country, since, until): where and when a follow-up was told that could have waited for this."""
    return report.mention.place.country, report.told_at - TOLD_WITHIN, report.told_at + TOLD_WITHIN


def assign(
    reports: Sequence[Report],
    block: Sequence[Incident],
    *,
    waiting: Sequence[Report] = (),
    now: datetime,
    too_old_s: float,
    item_id: str = "",
) -> list[Decision]:
    """Return what the reports of one item change; decisions on its own incidents come first.

    ``block`` holds the incidents that could be meant and those that hold reports of the item's earlier
    revisions, which the new ones replace. ``item_id`` is needed where ``reports`` is empty: the item tells of
    no incident any more. ``waiting`` are follow-ups that came before what they belong to, where they could be
    meant. At least one decision is returned, of change "none" with its reason if need be.
    """
    item = item_id or next((each.item_id for each in reports), "")
    reports = marked_as_before(reports, block)
    return _Assignment(reports, block, item, now, too_old_s, waiting).decisions()


@dataclass
class _Assignment:
    reports: Sequence[Report]
    stored: Sequence[Incident]
    item: str
    now: datetime
    too_old_s: float
    waiting: Sequence[Report] = ()
    block: Block = field(init=False)
    near: Sequence[Incident] = ()

    def __post_init__(self) -> None:
        live = [each for each in self.stored if each.status is not Status.MERGED and not each.merged_into]
        self.block = Block(live)

    def decisions(self) -> list[Decision]:
        own = [each for each in self.reports if not each.mention.background]
        holding = self.block.holding(self.item) if self.item else []
        if not own and not holding:
            return [Decision(Change.NONE, "background_only" if self.reports else "no_incident")]
        if own and self._unchanged(holding):
            return [Decision(Change.NONE, "unchanged", report_id=own[0].id)]
        new = [facets(each) for each in own]
        near = self.near = touched(self.block, new, holding)
        old = [facets(each) for one in near for each in one.reports if self._stays(each)]
        groups, alone = cluster([*old, *new, *self._waited_for(new)])
        kept = [tuple(each.report for each in group) for group in groups]
        owners = _owners(kept, near)
        made = [
            self._decide(group, owner, absorbed)
            for group, (owner, absorbed) in zip(kept, owners, strict=True)
        ]
        told = [each for each in made if each is not None]
        told += self._emptied(owners, holding)
        # One that was held and belongs to nothing any more waits like one that never did.
        told += [
            Decision(Change.NONE, "follow_up_of_nothing_known", report_id=each.report.id, waits=each.report)
            for each in alone
            if not each.report.withdrawn and each.report not in self.waiting
        ]
        told.sort(key=lambda each: not self._is_own(each))
        return told or [Decision(Change.NONE, "nothing_new", report_id=own[0].id if own else "")]

    def _waited_for(self, nodes: Sequence[Facets]) -> list[Facets]:
        """The follow-ups that waited and have a link to any of these."""
        known = {each.id for one in self.near for each in one.reports} | {each.report.id for each in nodes}
        late = [facets(each) for each in self.waiting if each.item_id != self.item and each.id not in known]
        return [each for each in late if any(linked(each, node).joins for node in nodes)]

    def _stays(self, report: Report) -> bool:
        return report.item_id != self.item and not report.mention.background

    def _unchanged(self, holding: Sequence[Incident]) -> bool:
        known = {each.id: each for one in holding for each in one.reports if each.item_id == self.item}
        return bool(known) and known == {each.id: each for each in self.reports}

    def _decide(
        self,
        group: tuple[Report, ...],
        owner: Incident | None,
        absorbed: tuple[Incident, ...],
    ) -> Decision | None:
        live = tuple(each for each in group if not each.withdrawn) or group
        reports = (*live, *self._background(live))
        known = {each.id: each for each in owner.reports} if owner else {}
        if owner and not absorbed and known == {each.id: each for each in reports}:
            return None
        new = [each for each in live if each.item_id == self.item and known.get(each.id) != each]
        after = derive(reports, now=self.now)
        pushed = _pushed((owner, *absorbed))
        after = replace(
            after,
            id=owner.id if owner else "",
            revision=owner.revision + 1 if owner else 1,
            parent_id=(owner.parent_id if owner else None) or self._parent(live),
        )
        after = replace(after, related=in_store(after, self.stored, owner.related if owner else ()))
        verdict = judge(
            after, new, pushed, now=self.now, too_old_s=self.too_old_s, hold_back=self._known_better(live)
        )
        after = replace(after, pushed=verdict.pushed)
        change, reason = self._change(after, owner, absorbed, new)
        gone = tuple(
            replace(each, status=Status.MERGED, merged_into=after.id, revision=each.revision + 1)
            for each in absorbed
        )
        return Decision(
            change,
            reason,
            before=owner,
            after=after,
            absorbed=gone,
            push=verdict.push,
            push_reason=verdict.reason,
            report_id=new[0].id if new else "",
        )

    def _known_better(self, live: Sequence[Report]) -> str:
        """Why a report that only knows the province is not pushed: what it tells of is known more finely."""
        if not is_coarse(live):
            return ""
        parts = parts_of(live, self.block)
        if len(parts) < ENOUGH or not any(each.pushed and each.pushed.aloud for each in parts):
            return ""
        return "total_of_known_parts" if is_total(live) else "fits_several_known"

    def _parent(self, live: Sequence[Report]) -> str | None:
        return None if is_coarse(live) else parent_of(live, self.block)

    def _background(self, live: Collection[Report]) -> list[Report]:
        """Background goes with the item's first own report."""
        known = {each.id: each for one in self.near for each in one.reports if each.mention.background}
        known = {key: each for key, each in known.items() if each.item_id != self.item}
        known.update({each.id: each for each in self.reports if each.mention.background})
        first = {each.item_id: each.id for each in sorted(live, key=lambda each: each.id, reverse=True)}
        leading = {item for item, key in first.items() if key.endswith("#0")} | (
            {item for item in first if not any(other.id == f"{item}#0" for other in self.reports)}
        )
        return [each for each in known.values() if each.item_id in first and each.item_id in leading]

    def _change(
        self, after: Incident, owner: Incident | None, absorbed: Sequence[Incident], new: Sequence[Report]
    ) -> tuple[Change, str]:
        if owner is None:
            return Change.OPEN, "no_incident_in_store_is_meant" if new else "split_off"
        if absorbed:
            return Change.MERGE, f"same_as:{','.join(each.id for each in absorbed)}"
        if not new:
            return Change.CORRECT, "report_moved_or_taken_back"
        before = {each.item_id for each in owner.reports}
        if self.item in before:
            return Change.CORRECT, "revision"
        events = {each.mention.source_event for each in owner.reports if each.mention.source_event}
        if any(each.mention.source_event in events for each in new):
            return Change.CORRECT, "revision_by_source_id"
        if any(withdraws(each) for each in new):
            return Change.CORRECT, "withdrawn_by_its_source"
        if (after.kind, after.nature, after.place.place_id) != (
            owner.kind,
            owner.nature,
            owner.place.place_id,
        ):
            changed = _corrected(owner, after)
            if changed:
                return Change.CORRECT, changed
        return Change.JOIN, _why(new, owner)

    def _emptied(
        self,
        owners: Sequence[tuple[Incident | None, tuple[Incident, ...]]],
        holding: Sequence[Incident],
    ) -> list[Decision]:
        """Incidents of which nothing is left: their only publisher took the report back."""
        taken = {one.id for owner, absorbed in owners for one in (owner, *absorbed) if one}
        told = []
        for one in holding:
            if one.id in taken:
                continue
            reports = tuple(replace(each, withdrawn=True) for each in one.reports)
            if reports == one.reports:
                continue
            after = derive(reports, now=self.now)
            after = replace(after, id=one.id, revision=one.revision + 1, parent_id=one.parent_id)
            verdict = judge(after, (), one.pushed, now=self.now, too_old_s=self.too_old_s)
            after = replace(after, pushed=verdict.pushed)
            told.append(
                Decision(
                    Change.CORRECT,
                    "withdrawn_by_its_source",
                    one,
                    after,
                    push=verdict.push,
                    push_reason=verdict.reason,
                )
            )
        return told

    def _is_own(self, decision: Decision) -> bool:
        after = decision.after
        return after is not None and any(each.item_id == self.item for each in after.reports)


def _owners(
    groups: Sequence[tuple[Report, ...]], near: Iterable[Incident]
) -> list[tuple[Incident | None, tuple[Incident, ...]]]:
    """Who goes on as which incident: the oldest mention keeps the id. A report's new revision counts as the
    old one; an incident all of whose reports went elsewhere is absorbed by the group that has most of them.
    """
    held = [(each, one) for one in near for each in one.reports if not each.mention.background]
    # A withdrawn incident keeps its last report, whose id may live on elsewhere: the living one counts.
    held.sort(key=lambda each: not each[0].withdrawn)
    holder = {report.id: one for report, one in held}
    incidents = {one.id: one for one in near}
    taken: dict[str, int] = {}
    owner: dict[int, str] = {}
    for n, group in sorted(enumerate(groups), key=lambda each: (each[1][0].told_at, each[1][0].id)):
        # Oldest as stored: a revision may bring another date.
        for report in sorted(group, key=lambda each: (each.seen_at, each.id)):
            one = holder.get(report.id)
            if one is not None and one.id not in taken:
                taken[one.id], owner[n] = n, one.id
                break
    absorbed: dict[int, list[Incident]] = {}
    for one in incidents.values():
        if one.id in taken:
            continue
        shares = [
            (sum(holder.get(each.id) is one for each in group), -n)
            for n, group in enumerate(groups)
            if n in owner
        ]
        best = max(shares, default=(0, 0))
        if best[0]:
            absorbed.setdefault(-best[1], []).append(one)
    return [(incidents.get(owner.get(n, "")), tuple(absorbed.get(n, ()))) for n in range(len(groups))]


def _pushed(incidents: Iterable[Incident | None]) -> Pushed | None:
    """What was told of any of them; the first that was told aloud stands for all."""
    told = [each.pushed for each in incidents if each is not None and each.pushed is not None]
    return next((each for each in told if each.aloud), told[0] if told else None)


def _corrected(before: Incident, after: Incident) -> str:
    if (before.kind == "accident_disaster") is not (after.kind == "accident_disaster"):
        return "attack_or_accident"
    old, new = before.place.area_ids, after.place.area_ids
    if old and new and old[0] not in new and new[0] not in old:
        return "place_corrected"
    return ""


def _why(new: Sequence[Report], owner: Incident) -> str:
    """The best link's reasons, for the log and for --explain."""
    ties = [
        linked(facets(report), facets(other))
        for report in new
        for other in owner.reports
        if not other.mention.background and other.id != report.id
    ]
    best = max(ties, key=lambda each: (not each.veto, each.score), default=None)
    return f"linked: {best.told()}" if best else "linked"
