"""Where it comes from: publishers as links, state media marked, and when it reached us."""

from collections.abc import Sequence

from bot.model.incident import Report
from bot.rendering import where
from bot.rendering.claims import publisher
from bot.rendering.html import Inline, Link, Text, safe_url
from bot.rendering.view import View, aware

_MOST = 4


def by_publisher(reports: Sequence[Report]) -> list[Report]:
    """Return one report for each publisher family, the first with a usable link, in their order."""
    found: dict[str, Report] = {}
    for report in reports:
        name = publisher(report)
        if name not in found or (not safe_url(found[name].url) and safe_url(report.url)):
            found[name] = report
    return list(found.values())


def source_line(view: View) -> list[Inline]:
    """Return "2 reports: Reuters ↗, Xinhua ↗ (state media) · reached us Tue 5 Nov 10:14 PKT"."""
    t = view.t
    publishers = by_publisher(view.reports)
    nodes: list[Inline] = [Text(t.text("sources-count", count=len(view.reports)))]
    for n, report in enumerate(publishers[:_MOST]):
        nodes.append(Text(t.raw("list-colon" if n == 0 else "list-comma")))
        nodes += source(view, report)
    if len(publishers) > _MOST:
        nodes.append(Text(t.text("sources-more", count=len(publishers) - _MOST)))
    nodes.append(Text(f" · {reached_us(view)}"))
    return nodes


def source(view: View, report: Report) -> list[Inline]:
    """Return the publisher as a link, with a mark where a state controls it."""
    linked = safe_url(report.url)
    name = view.t.isolate(f"{publisher(report)} ↗" if linked else publisher(report))
    nodes: list[Inline] = [Link(name, report.url) if linked else Text(name)]
    if report.state_affiliated:
        nodes.append(Text(view.t.text("source-state")))
    return nodes


def reached_us(view: View) -> str:
    """Return when it first reached us, and when last if that differs."""
    first = aware(view.incident.first_seen_at)
    last = max((aware(report.seen_at) for report in view.reports), default=first)
    told = where.moment(view, first)
    if last <= first or where.moment(view, last) == told:
        return view.t.text("reached-us", moment=told)
    return view.t.text("reached-us-last", moment=told, last=where.moment(view, last))


def link_of(view: View) -> str:
    """Return the newest usable link, or ""."""
    return next((safe_url(each.url) for each in reversed(view.reports) if safe_url(each.url)), "")
