"""Which entry is which: what was told once is never told again, and nothing new is taken for old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.item import Entry
from bot.ports import Known
from bot.sources.identity import New, Revised, Seen, Step, content_hash, keys_of, normal_link, plan

NOON = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)


def entry(
    title: str = "Shots at the mint",
    text: str = "Two guards are hurt.",
    *,
    guid: str = "",
    link: str = "",
    at: datetime | None = NOON,
) -> Entry:
    return Entry(
        keys=keys_of(guid, link, title, text, at),
        content_hash=content_hash(title, text),
        title=title,
        summary=text,
        url=link,
        published_at=at,
    )


class Shelf:
    """What a store does with a plan, without the store."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self._ids = count(1)

    def take(self, *entries: Entry) -> list[Step]:
        steps = plan(entries, self.known)
        for step in steps:
            if isinstance(step, New):
                assert self.known.keys().isdisjoint(step.entry.keys)
                held = Known(str(next(self._ids)), step.entry.content_hash, 1)
            elif isinstance(step, Revised):
                held = replace(
                    step.known, content_hash=step.entry.content_hash, revision=step.known.revision + 1
                )
                self.known = {k: held if v.item_id == held.item_id else v for k, v in self.known.items()}
            else:
                continue
            for key in step.entry.keys:
                self.known.setdefault(key, held)
        return steps

    def kinds(self, *entries: Entry) -> list[str]:
        return [type(step).__name__ for step in self.take(*entries)]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


L1, L2 = "https://a.example/1", "https://a.example/2"
ONE = entry(guid="g1", link=L1)


def test_unchanged_entry_is_seen(shelf: Shelf) -> None:
    assert shelf.kinds(ONE) == ["New"]
    assert shelf.kinds(ONE) == ["Seen"]


@pytest.mark.parametrize(
    ("what", "later", "becomes"),
    [
        ("edited text", entry(text="Three guards are hurt.", guid="g1", link=L1), "Revised"),
        ("edited title", entry("Three shot at the mint", guid="g1", link=L1), "Revised"),
        ("another date", entry(guid="g1", link=L1, at=NOON + timedelta(days=2)), "Seen"),
        ("no date any more", entry(guid="g1", link=L1, at=None), "Seen"),
        ("another link", entry(guid="g1", link="https://a.example/moved"), "Seen"),
        ("rewritten guid", entry(guid="g2", link=L1), "Seen"),
        ("guid dropped", entry(link=L1), "Seen"),
        ("rewritten guid and text", entry(text="All is calm.", guid="g2", link=L1), "Revised"),
        ("tracking added", entry(guid="g2", link="http://www.a.example/1/?utm_source=rss#top"), "Seen"),
        ("other guid and link", entry(guid="g2", link=L2), "New"),
        ("other guid and title", entry("Fire at the mint", guid="g2", link=L1), "New"),
    ],
)  # fmt: skip
def test_same_entry_is_known_again(shelf: Shelf, what: str, later: Entry, becomes: str) -> None:
    shelf.take(ONE)
    assert shelf.kinds(later) == [becomes], what


def test_entry_that_vanishes_and_returns_is_seen(shelf: Shelf) -> None:
    other = entry("Bus hits a wall", guid="g9", link="https://a.example/9")
    shelf.take(ONE, other)
    assert shelf.kinds(other) == ["Seen"]
    assert sorted(shelf.kinds(ONE, other)) == ["Seen", "Seen"]


def test_counter_in_the_guid_is_an_edit(shelf: Shelf) -> None:
    shelf.take(entry(guid="https://a.example/news/77#0", link="https://a.example/news/77"))
    edited = entry(
        "Four shot at the mint", guid="https://a.example/news/77#1", link="https://a.example/news/77"
    )
    assert shelf.kinds(edited) == ["Revised"]


def test_posts_of_one_page_told_apart_by_a_counter_stay_apart(shelf: Shelf) -> None:
    posts = [
        entry(f"Post {n}", guid=f"https://a.example/live#{n}", link="https://a.example/live") for n in (1, 2)
    ]
    assert shelf.kinds(*posts) == ["New", "New"]
    assert shelf.kinds(*posts) == ["Seen", "Seen"]


def test_two_items_that_share_a_link_stay_two(shelf: Shelf) -> None:
    first = entry("Blast heard", guid="a", link="https://a.example/live")
    second = entry("Second blast heard", guid="b", link="https://a.example/live")
    assert shelf.kinds(first) == ["New"]
    assert sorted(shelf.kinds(first, second)) == ["New", "Seen"]


def test_two_items_that_share_link_and_title_but_not_the_guid_stay_two(shelf: Shelf) -> None:
    first = entry(text="Morning.", guid="a", link="https://a.example/live")
    second = entry(text="Evening.", guid="b", link="https://a.example/live")
    assert shelf.kinds(first, second) == ["New", "New"]
    assert shelf.kinds(first, second) == ["Seen", "Seen"]


def test_links_shared_without_guids_do_not_merge(shelf: Shelf) -> None:
    first, second = (entry(title, link="https://a.example/live") for title in ("Blast", "Second blast"))
    assert shelf.kinds(first) == ["New"]
    assert sorted(shelf.kinds(second, first)) == ["New", "Seen"]


def test_front_page_as_link_identifies_nothing(shelf: Shelf) -> None:
    shelf.take(entry("Blast", link="https://a.example/", at=None))
    assert shelf.kinds(entry("Fire", link="https://a.example/", at=None)) == ["New"]


