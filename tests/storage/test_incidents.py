from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bot.incidents.facets import facets
from bot.incidents.reach import reach_of
from bot.model.incident import Status
from bot.model.mention import Count, MentionPlace
from bot.model.reach import Reach
from storage import SqlStore, kept
from tests.storage.builders import KARACHI, NOW, NOWHERE, ago, incident, report

LAHORE = MentionPlace(
    name="Lahore", country="PK", place_id="1172451", area_ids=("1172451", "PK.04", "PK", "world")
)


async def test_an_incident_comes_back_with_its_reports_in_order(store: SqlStore) -> None:
    told = [report("b#0", ago(hours=2)), report("a#1", ago(hours=1)), report("c#0", NOW, summary="卡拉奇")]
    whole = incident("PK-20241105-01", *told, killed=Count(1, 2, None), severity_reasons=("dead",))
    async with store.write() as uow:
        await uow.incidents.save(whole)
    async with store.read() as uow:
        assert await uow.incidents.get("PK-20241105-01") == whole
        assert await uow.incidents.get("PK-20241105-02") is None


async def test_saving_again_replaces_record_areas_and_reports(store: SqlStore) -> None:
    first = incident("A", report("i1#0"), report("i2#0"))
    then = incident("A", report("i2#0", title="edited"), revision=2, place=LAHORE)
    async with store.write() as uow:
        await uow.incidents.save(first)
        await uow.incidents.save(then)
        assert await uow.incidents.get("A") == then
        assert await uow.incidents.of_item("i1") == []
        assert (await uow.incidents.latest(["PK.05"], ago(days=7))).total == 0
        assert (await uow.incidents.latest(["PK.04"], ago(days=7))).total == 1


async def test_a_report_that_stands_twice_is_stored_once(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident("A", report("i1#0"), report("i1#0")))
        found = await uow.incidents.get("A")
    assert found is not None
    assert [each.id for each in found.reports] == ["i1#0"]


def _reach(place: MentionPlace = KARACHI) -> Reach:
    """What a report without a date of its own looks for, of the last day."""
    found = reach_of([facets(report("new#0", NOW, place=place))])
    assert found is not None
    return replace(found, since=ago(days=1), until=NOW)


async def test_a_block_holds_live_incidents_of_the_place_told_of_in_the_window(store: SqlStore) -> None:
    old_and_new = incident("B", report("b1#0", ago(days=9)), report("b2#0", ago(hours=1)))
    stored = [
        incident("A", report("a#0", ago(hours=3))),
        old_and_new,
        incident("too-old", report("o#0", ago(days=9))),
        incident("later", report("l#0", NOW + timedelta(days=3))),
        incident("elsewhere", report("e#0", ago(hours=1), place=LAHORE), place=LAHORE),
        incident("unlocated", report("u#0", ago(hours=1), place=NOWHERE), place=NOWHERE),
        incident("merged", report("m#0", ago(hours=1)), merged_into="A", status=Status.MERGED),
    ]
    async with store.write() as uow:
        for each in stored:
            await uow.incidents.save(each)
        block = await uow.incidents.block(_reach())
        unlocated = await uow.incidents.block(_reach(NOWHERE))
    assert [each.id for each in block] == ["B", "A"]
    assert block[0] == old_and_new, "an incident comes with all its reports, also those outside the window"
    assert [each.id for each in unlocated] == ["unlocated"]


async def test_only_kinds_that_can_be_one_are_looked_for(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident("A", report("a#0", ago(hours=3))))
        assert await uow.incidents.block(replace(_reach(), families=frozenset({"disaster"}))) == []


async def test_what_was_read_or_written_before_is_not_read_again(sqlite_store: SqlStore) -> None:
    async with sqlite_store.write() as uow:
        for n in range(40):
            await uow.incidents.save(incident(f"A{n}", *[report(f"{n}-{m}#0") for m in range(5)]))
    statements: list[str] = []
    engine = sqlite_store._engines.read.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    async with sqlite_store.read() as uow:
        block = await uow.incidents.block(_reach())
    assert (len(block), sum(len(each.reports) for each in block)) == (40, 200)
    assert len([each for each in statements if "SELECT" in each]) == 2


async def test_what_another_process_wrote_is_read_anew(store: SqlStore) -> None:
    first, then = incident("A", report("i1#0")), incident("A", report("i1#0", title="edited"), revision=2)
    async with store.write() as uow:
        await uow.incidents.save(first)
    held = dict(kept._known)
    async with store.write() as uow:
        await uow.incidents.save(then)
    # As a process sees it that knows only the first.
    kept._known.clear()
    kept._known.update(held)
    async with store.read() as uow:
        assert await uow.incidents.get("A") == then


