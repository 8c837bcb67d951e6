"""The outbox: who holds a row, what each outcome makes of it, when it is due again. On both databases."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.alert import Ambiguous, Gone, Moved, NotSent, OutboxRow, OutboxState, Outcome, Rejected, Sent
from bot.model.incident import Push
from bot.model.subscription import ChatKind
from storage import SqlStore, open_store
from tests.storage.builders import NOW, alert, incident, later, subscription

ID = "PK-20241105-{:02}"
ME, OTHER = "me/1", "other/1"


async def owe(store: SqlStore, *alerts: object) -> int:
    async with store.write() as uow:
        return await uow.outbox.add(alerts)  # type: ignore[arg-type]


async def claim(
    store: SqlStore, owner: str = ME, at: float = 0, limit: int = 100, **values: object
) -> list[OutboxRow]:
    async with store.write() as uow:
        return await uow.outbox.claim(owner, later(at), 60, limit, **values)  # type: ignore[arg-type]


async def mark(store: SqlStore, rows: list[OutboxRow]) -> list[OutboxRow]:
    async with store.write() as uow:
        return await uow.outbox.mark_sending(rows)


async def record(store: SqlStore, rows: list[OutboxRow], outcome: Outcome, at: float = 1) -> bool:
    async with store.write() as uow:
        return await uow.outbox.record(rows, outcome, later(at))


async def row_of(store: SqlStore, chat_id: int = 7, incident_id: str = ID.format(1)) -> OutboxRow:
    async with store.read() as uow:
        (row,) = await uow.outbox.of_chat(chat_id, incident_id)
        return row


async def counts(store: SqlStore) -> dict[str, int]:
    async with store.read() as uow:
        return {state: rows for state, rows in (await uow.outbox.counts()).items() if rows}


async def sending(store: SqlStore, *alerts: object) -> list[OutboxRow]:
    await owe(store, *alerts)
    return await mark(store, await claim(store))


async def test_alert_is_owed_once_for_each_incident_revision_chat_and_topic(store: SqlStore) -> None:
    same = [alert(7), alert(7)]
    others = [alert(7, revision=2), alert(8), alert(7, thread_id=3), alert(7, ID.format(2))]
    assert await owe(store, *same, *others) == 5
    assert await owe(store, *same, *others) == 0


async def test_row_comes_back_as_it_was_owed(store: SqlStore) -> None:
    owed = alert(
        7, push=Push.CORRECTION, severity=5, subscription_id=3, thread_id=9, reason="a “reason” کراچی"
    )
    await owe(store, owed)
    row = await row_of(store)
    assert row.alert == owed
    assert (row.state, row.attempts, row.repeat, row.not_before) == (OutboxState.PENDING, 0, False, None)


async def test_severe_rows_are_claimed_first_then_the_oldest(store: SqlStore) -> None:
    await owe(store, *(alert(7, ID.format(n), severity=s) for n, s in enumerate((2, 5, 3, 5, 3), 1)))
    claimed = await claim(store, limit=4)
    assert [row.alert.incident_id[-1] for row in claimed] == ["2", "4", "3", "5"]
    assert {row.state for row in claimed} == {OutboxState.CLAIMED}


async def test_claim_leaves_out_what_it_is_told_to(store: SqlStore) -> None:
    await owe(store, alert(7, severity=2), alert(8), alert(9, severity=4), alert(10, severity=5))
    (nine,) = await claim(store, min_severity=4, except_chats=[10])
    assert nine.alert.chat_id == 9
    later_on = await claim(store, at=3600, holding=[nine.id], except_chats={7})
    assert sorted(row.alert.chat_id for row in later_on) == [8, 10]


async def test_claimed_row_is_nobody_elses_until_its_lease_runs_out(store: SqlStore) -> None:
    await owe(store, alert())
    (first,) = await claim(store)
    assert await claim(store, OTHER, at=59) == []
    (second,) = await claim(store, OTHER, at=60)
    assert second.fence > first.fence
    assert not second.repeat
    assert await mark(store, [first]) == []
    assert not await record(store, [first], Sent(1))
    assert await record(store, [second], Sent(2))


async def test_row_that_was_being_sent_when_its_lease_ran_out_is_a_repeat(store: SqlStore) -> None:
    await sending(store, alert())
    (taken,) = await claim(store, OTHER, at=61)
    assert taken.repeat


async def test_marking_twice_is_marking_once_and_renews_the_lease(store: SqlStore) -> None:
    rows = await sending(store, alert())
    async with store.write() as uow:
        assert len(await uow.outbox.mark_sending(rows, later(500))) == 1
    assert await claim(store, OTHER, at=100) == []


async def test_sent_row_ends_with_its_message(store: SqlStore) -> None:
    rows = await sending(store, alert())
    assert await record(store, rows, Sent(55))
    row = await row_of(store)
    assert (row.state, row.message_id, row.sent_at) == (OutboxState.SENT, 55, later(1))
    assert await claim(store, at=9999) == []
    async with store.read() as uow:
        assert [each.id for each in await uow.outbox.of_message(7, 55)] == [row.id]
        assert await uow.outbox.of_message(8, 55) == []


async def test_many_sent_rows_are_recorded_each_with_its_message(store: SqlStore) -> None:
    rows = await sending(store, *(alert(n) for n in range(1, 6)))
    (taken,) = await claim(store, OTHER, at=61, limit=1)
    async with store.write() as uow:
        assert await uow.outbox.record_sent([], later(62)) == 0
        told = [(row, None if row.alert.chat_id == 5 else row.alert.chat_id * 10) for row in rows]
        assert await uow.outbox.record_sent(told, later(62)) == 4
    sent = {n: (await row_of(store, n)) for n in range(1, 6)}
    assert {n: row.message_id for n, row in sent.items()} == {1: None, 2: 20, 3: 30, 4: 40, 5: None}
    assert [n for n, row in sent.items() if row.state is not OutboxState.SENT] == [taken.alert.chat_id]


@pytest.mark.parametrize(
    ("outcome", "wait_s", "attempts"),
    [
        (NotSent("429 too many requests", 86_400.0), 86_400, 0),
        (NotSent("no connection", whole_token=True), 5, 0),
        (NotSent("renderer: X"), 2, 1),
        (Ambiguous("no answer"), 2, 1),
    ],
)
async def test_what_is_to_be_tried_again_waits(
    store: SqlStore, outcome: Outcome, wait_s: float, attempts: int
) -> None:
    rows = await sending(store, alert())
    assert await record(store, rows, outcome)
    row = await row_of(store)
    assert (row.state, row.attempts, row.not_before) == (OutboxState.PENDING, attempts, later(1 + wait_s))
    assert row.repeat is isinstance(outcome, Ambiguous)
    async with store.read() as uow:
        assert await uow.outbox.next_due_at() == later(1 + wait_s)
    assert await claim(store, at=wait_s) == []
    assert len(await claim(store, at=wait_s + 1)) == 1


async def test_waits_double_with_every_attempt_up_to_five_minutes(store: SqlStore) -> None:
    await owe(store, alert())
    at, waits = 0.0, []
    for _ in range(11):
        (row,) = await claim(store, at=at)
        await record(store, [row], NotSent("x"), at)
        after = await row_of(store)
        assert after.not_before is not None
        waits.append((after.not_before - later(at)).total_seconds())
        at += waits[-1]
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


async def test_minor_alert_that_is_ambiguous_ends_and_a_grave_one_does_not(store: SqlStore) -> None:
    rows = await sending(store, *(alert(n, severity=n) for n in range(1, 6)))
    assert await record(store, rows, Ambiguous("no answer"))
    states = {n: (await row_of(store, n)).state for n in range(1, 6)}
    ends = [n for n, state in states.items() if state is OutboxState.AMBIGUOUS]
    assert ends == [1, 2]


async def test_severity_from_which_is_repeated_is_the_operators(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, repeat_from=5)
    rows = await sending(store, alert(1, severity=4), alert(2, severity=5))
    await record(store, rows, Ambiguous("no answer"))
    assert await counts(store) == {"ambiguous": 1, "pending": 1}
    await store.close()


async def test_gone_chat_ends_with_all_it_was_owed(store: SqlStore) -> None:
    await owe(store, alert(7, ID.format(2)), alert(7, ID.format(3), thread_id=4), alert(8))
    rows = await sending(store, alert(7))
    assert await record(store, [row for row in rows if row.alert.chat_id == 7][:1], Gone("blocked"))
    assert (await row_of(store, 8)).state is OutboxState.SENDING
    assert (await counts(store))["dead"] >= 1
    assert await claim(store, at=9) == []


async def test_gone_topic_ends_alone(store: SqlStore) -> None:
    rows = await sending(store, alert(7, thread_id=4))
    await owe(
        store,
        alert(7, ID.format(2), thread_id=4),
        alert(7, ID.format(2), thread_id=5),
        alert(7, ID.format(2)),
    )
    await record(store, rows, Gone("TOPIC_CLOSED", topic_only=True))
    left = await claim(store, at=9)
    assert sorted(row.alert.thread_id or 0 for row in left) == [0, 5]


async def test_refused_message_ends_with_its_reason(store: SqlStore) -> None:
    rows = await sending(store, alert())
    await record(store, rows, Rejected("Bad Request: x"))
    row = await row_of(store)
    assert (row.state, row.error) == (OutboxState.DEAD, "Bad Request: x")


async def test_moved_chat_takes_its_rows_along_each_once(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(-5, ChatKind.GROUP, NOW)
    await owe(store, alert(-5, ID.format(2)), alert(-1005, ID.format(3)), alert(-5, ID.format(3)))
    rows = [row for row in await sending(store, alert(-5)) if row.alert.incident_id == ID.format(1)]
    async with store.write() as uow:
        assert await uow.outbox.record(rows, Moved(-1005), later(1))
        await uow.chats.move(-5, -1005)
    held = await claim(store, OTHER, at=999)
    assert {row.alert.chat_id for row in held} <= {-1005, -5}
    owed = [(row.alert.incident_id, row.alert.chat_id) for row in held if row.alert.chat_id == -1005]
    assert len(owed) == len(set(owed))
    assert (ID.format(1), -1005) in owed
    assert (await row_of(store, -5)).state is OutboxState.REDIRECTED


async def test_released_rows_are_as_if_never_claimed(store: SqlStore) -> None:
    await owe(store, alert())
    rows = await claim(store)
    async with store.write() as uow:
        await uow.outbox.release(rows)
    row = await row_of(store)
    assert (row.state, row.attempts, row.repeat, row.not_before) == (OutboxState.PENDING, 0, False, None)
    assert not await record(store, rows, Sent(1))


async def test_cancelled_rows_end_and_foreign_ones_do_not(store: SqlStore) -> None:
    await owe(store, alert())
    rows = await claim(store)
    (taken,) = await claim(store, OTHER, at=61)
    async with store.write() as uow:
        await uow.outbox.cancel(rows, "withdrawn")
    assert await counts(store) == {"claimed": 1}
    async with store.write() as uow:
        await uow.outbox.cancel([taken], "withdrawn")
    assert (await row_of(store)).error == "withdrawn"
    assert await counts(store) == {"cancelled": 1}


async def test_unsubscribing_cancels_what_has_not_left(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.chats.ensure(7, ChatKind.PRIVATE, NOW)
        stored = await uow.subscriptions.add(subscription(7))
    await owe(store, *(alert(7, ID.format(n), subscription_id=stored.id) for n in (1, 2, 3)))
    first, second, _ = await claim(store)
    await mark(store, [first])
    async with store.write() as uow:
        await uow.subscriptions.remove(7, 1)
    assert await counts(store) == {"sending": 1, "cancelled": 2}
    assert await mark(store, [second]) == []


async def test_chat_told_to_wait_is_held_back_with_all_that_waits(store: SqlStore) -> None:
    await owe(store, alert(7), alert(7, ID.format(2)), alert(8))
    async with store.write() as uow:
        assert await uow.outbox.postpone(7, later(100), "429 too many requests") == 2
        assert await uow.outbox.postpone(7, later(50), "429 too many requests") == 0
    async with store.read() as uow:
        assert await uow.outbox.held_back(NOW) == {7: later(100)}
        assert await uow.outbox.held_back(later(100)) == {}
    assert [row.alert.chat_id for row in await claim(store)] == [8]
    assert len(await claim(store, at=100)) == 3


async def test_waiting_for_a_reason_of_the_rows_own_holds_no_chat_back(store: SqlStore) -> None:
    rows = await sending(store, alert())
    await record(store, rows, NotSent("renderer: X"))
    async with store.read() as uow:
        assert await uow.outbox.held_back(NOW) == {}


async def test_clock_set_back_takes_the_waiting_rows_along(store: SqlStore) -> None:
    await owe(store, alert(7), alert(8), alert(9))
    async with store.write() as uow:
        await uow.outbox.postpone(7, later(100), "429")
    rows = await claim(store, limit=1)
    async with store.write() as uow:
        assert await uow.outbox.bring_forward(timedelta(hours=1)) == 1
    assert (await row_of(store, 7)).not_before == later(100 - 3600)
    assert await mark(store, rows) != []
    assert [row.alert.chat_id for row in await claim(store, OTHER, at=-3400)] == [7, 9]


async def test_next_due_is_the_earliest_that_waits(store: SqlStore) -> None:
    async with store.read() as uow:
        assert await uow.outbox.next_due_at() is None
    await owe(store, alert(7), alert(8))
    async with store.write() as uow:
        await uow.outbox.postpone(7, later(100), "429")
    async with store.read() as uow:
        due = await uow.outbox.next_due_at()
        assert due is not None
        assert due.year == 1970
        assert await uow.outbox.next_due_at(NOW) == later(100)
        assert await uow.outbox.next_due_at(later(100)) is None


async def test_strays_are_given_back_and_what_is_in_hand_is_not(store: SqlStore) -> None:
    await owe(store, alert(7), alert(8), alert(9))
    seven, eight = await claim(store, limit=2)
    (nine,) = await claim(store, OTHER)
    async with store.write() as uow:
        assert await uow.outbox.release_strays(ME, [seven.id]) == 1
    assert await mark(store, [seven, nine]) != []
    assert await mark(store, [eight]) == []
    assert [row.id for row in await claim(store)] == [eight.id]


async def test_recovery_takes_back_what_the_dead_held(sqlite_store: SqlStore) -> None:
    await owe(sqlite_store, alert(7), alert(8), alert(9))
    claimed = await claim(sqlite_store, limit=2)
    await mark(sqlite_store, claimed[:1])
    async with sqlite_store.write() as uow:
        assert await uow.outbox.recover(NOW) == 2
    rows = await claim(sqlite_store, OTHER)
    assert [row.repeat for row in rows] == [True, False, False]


async def test_recovery_beside_others_takes_only_its_own_and_the_lapsed(store_url: str) -> None:
    if not store_url.startswith("postgresql"):
        pytest.skip("one process owns a SQLite file")
    store = await open_store(store_url)
    await owe(store, alert(7), alert(8))
    await claim(store, ME, limit=1)
    await claim(store, OTHER, limit=1)
    async with store.write() as uow:
        assert await uow.outbox.recover(NOW, "me/") == 1
        assert await uow.outbox.recover(later(61)) == 1
    await store.close()


async def test_told_counts_what_is_owed_and_sent_and_not_what_ended_otherwise(store: SqlStore) -> None:
    rows = await sending(store, *(alert(n) for n in (1, 2, 3)), alert(4, thread_id=6))
    by_chat = {row.alert.chat_id: row for row in rows}
    await record(store, [by_chat[1]], Sent(1))
    await record(store, [by_chat[2]], Rejected("x"))
    async with store.read() as uow:
        assert await uow.outbox.told(ID.format(1)) == {(1, None), (3, None), (4, 6)}
        assert await uow.outbox.told("nothing") == set()


async def test_sent_since_counts_one_chat_and_topic(store: SqlStore) -> None:
    rows = await sending(store, alert(7), alert(7, ID.format(2)), alert(7, thread_id=3), alert(8))
    await record(store, rows, Sent(1), at=10)
    async with store.read() as uow:
        assert await uow.outbox.sent_since(7, None, later(10)) == 2
        assert await uow.outbox.sent_since(7, 3, later(10)) == 1
        assert await uow.outbox.sent_since(7, None, later(11)) == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "mark", "sent", "ambiguous", "429", "gone", "release", "recover", "wait"]),
        st.integers(0, 3),
    ),
    max_size=30,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
async def test_whatever_happens_no_row_is_lost_or_held_by_two(sqlite_store: SqlStore, steps: list) -> None:  # type: ignore[type-arg]
    """A row that left is never claimed again without the mark of a repeat."""
    start = await counts(sqlite_store)
    async with sqlite_store.write() as uow:
        number = sum(start.values())
        await uow.outbox.add([alert(n % 3, f"X-{number}-{n}", severity=1 + n % 5) for n in range(6)])
    held: list[OutboxRow] = []
    left: set[int] = set()
    at = 0.0
    for step, n in steps:
        if step == "claim":
            found = await claim(sqlite_store, f"o{n}", at=at, limit=4)
            assert all(row.repeat for row in found if row.id in left)
            held += found
        elif step == "mark":
            left |= {row.id for row in await mark(sqlite_store, held)}
        elif step == "release":
            async with sqlite_store.write() as uow:
                await uow.outbox.release(held[n:])
            left -= {row.id for row in held[n:]}
            held = held[:n]
        elif step == "recover":
            async with sqlite_store.write() as uow:
                await uow.outbox.recover(later(at))
        elif step == "wait":
            at += 100.0
        elif held:
            row = held.pop(0)
            outcome: Outcome = {"sent": Sent(1), "ambiguous": Ambiguous("x"), "429": NotSent("429", 5.0)}.get(
                step, Gone("x", topic_only=True)
            )
            if await record(sqlite_store, [row], outcome, at) and step == "429":
                left.discard(row.id)
    after = await counts(sqlite_store)
    assert sum(after.values()) == sum(start.values()) + 6


async def test_who_was_told_of_an_incident_that_was_merged_was_told_of_the_one_it_became(
    store: SqlStore,
) -> None:
    one, two, three = (ID.format(n) for n in (1, 2, 3))
    async with store.write() as uow:
        await uow.incidents.save(incident(three))
        await uow.incidents.save(incident(two, merged_into=three))
        await uow.incidents.save(incident(one, merged_into=two))
    await owe(store, alert(7, one), alert(8, two, thread_id=5), alert(9, three), alert(10, ID.format(4)))
    async with store.read() as uow:
        assert await uow.outbox.told(three) == {(7, None), (8, 5), (9, None)}
        assert await uow.outbox.told(one) == {(7, None)}
