"""Texts that nobody sane would send: each is answered, none as a failure, and nothing is left half done."""

import random

from bot.config import Chats, Config
from bot.i18n import Translator, offered
from bot.places.gazetteer import Gazetteer
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.handlers.conversation import Conversation, Shown

COMMANDS = (
    "subscribe", "latest", "unsubscribe", "incident", "mute", "help", "start", "subscriptions",
    "language", "near", "sites", "why", "quiet", "settings", "export", "forget", "sources", "status", "nope",
)  # fmt: skip
PIECES = (
    "Karachi", "Hyderabad", "BLA", "卡拉奇", "کراچی", "💥", "<b>", "</b>", "&amp;", "`", "__", "**", "_",
    "\u202e", "\u0000", "\ud83d", "%s", "{}", "{ $count }", "'; DROP TABLE chats; --", "-", "(", ")",
    '"', ":", ",", "|", "*", "8h", "99999999999", "-1", "0", "all", "off", "PK-20241105-01", "within", "km",
    "of", "a" * 300, "\n", "severity>=", "22:00-07:00", "UTC+5", "24.86, 67.01", "nan, inf", "5km",
    "Site 1: ",
)  # fmt: skip


def broken(shown: Shown) -> bool:
    """Whether an apology was made, in whichever language was chosen meanwhile."""
    keys = ("error-inside", "error-after-change")
    return any(Translator.for_lang(lang).raw(key) in shown.text for lang in offered() for key in keys)


async def test_rude_texts_are_answered(
    sqlite_store: SqlStore, clock: FakeClock, gazetteer: Gazetteer
) -> None:
    chance = random.Random(7)
    config = Config(chats=Chats(max_subscriptions=1000, commands_per_min=10_000))
    async with Conversation(sqlite_store, clock, gazetteer, config) as talk:
        for _ in range(400):
            words = " ".join(chance.choices(PIECES, k=chance.randint(0, 6)))
            text = f"/{chance.choice(COMMANDS)} {words}" if chance.random() < 0.9 else words or "x"
            text = text.encode("utf-8", "replace").decode()
            shown = await talk.say(text[:4096])
            assert shown.text, f"{text!r} got no answer"
            assert not broken(shown), f"{text!r}: {shown.text}"
            if shown.buttons and chance.random() < 0.5:
                label = chance.choice(shown.buttons)
                pressed = await talk.press(label)
                assert not broken(pressed), f"{label!r} after {text!r}: {pressed.text}"
