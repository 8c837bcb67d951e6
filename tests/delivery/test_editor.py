"""Edits go behind news, are made again where that may help, and are dropped under a flood."""

import asyncio
from collections.abc import Callable

from bot.delivery import editor
from bot.delivery.api import Letter
from bot.delivery.editor import Editor
from bot.delivery.limits import Limits
from bot.model.alert import Ambiguous, Gone, Message, NotSent, Outcome, Rejected, Sent


class Wall:
    """Notes edits and answers with what it is told to, then with success; its clock is moved by hand."""

    def __init__(self, *answers: Outcome) -> None:
        self.answers = list(answers)
        self.made: list[tuple[int, int, str]] = []
        self.now = 100.0

    async def edit(self, letter: Letter, message_id: int) -> Outcome:
        self.made.append((letter.chat_id, message_id, letter.message.plain))
        return self.answers.pop(0) if self.answers else Sent(message_id)


def letter(chat_id: int = 7, text: str = "x") -> Letter:
    return Letter(chat_id, Message(text, text))


def made_by(wall: Wall, limits: Limits | None = None) -> Editor:
    return Editor(wall, limits or Limits(1000.0, 1000.0, 1000.0), lambda: wall.now)  # type: ignore[arg-type]


async def turns(made: Editor, wall: Wall, *, seconds: float = 2000.0) -> None:
    """Let it do all that it wants to do within so much time."""
    until = wall.now + seconds
    for _ in range(1000):
        wait_s = await made._turn()
        if wait_s is None or wall.now + wait_s > until:
            return
        wall.now += wait_s


async def test_edit_is_made_once() -> None:
    wall = Wall()
    edits = made_by(wall)
    edits.add(letter(), 1)
    await turns(edits, wall)
    assert wall.made == [(7, 1, "x")]


async def test_newer_edit_of_a_message_takes_the_place_of_one_that_waits() -> None:
    wall = Wall()
    edits = made_by(wall)
    edits.add(letter(text="old"), 1)
    edits.add(letter(text="other"), 2)
    edits.add(letter(text="new"), 1)
    await turns(edits, wall)
    assert wall.made == [(7, 2, "other"), (7, 1, "new")]


AGAIN: list[Outcome] = [
    NotSent("429 too many requests", 3.0),
    NotSent("429 too many requests"),
    NotSent("refused", whole_token=True),
    Ambiguous("no answer in time"),
]


async def test_what_was_put_off_or_lost_is_made_again() -> None:
    for outcome in AGAIN:
        wall = Wall(outcome)
        edits = made_by(wall)
        edits.add(letter(), 1)
        await turns(edits, wall)
        assert len(wall.made) == 2
        assert wall.now >= 102.0


async def test_what_telegram_refuses_is_not_made_again() -> None:
    for outcome in (Rejected("message to edit not found"), Gone("blocked")):
        wall = Wall(outcome)
        edits = made_by(wall)
        edits.add(letter(), 1)
        await turns(edits, wall)
        assert len(wall.made) == 1


async def test_edit_is_given_up_after_a_few_tries_and_never_waits_for_hours() -> None:
    wall = Wall(*[Ambiguous("x")] * 20)
    edits = made_by(wall)
    edits.add(letter(), 1)
    await turns(edits, wall)
    assert len(wall.made) == 5
    patient = Wall(NotSent("429 too many requests", 86_400.0))
    edits = made_by(patient)
    edits.add(letter(), 1)
    await turns(edits, patient, seconds=200_000.0)
    assert len(patient.made) == 1


async def test_edits_are_counted_and_wait_for_the_limits() -> None:
    wall = Wall()
    limits = Limits(1000.0, 1000.0, per_group_per_min=4.0)
    edits = made_by(wall, limits)
    for n in range(6):
        edits.add(letter(-5), n)
    await turns(edits, wall, seconds=30.0)
    assert len(wall.made) == 4
    await turns(edits, wall, seconds=60.0)
    assert len(wall.made) == 6


async def test_chat_that_must_wait_holds_up_no_other() -> None:
    wall = Wall()
    limits = Limits(1000.0, 1000.0, 1000.0)
    limits.hold(7, 400.0)
    edits = made_by(wall, limits)
    edits.add(letter(7), 1)
    edits.add(letter(8), 2)
    await turns(edits, wall, seconds=100.0)
    assert wall.made == [(8, 2, "x")]


async def test_under_a_flood_the_oldest_are_dropped() -> None:
    wall = Wall()
    edits = made_by(wall)
    for n in range(editor._MOST + 10):
        edits._put(editor._Edit(letter(n + 1), n))
    assert len(edits._waiting) == editor._MOST
    assert edits._waiting[0].message_id == 10


async def test_whoever_ends_waits_for_edits_up_to_a_deadline() -> None:
    wall = Wall()
    edits = made_by(wall)
    running = asyncio.create_task(edits.run())
    edits.add(letter(), 1)
    await edits.settled(5.0)
    assert len(wall.made) == 1
    limits_hold: Callable[[int, float], None] = edits._limits.hold
    limits_hold(7, 10_000.0)
    edits.add(letter(), 2)
    await edits.settled(0.05)
    assert len(wall.made) == 1
    running.cancel()