async def test_what_was_taken_back_with_its_transaction_is_never_seen(store: SqlStore) -> None:
    first, never = incident("A", report("i1#0")), incident("A", report("i1#0", title="never"), revision=2)
    async with store.write() as uow:
        await uow.incidents.save(first)
    with pytest.raises(ZeroDivisionError):
        async with store.write() as uow:
            await uow.incidents.save(never)
            raise ZeroDivisionError
    async with store.read() as uow:
        assert await uow.incidents.get("A") == first


async def test_incidents_of_an_item_are_those_that_live(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident("A", report("i1#0")))
        await uow.incidents.save(incident("B", report("i1#1"), status=Status.RETRACTED))
        await uow.incidents.save(incident("C", report("i1#2"), merged_into="A", status=Status.MERGED))
        await uow.incidents.save(incident("D", report("i2#0")))
        found = await uow.incidents.of_item("i1")
    assert {each.id for each in found} == {"A", "B"}


@pytest.mark.parametrize("absorbed_first", [True, False])
async def test_a_merge_leaves_both_with_their_reports(store: SqlStore, absorbed_first: bool) -> None:
    kept = incident("A", report("i1#0"), report("i2#0"))
    absorbed = incident("B", report("i2#0"), merged_into="A", status=Status.MERGED)
    async with store.write() as uow:
        await uow.incidents.save(incident("A", report("i1#0")))
        await uow.incidents.save(incident("B", report("i2#0")))
        for each in (absorbed, kept) if absorbed_first else (kept, absorbed):
            await uow.incidents.save(each)
        assert await uow.incidents.get("A") == kept
        assert await uow.incidents.get("B") == absorbed
        assert [each.id for each in await uow.incidents.of_item("i2")] == ["A"]


async def test_an_id_is_never_given_twice(store: SqlStore) -> None:
    day = date(2024, 11, 5)
    async with store.write() as uow:
        given = [await uow.incidents.next_id("PK", day) for _ in range(3)]
        given += [
            await uow.incidents.next_id(None, day),
            await uow.incidents.next_id("PK", date(2024, 11, 6)),
        ]
    async with store.write() as uow:
        given.append(await uow.incidents.next_id("PK", day))
    assert given == [
        "PK-20241105-01",
        "PK-20241105-02",
        "PK-20241105-03",
        "XX-20241105-01",
        "PK-20241106-01",
        "PK-20241105-04",
    ]


async def test_latest_shows_open_ones_first_then_the_newest(store: SqlStore) -> None:
    stored = {
        "closed-now": (Status.CLOSED, NOW),
        "open-old": (Status.DEVELOPING, ago(days=3)),
        "open-new": (Status.ACTIVE, ago(hours=1)),
        "contained": (Status.CONTAINED, ago(hours=2)),
        "retracted": (Status.RETRACTED, ago(hours=3)),
        "too-old": (Status.ACTIVE, ago(days=8)),
        "merged": (Status.MERGED, NOW),
    }
    async with store.write() as uow:
        for name, (status, told_at) in stored.items():
            await uow.incidents.save(incident(name, report(f"{name}#0", told_at), status=status))
        page = await uow.incidents.latest(["PK.05"], ago(days=7), limit=10)
    assert [each.id for each in page.incidents] == [
        "open-new",
        "open-old",
        "closed-now",
        "contained",
        "retracted",
    ]
    assert page.total == 5


async def test_latest_pages_without_a_gap_or_a_repeat(store: SqlStore) -> None:
    async with store.write() as uow:
        for n in range(12):
            await uow.incidents.save(incident(f"A{n:02d}", report(f"{n}#0", ago(hours=1))))
        pages = [await uow.incidents.latest(["PK"], ago(days=7), offset=at) for at in (0, 5, 10, 15)]
    assert [len(page.incidents) for page in pages] == [5, 5, 2, 0]
    assert {page.total for page in pages} == {12}
    assert len({each.id for page in pages for each in page.incidents}) == 12


async def test_latest_takes_each_incident_once_though_several_of_its_areas_are_asked_for(
    store: SqlStore,
) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident("A"))
        page = await uow.incidents.latest(["1174872", "PK.05", "PK", "world"], ago(days=7))
    assert ([each.id for each in page.incidents], page.total) == (["A"], 1)


