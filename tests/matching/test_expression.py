import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.explain import explain
from bot.matching.expression import MAX_DEPTH, MAX_PARTS, parse, read
from bot.matching.facts import Facts
from bot.matching.tree import And, Filter, Node, Not, Or, Phrase, Prefix, Word, holds, spell
from bot.model.errors import UserError
from bot.model.subscription import Term
from tests.matching.builders import CHINESE, happened

WORDS = ("bomb", "gun", "market", "cricket", "中国公民", "al-shabaab")
FACTS = [
    Facts(happened("A bomb went off at a market.")),
    Facts(happened("Gun fire.", target=CHINESE, severity=3)),
    Facts(happened("Cricket.", kind="bombing", fine_kind="ied")),
]


def test_plain_words_are_terms() -> None:
    assert read("bomb “two buses” severity>=4") == read('bomb "two  buses" severity:severe')
    asked = read('bomb "two buses" severity>3')
    assert asked.terms == (Term("bomb"), Term("two buses", phrase=True))
    assert (asked.any_term, asked.min_severity, asked.rest) == (False, 4, "")


def test_a_list_with_or_is_any_of_the_terms() -> None:
    for text in ("bomb | gun", "bomb or gun", "bomb OR gun", "(bomb|gun)", "bomb ｜ gun"):
        assert read(text).terms == (Term("bomb"), Term("gun")), text
        assert read(text).any_term, text


def test_severity_is_taken_out_of_an_expression() -> None:
    asked = read("(bomb* | gun) severity >= serious -cricket")
    assert (asked.min_severity, asked.rest, asked.terms) == (3, "(bomb* | gun) -cricket", ())


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ("(bomb", "error-open-without-close", 1),
        ("bomb)", "error-close-without-open", 5),
        ("bomb (gun))", "error-close-without-open", 11),
        ('bomb "gun', "error-quote-open", 6),
        ("bomb |", "error-expression-missing", 7),
        ("| bomb", "error-expression-missing", 1),
        ("bomb ()", "error-expression-missing", 7),
        ("bomb -", "error-expression-missing", 6),
        ("bo*mb", "error-star", 1),
        ("bomb *", "error-star", 6),
        ("bomb b*", "error-star", 6),
        ("bomb 💥", "error-word-empty", 6),
        ('bomb ""', "error-word-empty", 6),
        ("colour:red", "error-filter-unknown", 1),
        ("(" * 60 + "a" + ")" * 60, "error-expression-deep", MAX_DEPTH + 2),
        ("-" * 60 + "a", "error-expression-deep", MAX_DEPTH + 2),
    ],
)
def test_mistake_is_told_with_its_place(text: str, key: str, at: int) -> None:
    with pytest.raises(UserError) as raised:
        read(text)
    assert (raised.value.key, raised.value.values["at"]) == (key, at)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("severity>=0", "error-severity"),
        ("severity>=6", "error-severity"),
        ("severity>5", "error-severity"),
        ("severity<3", "error-filter-below"),
        ("severity>=x", "error-severity"),
        ("severity>=", "error-severity"),
        ("-severity>=3", "error-filter-inside"),
        ("bomb | severity>=3", "error-filter-inside"),
        ("within:50km | bomb", "error-filter-inside"),
        ("within:x", "error-within-filter"),
        ("within:", "error-within-filter"),
        ("kind:bomming", "error-kind-unknown"),
        ("nature:bad", "error-nature-unknown"),
        ("certainty>=9", "error-certainty"),
        ("target:", "error-target"),
        ("a " * 60, "error-expression-parts"),
        ("a" * 501, "error-expression-long"),
    ],
)
def test_wrong_value_is_refused(text: str, key: str) -> None:
    with pytest.raises(UserError) as raised:
        read(text)
    assert raised.value.key == key


def test_explanation_names_every_part() -> None:
    told = explain('(bomb* | "two buses") -cricket target:Chinese kind:air_strike certainty>=C3', lang="en")
    assert told == (
        "(words that begin with “bomb” or “two buses”) and not “cricket” and against Chinese people "
        "and of the kind air strike and at least C3"
    )
    either = explain("kind:bombing | kind:explosion", lang="en")
    assert either == "of the kind bombing or unexplained blast"
    assert explain("kind:bombing | target:police", lang="en") == "of the kind bombing or against police"
    assert explain("", lang="en") == ""
    assert explain("(broken", lang="en") == "(broken"


LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from([Word(word) for word in WORDS]),
    st.sampled_from([Phrase("went off"), Phrase("chinese nationals"), Prefix("mark"), Prefix("cri")]),
    st.sampled_from(
        [Filter("kind", "bombing"), Filter("target", "Chinese"), Filter("target", "aid workers"),
         Filter("certainty", "C3"), Filter("nature", "unknown")]
    ),
)  # fmt: skip


def _joined(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3, unique=True).map(tuple)
    return st.one_of(children.map(Not), several.map(And), several.map(Or))


TREES = st.recursive(LEAVES, _joined, max_leaves=12)


def _slow(node: Node, facts: Facts) -> bool:
    """A reference that knows no short cut."""
    if isinstance(node, Not):
        return not _slow(node.of, facts)
    if isinstance(node, And):
        return [_slow(each, facts) for each in node.of].count(False) == 0
    if isinstance(node, Or):
        return [_slow(each, facts) for each in node.of].count(True) > 0
    return holds(node, facts)


def _depth(node: Node) -> int:
    if isinstance(node, Not):
        return 1 + _depth(node.of)
    if isinstance(node, And | Or):
        return 1 + max(map(_depth, node.of))
    return 0


@settings(max_examples=500, deadline=None)
@given(tree=TREES)
def test_spelling_reads_back_as_the_same_meaning(tree: Node) -> None:
    if _depth(tree) > MAX_DEPTH - 2:
        return
    again = parse(spell(tree))
    assert spell(again) == spell(parse(spell(again)))
    for facts in FACTS:
        assert holds(again, facts) == _slow(tree, facts)


TOKENS = [
    "(",
    ")",
    "|",
    "-",
    '"',
    "“",
    " ",
    "*",
    ":",
    "severity>=",
    "kind:",
    "bomb",
    "中国",
    "or",
    "not",
    "é",
    "\u202e",
    "3",
]


@settings(max_examples=1_000, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=600), st.lists(st.sampled_from(TOKENS), max_size=2 * MAX_PARTS).map("".join)
    )
)
def test_any_text_is_read_or_refused_quickly(text: str) -> None:
    begun = time.thread_time()
    try:
        asked = read(text)
        if asked.rest:
            parse(asked.rest)
            for facts in FACTS:
                holds(parse(asked.rest), facts)
    except UserError as error:
        refused = error.key
    else:
        refused = ""
    assert not refused or refused.startswith("error-")
    assert time.thread_time() - begun < 0.5
