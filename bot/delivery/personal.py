"""What of a message is one chat's own: whether it rings there now, and how far it is from its sites.

The text itself is made once for all chats that get the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from bot.i18n import Translator, format_number, place_name_of
from bot.matching.areas import has_own_point
from bot.matching.quiet import ring
from bot.model.alert import Message, OutboxRow
from bot.model.incident import Incident, Push
from bot.model.subscription import Chat
from bot.rendering.plain import clean, cut

_LABEL = 60


def is_silent(chat: Chat | None, incidents: Iterable[Incident], push: Push, now: datetime) -> bool:
    """Whether a message about these comes without a sound: if not one of them rings."""
    if chat is None:
        return False
    return all(
        ring(
            chat.settings.quiet, chat.zone, now, severity=each.severity, nature=each.nature, push=push
        ).silent
        for each in incidents
    )


def hushed(
    message: Message, rows: Sequence[OutboxRow], silent: bool
) -> tuple[Message, tuple[OutboxRow, ...]]:
    """Return message and rows marked as silent or not."""
    marked = tuple(each if each.silent is silent else replace(each, silent=silent) for each in rows)
    return (message if message.silent is silent else replace(message, silent=silent)), marked


def with_distance(message: Message, rows: Sequence[OutboxRow], incident: Incident, lang: str) -> Message:
    """Say under the first line how far it is from the chat's site, as the newest row has it."""
    newest, place = rows[-1].alert, incident.place
    if not newest.site or newest.site_km is None or not has_own_point(place):
        return message
    # What is measured to is the middle of a quarter: it is named, so that nobody takes it for the very spot.
    quarter = cut(clean(place.name or ""), _LABEL) if place.place_id else ""
    named = place_name_of(place.area_ids, quarter, lang) if quarter else ""
    line = distance_line(newest.site, newest.site_km, lang, of=named or quarter)
    first, _, rest = message.html.partition("\n")
    plain_first, _, plain_rest = message.plain.partition("\n")
    return replace(
        message,
        html=f"{first}\n{escape(line, quote=False)}\n{rest}",
        plain=f"{plain_first}\n{line}\n{plain_rest}",
    )


def distance_line(site: str, km: float, lang: str, *, of: str = "") -> str:
    """Return "Site 2: about 3 km from Korangi", "… away" where there is no ``of``; below one kilometre just
    that, for no source knows it better.
    """
    whole = max(1, round(km))
    return Translator.for_lang(lang).text(
        "alert-site-from" if of else "alert-site",
        site=site,
        km=format_number(whole, lang),
        near="yes" if km < 1 else "no",
        place=of,
    )