async def test_no_area_asks_for_those_whose_place_was_not_recognised(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident("A"))
        await uow.incidents.save(incident("U", place=replace(NOWHERE, name="Somewhere", country="PK")))
        page = await uow.incidents.latest([], ago(days=7))
        assert await uow.incidents.count_unlocated(ago(days=7)) == 1
        assert await uow.incidents.count_unlocated(NOW.replace(hour=13)) == 0
    assert [each.id for each in page.incidents] == ["U"]


async def test_the_last_one_of_an_area_is_found_however_old(store: SqlStore) -> None:
    async with store.write() as uow:
        assert await uow.incidents.last_in(["PK"]) is None
        await uow.incidents.save(incident("old", report("o#0", ago(days=900))))
        await uow.incidents.save(incident("older", report("p#0", ago(days=901))))
        found = await uow.incidents.last_in(["PK"])
    assert found is not None
    assert found.id == "old"


def _at(place_id: str, *ancestors: str, lat: float | None = None, lon: float | None = None) -> MentionPlace:
    return MentionPlace(
        name=place_id, country="PK", place_id=place_id, area_ids=(place_id, *ancestors), lat=lat, lon=lon
    )


async def test_a_block_holds_what_lies_in_around_and_beside_the_place(store: SqlStore) -> None:
    above = ("PK", "region:south-asia", "world")
    places = {
        "same city": _at("islamabad", "PK.08", *above, lat=33.7, lon=73.1),
        "the province": _at("PK.08", *above),
        "the country": _at("PK", *above[1:]),
        "over the border, near": _at("rawalpindi", "PK.04", *above, lat=33.6, lon=73.05),
        "over the border, far": _at("lahore", "PK.04", *above, lat=31.6, lon=74.3),
        "same province, far": _at("elsewhere", "PK.08", *above, lat=30.6, lon=71.3),
        "another province": _at("PK.05", *above),
    }
    async with store.write() as uow:
        for n, place in enumerate(places.values()):
            told = report(f"i{n}#0", ago(hours=2), place=place)
            await uow.incidents.save(incident(f"PK-20241105-{n:02d}", told, place=place))
    named = {f"PK-20241105-{n:02d}": name for n, name in enumerate(places)}

    async def block(near: MentionPlace) -> set[str]:
        async with store.read() as uow:
            return {named[each.id] for each in await uow.incidents.block(_reach(near))}

    assert await block(places["same city"]) == {
        "same city",
        "the province",
        "the country",
        "over the border, near",
    }
    assert await block(places["the province"]) == {
        "same city",
        "the province",
        "the country",
        "same province, far",
    }
    assert await block(places["the country"]) == set(places)


async def test_what_waits_is_found_by_country_and_time_until_it_waits_no_more(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.keep_waiting(report("a#0", ago(days=2)))
        await uow.incidents.keep_waiting(report("b#0", ago(days=1)))
        await uow.incidents.keep_waiting(report("b#0", ago(days=1), title="edited"))
        await uow.incidents.keep_waiting(report("c#0", ago(days=1), place=NOWHERE))
        found = await uow.incidents.waiting("PK", ago(days=3), NOW)
        assert [(each.id, each.title) for each in found] == [("b#0", "edited"), ("a#0", "A headline")]
        assert [each.id for each in await uow.incidents.waiting(None, ago(days=3), NOW)] == ["c#0"]
        assert [each.id for each in await uow.incidents.waiting("PK", ago(hours=30), NOW)] == ["b#0"]
        await uow.incidents.forget_waiting(item_id="a")
        await uow.incidents.forget_waiting(report_ids=["b#0"])
        assert await uow.incidents.waiting("PK", ago(days=3), NOW) == []


async def test_what_waited_for_three_weeks_is_given_up(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.keep_waiting(report("old#0", ago(days=22)))
        await uow.incidents.keep_waiting(report("new#0", NOW))
        assert [each.id for each in await uow.incidents.waiting("PK", ago(days=90), NOW)] == ["new#0"]


async def test_what_is_due_comes_in_the_order_of_its_time(store: SqlStore) -> None:
    stored = [
        incident("late", report("l#0", ago(hours=1))),
        incident("first", report("f#0", ago(hours=80))),
        incident("closed", report("c#0", ago(hours=90)), status=Status.CLOSED),
        incident("second", report("s#0", ago(hours=72))),
    ]
    async with store.write() as uow:
        assert await uow.incidents.next_look_at() is None
        for each in stored:
            await uow.incidents.save(each)
        assert await uow.incidents.due(NOW) == ["first", "second"]
        assert await uow.incidents.next_look_at() == ago(hours=8)
