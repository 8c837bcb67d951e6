"""The same incidents in any order, through the database: blocks by province, follow-ups that wait, merges."""

import asyncio
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model.incident import Incident, Report
from bot.model.item import Item
from bot.model.mention import Reading
from bot.pipeline import Told, decide
from storage import SqlStore, open_store
from tests.incidents.builders import START
from tests.incidents.stories import ARREST, BLAST, NIGHT, SHOOTING, WIRE

Story = Sequence[Sequence[Report] | Report]


def as_item(reports: Sequence[Report]) -> tuple[Item, Reading]:
    """The item and the reading that give these reports."""
    first = reports[0]
    item = Item(
        id=first.item_id,
        source=first.source,
        family=first.family,
        title=first.title,
        seen_at=first.seen_at,
        url=first.url,
        published_at=first.published_at,
        lang=first.lang,
        tier=first.tier,
    )
    mentions = tuple(each.mention for each in reports)
    return item, Reading(item.id, first.lang, first.role, is_incident=first.may_open, mentions=mentions)


async def tell(store: SqlStore, *told: Report) -> list[Told]:
    item, reading = as_item(told)
    async with store.write() as uow:
        return await decide(uow, item, reading, item.seen_at)


async def outcome(template: Path, file: Path, story: Story) -> list[Incident]:
    """Every live incident after the story, without what depends on the order of arrival by its nature."""
    shutil.copyfile(template, file)
    store = await open_store(f"sqlite+aiosqlite:///{file}")
    try:
        ids: set[str] = set()
        for each in story:
            made = await tell(store, *((each,) if isinstance(each, Report) else each))
            ids |= {told.decision.after.id for told in made if told.decision.after}
        async with store.read() as uow:
            found = [await uow.incidents.get(one) for one in sorted(ids)]
    finally:
        await store.close()
    live = [one for one in found if one is not None and one.merged_into is None]
    plain = [
        replace(one, id="", revision=0, updated_at=START, pushed=None, parent_id=None, related=())
        for one in live
    ]
    return sorted(plain, key=lambda one: one.reports[0].id)


@pytest.mark.parametrize(
    ("story", "orders"), [(SHOOTING, 8), (BLAST, 3), (NIGHT, 3)], ids=["shooting", "blast", "night"]
)
def test_any_order_of_arrival_ends_in_the_same_incidents_in_the_store(
    story: Story, orders: int, sqlite_template: Path, tmp_path: Path
) -> None:
    async def all_orders() -> None:
        straight = await outcome(sqlite_template, tmp_path / "straight.db", story)
        for seed in range(orders):
            shuffled = list(story)
            random.Random(seed).shuffle(shuffled)
            other = await outcome(sqlite_template, tmp_path / f"{seed}.db", shuffled)
            assert [[each.id for each in one.reports] for one in other] == [
                [each.id for each in one.reports] for one in straight
            ], seed
            assert other == straight, seed

    asyncio.run(all_orders())


async def test_an_arrest_that_was_read_first_waits_and_joins_when_the_deed_is_told(
    sqlite_store: SqlStore,
) -> None:
    (waits,) = await tell(sqlite_store, ARREST)
    assert waits.decision.reason == "follow_up_of_nothing_known"
    (opened,) = await tell(sqlite_store, WIRE)
    assert opened.decision.after
    assert {each.item_id for each in opened.decision.after.reports} == {"wire1", "herald1"}
    async with sqlite_store.read() as uow:
        assert await uow.incidents.waiting("PK", START.replace(year=2000), START.replace(year=2100)) == []


async def test_what_waits_joins_nothing_that_it_does_not_belong_to(sqlite_store: SqlStore) -> None:
    arrest = replace(ARREST, id="gazette1#0", item_id="gazette1")
    await tell(sqlite_store, arrest)
    for each in NIGHT:
        await tell(sqlite_store, *((each,) if isinstance(each, Report) else each))
    async with sqlite_store.read() as uow:
        left = await uow.incidents.waiting("PK", START.replace(year=2000), START.replace(year=2100))
    assert [each.id for each in left] == [arrest.id]


async def test_an_edit_of_what_waits_replaces_it(sqlite_store: SqlStore) -> None:
    await tell(sqlite_store, ARREST)
    item, reading = as_item((ARREST,))
    edited = replace(item, title="Guard who shot machinists is held in Thatta", revision=2)
    async with sqlite_store.write() as uow:
        await decide(uow, edited, reading, item.seen_at)
        (left,) = await uow.incidents.waiting("PK", START.replace(year=2000), START.replace(year=2100))
        assert left.title == edited.title
        await decide(uow, replace(edited, revision=3), replace(reading, mentions=()), item.seen_at)
        assert await uow.incidents.waiting("PK", START.replace(year=2000), START.replace(year=2100)) == []
