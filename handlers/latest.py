"""/latest: what is stored of an area in 7 days, paged by buttons that change the message."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.matching.areas import covers
from bot.matching.facts import Facts
from bot.matching.grammar import Answers, Parsed, Question, parse
from bot.matching.match import says
from bot.model.alert import Button, Message
from bot.model.errors import UserError
from bot.model.incident import Incident
from bot.model.place import WORLD, Area
from bot.model.subscription import Subscription
from bot.ports import IncidentPage, UnitOfWork
from bot.rendering import callbacks, render_latest
from bot.rendering.callbacks import Callback
from handlers.command import Command
from handlers.questions import ask
from handlers.turn import Turn
from handlers.words import as_subscription, short

SINCE = timedelta(days=7)
PAGE = 5
# With words or circles the store gives a superset, and this many of it are looked through.
_LOOKED_THROUGH = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """What a page shows. ``wanted`` carries areas and words; None: incidents without a recognised place."""

    label: str
    wanted: Subscription | None


async def run(turn: Turn) -> None:
    """Show the first page for the places and words of the text, or for the chat's own places."""
    if turn.text.strip():
        await latest(turn, turn.text, {})
        return
    areas = await _own_areas(turn)
    if not areas:
        raise UserError("error-latest-where")
    await _show(turn, _query(turn, Parsed(areas), ""), 0)


async def latest(turn: Turn, text: str, answers: Answers) -> None:
    """Read ``text`` with ``answers`` and show the first page, or ask back."""
    parsed = parse(text, turn.services.gazetteer, answers, words_alone=True)
    if isinstance(parsed, Question):
        await ask(turn, "latest", text, parsed, answers)
        return
    if not parsed.areas:
        parsed = replace(parsed, areas=await _own_areas(turn))
    await _show(turn, _query(turn, parsed, text), 0)


async def press(turn: Turn, data: Callback) -> None:
    """Another page of a query that was shown."""
    token, offset = data.args[0], data.number(1)
    query = await turn.kept(token, Query)
    if query is None or offset is None:
        raise UserError("error-button-old")
    await turn.edit(await _page(turn, query, offset, token))


def _query(turn: Turn, parsed: Parsed, text: str) -> Query:
    wanted = as_subscription(parsed, turn, text)
    # Everything is listed unless a severity was asked for.
    wanted = replace(wanted, min_severity=parsed.min_severity or 1)
    world = all(area.place_id == WORLD for area in wanted.areas)
    return Query("" if world and not _picky(wanted) else short(wanted, turn.lang), wanted)


async def _own_areas(turn: Turn) -> tuple[Area, ...]:
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    return tuple(dict.fromkeys(area for each in mine for area in each.areas))


async def _show(turn: Turn, query: Query, offset: int) -> None:
    token = await turn.keep(query, for_all=True)
    await turn.show(await _page(turn, query, offset, token))


async def _page(turn: Turn, query: Query, offset: int, token: str) -> Message:
    now, config = turn.now, turn.services.config
    async with turn.services.store.read() as uow:
        page = await _incidents(uow, query.wanted, now - SINCE, offset)
        if offset and not page.incidents:
            offset = max(0, page.total - 1) // PAGE * PAGE
            page = await _incidents(uow, query.wanted, now - SINCE, offset)
        last = None if page.total else await _last(uow, query.wanted)
        unlocated = await uow.incidents.count_unlocated(now - SINCE)
        states = await uow.sources.all()
    names = {source.name for source in config.sources if source.enabled} or {each.name for each in states}
    known = [each for each in states if each.name in names]
    told = render_latest(
        turn.t.text("latest-unlocated-label") if query.wanted is None else query.label,
        page.incidents,
        total=page.total,
        offset=offset,
        limit=PAGE,
        coverage_fine=sum(each.failures == 0 and each.last_ok_at is not None for each in known),
        coverage_total=len(names),
        last_item_at=max((each.last_item_at for each in known if each.last_item_at), default=None),
        last_incident=last,
        unlocated=0 if query.wanted is None else unlocated,
        lang=turn.lang,
        now=now,
        tz=_zone(query.wanted),
        query_token=token,
    )
    return await _with_unlocated(turn, told) if unlocated and query.wanted is not None else told


async def _with_unlocated(turn: Turn, told: Message) -> Message:
    token = await turn.keep(Query("", None), for_all=True)
    button = Button(turn.t.raw("button-unlocated"), data=callbacks.latest(token, 0))
    return replace(told, buttons=(*told.buttons, (button,)))


def _zone(wanted: Subscription | None) -> str:
    return next((area.timezone for area in (wanted.areas if wanted else ()) if area.timezone), "UTC")


async def _incidents(
    uow: UnitOfWork, wanted: Subscription | None, since: datetime, offset: int
) -> IncidentPage:
    if wanted is None:
        return await uow.incidents.latest((), since, offset=offset, limit=PAGE)
    ids = _area_ids(wanted)
    if not _picky(wanted):
        return await uow.incidents.latest(ids, since, offset=offset, limit=PAGE)
    every = await uow.incidents.latest(ids, since, offset=0, limit=_LOOKED_THROUGH)
    found = [each for each in every.incidents if _wants(wanted, each)]
    return IncidentPage(tuple(found[offset : offset + PAGE]), len(found))


async def _last(uow: UnitOfWork, wanted: Subscription | None) -> Incident | None:
    """The newest one however old, where the store can tell: by area alone."""
    if wanted is None or _picky(wanted):
        return None
    return await uow.incidents.last_in(_area_ids(wanted))


def _picky(wanted: Subscription) -> bool:
    """Whether the store's look-up by area is not enough."""
    circles = any(area.radius_km is not None for area in wanted.areas)
    return circles or bool(wanted.terms or wanted.expression) or (wanted.min_severity or 1) > 1


def _area_ids(wanted: Subscription) -> set[str]:
    """Ids that hold all of the areas: for a circle the whole world, since it may cross a border."""
    return {WORLD if area.radius_km is not None else area.place_id for area in wanted.areas}


def _wants(wanted: Subscription, incident: Incident) -> bool:
    if incident.severity < (wanted.min_severity or 1):
        return False
    if not any(covers(area, incident.place) for area in wanted.areas):
        return False
    return says(wanted, Facts(incident))


COMMAND = Command("latest", run)
