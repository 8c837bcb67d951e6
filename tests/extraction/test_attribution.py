"""Who said what. Table: tests/data/extraction/attribution.jsonl (field, value, role, on record, rank)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.attribution import certainty_of, read_claims
from bot.extraction.counts import read_counts
from bot.extraction.document import Document
from bot.extraction.groups import read_responsibility
from bot.extraction.people import read_people
from bot.extraction.speakers import speakers_of
from bot.model.mention import Certainty, Claim, Mention, Speaker
from tests.extraction.facts import document, table, words

ROWS = table("attribution")
OUTLET = Speaker("outlet")


def claims_of(doc: Document, kind: str = "shooting") -> tuple[Claim, ...]:
    own = doc.sentences
    counts, people = read_counts(doc, own), read_people(doc, own)
    claim, blamed = read_responsibility(doc, own)
    mention = Mention(
        kind="armed_attack",
        fine_kind=kind,
        killed=counts.killed,
        injured=counts.injured,
        serious=counts.serious,
        missing=counts.missing,
        abducted=counts.abducted,
        attackers_killed=counts.attackers_killed,
        weapon=people.weapon,
        target=people.target,
        perpetrator=people.perpetrator,
        danger=people.danger,
        motive=people.motive,
        claim=claim,
        attributed_to=blamed,
    )
    return read_claims(doc, own, mention, {**counts.spans, **people.spans})


@pytest.mark.parametrize("row", ROWS, ids=[(row["text"] or row["title"])[:48] for row in ROWS])
def test_each_fact_is_whose_clause_it_stands_in(row: dict[str, Any]) -> None:
    claims = claims_of(document(row["text"], row.get("title", "")), row.get("kind", "shooting"))
    told = [[c.field, c.value, c.said_by.role, c.said_by.named, c.said_by.rank] for c in claims]
    # The unnamed official repeats the kind; of one field and speaker the table names what matters.
    assert [each for each in row["claims"] if each not in told] == []
    extra = [each for each in told if each not in row["claims"]]
    assert [each for each in extra if each[0] != "kind"] == []


def test_a_named_officer_does_not_confirm_what_others_said() -> None:
    row = ROWS[0]
    claims = claims_of(document(row["text"]))
    officer = {claim.field for claim in claims if claim.said_by.rank == "SSP"}
    assert officer == {"kind", "target"}
    assert {c.said_by.institution for c in claims if c.field == "injured"} == {"Clifton Mercy Hospital"}


def test_every_claim_has_its_words_in_the_document() -> None:
    doc = document(ROWS[0]["text"])
    told = {(c.field, c.said_by.role): doc.text[slice(*c.span)] for c in claims_of(doc)}
    assert told["motive", "police"] == "motive is unclear"
    assert told["injured", "hospital"] == "treating two victims"
    assert told["claim", "outlet"] == "No group has claimed"


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Police said three people were hurt.", Speaker("police", named=True), "three people were hurt."),
        ("Three people were hurt, police said.", Speaker("police", named=True), "Three people were hurt"),
        (
            "A bomb went off, district police chief Imran Shah told AFP.",
            Speaker("police", named=True, rank="Police chief", name="Imran Shah"),
            "A bomb went off",
        ),
        (
            "According to two army officers, a man was held.",
            Speaker("military"),
            "a man was held.",
        ),
        ("The US embassy said two were hurt.", Speaker("embassy", named=True), "two were hurt."),
        ("Rescue 1122 said six drowned.", Speaker("rescue", "Rescue 1122", named=True), "six drowned."),
        ("An unnamed official said a guard fled.", Speaker("official"), "a guard fled."),
        ("Residents said shots were heard.", Speaker("witness"), "shots were heard."),
        (
            "The wounded were taken to a hospital, and residents said the road was shut.",
            Speaker("witness"),
            "the road was shut.",
        ),
        (
            "Boko Haram said it had taken the town.",
            Speaker("group", "Boko Haram", named=True),
            "it had taken the town.",
        ),
        ("Reuters reported that police said two died.", Speaker("police", named=True), "two died."),
    ],
)
def test_a_speaker_is_known_with_their_clause(text: str, speaker: Speaker, said: str) -> None:
    sentence = document(text).sentences[0]
    (found,) = speakers_of(sentence, None)
    assert found.speaker == speaker
    assert sentence.text[found.start : found.end].strip() == said


def test_the_paper_itself_is_no_speaker() -> None:
    assert speakers_of(document("Reuters reported that two people died.").sentences[0], None) == []


def test_a_pronoun_is_whoever_spoke_last() -> None:
    minister = Speaker("government", named=True, rank="Minister", name="Karl Weber")
    (found,) = speakers_of(document("He added that four had died.").sentences[0], minister)
    assert found.speaker is minister


def claim(by: Speaker, certainty: Certainty) -> Claim:
    return Claim("killed", 3, by, certainty, (0, 1))


@pytest.mark.parametrize(
    ("claims", "tier", "certainty"),
    [
        ([claim(Speaker("police", named=True), Certainty.C3)], 3, Certainty.C3),
        ([claim(Speaker("police"), Certainty.C2)], 3, Certainty.C2),
        ([claim(OUTLET, Certainty.C2)], 2, Certainty.C2),
        ([claim(OUTLET, Certainty.C2)], 4, Certainty.C1),
        ([claim(Speaker("police"), Certainty.C2)], 4, Certainty.C2),
        ([claim(OUTLET, Certainty.C1)], 2, Certainty.C1),
        ([], 3, Certainty.C2),
        ([], 4, Certainty.C1),
    ],
)
def test_certainty_follows_from_who_speaks(claims: list[Claim], tier: int, certainty: Certainty) -> None:
    assert certainty_of(claims, tier) is certainty


def test_a_rumour_is_passed_on_as_one() -> None:
    claims = claims_of(document("Unconfirmed reports spoke of six people killed."), "attack")
    assert [c.certainty for c in claims] == [Certainty.C1]


WORDS = words(
    """
police said that according to the official told Reuters Ana Roa , a spokeswoman for City
Hospital he she two people were killed injured " . ; while but minister confirmed no group
claimed responsibility BLA blamed
"""
)


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join)))
def test_any_text_gives_claims_with_evidence_inside_it(text: str) -> None:
    doc = document(text, "Two killed: police")
    for each in claims_of(doc):
        assert 0 <= each.span[0] < each.span[1] <= len(doc.text)
