"""What a subscription means, in words, so that nobody has to guess what will ring."""

from bot.i18n import Translator
from bot.model.mention import Nature
from bot.model.subscription import Subscription
from bot.model.threshold import HIGHEST, lowest_severity
from bot.rendering.area_words import area_words
from bot.rendering.plain import clean, cut

_LABEL = 80


def describe_subscription(sub: Subscription, *, lang: str) -> str:
    """Return plain text: areas, words, and the lowest severity that applies. Escape it for HTML.

    "Karachi, Sindh, Pakistan · mentions “Chinese nationals” · severity 2 (moderate) and up; accidents,
    natural events and crime from 3".
    """
    t = Translator.for_lang(lang)
    parts = [_areas(t, sub), _terms(t, sub), _severity(t, sub)]
    if sub.paused:
        parts.append(t.text("meaning-paused"))
    return " · ".join(part for part in parts if part)


def _areas(t: Translator, sub: Subscription) -> str:
    if not sub.areas:
        return t.text("meaning-world")
    return t.raw("meaning-or").join(area_words(t, area) for area in sub.areas)


def _terms(t: Translator, sub: Subscription) -> str:
    words = [t.text("meaning-term", word=cut(clean(term.text), _LABEL)) for term in sub.terms]
    if not words:
        return ""
    joiner = t.text("meaning-or" if sub.any_term else "meaning-and")
    return t.text("meaning-mentions", words=joiner.join(words))


def _severity(t: Translator, sub: Subscription) -> str:
    if sub.min_severity is not None:
        lowest = lowest_severity(sub.areas, None, sub.min_severity)
        if lowest == 1:
            return t.text("meaning-everything")
        return t.text("meaning-severity", n=lowest, word=_word(t, lowest))
    by_area = {area: lowest_severity((area,)) for area in sub.areas}
    lowest = min(by_area.values(), default=lowest_severity(()))
    told = t.text("meaning-severity", n=lowest, word=_word(t, lowest))
    higher = [
        t.text("meaning-area-from", place=area_words(t, area), n=n)
        for area, n in by_area.items()
        if n > lowest
    ]
    raised = lowest_severity((), Nature.CRIME) if not sub.areas else min(HIGHEST, lowest + 1)
    harmless = t.text("meaning-raised" if not higher else "meaning-raised-each", n=raised)
    return t.joined((told, *dict.fromkeys(higher), harmless), "semicolon")


def _word(t: Translator, severity: int) -> str:
    return t.raw(f"severity-{severity}").lower()
