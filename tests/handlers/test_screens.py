"""Every screen in Chinese and Urdu: whole, without English, and in the right direction."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Chats, Config
from bot.places.gazetteer import Gazetteer
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.handlers.conversation import CHATS, Conversation, Shown
from tests.handlers.incidents import GIVEN, store_item
from tests.rendering.test_languages import first_strong

# Besides places without a name in the language: publishers, zones, products, and what was typed.
_NAMES = frozenset(
    [
        *("Sitrep", "Telegram", "PKT", "UTC", "CSV", "English", "Wire", "Klingon"),
        *("Xyzzyqville", "Karachhi", "Hyderabad", "BLA", "Bla", "is"),
        *("shooting", "blast", "fire", "storm", "bomb"),
    ]
)
_IDS = re.compile(r"\bPK-\d{8}-\d\d\b|/[a-z]+")


def steps() -> list[str]:
    lines = Path(__file__).with_name("screens.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


async def do(talk: Conversation, step: str) -> Shown:
    if step.startswith("/") or step[1:2] != ":" or len(step) > 4:
        return await talk.say(step)
    mine = [m for (chat, _), m in sorted(talk.api.messages.items()) if chat == CHATS["private"]["id"]]
    for message in reversed(mine):
        for button in talk._keyboard(message):
            if str(button.get("callback_data", "")).startswith(step):
                return await talk.press(button["text"])
    raise AssertionError(f"no button {step!r} among {talk.labels()}")


def english_in(talk: Conversation, before: dict[tuple[int, int], dict[str, object]]) -> list[str]:
    found = []
    for key, message in talk.api.messages.items():
        if before.get(key) == message:
            continue
        html = re.sub(
            r"<code>.*?</code>|<a .*?</a>|“[^”]*”", " ", str(message.get("text", "")), flags=re.DOTALL
        )
        bare = _IDS.sub(" ", re.sub(r"<[^>]+>|&\w+;|[\u2066-\u2069]", " ", html))
        words = [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word not in _NAMES]
        places = talk.services.gazetteer
        found += [word for word in words if word.islower() or not places.candidates(word)]
    return found


@pytest.mark.parametrize("lang", ["ur", "zh"])
async def test_every_screen_is_in_the_language(
    sqlite_store: SqlStore, clock: FakeClock, gazetteer: Gazetteer, lang: str
) -> None:
    now = clock.now()
    async with sqlite_store.write() as uow:
        await store_item(uow, now - timedelta(days=40))
        for name in ("factory", "lahore", "seven"):
            for each in GIVEN[name](now, gazetteer):
                await uow.incidents.save(each)
    config = Config(chats=Chats(max_subscriptions=100, commands_per_min=10_000))
    async with Conversation(sqlite_store, clock, gazetteer, config) as talk:
        await talk.say(f"/language {lang}")
        for step in steps():
            before = {key: dict(value) for key, value in talk.api.messages.items()}
            shown = await do(talk, step)
            assert shown.text, f"{step!r} got no answer"
            assert english_in(talk, before) == [], f"after {step!r}: {shown.text}"
            if lang != "ur":
                continue
            for line in "\n".join(shown.texts).split("\n"):
                assert first_strong(line) in ("R", ""), f"after {step!r}: {line!r}"
