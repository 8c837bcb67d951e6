"""/incident ID: everything that is known, who said it and when, with officials on record by name."""

from datetime import datetime

from bot.model.alert import Button, Message
from bot.model.incident import Incident, Push, Report, Status
from bot.rendering import callbacks, where, who
from bot.rendering.alert import copy_text, situation
from bot.rendering.claims import (
    Told,
    all_claims,
    conflict_lines,
    phrase,
    publisher,
    quoted,
    unknown_line,
)
from bot.rendering.counts import casualty_line
from bot.rendering.first_line import first_line
from bot.rendering.harm import is_loaded
from bot.rendering.html import (
    Bold,
    ExpandableQuote,
    Inline,
    Italic,
    Link,
    Node,
    Text,
    message,
    safe_url,
    units,
)
from bot.rendering.plain import clean, cut
from bot.rendering.scale import certainty_words, severity_line
from bot.rendering.view import View, key

_TIMELINE_UNITS = 1_500
_SOURCES_UNITS = 1_300
_HEADLINE = 110


def render_details(incident: Incident, *, lang: str, now: datetime) -> Message:
    """Return the incident in full: state, timeline of claims, conflicts, unknowns, related, sources, scales.

    What does not fit is counted, never silently lost. Never raises.
    """
    view = View(incident, lang, now, names=True)
    t = view.t
    line = first_line(view, Push.NEW)
    top = [
        t.text("note-sample") if view.sample else "",
        t.text("details-merged", id=cut(incident.merged_into, 60)) if incident.merged_into else "",
        t.text("note-wave", id=cut(incident.parent_id, 60)) if incident.parent_id else "",
        t.text("before-start") if incident.before_start else "",
        t.text("details-status", status=t.text(key("status-incident", incident.status.value))),
        "" if incident.status is Status.RETRACTED else situation(view),
        "" if view.withdrawn else casualty_line(view),
    ]
    nodes: list[Node] = [Bold(line), Text("".join(f"\n{each}" for each in top if each))]
    nodes += _block(t.text("details-timeline"), _timeline(view))
    nodes += _lines(conflict_lines(view))
    missing = unknown_line(view)
    nodes += _lines([f"– {missing}"] if missing else [])
    nodes += _lines(_related(view))
    nodes += _block(t.text("details-sources", count=len(view.reports)), _sources(view))
    end = (
        severity_line(view),
        t.text("details-certainty", certainty=certainty_words(view)),
        t.text("details-reached", first=where.moment(view, incident.first_seen_at)),
        t.text("details-changed", last=where.moment(view, incident.updated_at), revision=incident.revision),
        t.isolate(cut(incident.id, 60)),
    )
    nodes.append(Text("\n\n" + "\n".join(end)))
    muting = Button(t.raw("button-mute"), data=callbacks.mute(incident.id))
    copying = Button(t.raw("button-copy"), copy=copy_text(view, line, withdrawn=view.withdrawn))
    return message(nodes, ((muting, copying),))


def _block(heading: str, lines: list[list[Inline]]) -> list[Node]:
    if not lines:
        return []
    inner: list[Inline] = []
    for n, line in enumerate(lines):
        inner += [Text("\n")] if n else []
        inner += line
    return [Text("\n\n"), Bold(heading), Text("\n"), ExpandableQuote(tuple(inner))]


def _lines(lines: list[str]) -> list[Node]:
    return [Text("\n\n" + "\n".join(lines))] if lines else []


def _timeline(view: View) -> list[list[Inline]]:
    """One line for each claim in words, oldest first; the same word of the same speaker once."""
    seen: dict[tuple[str, str], Told] = {}
    for told in all_claims(view):
        words = phrase(view, told.claim)
        if words:
            seen.setdefault((_says(view, told), words), told)
    lines: list[list[Inline]] = [
        [
            Text(
                cut(
                    view.t.text(
                        "timeline", moment=where.moment(view, told.report.told_at), who=by, what=words
                    ),
                    240,
                )
            )
        ]
        for (by, words), told in seen.items()
    ]
    return _within(view, lines, _TIMELINE_UNITS)


def _says(view: View, told: Told) -> str:
    by, t = told.claim.said_by, view.t
    if by.role == "outlet":
        return t.isolate(publisher(told.report))
    who_says = who.speaker(view, by)
    if by.role == "group":
        name = "says-unverified"
    elif by.named and by.role in who.OFFICIAL:
        name = "says-on-record"
    else:
        name = "says-unnamed"
    return t.text("says-in", who=t.text(name, who=who_says), publisher=publisher(told.report))


def _sources(view: View) -> list[list[Inline]]:
    lines = [_source(view, report) for report in view.reports]
    return _within(view, lines, _SOURCES_UNITS)


def _source(view: View, report: Report) -> list[Inline]:
    t = view.t
    nodes: list[Inline] = [Text(f"{where.moment(view, report.told_at)} · ")]
    title = "" if view.limits.no_headlines else cut(clean(report.title), _HEADLINE)
    name = publisher(report)
    label = t.text("source-quoted", publisher=name, title=title) if title else t.isolate(name)
    nodes.append(Link(label, report.url) if safe_url(report.url) else Text(label))
    if report.state_affiliated:
        nodes.append(Text(t.text("source-state")))
    if report.before_start:
        nodes.append(Italic(f" · {t.text('before-start')}"))
    return nodes


def _within(view: View, lines: list[list[Inline]], limit: int) -> list[list[Inline]]:
    kept: list[list[Inline]] = []
    for n, line in enumerate(lines):
        limit -= units(line) + 1
        if limit < 0:
            kept.append([Italic(view.t.text("details-more", count=len(lines) - n))])
            break
        kept.append(line)
    return kept


def _related(view: View) -> list[str]:
    t = view.t
    told = []
    for each in view.incident.related[:3]:
        text = cut(clean(each.text), 160)
        shown = "" if is_loaded(text) or view.limits.no_headlines else quoted(view, text)
        what = " · ".join(part for part in (shown, t.isolate(cut(each.incident_id or "", 60))) if part)
        if what:
            told.append(t.text("related", what=what, who=cut(clean(each.asserted_by), 40) or "?"))
    return told
