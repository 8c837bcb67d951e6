"""What was asked before the bot was started anew is answered after it: nothing hangs on its memory."""

import pytest

from bot.places.gazetteer import Gazetteer
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.handlers.conversation import Conversation, Shown

# What is done before the restart, and after it, and what that brings.
CASES = (
    (("/subscribe Hyderabad",), "[Hyderabad, Sindh", "Saved as subscription 1"),
    (("/start",), "Karachi", "what shall I tell you of?"),
    (("/start", "Karachi"), "[Everything", "Saved as subscription 1"),
    (("/start", "Karachi", "[Pick kinds", "[Bombs"), "[✓ Done", "of the kind bombing"),
    (("/start", "Karachi", "[My own words"), "bomb*", "words that begin with “bomb”"),
    (("/subscribe Karachi", "[✕ Delete"), "[↩", "Back again: 1. Karachi"),
    (("/subscribe Karachi", "[⚙ Change", "[Words"), "bomb", "mentions “bomb”"),
    (("Karachi",), "[Subscribe to", "Saved as subscription 1"),
)


async def do(talk: Conversation, step: str) -> Shown:
    return await (talk.press(step[1:]) if step.startswith("[") else talk.say(step))


@pytest.mark.parametrize(("before", "after", "brings"), CASES)
async def test_a_question_survives_a_restart(
    sqlite_store: SqlStore,
    clock: FakeClock,
    gazetteer: Gazetteer,
    before: tuple[str, ...],
    after: str,
    brings: str,
) -> None:
    async with Conversation(sqlite_store, clock, gazetteer) as first:
        for step in before:
            await do(first, step)
    async with Conversation(sqlite_store, clock, gazetteer) as second:
        second.api.messages |= first.api.messages
        assert brings in (await do(second, after)).text


async def test_what_was_awaited_is_awaited_from_that_person_alone(talk: Conversation) -> None:
    await talk.say("/start")
    assert "what shall I tell you of?" not in (await talk.say("Karachi", by="bob")).text
    assert "what shall I tell you of?" in (await talk.say("Karachi")).text


async def test_an_answer_that_is_two_days_old_is_none(talk: Conversation, clock: FakeClock) -> None:
    await talk.say("/start")
    await talk.say("Karachi")
    clock.advance(3 * 86_400)
    assert "too old" in (await talk.press("Everything")).text
