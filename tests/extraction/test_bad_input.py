"""Texts made to be slow or odd: every reader of facts comes to an end."""

import pytest

from bot.extraction.attribution import read_claims
from bot.extraction.counts import read_counts
from bot.extraction.groups import read_responsibility
from bot.extraction.people import read_people
from bot.model.mention import Mention
from tests.extraction.facts import document

MENTION = Mention(kind="armed_attack", fine_kind="shooting")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "said " + "A" * 20_000,
        "police said " + "A.A'A-A " * 2_000 + "!",
        "no " * 5_000 + "claim",
        "by " * 5_000,
        "gunman at a x in " + "b b, " * 3_000,
        "killed " * 5_000,
        "three of " * 3_000,
        "1 to " * 4_000 + "2",
        "and " * 5_000 + "two people killed",
        "Ana Roa, " * 3_000 + "was killed",
        '"' * 5_000 + " said",
        "blamed " * 3_000 + "BLA " * 50,
        "the motive " * 2_000,
        "twenty-" * 3_000,
        "2名" * 5_000 + "死亡",
        "3 muertos " * 3_000,
        "دو افراد ہلاک " * 2_000,
        "\u202e\x00\ufeffThree people\x07 were killed\u200f",
    ],
    ids=lambda text: text[:24],
)
@pytest.mark.parametrize("lang", ["en", "zh", "ur", "es"])
def test_no_text_runs_away(text: str, lang: str) -> None:
    doc = document(text, "Three killed", lang)
    counts, people = read_counts(doc, doc.sentences), read_people(doc, doc.sentences)
    claim, _ = read_responsibility(doc, doc.sentences)
    claims = read_claims(doc, doc.sentences, MENTION, {**counts.spans, **people.spans})
    assert claim.by is None or claim.claimed
    assert all(0 <= each.span[0] <= each.span[1] <= len(doc.text) for each in claims)
