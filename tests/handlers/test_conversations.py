"""The tables in ``conversations/``: what is said or pressed, and what the bot shows.

Each file holds cases, each case steps. A step has ``say``, ``press`` (the beginning of a button's label) or
``forge`` (callback data that no button of ours holds), and what must come of it::

    expect = ["..."]      each stands in the text shown (a message, a changed message, a line over the chat)
    refuse = ["..."]      none of these does
    buttons = ["..."]     labels that begin so, in this order
    no_buttons = true     there is none
    silent = true         nothing is shown
    edited = true         an earlier message was changed, none was sent
    topic = 5             it was sent to this topic

A step may also ``locate`` ([latitude, longitude]), ``answer`` the bot's newest message with a text, or be an
alert that is sent (``alerted`` names the incident, ``silent_alert`` without a sound).

A step may add ``by`` (alice, bob, anonymous, other_channel), ``chat`` (private, group, forum, channel),
``in_topic``, ``seconds`` that pass before it, ``times`` it is done. A case may name incidents (``given``, see
incidents.py), ``admins``, ``limits`` and ``operators`` (who runs the bot).
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.config import Chats, Config, Telegram
from bot.places.gazetteer import Gazetteer
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.handlers.alerts import alerted
from tests.handlers.conversation import ALICE, BOB, CHATS, Conversation, Shown
from tests.handlers.incidents import GIVEN, STORED_SINCE, store_item

FOLDER = Path(__file__).parent / "conversations"
KEYS = {
    "say", "press", "by", "chat", "seconds", "times", "expect", "refuse", "buttons", "no_buttons", "silent",
    "edited", "topic", "forge", "in_topic", "locate", "answer", "alerted", "silent_alert",
}  # fmt: skip


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", _cases())
async def test_conversation(
    case: dict[str, Any], sqlite_store: SqlStore, clock: FakeClock, gazetteer: Gazetteer
) -> None:
    async with sqlite_store.write() as uow:
        for name in case.get("given", ()):
            if name in STORED_SINCE:
                await store_item(uow, clock.now() - STORED_SINCE[name])
                continue
            for each in GIVEN[name](clock.now(), gazetteer):
                await uow.incidents.save(each)
    people = {"alice": ALICE, "bob": BOB}
    operators = tuple(people[name] for name in case.get("operators", ()))
    config = Config(chats=Chats(**case.get("limits", {})), telegram=Telegram(admins=operators))
    async with Conversation(sqlite_store, clock, gazetteer, config) as talk:
        for kind, names in case.get("admins", {}).items():
            talk.api.admins |= {(CHATS[kind]["id"], people[name]) for name in names}
        for number, step in enumerate(case["step"], 1):
            assert set(step) <= KEYS, f"step {number}: unknown key {set(step) - KEYS}"
            clock.advance(step.get("seconds", 0))
            for _ in range(step.get("times", 1)):
                shown = await _do(talk, case, step, people)
            _check(
                step, shown, f"step {number}, {step.get('say') or step.get('press') or step.get('forge')!r}"
            )


async def _do(
    talk: Conversation, case: dict[str, Any], step: dict[str, Any], people: dict[str, int]
) -> Shown:
    kind, by = step.get("chat", case.get("chat", "private")), step.get("by", "alice")
    if "alerted" in step:
        (told,) = GIVEN[step["alerted"]](talk.clock.now(), talk.services.gazetteer)
        return await alerted(talk, told, kind, silent=step.get("silent_alert", False))
    if "locate" in step:
        return await talk.locate(*step["locate"], kind)
    if "answer" in step:
        return await talk.answer(step["answer"], kind, by)
    if "forge" in step:
        return await talk.forge(step["forge"], kind, people[by])
    if "press" in step:
        return await talk.press(step["press"], kind, people[by])
    topic = step.get("in_topic")
    extra = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
    return await talk.say(step["say"], kind, by, **extra)


def _check(step: dict[str, Any], shown: Shown, where: str) -> None:
    told = f"{where}: showed {shown.text!r} with {shown.buttons}"
    if step.get("silent"):
        assert not shown.text, told
        return
    assert shown.text, f"{where}: nothing was shown"
    for text in step.get("expect", ()):
        assert text in shown.text, f"{text!r} is missing; {told}"
    for text in step.get("refuse", ()):
        assert text not in shown.text, f"{text!r} must not be there; {told}"
    labels = iter(shown.buttons)
    for label in step.get("buttons", ()):
        assert any(each.startswith(label) for each in labels), f"no button {label!r}; {told}"
    if step.get("no_buttons"):
        assert not shown.buttons, told
    if step.get("edited"):
        assert shown.edited, told
        assert len(shown.texts) == 1, told
    if "topic" in step:
        assert shown.threads == [str(step["topic"])] or shown.threads == [step["topic"]], told
