"""The language of a text, from its script and its function words.

A language model of 100 MB in the main process would buy little: a headline's script names most languages, and the
small words do the rest.
"""

import re
from collections import Counter

_SAMPLE = 2_000
_LATIN = re.compile(r"[A-Za-z]")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")

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

_FUNCTION_WORDS = {
    "en": "the of and in to a for on after at with as by is from over says say near his her has are was were that its "
    "be will killed dead dies new who it an not but amid out up into this have their against been kills attack police",
    "es": "el la los las a tres dos de del en y que un una por con para al se su es como más tras sobre fue ha según muertos "
    "heridos entre este contra lo no menos",
    "fr": "le la les des de du et en un une dans pour sur au aux est par avec qui que à après plus ont été son sa ce "
    "morts blessés l d contre",
    "de": "der die das und in den von zu mit im ist auf für ein eine nach bei dem des aus sich nicht wird am an als "
    "über vor einen zum zur hat wurde sind",
    "it": "il di e la che in per un una del della dei delle è con non da sono al alla nel nella si gli le ha più come",
    "pt": "o a os as de do da dos das em no na e que um uma para com por não se ao mais foi após são",
    "nl": "de het een van en in op te dat is voor met niet aan zijn er om door bij na naar uit",
    "pl": "w i na z do się nie to że jest o po od przez za dla jak został",
    "tr": "ve bir bu da de için ile çok sonra olarak olan daha gibi kadar en",
    "id": "yang di dan dari ke dalam untuk dengan pada ini itu tidak akan oleh telah warga tewas",
    "sv": "och i att det som en på är av för med till den inte har ett om var från efter",
    "da": "og i at det som en på er af for med til den ikke har et om var fra efter blev",
    "no": "og i at det som en på er av for med til den ikke har et om var fra etter ble",
    "ro": "de şi și în la cu a din pe o un care pentru au fost mai este după că",
    "cs": "a v na se je že s z do o po pro jako jsou byl ve za",
    "hu": "a az és hogy nem egy van is volt meg szerint már csak után",
    "fi": "ja on ei että oli se hän mutta kun ovat myös mukaan",
    "vi": "và của là các trong có cho được một người không đã với",
    "sw": "na ya wa kwa ni katika za la watu baada",
    "so": "iyo oo ka ku in la waa ah ay uu",
    "ha": "da na a ya an ta su kuma cikin wani",
    "az": "və bir bu ilə üçün də da olan sonra",
}
_ARABIC_SCRIPT = {
    "ur": "کے کی کا میں سے نے کو پر اور ہے ہیں گیا گئے تھا ایک کہ بھی دھماکا دھماکہ ہلاک زخمی جاں بحق فائرنگ",
    "ar": "في من على إلى عن أن التي الذي بعد قبل مع هذا هذه قتل مقتل كان قال بين إثر جراء ما لا",
    "fa": "در از به که را با این است شد برای کشته های می بر یک آن پس خود",
    "ps": "په د کې او چې له ته دي شوي وژل هم کړی وي",
}
_CYRILLIC = {
    "ru": "в и на не что с по из за от для при о к после его был были как до погибли",
    "uk": "в і на не що з по із за від для при про до після його був були як та у",
    "bg": "в и на не че с по от за при към след е са се да",
    "sr": "у и на не да с по из за од је су се у након",
}
_TABLES = {
    name: {lang: frozenset(words.split()) for lang, words in table.items()}
    for name, table in (("latin", _FUNCTION_WORDS), ("arabic", _ARABIC_SCRIPT), ("cyrillic", _CYRILLIC))
}
_LETTERS = {
    "arabic": (("ur", "ٹڈڑںےہھ"), ("ps", "ټډړښځڅېۍ"), ("fa", "گچپژ"), ("ar", "ةىأإآيك")),
    "cyrillic": (("uk", "іїєґ"), ("ru", "ыэё"), ("sr", "ђћџљњј")),
}


def detect(text: str, hint: str = "") -> str:
    """Return the ISO 639-1 code, "" when there is nothing to tell it by.

    ``hint`` is what the source says of itself; feeds are often wrong about it, so it only decides what the text
    leaves open.
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
        lang: float(sum(n for word, n in words.items() if word in known)) for lang, known in table.items()
    }
    for lang, letters in _LETTERS.get(script, ()):
        scores[lang] = scores.get(lang, 0.0) + 0.5 * sum(sample.count(letter) for letter in letters)
    if hint in scores:
        scores[hint] += 0.6
    best = max(scores, key=lambda lang: scores[lang])
    if scores[best] > 0:
        return best
    return hint or ("en" if script == "latin" and sample.isascii() else "")


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
