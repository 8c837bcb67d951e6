"""Subscriptions and places in words, for answers and buttons."""

from dataclasses import replace

from bot.i18n import Translator, format_number, strip_isolates
from bot.matching.areas import EVERYWHERE, label_of
from bot.matching.explain import explain
from bot.matching.grammar import Parsed
from bot.model.place import Place, PlaceKind
from bot.model.subscription import Subscription
from bot.rendering import describe_subscription
from bot.rendering.area_words import area_words, label_words
from bot.rendering.plain import clean, cut
from handlers.turn import Turn

_BUTTON = 60


def meaning(subscription: Subscription, lang: str) -> str:
    """Return what a subscription means, its expression included."""
    told = describe_subscription(subscription, lang=lang)
    words = explain(subscription.expression, lang=lang)
    return f"{told} · {Translator.for_lang(lang).text('words-mentions', words=words)}" if words else told


def short(subscription: Subscription, lang: str) -> str:
    """Return a name for a button: the first place, and the words as they were typed."""
    t = Translator.for_lang(lang)
    names = [strip_isolates(area_words(t, area, short=True)) for area in subscription.areas[:2]]
    more = "…" if len(subscription.areas) > 2 else ""
    words = " ".join(f'"{term.text}"' if term.phrase else term.text for term in subscription.terms)
    told = t.joined(names) + more
    parts = (told, words or strip_isolates(explain(subscription.expression, lang=lang)))
    return cut(clean(t.raw("list-colon").join(part for part in parts if part)), _BUTTON)


def label_of_place(turn: Turn, place: Place) -> str:
    """Return "Hyderabad, Sindh, Pakistan" in the chat's language, without isolates."""
    label = label_of(place, turn.services.gazetteer)
    if place.kind is PlaceKind.WORLD:
        return turn.t.raw("meaning-world")
    return strip_isolates(label_words(turn.t, label, place.area_ids))


def place_button(turn: Turn, place: Place) -> str:
    """Return "Hyderabad, Telangana, India · 6,809,970", so that places of one name can be told apart."""
    label = label_of_place(turn, place)
    if place.kind is PlaceKind.WORLD:
        return label
    kind = "" if place.kind is PlaceKind.CITY else turn.t.raw(f"place-{place.kind.value}")
    people = format_number(place.population, turn.lang) if place.population else ""
    return cut(" · ".join(part for part in (label, kind, people) if part), _BUTTON)


def as_subscription(parsed: Parsed, turn: Turn, text: str) -> Subscription:
    """Return what was asked for as a subscription that is not stored yet. No place named means the world."""
    return Subscription(
        id=0,
        chat_id=turn.chat_id,
        number=0,
        text=text,
        areas=parsed.areas or (EVERYWHERE,),
        created_at=turn.now,
        terms=parsed.terms,
        any_term=parsed.any_term,
        min_severity=parsed.min_severity,
        thread_id=turn.thread_id,
        expression=parsed.expression,
    )


def zone_of_first(subscription: Subscription) -> str:
    """Return the zone (IANA) of its first place that has one, or ""."""
    return next((area.timezone for area in subscription.areas if area.timezone), "")


def same(one: Subscription, other: Subscription) -> bool:
    """Whether two subscriptions of a chat ask for the same, however they were typed."""
    return _essence(one) == _essence(other)


def _essence(subscription: Subscription) -> tuple[object, ...]:
    plain = replace(subscription, id=0, number=0)
    areas = frozenset((area.place_id, area.radius_km, area.lat, area.lon, area.site) for area in plain.areas)
    terms = frozenset((term.text.casefold(), term.phrase) for term in plain.terms)
    return areas, terms, plain.any_term, plain.min_severity, plain.expression.casefold(), plain.thread_id
