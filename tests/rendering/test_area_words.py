"""Places as a language calls them, from the English labels and ids that are stored."""

import pytest

from bot.i18n import Translator
from bot.model.place import WORLD, Area, PlaceKind
from bot.rendering import describe_subscription
from bot.rendering.area_words import area_words, label_words
from tests.storage.builders import subscription

KARACHI = Area("Karachi, Sindh, Pakistan", "1174872", PlaceKind.CITY, ("PK.05", "PK", "world"))
TURBAT = Area("Turbat Kech, Balochistan, Pakistan", "1", PlaceKind.CITY, ("PK.02", "PK", "world"))
CIRCLE = Area("50 km around Karachi, Sindh, Pakistan", "1174872", None, ("PK.05", "PK"), radius_km=50.0)
SITE = Area("Site 2", "1174872", None, ("PK.05", "PK"), radius_km=5.0, site=True)
EVERYWHERE = Area("", WORLD, PlaceKind.WORLD)


@pytest.mark.parametrize(
    ("area", "en", "zh", "ur"),
    [
        (KARACHI, "Karachi, Sindh, Pakistan", "巴基斯坦 信德省 卡拉奇", "کراچی، سندھ، پاکستان"),
        (
            TURBAT,
            "Turbat Kech, Balochistan, Pakistan",
            "巴基斯坦 俾路支省 Turbat Kech",
            "\u2068Turbat Kech\u2069، بلوچستان، پاکستان",
        ),
        (
            CIRCLE,
            "50 km around Karachi, Sindh, Pakistan",
            "巴基斯坦 信德省 卡拉奇周边50公里",
            "کراچی، سندھ، پاکستان کے گرد 50 کلومیٹر",
        ),
        (EVERYWHERE, "the whole world", "全世界", "پوری دنیا"),
    ],
)
def test_an_area_is_named_as_the_language_does(area: Area, en: str, zh: str, ur: str) -> None:
    assert area_words(Translator.for_lang("en"), area) == en
    assert area_words(Translator.for_lang("zh"), area) == zh
    assert area_words(Translator.for_lang("ur"), area) == ur


def test_a_short_name_leaves_out_what_holds_the_place() -> None:
    for lang, name in (("en", "Karachi"), ("zh", "卡拉奇"), ("ur", "کراچی")):
        assert area_words(Translator.for_lang(lang), KARACHI, short=True) == name


def test_a_site_keeps_the_name_that_somebody_gave_it() -> None:
    assert "Site 2" in area_words(Translator.for_lang("zh"), SITE)


def test_a_namesake_elsewhere_keeps_its_own_name() -> None:
    """The name is found by id: Karachi of another country is not called as the city is."""
    zh = Translator.for_lang("zh")
    assert label_words(zh, "Karachi, Texas, United States", ("999", "US.TX", "US")) == "美国 Texas Karachi"


def test_a_country_is_called_as_babel_does() -> None:
    assert label_words(Translator.for_lang("ur"), "Japan", ("JP", "world")) == "جاپان"


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "severity 3 (serious) and up"),
        ("zh", "严重程度 3（较重）及以上"),
        ("ur", "شدت 3 (سنگین) اور اس سے اوپر"),
    ],
)
def test_a_subscription_is_described_in_the_language(lang: str, says: str) -> None:
    told = describe_subscription(subscription(7, KARACHI, min_severity=3), lang=lang)
    assert says in told
    assert "Karachi" in told or lang != "en"
