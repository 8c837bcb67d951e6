"""The alert: first line, danger and place, who said what, sources, severity (docs/alerts.md)."""

from collections.abc import Sequence
from datetime import datetime

from bot.model.alert import Button, Message
from bot.model.incident import Incident, Push
from bot.rendering import callbacks, where, who
from bot.rendering.claims import claim_lines, conflict_lines, publisher, unknown_line
from bot.rendering.counts import casualty_line
from bot.rendering.first_line import first_line
from bot.rendering.html import Bold, ExpandableQuote, Inline, Node, Text, message, units
from bot.rendering.plain import cut, utf16_len
from bot.rendering.scale import certainty_words, severity_line
from bot.rendering.sources import link_of, source_line
from bot.rendering.view import View

OPEN_UNITS = 900
_QUOTE_UNITS = 2_800
COPY_CHARS = 256
_SHORTEST_COPY = 60


def render_alert(
    incident: Incident,
    push: Push,
    *,
    lang: str,
    now: datetime,
    repeat: bool = False,
    late: bool = False,
    reason: str = "",
) -> Message:
    """Return the message owed for ``incident`` as it stands.

    ``now`` (aware UTC) is written only where the alert is late. ``repeat``: an earlier send may have arrived.
    ``reason`` is why the chat gets it ("subscription 3: Karachi"); it is /why's, and no part of the text.
    Never raises; the open part is at most 900 UTF-16 units, what does not fit is folded.
    """
    view = View(incident, lang, now)
    line = first_line(view, push, late=late)
    notes = _notes(view, repeat=repeat, late=late)
    withdrawn = view.withdrawn or push is Push.WITHDRAWN
    nodes = _withdrawal(view, line, notes) if withdrawn else _full(view, line, notes)
    return message(nodes, _buttons(view, line, withdrawn=withdrawn))


def _buttons(view: View, line: str, *, withdrawn: bool) -> tuple[tuple[Button, ...], ...]:
    """Details · Mute this, Copy · Not relevant."""
    t, incident = view.t, view.incident
    return (
        (
            Button(t.raw("button-details"), data=callbacks.details(incident.id)),
            Button(t.raw("button-mute"), data=callbacks.mute(incident.id)),
        ),
        (
            Button(t.raw("button-copy"), copy=copy_text(view, line, withdrawn=withdrawn)),
            Button(t.raw("button-not-relevant"), data=callbacks.feedback(incident.id)),
        ),
    )


def copy_text(view: View, line: str, *, withdrawn: bool = False) -> str:
    """Return what the Copy button copies: first line, absolute time, certainty, link; at most 256 units."""
    moment = where.moment(view, view.incident.updated_at)
    certainty = view.t.text("certainty-c0") if withdrawn else certainty_words(view)
    tail = view.t.text("copy-tail", moment=moment, certainty=certainty)
    link = link_of(view)
    ends = [f"{tail}\n{link}"] if link else []
    by = f"{view.t.isolate(publisher(view.reports[0]))} · " if view.reports else ""
    ends.append(f"{tail}\n{by}{_id(view)}")
    for end in ends:
        room = COPY_CHARS - utf16_len(end) - 1
        if room >= min(_SHORTEST_COPY, utf16_len(line)):
            return f"{cut(line, room)}\n{end}"
    return cut(f"{line}\n{tail}", COPY_CHARS)


def _full(view: View, line: str, notes: list[str]) -> list[Node]:
    top = [*notes, situation(view), casualty_line(view)]
    head = "".join(f"\n{each}" for each in top if each)
    foot = _foot(view)
    last = unknown_line(view)
    said = [*conflict_lines(view), *claim_lines(view)]
    room = OPEN_UNITS - utf16_len(line) - utf16_len(head) - units(foot) - 8
    tail = f"– {last}" if last else ""
    room -= utf16_len(tail) + 1 if tail else 0
    shown, folded = _split(_ordered(said), room)
    body = "\n".join((*shown, *([tail] if tail else [])))
    opening = cut(head, max(0, OPEN_UNITS - utf16_len(line) - units(foot) - utf16_len(body) - 8))
    nodes: list[Node] = [Bold(line), Text(opening)]
    if body:
        nodes.append(Text(f"\n\n{body}"))
    if folded:
        nodes += [Text("\n"), ExpandableQuote((Text(cut("\n".join(folded), _QUOTE_UNITS)),))]
    nodes.append(Text("\n\n" if not folded else "\n"))
    nodes += foot
    return nodes


def _ordered(lines: Sequence[str]) -> list[str]:
    """On record first, then reported, then disputed: the marks' own order."""
    order = {"✔": 0, "?": 1, "⚠": 2}
    return sorted(lines, key=lambda line: order.get(line[:1], 1))


def _split(lines: Sequence[str], room: int) -> tuple[list[str], list[str]]:
    shown: list[str] = []
    for n, line in enumerate(lines):
        size = utf16_len(line) + 1
        if size > room:
            return shown, list(lines[n:])
        shown.append(line)
        room -= size
    return shown, []


def situation(view: View) -> str:
    """Danger, place and time in one line."""
    t, danger = view.t, who.danger_told(view)
    parts = (
        t.text("line-danger", danger=danger) if danger else "",
        t.text("line-where", where=where.where(view)),
        where.when(view),
    )
    return t.joined(parts, "sentence")


def _foot(view: View) -> list[Inline]:
    end = f"\n{severity_line(view)}\n{certainty_words(view).capitalize()} · {_id(view)}"
    return [*source_line(view), Text(cut(end, 300))]


def _withdrawal(view: View, line: str, notes: list[str]) -> list[Node]:
    t = view.t
    lines = [*notes, t.text("withdrawn-body")]
    nodes: list[Node] = [Bold(line), Text("".join(f"\n{each}" for each in lines) + "\n\n")]
    nodes += source_line(view)
    nodes.append(Text(f"\n{_id(view)}"))
    return nodes


def _id(view: View) -> str:
    return view.t.isolate(cut(view.incident.id, 60))


def _notes(view: View, *, repeat: bool, late: bool) -> list[str]:
    """What is to be known of this message itself."""
    t = view.t
    told = [t.text("note-sample")] if view.sample else []
    if late:
        told.append(
            t.text(
                "note-late",
                known=where.moment(view, view.incident.updated_at),
                sent=where.moment(view, view.now),
            )
        )
    if repeat:
        told.append(t.text("note-repeat"))
    if view.incident.parent_id:
        told.append(t.text("note-wave", id=cut(view.incident.parent_id, 60)))
    return told
