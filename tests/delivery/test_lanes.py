"""Which chat is next: the critical, then whoever was served longest ago; one batch a chat at a time."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.lanes import Lanes, Waiting
from bot.delivery.limits import Limits
from bot.model.alert import OutboxRow, OutboxState
from tests.storage.builders import alert


def row(
    id: int, chat_id: int = 1, severity: int = 3, thread_id: int | None = None, incident: str = ""
) -> OutboxRow:
    owed = alert(chat_id, incident or f"PK-{id}", severity=severity, thread_id=thread_id)
    return OutboxRow(id, owed, OutboxState.CLAIMED)


def lanes() -> tuple[Lanes, Limits]:
    limits = Limits(1000.0, 1.0, 60.0)
    return Lanes(limits, per_chat=4), limits


def ids(batch: list[Waiting]) -> list[int]:
    return [each.row.id for each in batch]


def test_critical_goes_first_whoever_waits() -> None:
    some, _ = lanes()
    some.add([row(n, chat_id=n) for n in range(1, 50)], 0.0)
    some.add([row(99, chat_id=99, severity=4)], 0.0)
    assert ids(some.next(0.0)) == [99]


def test_critical_row_overtakes_in_its_own_chat() -> None:
    some, _ = lanes()
    some.add([row(1), row(2), row(3, severity=5)], 0.0)
    assert ids(some.next(0.0)) == [3]


def test_chat_gives_nothing_more_until_its_turn_is_over() -> None:
    some, limits = lanes()
    some.add([row(1, severity=4), row(2, severity=4)], 0.0)
    assert ids(some.next(0.0)) == [1]
    limits.take(1, 0.0)
    assert some.next(5.0) == []
    assert some.next_at() is None
    some.done(1)
    assert some.next_at() == 1.0
    assert some.next(0.5) == []
    assert ids(some.next(1.0)) == [2]


def test_who_was_served_longest_ago_is_next() -> None:
    some, _ = lanes()
    some.add([row(n, chat_id=n % 3, severity=4) for n in range(9)], 0.0)
    served = []
    for _ in range(9):
        batch = some.next(0.0)
        served.append(batch[0].row.alert.chat_id)
        some.done(served[-1])
    assert [sorted(served[n : n + 3]) for n in (0, 3, 6)] == [[0, 1, 2]] * 3


def test_uncritical_rows_of_a_topic_come_together_and_other_topics_wait() -> None:
    some, _ = lanes()
    some.add([row(1), row(2, thread_id=5), row(3)], 0.0)
    assert ids(some.next(0.0)) == [1, 3]
    some.done(1)
    assert ids(some.next(0.0)) == [2]


def test_critical_row_brings_only_its_own_incident() -> None:
    some, _ = lanes()
    some.add(
        [
            row(1, severity=3, incident="A"),
            row(2, severity=4, incident="A"),
            row(3, severity=5, incident="B"),
        ],
        0.0,
    )
    assert ids(some.next(0.0)) == [2, 1]


def test_lane_takes_no_more_than_its_share_but_every_critical_row() -> None:
    some, _ = lanes()
    left = some.add([*(row(n) for n in range(1, 8)), row(8, severity=4)], 0.0)
    assert [each.id for each in left] == [5, 6, 7]
    assert some.full() == [1]
    assert len(some) == some.size(1) == 5


def test_what_is_put_back_rests_and_the_critical_does_not() -> None:
    some, _ = lanes()
    some.add([row(1)], 0.0)
    batch = some.next(0.0)
    some.put_back(1, batch, not_before=10.0)
    some.done(1)
    assert some.next(9.0) == []
    assert some.next_at() == 10.0
    some.add([row(2, severity=4)], 9.0)
    assert ids(some.next(9.0)) == [2]


def test_chat_told_to_wait_meanwhile_is_passed_over() -> None:
    some, limits = lanes()
    some.add([row(1, chat_id=1), row(2, chat_id=2)], 0.0)
    some.next(0.0)
    limits.hold(2, 50.0)
    assert some.next(1.0) == []
    assert some.next_at() == 50.0


def test_dropped_rows_are_returned_and_gone() -> None:
    some, _ = lanes()
    some.add([row(1), row(2), row(3, chat_id=2)], 0.0)
    assert [each.id for each in some.drop(1)] == [1, 2]
    assert [each.id for each in some.drop_all()] == [3]
    assert len(some) == 0
    assert some.next(0.0) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5), st.booleans()), max_size=60))
def test_every_row_comes_out_once_and_in_its_chats_order(rows: list[tuple[int, int, bool]]) -> None:
    some = Lanes(Limits(1e6, 1e6, 1e6), per_chat=1000)
    told = [replace(row(n, chat_id, severity), id=n) for n, (chat_id, severity, _) in enumerate(rows, 1)]
    some.add(told, 0.0)
    out: list[OutboxRow] = []
    while batch := some.next(1.0):
        head, *rest = batch
        keep = rest[: len(rest) // 2]
        some.put_back(head.row.alert.chat_id, [each for each in rest if each not in keep])
        out += [head.row, *(each.row for each in keep)]
        some.done(head.row.alert.chat_id)
    assert sorted(each.id for each in out) == [each.id for each in told]
    for chat_id in {each.alert.chat_id for each in told}:
        for critical in (True, False):
            order = [
                each.id
                for each in out
                if each.alert.chat_id == chat_id and (each.alert.severity >= 4) is critical
            ]
            assert order == sorted(order)


def test_critical_rows_are_counted_wherever_they_go() -> None:
    limits = Limits(1000.0, 1000.0, 1000.0)
    lanes = Lanes(limits)
    rows = [
        OutboxRow(n, alert(n % 3 + 1, f"I{n}", severity=n % 5 + 1), OutboxState.CLAIMED) for n in range(20)
    ]

    def critical_in_hand() -> int:
        return sum(each.critical for lane in lanes._lanes.values() for each in lane.rows)

    lanes.add(rows, 0.0)
    assert lanes.critical() == critical_in_hand() == 8
    batch = lanes.next(1.0)
    assert lanes.critical() == critical_in_hand() == 8 - sum(each.critical for each in batch)
    lanes.put_back(batch[0].row.alert.chat_id, batch)
    assert lanes.critical() == critical_in_hand() == 8
    lanes.drop(1)
    assert lanes.critical() == critical_in_hand()
    lanes.drop_all()
    assert (lanes.critical(), len(lanes)) == (0, 0)
