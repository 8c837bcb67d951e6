"""What becomes of a text that is sent."""

from typing import Any

import pytest

from bot.playground.markup import Entity, utf16_len
from bot.playground.texts import formatted, found_entities
from tests.playground.conftest import ANN, Call
from tests.playground.test_markup import short


def sent(text: str, parse_mode: str = "HTML", entities: Any = None) -> tuple[str, list[Entity]]:
    return formatted(text, parse_mode, entities, limit=4096, too_long="long", empty="empty")


FOUND = [
    ("/subscribe Karachi", "bot_command@0+10"),
    ("see /latest, then /help.", "bot_command@4+7 bot_command@18+5"),
    ("/start@sitrep_demo_bot", "bot_command@0+22"),
    ("and/or 5/5 http://x.org/help", "url@11+17"),
    ("mail a.b@example.org", "email@5+15"),
    ("ask @everyone", "mention@4+9"),
    ("#karachi #123", "hashtag@0+8"),
    ("(https://x.org/a).", "url@1+15"),
    ("🟠 /help", "bot_command@3+5"),
]


@pytest.mark.parametrize(("text", "entities"), FOUND, ids=[row[0] for row in FOUND])
def test_telegram_finds_what_can_be_tapped(text: str, entities: str) -> None:
    assert short(found_entities(text, [])) == entities


def test_nothing_is_found_inside_code_and_links() -> None:
    text, entities = sent("<code>/help</code> <a href='https://x.org/'>@someone</a> /help")
    assert text == "/help @someone /help"
    assert short(entities) == "code@0+5 text_link@6+8(https://x.org/) bot_command@15+5"


def test_spaces_around_are_cut_and_entities_move_along() -> None:
    text, entities = sent("\n  <b>x</b> y \n")
    assert (text, short(entities)) == ("x y", "bold@0+1")


def test_control_characters_and_direction_overrides_are_taken_out() -> None:
    text, entities = sent("a\u202eb\tc\r\n<b>d\u202ce</b>\x07")
    assert (text, short(entities)) == ("ab c\nde", "bold@5+2")


def test_4096_units_are_taken(call: Call) -> None:
    assert utf16_len(sent("🟠" * 2048)[0]) == 4096


async def test_length_is_counted_after_markup_is_read(call: Call) -> None:
    answer = await call("sendMessage", chat_id=ANN, text="<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML")
    assert answer.status == 200
    assert len(answer.result["text"]) == 4096


def test_given_entities_outside_the_text_are_dropped() -> None:
    given = [{"type": "bold", "offset": 0, "length": 9}, {"type": "italic", "offset": 0, "length": 1}]
    assert short(sent("abc", "", given)[1]) == "italic@0+1"
