"""/why: why this chat got an alert, or why it did not; worked out when it is asked for."""

from collections.abc import Sequence

from bot.i18n import Translator, format_moment
from bot.matching.areas import covers
from bot.matching.evidence import Evidence, evidence
from bot.matching.facts import Facts
from bot.matching.match import Reason, refusal
from bot.model.alert import Message, OutboxRow, OutboxState
from bot.model.errors import UserError
from bot.model.incident import Incident, Status
from bot.model.subscription import Mute, Subscription
from bot.model.threshold import lowest_severity
from bot.ports import UnitOfWork
from bot.rendering.area_words import area_words
from bot.rendering.html import Bold, Node, Text, message
from bot.rendering.plain import clean, cut
from handlers.command import Command
from handlers.incident import find
from handlers.turn import Turn
from handlers.words import short

_SHOWN = 12
_SNIPPET = 140
_LIST = 5


async def run(turn: Turn) -> None:
    """Explain the alert that is answered, or the incident that the text names."""
    async with turn.services.store.read() as uow:
        wanted = await _wanted(turn, uow)
        found = await find(uow, wanted)
        if found is None:
            raise UserError("error-incident-unknown", id=wanted[:60].upper())
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        # One that was merged was told under its own id.
        owed = await uow.outbox.of_chats({turn.chat_id}, {found.id, wanted.strip("#.,;:<>[]()").upper()})
        mutes = await uow.subscriptions.mutes({turn.chat_id}, turn.now)
    await turn.show(_answer(turn, found, mine, owed, mutes))


async def _wanted(turn: Turn, uow: UnitOfWork) -> str:
    """The id that was typed, or that of the alert which is answered."""
    words = turn.text.split()
    if words:
        return words[0]
    replied = turn.message.reply_to_message if turn.message else None
    rows = await uow.outbox.of_message(turn.chat_id, replied.message_id) if replied else []
    ids = list(dict.fromkeys(row.alert.incident_id for row in rows))
    if len(ids) > 1:
        raise UserError("error-why-several", ids=", ".join(ids[:_LIST]))
    if not ids:
        raise UserError("error-why-which")
    return ids[0]


def _answer(
    turn: Turn,
    incident: Incident,
    mine: Sequence[Subscription],
    owed: Sequence[OutboxRow],
    mutes: Sequence[Mute],
) -> Message:
    t = turn.t
    told = [row for row in owed if row.state is not OutboxState.REDIRECTED]
    key = "why-told" if told else "why-silent"
    nodes: list[Node] = [Bold(t.text(key, id=incident.id))]
    if told:
        nodes.append(Text("\n" + "\n".join(_history(turn, row) for row in told[-_SHOWN:])))
    lines = [line for each in mine[:_SHOWN] for line in _subscription(turn, each, incident, mutes)]
    if not mine:
        lines = [t.text("why-no-subscription")]
    if not told:
        lines = [*_policy(t, incident, mine), *lines]
    nodes.append(Text("\n\n" + "\n".join(lines)))
    if len(mine) > _SHOWN:
        nodes.append(Text("\n…"))
    return message(nodes)


def _history(turn: Turn, row: OutboxRow) -> str:
    """One message: when, what, and what was special about it."""
    t, zone = turn.t, turn.zone
    sent = row.state is OutboxState.SENT and row.sent_at is not None
    at = row.sent_at if sent and row.sent_at else row.alert.committed_at
    late_s = (at - row.alert.committed_at).total_seconds()
    notes = [
        t.text("why-note-silent") if sent and row.silent else "",
        t.text("why-note-late", minutes=int(late_s // 60))
        if sent and late_s > turn.services.config.delivery.late_after_s
        else "",
        t.text("why-note-repeat") if row.repeat else "",
    ]
    line = t.text(
        "why-line",
        at=format_moment(at, zone, turn.lang, now=turn.now),
        push=t.text(f"why-push-{row.alert.push.value.lower().replace('_', '-')}"),
        state=row.state.value,
        number=_number(row),
    )
    told = [note for note in notes if note]
    return t.text("why-with-notes", line=line, notes=t.joined(told)) if told else line


def _number(row: OutboxRow) -> int:
    """The subscription's number, 0 for what calls back: the reason is "subscription 3: Karachi"."""
    word, _, rest = row.alert.reason.partition(" ")
    digits = rest.partition(":")[0]
    return int(digits) if word == "subscription" and digits.isascii() and digits.isdigit() else 0


def _subscription(turn: Turn, each: Subscription, incident: Incident, mutes: Sequence[Mute]) -> list[str]:
    t, facts = turn.t, Facts(incident)
    reason = refusal(each, facts)
    if reason is None and _muted(each, incident, mutes):
        reason = Reason.MUTED
    area = next((area for area in each.areas if covers(area, incident.place)), None)
    lowest = lowest_severity(
        [one for one in each.areas if covers(one, incident.place)], incident.nature, each.min_severity
    )
    inside = "fits-circle" if area is not None and area.radius_km is not None else "fits"
    key = reason.value.replace("_", "-") if reason else inside
    name = short(each, turn.lang)
    line = t.text(
        f"why-{key}",
        number=each.number,
        name=name,
        area=area_words(t, area, short=True) if area else name,
        severity=incident.severity,
        lowest=lowest,
        words="yes" if each.terms or each.expression else "no",
    )
    if reason in (Reason.NO_AREA, Reason.UNLOCATED, Reason.PAUSED):
        return [line]
    return [line, *(_found(t, one) for one in evidence(each, facts)[:_LIST])]


def _found(t: Translator, one: Evidence) -> str:
    if not one.snippet:
        return t.text("why-word-people", word=cut(clean(one.word), 60))
    return t.text(
        "why-word",
        word=cut(clean(one.word), 60),
        snippet=cut(clean(one.snippet), _SNIPPET),
        by=cut(clean(one.family), 60) or "-",
        known="yes" if one.family else "no",
    )


def _policy(t: Translator, incident: Incident, mine: Sequence[Subscription]) -> list[str]:
    """What kept everybody from being told, or everybody who came later."""
    if incident.before_start:
        return [t.text("why-before-start")]
    if incident.status is Status.RETRACTED:
        return [t.text("why-retracted")]
    first = min((each.created_at for each in mine), default=None)
    if first is not None and first > incident.first_seen_at:
        return [t.text("why-earlier")]
    return []


def _muted(each: Subscription, incident: Incident, mutes: Sequence[Mute]) -> bool:
    return any(
        mute.thread_id == each.thread_id
        and (
            mute.incident_id == incident.id
            or mute.subscription_id == each.id
            or (mute.incident_id is None and mute.subscription_id is None)
        )
        for mute in mutes
    )


COMMAND = Command("why", run)
