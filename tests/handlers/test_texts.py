"""Every text that the conversation names exists in every language."""

import re
from pathlib import Path

import pytest

from bot.i18n import Translator, offered
from bot.matching.filters import FILTERS
from bot.matching.question import QuestionKind
from bot.model.place import PlaceKind

ROOT = Path(__file__).parent.parent.parent
_CALL = re.compile(r'(?:UserError|\.(?:say|toast|text|raw)|\bsay)\(\s*(?:(?:turn\.)?t, )?"([a-z][a-z0-9-]+)"')
_BUTTON = re.compile(r'"((?:button|error|ask|muted|toast|subscribe|unsubscribe|mute|choice)-[a-z0-9-]+)"')


def _named() -> set[str]:
    folders = (ROOT / "handlers", ROOT / "bot" / "matching")
    sources = [path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.py"))]
    found = {key for source in sources for pattern in (_CALL, _BUTTON) for key in pattern.findall(source)}
    found |= {f"ask-{kind.value}" for kind in QuestionKind} | {f"place-{kind.value}" for kind in PlaceKind}
    return found | {f"words-{name}" for name in FILTERS} | {"error-kind-unknown", "error-nature-unknown"}


def test_the_scan_finds_the_texts() -> None:
    named = _named()
    assert len(named) > 80
    assert {"error-empty", "subscribe-saved", "button-undo", "words-not", "hint", "error-star"} <= named


@pytest.mark.parametrize("lang", offered())
def test_every_text_exists(lang: str) -> None:
    t = Translator.for_lang(lang)
    assert [key for key in sorted(_named()) if not t.has(key)] == []


@pytest.mark.parametrize("lang", offered())
def test_lines_over_the_chat_are_short_enough(lang: str) -> None:
    """Telegram takes 200 characters; what is longer would be cut."""
    t = Translator.for_lang(lang)
    for key in ("toast-muted", "toast-unmuted", "error-button-old", "error-administrators", "error-inside",
                "error-after-change", "error-subscription-gone", "error-twin", "error-too-fast"):  # fmt: skip
        assert len(t.raw(key, id="PK-20241105-01", number=50, limit=30)) <= 200, key
