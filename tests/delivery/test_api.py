"""A message as the Bot API takes it."""

import json

import pytest

from bot.delivery.api import Letter
from bot.model.alert import Button, Message

MESSAGE = Message("<b>x</b>", "x", ((Button("Map", url="https://e.example"), Button("Mute", data="m:1")),))

LETTERS = [
    ("plain address", Letter(7, MESSAGE)),
    ("a topic", Letter(-5, MESSAGE, thread_id=9)),
    ("an answer", Letter(7, MESSAGE, reply_to=3)),
    ("both", Letter(-5, MESSAGE, thread_id=9, reply_to=3)),
    ("silent", Letter(7, Message("x", "x", silent=True))),
    ("for money", Letter(7, MESSAGE, paid=True)),
    ("without markup", Letter(7, MESSAGE, plain=True)),
    ("shortened", Letter(7, Message("y", "y" * 9000), plain=True, short=True)),
    ("in every script", Letter(7, Message("کراچی 卡拉奇 😀", "کراچی 卡拉奇 😀"))),
]


@pytest.mark.parametrize("letter", [row[1] for row in LETTERS], ids=[row[0] for row in LETTERS])
def test_body_says_what_the_parameters_say(letter: Letter) -> None:
    assert json.loads(letter.body()) == letter.parameters()


def test_two_chats_get_the_same_text_and_each_its_own_address() -> None:
    one, two = json.loads(Letter(1, MESSAGE).body()), json.loads(Letter(2, MESSAGE).body())
    assert (one.pop("chat_id"), two.pop("chat_id")) == ("1", "2")
    assert one == two


def test_message_that_differs_only_in_its_sound_is_another_one() -> None:
    loud = json.loads(Letter(1, Message("x", "x")).body())
    silent = json.loads(Letter(1, Message("x", "x", silent=True)).body())
    assert "disable_notification" not in loud
    assert silent["disable_notification"] == "true"


def test_telegram_may_charge_only_where_the_operator_said_so() -> None:
    assert "allow_paid_broadcast" not in json.loads(Letter(1, MESSAGE).body())
    assert json.loads(Letter(1, MESSAGE, paid=True).body())["allow_paid_broadcast"] == "true"


def test_lone_surrogate_does_not_make_a_body_that_no_server_takes() -> None:
    body = Letter(1, Message("a\ud800b", "a\ud800b")).body()
    assert json.loads(body)["text"] == "a?b"
