import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import callbacks
from bot.rendering.callbacks import Callback, Kind, encode, parse


@pytest.mark.parametrize(
    ("data", "parsed"),
    [
        ("i:PK-20241105-01", Callback(Kind.DETAILS, ("PK-20241105-01",))),
        ("m:PK-20241105-01", Callback(Kind.MUTE, ("PK-20241105-01",))),
        ("l:a1b2:5", Callback(Kind.LATEST, ("a1b2", "5"))),
        ("s:lower:3", Callback(Kind.SUBSCRIPTION, ("lower", "3"))),
        ("c:tok:0", Callback(Kind.CHOICE, ("tok", "0"))),
        ("f:PK-20241105-01:old_news", Callback(Kind.FEEDBACK, ("PK-20241105-01", "old_news"))),
        ("t:q:3", Callback(Kind.SETTING, ("q", "3"))),
        ("g:c:200:-40.00:-120.00", Callback(Kind.NEAR, ("c", "200", "-40.00", "-120.00"))),
    ],
)
def test_the_grammar_reads_what_it_writes(data, parsed):
    assert parse(data) == parsed
    assert encode(parsed.kind, *parsed.args) == data


@pytest.mark.parametrize(
    "forged",
    ["", "i", "i:", ":x", "zz:1", "x:1", "i:a b", "i:a::b", "i:<b>", "i:" + "a" * 70, "i:é", "I:1", "i:a\n"],
)
def test_forged_data_is_refused(forged):
    assert parse(forged) is None


def test_what_does_not_fit_gives_no_data():
    assert callbacks.details("x" * 61) == ""
    assert callbacks.details("a:b") == ""
    assert callbacks.subscription("lower", "x" * 60) == ""
    assert callbacks.latest("t", -5) == "l:t:0"


def test_numbers_are_read_only_where_there_are_any():
    asked = Callback(Kind.LATEST, ("t", "15", "-1", "٣", "9999999999"))
    assert [asked.number(n) for n in range(6)] == [None, 15, None, None, None, None]


@given(st.text(max_size=80))
def test_any_data_is_parsed_or_refused(data):
    parsed = parse(data)
    assert parsed is None or encode(parsed.kind, *parsed.args) == data


@given(st.sampled_from(Kind), st.lists(st.text(max_size=30), max_size=4))
def test_data_always_fits(kind, args):
    assert len(encode(kind, *args).encode()) <= 64


def test_a_place_of_any_id_fits_an_argument_and_comes_back() -> None:
    for place_id in ("1174872", "PK.05.6641980", "region:south-asia", "x:karachi-site", "world"):
        data = callbacks.wizard("p", callbacks.id_out(place_id))
        parsed = callbacks.parse(data)
        assert parsed is not None
        assert callbacks.id_in(parsed.args[1]) == place_id
