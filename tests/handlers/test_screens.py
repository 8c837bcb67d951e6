"""Every screen in Chinese and Urdu: whole, without English, and from right to left where that is the direction."""

import re

import pytest

from bot.config import Chats, Config
from bot.places.gazetteer import Gazetteer
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.handlers.conversation import CHATS, Conversation, Shown
from tests.handlers.incidents import GIVEN, store_item
from tests.rendering.test_languages import first_strong

# What is typed, or pressed by the beginning of a button's data.
SCREENS = (
    "/start", "w:n", "Karachi", "w:k", "w:k", "w:f", "s:o", "s:v", "s:v", "s:z", "s:m", "s:h", "s:o", "s:k", "bomb*",
    "s:k", "s:k", "s:x", "s:b", "/start", "w:a", "Xyzzyqville", "Quetta", "w:o", "shooting | blast", "s:t", "s:t", "/help",
    "/help subscribe", "/help subscriptions", "/help unsubscribe", "/help latest", "/help incident", "/help mute",
    "/help language", "/subscribe Hyderabad", "c:", "/subscribe BLA", "c:", "/subscribe Karachi, Pakistan", "c:",
    "/subscribe Karachhi", "c:", "/subscribe blast in Karachi", "c:", "/subscribe Karachi: (bomb",
    "/subscribe Karachi kind:bommbing", "/subscribe within 50km of Karachi", "/subscribe within 50km of Pakistan",
    "/subscribe Gwadar fire storm", "s:w", "/subscribe Gwadar severity>=9", "/subscriptions", "/unsubscribe", "s:x",
    "/unsubscribe 77", "/latest", "/latest Karachi", "i:", "m:", "/latest Gwadar", "/incident PK-20241105-01",
    "/incident PK-19990101-01", "/mute", "/mute 8h", "/mute", "/mute off", "/mute 3 2d", "/mute 1e9",
    "/language", "/language Klingon", "/nope", "/subscibe", "hello, is anybody there?", "Karachi", "o:p",
)  # fmt: skip
# Besides places without a name in the language: names of publishers and zones, of commands, units and products.
_NAMES = frozenset(
    "Sitrep Telegram PKT UTC CSV English Wire Klingon Xyzzyqville Karachhi Hyderabad BLA Bla is".split()
)
_IDS = re.compile(r"\bPK-\d{8}-\d\d\b|/[a-z]+")


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
        await store_item(uow, now - (clock.now() - clock.now()))
        for name in ("factory", "lahore", "seven"):
            for each in GIVEN[name](now, gazetteer):
                await uow.incidents.save(each)
    config = Config(chats=Chats(max_subscriptions=100, commands_per_min=10_000))
    async with Conversation(sqlite_store, clock, gazetteer, config) as talk:
        await talk.say(f"/language {lang}")
        for step in SCREENS:
            before = {key: dict(value) for key, value in talk.api.messages.items()}
            shown = await do(talk, step)
            assert shown.text, f"{step!r} got no answer"
            assert english_in(talk, before) == [], f"after {step!r}: {shown.text}"
            if lang != "ur":
                continue
            for line in "\n".join(shown.texts).split("\n"):
                assert first_strong(line) in ("R", ""), f"after {step!r}: {line!r}"
