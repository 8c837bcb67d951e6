"""What one item does to the incidents in store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.incidents import assign
from bot.model.incident import Change, Push, Status
from bot.model.mention import Certainty, MentionPlace, Nature, Role, TimePrecision
from tests.incidents.builders import (
    DAY_S,
    HYDERABAD,
    KARACHI,
    KORANGI,
    SINDH,
    SITE_AREA,
    TUESDAY,
    Desk,
    at,
    chinese,
    claim,
    exact,
    suspect,
    tell,
)

MILL = "Guard shoots two Chinese machinists at a cotton mill. He walked off through the yard."


def shooting(item: str = "wire1", minutes: float = 0, **values: object):  # type: ignore[no-untyped-def]
    text = values.pop("text", MILL)
    return tell(item, minutes, str(text), **{"injured": exact(2), "target": chinese(), **values})


def test_a_first_report_opens_an_incident_and_is_pushed() -> None:
    (made,) = Desk().take(shooting())
    assert (made.change, made.push, made.push_reason) == (Change.OPEN, Push.NEW, "new")
    assert made.report_id == "wire1#0"
    assert made.after
    assert made.after.revision == 1


def test_a_second_paper_joins_silently_with_the_reasons_named() -> None:
    desk = Desk()
    desk.take(shooting())
    (made,) = desk.take(shooting("post1", 30, text="Two Chinese hurt as mill guard fires in Karachi"))
    assert (made.change, made.push, made.push_reason) == (Change.JOIN, None, "nothing_material")
    assert "target" in made.reason
    assert made.after
    assert made.after.revision == 2


def test_an_unchanged_item_changes_nothing() -> None:
    desk = Desk()
    desk.take(shooting())
    (made,) = desk.take(shooting())
    assert (made.change, made.reason, made.after) == (Change.NONE, "unchanged", None)


def test_an_edited_article_is_no_second_incident_and_no_second_alert() -> None:
    desk = Desk()
    desk.take(shooting())
    edited = replace(shooting(text=MILL + " The mill makes towels."), url="https://wire.example/moved")
    (made,) = desk.take(edited, now=at(40))
    assert (made.change, made.push) == (Change.CORRECT, None)
    assert len(desk.live) == 1
    assert [each.url for each in desk.of("wire1").reports] == ["https://wire.example/moved"]


def test_a_re_dated_article_is_not_told_again() -> None:
    desk = Desk()
    desk.take(shooting())
    redated = replace(shooting(), published_at=at(60 * 24 * 3))
    (made,) = desk.take(redated, now=at(60 * 24 * 3))
    assert (made.change, made.push) == (Change.CORRECT, None)
    assert len(desk.live) == 1


def test_one_item_in_five_feeds_is_one_incident_and_one_voice() -> None:
    desk = Desk().run(shooting(f"{name}1", n) for n, name in enumerate(("a", "b", "c", "d", "e")))
    (one,) = desk.live
    assert [push for _, push, _ in desk.pushes] == [Push.NEW]
    assert one.certainty is Certainty.C2


def test_two_incidents_that_share_a_link_stay_two() -> None:
    other = tell("wire2", 5, "Two dead as bus falls into a canal near Hyderabad", place=HYDERABAD,
                 kind="accident_disaster", fine_kind="transport_accident", killed=exact(2))  # fmt: skip
    desk = Desk().run([shooting(), replace(other, url=shooting().url)])
    assert len(desk.live) == 2


def test_one_item_that_tells_two_incidents_opens_two() -> None:
    made = Desk().take(
        shooting(role=Role.ROUNDUP),
        tell("wire1", 0, "Bus falls into canal, two dead", n=1, place=HYDERABAD, kind="accident_disaster",
             fine_kind="transport_accident", killed=exact(2), role=Role.ROUNDUP),
    )  # fmt: skip
    assert [each.change for each in made] == [Change.OPEN, Change.OPEN]


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("another town", {"place": HYDERABAD}),
        ("two days before", {"occurred_at": TUESDAY - timedelta(days=2)}),
        ("another kind", {"kind": "accident_disaster", "fine_kind": "flood", "target": ()}),
        ("other people hit", {"target": (), "killed": exact(1), "injured": None, "text": "Lawyer shot dead"}),
        (
            "another part of town",
            {"place": KORANGI, "target": (), "text": "Cyclist grazed by a stray bullet"},
        ),
    ],
)
def test_two_different_incidents_of_one_day_stay_two(what: str, other: dict[str, object]) -> None:
    desk = Desk().run([shooting(place=SITE_AREA), shooting("post1", 30, **other)])
    assert len(desk.live) == 2, what


def test_wording_alone_joins_nothing() -> None:
    words = (
        "Masked men on two motorcycles sprayed a roadside restaurant with bullets and vanished in the dusk"
    )
    one = tell("wire1", 0, words, place=MentionPlace(), occurred_at=None)
    two = tell("post1", 9, words.replace("dusk", "rain"), place=HYDERABAD, occurred_at=None)
    three = tell("star1", 12, words.replace("dusk", "fog"), place=KARACHI, occurred_at=None)
    assert len(Desk().run([one, two, three]).live) == 3


def test_a_report_that_knows_only_the_province_joins_the_one_incident_it_fits() -> None:
    desk = Desk().run([shooting(), shooting("post1", 30, place=SINDH)])
    assert len(desk.live) == 1
    assert desk.of("wire1").place.city == "Karachi"


def test_a_report_that_fits_two_incidents_joins_neither_and_is_not_pushed() -> None:
    desk = Desk().run([shooting(), shooting("post1", 5, place=HYDERABAD)])
    (made,) = desk.take(shooting("star1", 9, place=SINDH))
    assert (made.change, made.push, made.push_reason) == (Change.OPEN, None, "fits_several_known")


def test_a_report_that_ties_two_incidents_merges_them_and_the_oldest_keeps_its_id() -> None:
    desk = Desk()
    apart = {"occurred_at": None, "time_precision": TimePrecision.UNKNOWN}
    desk.take(tell("wire1", 0, "Shots at the gate of a cotton mill, a van riddled", **apart))
    desk.take(tell("post1", 3, "Two Chinese machinists brought to a ward", target=chinese(), injured=exact(2),
                   fine_kind="attack", **apart))  # fmt: skip
    assert len(desk.live) == 2
    made = desk.take(
        tell("star1", 9, "Shots at cotton mill gate riddled a van and put two Chinese machinists in a ward",
             target=chinese(), injured=exact(2), weapon="firearm")
    )  # fmt: skip
    merged = [each for each in made if each.change is Change.MERGE]
    assert len(merged) == 1
    assert [each.id for each in merged[0].absorbed] == ["PK-02"]
    (one,) = desk.live
    assert one.id == "PK-01"
    assert desk.incidents["PK-02"].merged_into == "PK-01"
    assert desk.incidents["PK-02"].status is Status.MERGED
    assert merged[0].push is not Push.NEW


def test_a_follow_up_joins_what_is_known() -> None:
    desk = Desk()
    desk.take(shooting())
    (made,) = desk.take(shooting("post1", 60 * 24 * 5, may_open=False, perpetrator=suspect("detained")))
    assert made.change is Change.JOIN


def test_a_follow_up_opens_nothing() -> None:
    desk = Desk()
    (made,) = desk.take(shooting(may_open=False))
    assert (made.change, made.reason) == (Change.NONE, "follow_up_of_nothing_known")
    assert desk.live == []


def test_background_alone_opens_nothing() -> None:
    (made,) = Desk().take(shooting(background=True))
    assert (made.change, made.reason) == (Change.NONE, "background_only")


def test_background_that_is_in_the_store_is_linked_by_its_id() -> None:
    desk = Desk()
    bombing = {"kind": "bombing", "fine_kind": "suicide_bombing", "target": chinese(), "killed": exact(2)}
    old = tell("wire1", -60 * 24 * 5, "Bomb kills two", occurred_at=TUESDAY - timedelta(days=5), **bombing)
    desk.take(old)
    behind = tell("wire2", 0, n=1, background=True, occurred_at=TUESDAY - timedelta(days=5), **bombing)
    made = desk.take(shooting("wire2"), behind)
    assert made[0].after
    assert [(each.incident_id, each.relation) for each in made[0].after.related] == [("PK-01", "background")]
    assert made[0].after.killed is None


def test_an_item_that_tells_no_incident_any_more_withdraws_its_own() -> None:
    desk = Desk()
    desk.take(shooting())
    (made,) = desk.take(item="wire1", now=at(30))
    assert (made.change, made.push, made.report_id) == (Change.CORRECT, Push.WITHDRAWN, "")
    (one,) = desk.live
    assert (one.status, one.certainty) == (Status.RETRACTED, Certainty.C0)
    assert one.reports[0].title
    (again,) = desk.take(item="wire1", now=at(40))
    assert (again.change, again.push) == (Change.NONE, None)


def test_what_another_paper_still_tells_is_not_withdrawn() -> None:
    desk = Desk().run([shooting(), shooting("post1", 10, text="Two Chinese hurt as mill guard fires")])
    (made,) = desk.take(item="wire1", now=at(30))
    assert (made.change, made.push) == (Change.CORRECT, None)
    assert [each.id for each in desk.live[0].reports] == ["post1#0"]


def test_an_item_that_vanishes_and_comes_back_is_told_once_more_only_after_a_withdrawal() -> None:
    desk = Desk()
    desk.take(shooting())
    desk.take(item="wire1", now=at(30))
    (made,) = desk.take(shooting(), now=at(60))
    assert (made.push, made.push_reason) == (Push.NEW, "reopened")
    assert desk.of("wire1").id == "PK-01"
    assert desk.of("wire1").status is Status.DEVELOPING


def test_a_new_report_of_a_withdrawn_incident_reopens_it() -> None:
    desk = Desk()
    desk.take(shooting())
    desk.take(item="wire1", now=at(30))
    (made,) = desk.take(shooting("post1", 60))
    assert (made.change, made.push, made.push_reason) == (Change.JOIN, Push.NEW, "reopened")
    assert [each.item_id for each in desk.of("post1").reports] == ["post1"]


def test_an_old_item_opens_without_a_push() -> None:
    old = replace(shooting(), published_at=at(-60 * 30))
    (made,) = Desk().take(old)
    assert (made.change, made.push, made.push_reason) == (Change.OPEN, None, "too_old")


def test_what_happened_long_ago_is_not_news() -> None:
    (made,) = Desk().take(shooting(occurred_at=TUESDAY - timedelta(days=30)))
    assert (made.change, made.push, made.push_reason) == (Change.OPEN, None, "happened_long_ago")


def test_what_came_with_the_first_poll_is_pushed_to_nobody_and_a_further_paper_is_no_news() -> None:
    desk = Desk()
    (first,) = desk.take(shooting(before_start=True))
    assert (first.push, first.push_reason) == (None, "before_start")
    (second,) = desk.take(shooting("post1", 30))
    assert (second.push, second.push_reason) == (None, "nothing_material")
    (worse,) = desk.take(shooting("star1", 50, killed=exact(4)))
    assert (worse.push, worse.push_reason) == (Push.UPDATE, "toll_grown")


def test_an_undated_report_is_marked() -> None:
    undated = replace(shooting(occurred_at=None, time_precision=TimePrecision.UNKNOWN), published_at=None)
    (made,) = Desk().take(undated)
    assert made.after
    assert "when" in made.after.unknowns
    assert made.push is Push.NEW


def test_an_announcement_is_an_incident_with_its_time() -> None:
    friday = TUESDAY + timedelta(days=3)
    strike = tell("wire1", 0, "Transporters to strike on Friday", kind="disruption",
                  fine_kind="strike_action", nature=Nature.UNREST, role=Role.ANNOUNCEMENT,
                  expected_from=friday, occurred_at=None,
                  time_precision=TimePrecision.UNKNOWN)  # fmt: skip
    (made,) = Desk().take(strike)
    assert (made.change, made.push) == (Change.OPEN, Push.NEW)
    assert made.after
    assert made.after.expected_from == friday


def test_no_incident_spans_more_than_three_days() -> None:
    desk = Desk().run(
        tell(f"p{n}", 60 * 24 * n, "Shelling of the front town goes on", kind="air_drone_artillery",
             fine_kind="shelling", occurred_at=TUESDAY + timedelta(days=n), claims=(claim("x", n),))
        for n in range(8)
    )  # fmt: skip
    for one in desk.live:
        days = [each.mention.occurred_at for each in one.reports if each.mention.occurred_at]
        assert max(days) - min(days) <= timedelta(hours=72)


def test_nothing_at_all_is_a_named_decision() -> None:
    (made,) = assign([], [], now=at(0), too_old_s=DAY_S)
    assert (made.change, made.reason) == (Change.NONE, "no_incident")


def _side_by_side(desk: Desk, minutes: float, **values: object) -> int:
    """Two reports of one paper about shootings in one city, so many minutes apart; how many incidents."""
    for n in range(2):
        text = f"Gunmen kill {n + 2} in Karachi street {n + 7}. Police said the gunmen fled on a motorcycle."
        desk.take(
            tell(
                f"wire{n}",
                n * minutes,
                text,
                family="Wire",
                title=text.split(".")[0],
                killed=exact(n + 2),
                **(values if n else {}),
            )
        )
    return len(desk.live)


def test_what_one_paper_tells_side_by_side_is_two_incidents() -> None:
    assert _side_by_side(Desk(), 0) == 2
    assert _side_by_side(Desk(), 5) == 2


def test_what_one_paper_tells_an_hour_later_may_be_a_new_toll() -> None:
    assert _side_by_side(Desk(), 60) == 1


def test_an_update_beside_the_first_report_is_the_same_incident() -> None:
    assert _side_by_side(Desk(), 5, role=Role.UPDATE) == 1
