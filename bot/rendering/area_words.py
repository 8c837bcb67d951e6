"""Places and areas as a reader's language calls them. The store keeps their English labels and their ids."""

from collections.abc import Sequence

from bot.i18n import Translator, place_name_of, territory
from bot.model.place import WORLD, Area
from bot.rendering.plain import clean, cut
from bot.rendering.vocabulary import is_own

_LABEL = 80
_CODE = 2


def area_words(t: Translator, area: Area, *, short: bool = False) -> str:
    """Return "Karachi, Sindh, Pakistan", "50 km around Quetta"; ``short``: without what holds the place."""
    label = clean(area.label)
    if area.site and area.radius_km is not None:
        return t.text("meaning-site", km=f"{area.radius_km:g}", site=cut(label, _LABEL))
    if area.place_id == WORLD or not label:
        return t.text("meaning-world") if area.place_id == WORLD else cut(label, _LABEL)
    if area.radius_km is None or is_own(t):
        return label_words(t, label, (area.place_id, *area.ancestors), short=short)
    start = f"{area.radius_km:g} km around "
    shared = f"{start}a point in "
    if not area.place_id and label.startswith(shared):
        inner = label_words(t, label.removeprefix(shared), area.ancestors, short=short)
        return t.text("area-point", km=f"{area.radius_km:g}", place=inner)
    inner = label_words(t, label.removeprefix(start), (area.place_id, *area.ancestors), short=short)
    return t.text("area-circle", km=f"{area.radius_km:g}", place=inner)


def label_words(t: Translator, label: str, ids: Sequence[str], *, short: bool = False) -> str:
    """Return an English label of the gazetteer ("Karachi, Sindh, Pakistan") in the language of ``t``.

    ``ids`` are the place's own and its ancestors'. What the language has no name for stays as it is.
    """
    names = cut(clean(label), _LABEL).split(", ")
    if is_own(t):
        return names[0] if short else t.isolate(", ".join(names))
    country = next((each for each in ids if len(each) == _CODE), "")
    told = [place_name_of(ids, name, t.lang) or name for name in names]
    if country and (len(names) > 1 or ids[0] == country):
        told[-1] = territory(country, t.lang) or told[-1]
    if short:
        return t.isolate(told[0])
    ordered = reversed(told) if t.raw("place-order") == "large" else told
    return t.joined(map(t.isolate, dict.fromkeys(ordered)), "place")
