"""The language of a text, from its script and its function words.

A language model of 100 MB in the main process would buy little: a headline's script names most languages,
and the small words do the rest.
"""

import re
import tomllib
from collections import Counter
from importlib.resources import files

_SAMPLE = 2_000
# From how many characters a title tells its own language.
_TITLE = 12
_LATIN = re.compile(r"[A-Za-z]")
_BEYOND = re.compile(r"[^\x00-\x7f]")
# A part of a name ("Al-Shabaab", "Lashkar-i-", "U.S.") and the s of "India's" are no small words.
_WORD = re.compile(r"(?<![\w.'’-])[^\W\d_]+(?![\w-]|\.\w)")
_OWNING = re.compile(r"\w['’]s\b")

_SCRIPTS = (
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
    ("arabic", 0x0600, 0x06FF),
    ("arabic", 0x0750, 0x077F),
    ("arabic", 0xFB50, 0xFEFF),
    ("cyrillic", 0x0400, 0x052F),
    ("devanagari", 0x0900, 0x097F),
    ("bengali", 0x0980, 0x09FF),
    ("gurmukhi", 0x0A00, 0x0A7F),
    ("tamil", 0x0B80, 0x0BFF),
    ("thai", 0x0E00, 0x0E7F),
    ("burmese", 0x1000, 0x109F),
    ("georgian", 0x10A0, 0x10FF),
    ("ethiopic", 0x1200, 0x137F),
    ("hebrew", 0x0590, 0x05FF),
    ("greek", 0x0370, 0x03FF),
    ("armenian", 0x0530, 0x058F),
)
_OF_SCRIPT = {
    "hangul": "ko",
    "kana": "ja",
    "han": "zh",
    "devanagari": "hi",
    "bengali": "bn",
    "gurmukhi": "pa",
    "tamil": "ta",
    "thai": "th",
    "burmese": "my",
    "georgian": "ka",
    "ethiopic": "am",
    "hebrew": "he",
    "greek": "el",
    "armenian": "hy",
}

_WORDS = tomllib.loads(files("bot.extraction").joinpath("languages.toml").read_text("utf-8"))
_TABLES: dict[str, dict[str, frozenset[str]]] = {
    script: {lang: frozenset(words.split()) for lang, words in table.items()}
    for script, table in _WORDS.items()
}
_LETTERS = {
    "arabic": (("ur", "ٹڈڑںےہھ"), ("ps", "ټډړښځڅېۍ"), ("fa", "گچپژ"), ("ar", "ةىأإآيك")),
    "cyrillic": (("uk", "іїєґ"), ("ru", "ыэё"), ("sr", "ђћџљњј")),
}


def detect_item(title: str, text: str, hint: str = "") -> str:
    """Return the language of an item: that of its title where title and text are not in one script.

    A title counts several times, so that a quotation in the text does not outvote it.
    """
    if len(title) >= _TITLE and _script(title) != _script(text[:_SAMPLE]):
        return detect(title, hint)
    return detect(
        f"{title} {title} {title} {text[: _SAMPLE // 2]}" if len(title) < _SAMPLE // 4 else title, hint
    )


def detect(text: str, hint: str = "") -> str:
    """Return the ISO 639-1 code, "" when there is nothing to tell it by.

    ``hint`` is what the source says of itself; feeds are often wrong about it, so it only decides what the
    text leaves open.
    """
    sample = text[:_SAMPLE]
    hint = hint[:2].lower()
    script = _script(sample)
    if script in _OF_SCRIPT:
        return (
            "ja" if script == "han" and any("\u3040" <= c <= "\u30ff" for c in sample) else _OF_SCRIPT[script]
        )
    if script not in _TABLES:
        return hint
    table = _TABLES[script]
    words = Counter(_WORD.findall(sample.lower()))
    if not words:
        return hint
    scores = {
        lang: float(sum(words[word] for word in known.intersection(words))) for lang, known in table.items()
    }
    if script == "latin":
        scores["en"] += len(_OWNING.findall(sample))
    for lang, letters in _LETTERS.get(script, ()):
        scores[lang] = scores.get(lang, 0.0) + 0.5 * sum(sample.count(letter) for letter in letters)
    if hint in scores:
        scores[hint] += 0.6
    best = max(scores, key=lambda lang: scores[lang])
    if scores[best] > 0:
        return best
    plain = script == "latin" and not any(c.isalpha() for c in _BEYOND.findall(sample))
    return hint or ("en" if plain else "")


def _script(sample: str) -> str:
    letters = Counter[str]()
    letters["latin"] = len(_LATIN.findall(sample))
    for character, n in Counter(_BEYOND.findall(sample)).items():
        if character.isalpha():
            letters[_script_of(ord(character))] += n
    # One Han character says as much as a short Latin word.
    for dense in ("han", "kana", "hangul"):
        letters[dense] *= 3
    best, count = letters.most_common(1)[0]
    return best if count else ""


def _script_of(code: int) -> str:
    if code < 0x0370 or 0x1E00 <= code < 0x1F00:
        return "latin"
    return next((name for name, low, high in _SCRIPTS if low <= code <= high), "other")
