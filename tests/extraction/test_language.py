"""The language of a headline, from its script and its small words; what stands inside names tells nothing."""

import pytest

from bot.extraction.language import detect

ROWS = [
    ("en", "Al-Shabaab fighters kill nine in northern Somalia"),
    ("en", "Guatemala's Fuego volcano erupts, displacing hundreds"),
    ("en", "Pro-Russian separatists free forty captives in Donetsk"),
    ("en", "Landslides in Rio de Janeiro bury houses, killing people"),
    ("en", "A collision of two U.S. Army trucks injures nine near Fort Hood, Texas's largest base"),
    ("en", "Lashkar-i-Islam and Tehrik-i-Taliban fighters clash in Khyber"),
    ("en", "Kurdish–Turkish clashes"),
    ("es", "Al menos siete muertos tras una explosión en el centro de Bogotá"),
    ("fr", "L'attaque d'un convoi fait six morts dans le nord du Mali"),
    ("cs", "Výbuch v centru Brna si vyžádal dva zraněné, uvedla policie na síti"),
    ("de", "Zwei Tote nach Explosion in einem Wohnhaus"),
    ("ur", "کراچی میں فائرنگ سے دو افراد زخمی"),
    ("zh", "卡拉奇发生枪击两人受伤"),
]


@pytest.mark.parametrize(("lang", "text"), ROWS, ids=[text[:30] for _, text in ROWS])
def test_the_language_is_the_one_of_the_table(lang: str, text: str) -> None:
    assert detect(text) == lang


def test_what_the_source_says_decides_only_what_the_text_leaves_open() -> None:
    assert detect("Karachi", "ur") == "ur"
    assert detect("The army is on the streets of Khartoum", "fr") == "en"
    assert detect("12345 ...", "fr") == "fr"
