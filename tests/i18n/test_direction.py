"""Isolates stand round what runs against its line, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.direction import isolated, pruned, runs_against, strip_isolates

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "left_to_right", "becomes"),
    [
        (f"at {FSI}Karachi{PDI}", True, "at Karachi"),
        (f"at {FSI}کراچی{PDI}", True, f"at {FSI}کراچی{PDI}"),
        (f"بمقام {FSI}کراچی{PDI}", False, "بمقام کراچی"),
        (f"بمقام {FSI}Turbat{PDI}", False, f"بمقام {FSI}Turbat{PDI}"),
        (f"{FSI}2{PDI} زخمی", False, "2 زخمی"),
        # A value that holds an isolated name needs no isolate of its own.
        (f"جگہ: {FSI}گلی، {FSI}Turbat{PDI}، سندھ{PDI}", False, f"جگہ: گلی، {FSI}Turbat{PDI}، سندھ"),
        (f"卡拉奇：{FSI}枪击{PDI}", True, "卡拉奇：枪击"),
    ],
)
def test_isolates_that_turn_nothing_are_taken_out(text: str, left_to_right: bool, becomes: str) -> None:
    assert pruned(text, left_to_right=left_to_right) == becomes


def test_a_name_is_isolated_only_where_it_runs_against() -> None:
    assert isolated("Reuters ↗", left_to_right=False) == f"{FSI}Reuters ↗{PDI}"
    assert isolated("Reuters", left_to_right=True) == "Reuters"
    assert isolated("کراچی", left_to_right=True) == f"{FSI}کراچی{PDI}"
    assert isolated("卡拉奇", left_to_right=False) == f"{FSI}卡拉奇{PDI}"
    assert isolated("10:14", left_to_right=False) == "10:14"


def test_a_phrase_that_begins_with_a_foreign_name_keeps_its_own_direction() -> None:
    phrase = "Depot کے گرد 5 کلومیٹر"
    assert isolated(phrase, left_to_right=False) == f"{RLI}{phrase}{PDI}"
    assert pruned(f"{FSI}{phrase}{PDI}: ✓", left_to_right=False) == f"{RLI}{phrase}{PDI}: ✓"
    assert isolated("Blast in کراچی kills two", left_to_right=False).startswith(FSI)


def test_what_is_isolated_already_runs_against_nothing() -> None:
    assert not runs_against(f"{FSI}Turbat{PDI}", left_to_right=False)
    assert runs_against(f"{FSI}Turbat{PDI} x", left_to_right=False)


_PIECES = st.sampled_from([FSI, PDI, "a", "ک", " ", "1", "卡"])


@given(st.lists(_PIECES, max_size=30).map("".join), st.booleans())
def test_no_letter_is_lost_and_what_balanced_stays_balanced(text: str, left_to_right: bool) -> None:
    told = pruned(text, left_to_right=left_to_right)
    assert strip_isolates(told) == strip_isolates(text)
    assert told.count(PDI) == told.count(FSI) + told.count(RLI)
    assert pruned(told, left_to_right=left_to_right) == told
