"""A page of /latest."""

from collections.abc import Sequence
from datetime import datetime

from bot.i18n import Translator, format_moment
from bot.model.alert import Button, Message
from bot.model.incident import Incident, Push, Status
from bot.rendering import callbacks
from bot.rendering.first_line import first_line
from bot.rendering.html import Bold, Italic, Node, Text, message
from bot.rendering.plain import clean, cut
from bot.rendering.sources import by_publisher, source
from bot.rendering.view import View

_LABEL = 80


def render_latest(
    label: str,
    page: Sequence[Incident],
    *,
    total: int,
    offset: int,
    limit: int,
    coverage_fine: int,
    coverage_total: int,
    last_item_at: datetime | None,
    last_incident: Incident | None,
    unlocated: int,
    lang: str,
    now: datetime,
    tz: str,
    query_token: str,
) -> Message:
    """Return one page: heading, each incident in two lines, coverage, paging buttons.

    ``label`` names the areas ("Karachi"). ``total`` counts what the 7 days hold, ``page`` is that from
    ``offset``. ``last_incident`` is told when there is none. ``unlocated`` counts those without a recognised
    place. ``tz`` (IANA) is for the coverage line; incidents are told in their own place's zone.
    ``query_token`` comes back in the buttons' data. Never raises.
    """
    t = Translator.for_lang(lang)
    name = cut(clean(label), _LABEL) or t.text("latest-everywhere")
    nodes: list[Node] = []
    if total or page:
        nodes += [Bold(t.text("latest-heading", place=name, count=max(total, len(page)))), Text("\n\n")]
        for number, incident in enumerate(page, offset + 1):
            nodes += _entry(View(incident, lang, now), number)
    else:
        nodes += [Bold(t.text("latest-none", place=name)), Text("\n\n")]
        if last_incident is not None:
            nodes.append(Text(f"{t.text('latest-last')}\n"))
            nodes += _entry(View(last_incident, lang, now), None)
    if unlocated > 0:
        nodes += [Italic(t.text("latest-unlocated", count=unlocated)), Text("\n")]
    nodes.append(Italic(_coverage(t, coverage_fine, coverage_total, last_item_at, lang, now, tz)))
    return message(nodes, _buttons(t, page, total, offset, limit, query_token))


def _entry(view: View, number: int | None) -> list[Node]:
    t, incident = view.t, view.incident
    nodes: list[Node] = [Text((f"{number}. " if number else "") + first_line(view, Push.NEW) + "\n")]
    for report in by_publisher(view.reports)[:2]:
        nodes += source(view, report)
        nodes.append(Text(" · "))
    nodes.append(Text(t.isolate(cut(incident.id, 60))))
    if incident.before_start:
        nodes.append(Italic(f" · {t.text('before-start')}"))
    if incident.status is Status.CLOSED:
        nodes.append(Italic(f" · {t.text('status-incident-closed')}"))
    nodes.append(Text("\n\n"))
    return nodes


def _coverage(
    t: Translator, fine: int, total: int, last_item_at: datetime | None, lang: str, now: datetime, tz: str
) -> str:
    if total <= 0:
        return t.text("coverage-no-sources")
    if last_item_at is None:
        return t.text("coverage-nothing-yet", fine=fine, total=total)
    moment = format_moment(last_item_at, tz, lang, now=now)
    return t.text("coverage", fine=fine, total=total, moment=moment)


def _buttons(
    t: Translator, page: Sequence[Incident], total: int, offset: int, limit: int, token: str
) -> list[tuple[Button, ...]]:
    numbers = tuple(
        Button(str(number), data=callbacks.details(incident.id))
        for number, incident in enumerate(page[:8], offset + 1)
    )
    paging = []
    if offset > 0:
        paging.append(Button(t.raw("button-newer"), data=callbacks.latest(token, offset - limit)))
    if limit > 0 and offset + limit < total:
        paging.append(Button(t.raw("button-older"), data=callbacks.latest(token, offset + limit)))
    return [row for row in (numbers, tuple(paging)) if row]
