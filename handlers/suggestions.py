"""Places that somebody who has just come may want to hear of: those that the news speak of most."""

from collections import Counter
from datetime import timedelta

from bot.model.alert import Button
from bot.model.place import WORLD, PlaceKind
from bot.rendering import callbacks
from bot.rendering.plain import cut
from handlers.reply import Rows
from handlers.turn import Turn
from handlers.words import label_of_place

_SUGGESTED = 3
_SINCE = timedelta(days=7)
_LOOKED_THROUGH = 200


async def suggestions(turn: Turn) -> Rows:
    """Return a button for each of the cities and countries with the most incidents in the last days."""
    async with turn.services.store.read() as uow:
        page = await uow.incidents.latest((WORLD,), turn.now - _SINCE, limit=_LOOKED_THROUGH)
    gazetteer, seen = turn.services.gazetteer, Counter[str]()
    for each in page.incidents:
        for place_id in each.place.area_ids:
            known = gazetteer.get(place_id)
            if known and known.kind in (PlaceKind.CITY, PlaceKind.COUNTRY):
                seen[place_id] += 1
    buttons = []
    for place_id, _ in seen.most_common(_SUGGESTED):
        found = gazetteer.get(place_id)
        if found is not None:
            label = cut(label_of_place(turn, found), 60)
            buttons.append((Button(label, data=callbacks.wizard("p", callbacks.id_out(place_id))),))
    return tuple(buttons)
