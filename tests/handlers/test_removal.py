"""Removing a subscription: what another one of the chat also wants is still sent."""

import pytest

from bot.model.alert import Alert, OutboxRow, OutboxState
from bot.model.incident import Push
from tests.handlers.conversation import ALICE, Conversation
from tests.handlers.incidents import GIVEN


async def owed(talk: Conversation, subscription_id: int) -> None:
    """The factory shooting is owed because of a subscription, and has not left."""
    now = talk.clock.now()
    (told,) = GIVEN["factory"](now, talk.services.gazetteer)
    alert = Alert(ALICE, told.id, 1, Push.NEW, told.severity, "subscription 1: Karachi", now, subscription_id)
    async with talk.services.store.write() as uow:
        await uow.incidents.save(told)
        await uow.outbox.add([alert])


async def only_row(talk: Conversation) -> OutboxRow:
    async with talk.services.store.read() as uow:
        (row,) = await uow.outbox.of_chat(ALICE, "PK-20241105-01")
    return row


@pytest.mark.parametrize(
    ("other", "state", "reason"),
    [
        ("/subscribe Pakistan", OutboxState.PENDING, "subscription 2: Pakistan"),
        ("/subscribe Lahore", OutboxState.CANCELLED, "subscription 1: Karachi"),
        ("/subscribe Pakistan cricket", OutboxState.CANCELLED, "subscription 1: Karachi"),
        ("/subscribe Pakistan severity>=5", OutboxState.CANCELLED, "subscription 1: Karachi"),
    ],
)
@pytest.mark.parametrize("how", ["/unsubscribe 1", "button"])
async def test_an_alert_that_another_subscription_wants_outlives_its_own(
    talk: Conversation, other: str, state: OutboxState, reason: str, how: str
) -> None:
    await talk.say("/subscribe Karachi")
    await talk.say(other)
    await owed(talk, 1)
    if how == "button":
        await talk.say("/subscriptions 1")
        await talk.press("✕ Delete")
    else:
        await talk.say(how)
    row = await only_row(talk)
    assert (row.state, row.alert.reason) == (state, reason)
    assert row.alert.subscription_id == (2 if state is OutboxState.PENDING else 1)


@pytest.mark.parametrize("silence", ["pause", "/mute 2 8h"])
async def test_a_silent_subscription_takes_nothing_over(talk: Conversation, silence: str) -> None:
    await talk.say("/subscribe Karachi")
    await talk.say("/subscribe Pakistan")
    await owed(talk, 1)
    if silence == "pause":
        await talk.say("/subscriptions 2")
        await talk.press("⏸ Pause")
    else:
        await talk.say(silence)
    await talk.say("/unsubscribe 1")
    assert (await only_row(talk)).state is OutboxState.CANCELLED


async def test_removing_all_cancels_all(talk: Conversation) -> None:
    await talk.say("/subscribe Karachi")
    await talk.say("/subscribe Pakistan")
    await owed(talk, 1)
    await talk.say("/unsubscribe all")
    assert (await only_row(talk)).state is OutboxState.CANCELLED
