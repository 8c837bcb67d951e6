"""The lines of a replay: decisions, alerts, and an incident's record, as JSON-ready data or for a person."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cli.stream import Step
from bot.extraction.command import as_mention
from bot.incidents.stories import Told, stories
from bot.model.alert import Alert
from bot.model.incident import Change, Incident
from bot.model.mention import Mention
from bot.pipeline import Told as Decided
from bot.rendering import render_alert


def decision_lines(step: Step) -> Iterator[dict[str, Any]]:
    """One line per decision; one also for an item that changed nothing."""
    for each in step.told:
        # That an incident was closed is no decision on an item; its record says so.
        if not step.by_clock or each.decision.push:
            yield _decision(step, each)
    if not step.told:
        yield _line(step, None, Change.NONE.value, None, step.silence)


def _decision(step: Step, told: Decided) -> dict[str, Any]:
    decision = told.decision
    reason = "; ".join(part for part in (decision.reason, decision.push_reason) if part)
    push = decision.push.value if decision.push else None
    return _line(step, decision.after, decision.change.value, push, reason)


def _line(
    step: Step, incident: Incident | None, change: str, push: str | None, reason: str
) -> dict[str, Any]:
    return {
        "item": step.item.id,
        "at": step.item.seen_at.isoformat(),
        "incident": incident.id if incident else None,
        "change": change,
        "push": push,
        "reason": reason,
        "severity": incident.severity if incident else None,
        "certainty": incident.certainty.value if incident else None,
    }


def story_lines(seen: Mapping[str, Step], incidents: Sequence[Incident]) -> Iterator[dict[str, Any]]:
    """One line for each item that belongs to no incident: the id of the one it speaks of, or its story's.

    ``seen`` holds the last step of every item, by its id.
    """
    held = {each.item_id: one.id for one in incidents if not one.merged_into for each in one.reports}
    told = [
        Told(
            name,
            f"{step.item.title}\n{step.item.text or step.item.summary}",
            step.item.seen_at,
            held.get(name),
        )
        for name, step in seen.items()
    ]
    for item, story in stories(told).items():
        silence = seen[item].silence or "no_incident:waits"
        reason = f"{silence}; {'same_story' if story.startswith('story:') else 'speaks_of_it'}"
        yield {**_line(seen[item], None, Change.NONE.value, None, reason), "incident": story}


def alert_line(step: Step, told: Decided, alert: Alert) -> dict[str, Any]:
    """What one chat would have got: the alert's first line and why."""
    after = told.decision.after
    first = ""
    if after is not None:
        message = render_alert(after, alert.push, lang="en", now=alert.committed_at, reason=alert.reason)
        first = message.plain.split("\n")[0]
    return {
        "chat": alert.chat_id,
        "at": step.item.seen_at.isoformat(),
        "incident": alert.incident_id,
        "push": alert.push.value,
        "severity": alert.severity,
        "reason": alert.reason,
        "text": first,
    }


def record(incident: Incident) -> dict[str, Any]:
    """The incident's derived record: a mention's keys and what only an incident has."""
    own = [each for each in incident.reports if not each.mention.background]
    shown = {
        name: getattr(incident, name) for name in Mention.__dataclass_fields__ if hasattr(incident, name)
    }
    claims = tuple(claim for each in own for claim in each.mention.claims)
    items = [each.item_id for each in own for _ in each.mention.claims]
    line = as_mention(Mention(**shown, claims=claims))
    for claim, item in zip(line["claims"], items, strict=True):
        claim["item"] = item
    del line["background"]
    return {
        "id": incident.id,
        "revision": incident.revision,
        "status": incident.status.value,
        "merged_into": incident.merged_into,
        "parent": incident.parent_id,
        **line,
        "items": list(dict.fromkeys(each.item_id for each in own)),
        "first_reported_at": incident.first_reported_at.isoformat(),
        "updated_at": incident.updated_at.isoformat(),
        "unknowns": list(incident.unknowns),
        "related": [
            {
                "relation": each.relation,
                "asserted_by": each.asserted_by,
                "text": each.text,
                "incident": each.incident_id,
            }
            for each in incident.related
        ],
        "conflicts": [
            {
                "field": each.field,
                "values": [
                    {
                        "value": side.value,
                        "said_by": {
                            "role": side.said_by.role,
                            "institution": side.said_by.institution,
                            "named": side.said_by.named,
                        },
                        "item": side.item,
                    }
                    for side in each.values
                ],
            }
            for each in incident.conflicts
        ],
    }


def explained(step: Step) -> str:
    """One item for a person: what came, what it did and why, and what would be sent."""
    item = step.item
    lines = [f"{item.seen_at:%Y-%m-%d %H:%M} {item.id} ({item.source or 'no source'}): {item.title}"]
    if step.by_clock:
        lines = [f"{item.seen_at:%Y-%m-%d %H:%M} nothing new, but its time has come:"]
    lines += [f"    nothing: {step.silence}"] if not step.told else []
    for told in step.told:
        decision, after = told.decision, told.decision.after
        name = after.id if after else "no incident"
        lines.append(f"    {decision.change.value} {name}: {decision.reason}")
        if after is None:
            continue
        push = decision.push.value if decision.push else "nothing pushed"
        lines.append(f"    {push}: {decision.push_reason}")
        reasons = ", ".join(after.severity_reasons)
        lines.append(f"    severity {after.severity} ({reasons}), certainty {after.certainty.value}")
        lines += [
            f"    disputed {each.field}: "
            + " / ".join(f"{side.value} ({side.said_by.role}, {side.item})" for side in each.values)
            for each in after.conflicts
        ]
        if decision.push:
            message = render_alert(after, decision.push, lang="en", now=item.seen_at)
            lines.append(f"    > {message.plain.splitlines()[0]}")
        lines += [
            f"    → chat {alert.chat_id}: {alert.push.value}, {alert.reason}"
            for alert in told.selection.alerts
        ]
        lines += [f"    × {_whom(who)}: {reason}" for who, reason in told.selection.refused]
    return "\n".join(lines)


def _whom(who: object) -> str:
    text = getattr(who, "text", None)
    chat = getattr(who, "chat_id", None)
    return f"chat {chat} ({text})" if chat is not None else f"chat {who}"
