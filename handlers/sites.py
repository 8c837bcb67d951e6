"""/sites: named circles of this chat; alerts then say how far they are."""

import re
from dataclasses import dataclass, replace

from bot.matching.areas import MAX_KM, MIN_KM
from bot.matching.around import SITE_KM, Point, circle_about, middle_of, point
from bot.matching.figures import plain_figures
from bot.matching.within import read_within
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.place import Area
from bot.model.subscription import Subscription
from bot.places.query import Found, find_place
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.html import Bold, Node, Text, message
from bot.rendering.plain import clean, cut
from handlers.command import Command
from handlers.one_subscription import card
from handlers.reply import marked, say
from handlers.subscribe import save
from handlers.turn import Turn

LABEL = 30
_POINT = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)\s*[,;]\s*([+-]?\d{1,3}(?:\.\d+)?)")
_RADIUS = re.compile(
    r"(?:^|[\s,])(?:within\s+)?([-−]?\d{1,6}(?:\.\d+)?\s*(?:km|kms|mi|miles))(?:$|[\s,])", re.I
)
_RENAME = re.compile(r"#?(\d{1,6})\s*=\s*(.+)")
_FILLERS = re.compile(r"^(?:of|about|around|near|at)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class NewLabel:
    """The next text of this person is the new name of the site that is this subscription."""

    subscription_id: int


async def run(turn: Turn) -> None:
    """List the sites; add the one that the text names: "Depot: 10km Karachi", "24.86, 67.01 5km"; or rename
    one: "2 = Depot".
    """
    text = " ".join(plain_figures(turn.text).replace("،", ",").split())
    if not text:
        await _list(turn)
        return
    renamed = _RENAME.fullmatch(text)
    if renamed:
        async with turn.services.store.read() as uow:
            mine = await uow.subscriptions.of_chat(turn.chat_id)
        found = next((each for each in mine if str(each.number) == renamed[1].lstrip("0")), None)
        if found is None:
            raise UserError("error-no-such-subscription", what=renamed[1])
        await rename(turn, found.id, renamed[2])
        return
    label, separator, where = text.partition(":")
    if not separator:
        label, where = "", text
    at, radius_km = _read(turn, where.strip())
    await add_site(turn, at, radius_km, label)


async def press(turn: Turn, data: Callback) -> None:
    """``r ID``: ask for the new name of a site."""
    subscription_id = data.number(1)
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    found = next((each for each in mine if each.id == subscription_id and is_site(each)), None)
    if found is None:
        raise UserError("error-subscription-gone")
    await turn.await_text(NewLabel(found.id))
    back = (Button(turn.t.raw("button-previous"), data=callbacks.subscription("o", found.id)),)
    await turn.edit(say(turn.t, "site-rename", back, number=found.number, label=found.areas[0].label))


async def rename(turn: Turn, subscription_id: int, label: str) -> None:
    """Give a site another name and show it. Raises UserError."""
    name = clean(label)
    if not name or len(name) > LABEL:
        raise UserError("error-site-label", limit=LABEL)
    async with turn.write() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
        found = next((each for each in mine if each.id == subscription_id and is_site(each)), None)
        if found is None:
            raise UserError("error-no-site")
        others = (area.label.casefold() for each in mine if each is not found
                  for area in each.areas if area.site)  # fmt: skip
        if name.casefold() in others:
            raise UserError("error-site-taken", label=name)
        renamed = replace(found, text=name, areas=(replace(found.areas[0], label=name),))
        await uow.subscriptions.update(renamed)
    await turn.show(await card(turn, renamed))


def is_site(subscription: Subscription) -> bool:
    """Whether it is a named circle."""
    return len(subscription.areas) == 1 and subscription.areas[0].site


async def add_site(turn: Turn, at: Point, radius_km: float, label: str = "") -> None:
    """Store a circle as a site of this chat, named "Site 1", "Site 2" … unless it has a label."""
    async with turn.services.store.read() as uow:
        taken = {area.label.casefold() for each in await uow.subscriptions.of_chat(turn.chat_id)
                 for area in each.areas if area.site}  # fmt: skip
    name = clean(label)
    if len(name) > LABEL:
        raise UserError("error-site-label", limit=LABEL)
    if name.casefold() in taken:
        raise UserError("error-site-taken", label=name)
    if not name:
        numbers = range(1, len(taken) + 2)
        names = (turn.t.raw("site-label", number=n) for n in numbers)
        name = next(each for each in names if each.casefold() not in taken)
    area = circle_about(at, radius_km, turn.services.gazetteer, site=name)
    await save(turn, subscription_to(turn, area, name))


def subscription_to(turn: Turn, area: Area, text: str) -> Subscription:
    """Return a subscription to one area that is not stored yet."""
    return Subscription(
        id=0,
        chat_id=turn.chat_id,
        number=0,
        text=text,
        areas=(area,),
        created_at=turn.now,
        thread_id=turn.thread_id,
    )


def _read(turn: Turn, where: str) -> tuple[Point, float]:
    """The middle and the radius; ten kilometres where none is said."""
    radius_km = float(SITE_KM)
    radius = _RADIUS.search(where)
    if radius:
        read = read_within(radius[1])
        radius_km = read.radius_km if read else radius_km
        where = f"{where[: radius.start()]} {where[radius.end() :]}".strip(" ,")
    if not MIN_KM <= radius_km <= MAX_KM:
        raise UserError("error-radius", least=int(MIN_KM), most=int(MAX_KM))
    where = _FILLERS.sub("", where)
    written = _POINT.fullmatch(where)
    if written:
        return point(float(written[1]), float(written[2])), radius_km
    found = find_place(turn.services.gazetteer, where[:100]) if where else None
    at = middle_of(found.place) if isinstance(found, Found) else None
    if at is None:
        raise UserError("error-site", what=cut(clean(where), 40) or "?")
    return at, radius_km


async def _list(turn: Turn) -> None:
    async with turn.services.store.read() as uow:
        mine = await uow.subscriptions.of_chat(turn.chat_id)
    sites = [(each, area) for each in mine for area in each.areas if area.site]
    t = turn.t
    if not sites:
        await turn.show(message(marked(t.text("sites-none"))))
        return
    nodes: list[Node] = [Bold(t.text("sites-heading", count=len(sites)))]
    for each, area in sites:
        line = t.text("sites-line", number=each.number, label=area.label, km=f"{area.radius_km:g}")
        nodes.append(Text(f"\n{line}"))
    nodes += [Text("\n\n"), *marked(t.text("sites-how"))]
    deletes = tuple(
        (Button(f"✕ {area.label}", data=callbacks.subscription("x", each.id)),) for each, area in sites[:20]
    )
    await turn.show(message(nodes, deletes))


COMMAND = Command("sites", run, changes=True, shows=True)
