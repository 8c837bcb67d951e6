"""Items of one story, by their wording."""

from datetime import timedelta

from bot.incidents.stories import Told, stories
from tests.incidents.builders import START

VERDICT = (
    "Nadir Quill was found guilty on Friday of burning down the Orrin ferry depot, the Larkhill court said. "
    "Quill, a former ferry pilot, will be sentenced in March."
)
SENTENCE = (
    "The Larkhill court sent the former ferry pilot Nadir Quill to prison for nine years. Quill had burned "
    "down the Orrin ferry depot."
)
FILM = (
    "The lighthouse comedy of director Tamsin Vole opened the Brackwater film festival. Vole said that she "
    "wrote the comedy in a lighthouse."
)
PRIZE = "Director Tamsin Vole took the first prize of the Brackwater film festival for her lighthouse comedy."
BUDGET = "The council of Hexley agreed on a budget for roads and schools after a long night of talks."


def told(item: str, text: str, hours: float = 0.0, incident: str | None = None) -> Told:
    return Told(item, text, START + timedelta(hours=hours), incident)


def test_items_of_one_story_have_its_first_item_for_a_name() -> None:
    found = stories(
        [
            told("a", VERDICT),
            told("b", FILM, 1),
            told("c", SENTENCE, 2),
            told("d", PRIZE, 3),
            told("e", BUDGET),
        ]
    )
    assert found == {"a": "story:a", "c": "story:a", "b": "story:b", "d": "story:b", "e": "story:e"}


def test_what_speaks_of_an_incident_is_laid_beside_it() -> None:
    found = stories([told("a", VERDICT, incident="GB-1"), told("b", FILM), told("c", SENTENCE, 2)])
    assert found == {"b": "story:b", "c": "GB-1"}


def test_two_incidents_are_never_one_story() -> None:
    found = stories(
        [told("a", VERDICT, incident="GB-1"), told("b", SENTENCE, incident="GB-2"), told("c", SENTENCE, 1)]
    )
    assert set(found) == {"c"}
    assert found["c"] in ("GB-1", "GB-2")


def test_what_is_told_a_week_later_is_another_story() -> None:
    found = stories([told("a", VERDICT), told("b", SENTENCE, 24 * 8), told("c", BUDGET)])
    assert found["b"] == "story:b"


def test_the_order_of_lines_changes_no_story() -> None:
    items = [told("a", VERDICT), told("b", FILM, 1), told("c", SENTENCE, 2), told("d", PRIZE, 3)]
    assert stories(items) == stories(items[::-1])
