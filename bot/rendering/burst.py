"""Many incidents at once: one list that names each, so that none is lost in the number."""

from collections.abc import Sequence
from datetime import datetime

from bot.i18n import Translator
from bot.model.alert import Button, Message
from bot.model.incident import Incident, Push
from bot.rendering import callbacks
from bot.rendering.first_line import first_line
from bot.rendering.html import MAX_UNITS, Bold, Node, Text, message, units
from bot.rendering.plain import cut
from bot.rendering.sources import by_publisher, source
from bot.rendering.view import View

# Telegram shows 100 entities and 100 buttons; a list of this length stays readable.
_MOST = 25
_PER_ROW = 5


def render_burst(incidents: Sequence[Incident], *, lang: str, now: datetime) -> list[Message]:
    """Return the list as one message, or several where it is too long; [] for no incident."""
    pages: list[list[tuple[Incident, list[Node]]]] = [[]]
    room = 0
    for incident in incidents:
        entry = _entry(View(incident, lang, now))
        size = units(entry)
        if size > room or len(pages[-1]) == _MOST:
            pages.append([])
            room = MAX_UNITS - 200
        pages[-1].append((incident, entry))
        room -= size
    told = [page for page in pages if page]
    numbered = 0
    messages = []
    for n, page in enumerate(told, 1):
        messages.append(_page(page, Translator.for_lang(lang), len(incidents), numbered, n, len(told)))
        numbered += len(page)
    return messages


def _entry(view: View) -> list[Node]:
    nodes: list[Node] = [Text(f"{first_line(view, Push.NEW)}\n")]
    for report in by_publisher(view.reports)[:1]:
        nodes += source(view, report)
        nodes.append(Text(" · "))
    nodes.append(Text(f"{view.t.isolate(cut(view.incident.id, 60))}\n\n"))
    return nodes


def _page(
    page: Sequence[tuple[Incident, list[Node]]], t: Translator, total: int, before: int, n: int, of: int
) -> Message:
    heading = t.text("burst-heading", count=total)
    nodes: list[Node] = [Bold(heading if of == 1 else t.text("burst-part", heading=heading, n=n, of=of))]
    nodes.append(Text("\n\n"))
    keys: list[Button] = []
    for number, (incident, entry) in enumerate(page, before + 1):
        nodes.append(Text(f"{number}. "))
        nodes += entry
        keys.append(Button(str(number), data=callbacks.details(incident.id)))
    rows = [tuple(keys[at : at + _PER_ROW]) for at in range(0, len(keys), _PER_ROW)]
    return message(nodes, rows)
