"""/near and a shared location: what lies around it, as buttons. The point is rounded, used and not kept: it
travels in the buttons' own data.
"""

from telegram import KeyboardButton, ReplyKeyboardMarkup
from telegram import Location as Shared

from bot.matching.areas import area_of
from bot.matching.around import OFFERED_KM, SITE_KM, Around, Point, around, circle_about, middle_of, point
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.model.subscription import ChatKind
from bot.places.query import Ambiguous, Found, find_place
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback
from bot.rendering.plain import cut
from handlers.command import Command
from handlers.reply import Rows, arguments, say
from handlers.sites import add_site, subscription_to
from handlers.subscribe import save
from handlers.turn import Turn
from handlers.words import label_of_place, place_button

_BUTTON = 60


async def run(turn: Turn) -> None:
    """Ask for the location, or offer what lies around the town that the text names."""
    if turn.text.strip():
        await _offer(turn, _around_place(turn), "near-offer-place")
        return
    if turn.kind is not ChatKind.PRIVATE:
        raise UserError("error-near-group")
    t = turn.t
    key = KeyboardButton(t.raw("button-share-location"), request_location=True)
    keyboard = ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    told = arguments(say(t, "near-ask")) | {"reply_markup": keyboard}
    await turn.bot.send_message(turn.chat_id, **told)


async def location(turn: Turn) -> None:
    """A location was shared. In a group everybody would see it, so there it is not asked for and not used."""
    if turn.kind is not ChatKind.PRIVATE:
        return
    shared: Shared | None = turn.message.location if turn.message else None
    if shared is None:
        raise UserError("error-point")
    at = point(shared.latitude, shared.longitude)
    where = around(at, turn.services.gazetteer)
    await _offer(turn, where, "near-offer" if where.nearest else "near-offer-nowhere")


async def press(turn: Turn, data: Callback) -> None:
    """``p ID`` a place, ``c KM LAT LON`` a circle, ``s KM LAT LON`` the same as a site of this chat."""
    action = data.args[0]
    if action == "p":
        place = turn.services.gazetteer.get(callbacks.id_in(data.args[1])) if len(data.args) == 2 else None
        if place is None:
            raise UserError("error-button-old")
        await save(turn, subscription_to(turn, area_of(place, turn.services.gazetteer), place.name))
        return
    radius_km, at = _circle(data)
    if action == "c":
        area = circle_about(at, radius_km, turn.services.gazetteer)
        await save(turn, subscription_to(turn, area, area.label))
    elif action == "s":
        await add_site(turn, at, radius_km)
    else:
        raise UserError("error-button-old")


def _circle(data: Callback) -> tuple[int, Point]:
    """What a button may say: one of our circles about a rounded point; anything else was forged."""
    radius_km = data.number(1)
    if len(data.args) != 4 or radius_km not in (*OFFERED_KM, SITE_KM):
        raise UserError("error-button-old")
    try:
        return radius_km, point(float(data.args[2]), float(data.args[3]))
    except (ValueError, UserError):
        raise UserError("error-button-old") from None


def _around_place(turn: Turn) -> Around:
    found = find_place(turn.services.gazetteer, turn.text.strip()[:100])
    if isinstance(found, Ambiguous):
        place = found.candidates[0].place
    elif isinstance(found, Found):
        place = found.place
    else:
        raise UserError("error-place-unknown", place=cut(turn.text.strip(), 40))
    at = middle_of(place)
    if at is None:
        raise UserError("error-near-large", place=label_of_place(turn, place))
    return around(at, turn.services.gazetteer)


async def _offer(turn: Turn, where: Around, key: str) -> None:
    near = where.nearest
    place = cut(label_of_place(turn, near), _BUTTON) if near else ""
    await turn.show(say(turn.t, key, *_rows(turn, where), place=place))


def _rows(turn: Turn, where: Around) -> Rows:
    t, at = turn.t, where.point
    places = [
        Button(place_button(turn, each), data=callbacks.near("p", callbacks.id_out(each.id)))
        for each in where.places
    ]
    circles = tuple(
        Button(t.raw("button-circle", km=km), data=callbacks.near("c", km, *_written(at)))
        for km in OFFERED_KM
    )
    site = Button(t.raw("button-site", km=SITE_KM), data=callbacks.near("s", SITE_KM, *_written(at)))
    return (*((each,) for each in places), circles, (site,))


def _written(at: Point) -> tuple[str, str]:
    return f"{at.lat:.2f}", f"{at.lon:.2f}"


COMMAND = Command("near", run, changes=True)