def test_one_guid_for_everything_identifies_nothing(shelf: Shelf) -> None:
    many = [
        entry(f"Incident {n}", guid="https://a.example/", link=f"https://a.example/{n}") for n in range(25)
    ]
    assert shelf.kinds(*many) == ["New"] * 25
    assert shelf.kinds(*reversed(many)) == ["Seen"] * 25
    bare = [entry(f"Incident {n}", guid="0") for n in range(25)]
    other = Shelf()
    assert other.kinds(*bare) == ["New"] * 25


def test_doubles_within_a_document_collapse(shelf: Shelf) -> None:
    assert shelf.kinds(ONE, ONE, replace(ONE, published_at=None)) == ["New"]


def test_old_title_on_a_new_guid_is_new_while_the_old_entry_is_there(shelf: Shelf) -> None:
    shelf.take(ONE)
    retitled = entry("Guards shot at the mint", guid="g1", link="https://a.example/1")
    newcomer = entry(text="Another mint.", guid="g2", link="https://a.example/1")
    assert sorted(shelf.kinds(retitled, newcomer)) == ["New", "Revised"]
    assert shelf.kinds(retitled, newcomer) == ["Seen", "Seen"]


def test_entry_with_nothing_but_words_is_known_by_them(shelf: Shelf) -> None:
    bare = entry(at=None)
    assert shelf.kinds(bare) == ["New"]
    assert shelf.kinds(bare) == ["Seen"]
    assert shelf.kinds(entry("Something else", at=None)) == ["New"]
    dated = entry("Curfew", "From nine.")
    shelf.take(dated)
    assert shelf.kinds(entry("Curfew", "From ten.")) == ["Revised"]


def test_oldest_comes_first_and_undated_stays_beside_its_neighbour() -> None:
    newest, undated, oldest = (
        entry("c", guid="c", at=NOON + timedelta(hours=2)),
        entry("b", guid="b", at=None),
        entry("a", guid="a", at=NOON),
    )
    assert [step.entry.title for step in plan([newest, undated, oldest], {})] == ["a", "b", "c"]
    assert [s.entry.title for s in plan([entry(t, guid=t, at=None) for t in "cba"], {})] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Two hurt.", "Two  hurt", True),
        ("Two hurt.", "TWO HURT!", True),
        ("2 hurt", "3 hurt", False),
        ("Shots fired, 5 minutes ago", "Shots fired, 2 hours ago", True),
        ("Shots fired. 12 comments", "Shots fired. 340 comments", True),
        ("Shots fired. Updated at 14:05 PKT", "Shots fired. Updated at 15:20 PKT", True),
        ("See https://a.example/?t=1", "See https://a.example/?t=2", True),
        ("کراچی میں فائرنگ", "کراچی میں دھماکہ", False),
        ("卡拉奇枪击", "卡拉奇爆炸", False),
        ("Not an attack", "An attack", False),
    ],
)
def test_only_what_is_said_makes_a_revision(before: str, after: str, same: bool) -> None:
    assert (content_hash("t", before) == content_hash("t", after)) is same


@pytest.mark.parametrize(
    ("link", "normal"),
    [
        ("https://www.a.example/x/?utm_source=rss&id=5", "a.example/x?id=5"),
        ("http://a.example/x#comments", "a.example/x"),
        ("http://a.example/#!/story/5", "a.example#!/story/5"),
        ("https://a.example/", ""),
        ("https://a.example/?utm_medium=feed", ""),
        ("https://a.example/?p=5", "a.example?p=5"),
        ("https://a.example:8443/x", "a.example:8443/x"),
        ("http://[::1", ""),
        ("not a link", ""),
        ("", ""),
    ],
)
def test_link_is_compared_without_what_changes(link: str, normal: str) -> None:
    assert normal_link(link) == normal


WORDS = st.sampled_from(["blast", "fire", "shots", "raid", ""])
ENTRIES = st.builds(
    entry,
    WORDS,
    WORDS,
    guid=st.sampled_from(["", "", "g1", "g2", "https://a.example/1#1", "https://a.example/1#2"]),
    link=st.sampled_from(["", "https://a.example/", "https://a.example/1", "https://a.example/2"]),
    at=st.sampled_from([None, NOON, NOON + timedelta(hours=1)]),
)


@given(st.lists(ENTRIES, max_size=8))
def test_second_look_at_any_document_brings_nothing(entries: list[Entry]) -> None:
    shelf = Shelf()
    first = shelf.take(*entries)
    assert all(isinstance(step, New) for step in first)
    assert all(isinstance(step, Seen) for step in shelf.take(*entries))


@given(st.lists(ENTRIES, max_size=8), st.randoms())
def test_order_in_the_document_does_not_matter(entries: list[Entry], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sum(isinstance(s, New) for s in plan(entries, {})) == sum(
        isinstance(s, New) for s in plan(shuffled, {})
    )


@given(st.lists(ENTRIES, max_size=8), st.lists(ENTRIES, max_size=8))
def test_every_said_thing_is_on_the_shelf_in_the_end(before: list[Entry], after: list[Entry]) -> None:
    shelf = Shelf()
    shelf.take(*before)
    steps = shelf.take(*after)
    kept = {step.entry.content_hash for step in steps}
    # Entries with a guid of their own and words of their own are never swallowed.
    for one in after:
        others = [each for each in after if set(each.keys) & set(one.keys)]
        if others == [one]:
            assert one.content_hash in kept


@given(st.text(), st.text(), st.text(), st.text())
def test_any_entry_has_keys(guid: str, link: str, title: str, text: str) -> None:
    assert keys_of(guid, link, title, text, None)
    assert keys_of(guid, link, title, text, NOON)
