"""Feeds that nobody would write: good ones, spoiled by the dice. The same number gives the same bytes."""

import random
from functools import cache
from pathlib import Path

from tests.acceptance.texts import many, report

_FEEDS = Path(__file__).parents[1] / "data" / "feeds"
_TODAY = "Tue, 05 Nov 2024 11:00:00 GMT"
_SUFFIXES = (".xml", ".rss", ".html", ".txt", ".json")

# Tags that close or open too much, links that are none, text that turns around, numbers without end.
TOKENS = (
    "</b></i></a></code>",
    "<b>",
    "<a href='tg://user?id=1'>",
    "<a href='javascript:alert(1)'>x</a>",
    "{ $name }",
    "<script>1</script>",
    "<tg-spoiler>",
    "<pre><code class='language-x'>",
    "&lt;b&gt;",
    "&amp;amp;lt;",
    "&#0;",
    "&#xD800;",
    "&bogus;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "<?xml?>",
    "\x00",
    "\ufeff",
    "\u202e",
    "\u2066",
    "%s%s%n",
    "\u200b" * 50,
    "\u0301" * 200,
    "👩‍👩‍👧‍👦" * 60,
    "😀" * 4096,
    "🇵" * 33,
    "@everyone",
    "/start",
    "/subscribe Karachi",
    "#tag",
    "`",
    "__",
    "killed " + "9" * 400,
    "1e999",
    "-1",
    "½",
    "٣",
    "三",
    "NaN",
    "killed two, three and five",
    "0 killed",
    "-5 injured",
    "killed 99999999999 people",
    "in Karachi, Karachi, Karachi",
    "on 31 February",
    "25:61",
    "Monday Tuesday Wednesday",
    "\"'\"'\"'",
    "${x}",
    "\\u0000",
    "https://" + "a" * 3000 + ".example",
    "http://[::1",
    "data:text/html,x",
    " " * 500,
    "\n" * 200,
    "\t",
    "\u202ecod\u202c",
    "police said " * 40,
    "(" * 300,
    ")" * 300,
    "“",
    "”",
    "…",
    "．",
    "。",
    "的" * 500,
    "کراچی میں",
    "ا" * 400,
)
_BYTES = (b"\x00", b"\xff", b"\xed\xa0\x80", b"\xc3", b"<", b">", b"&", b'"', b"</item>", b"<item>", b"]]>")


@cache
def seeds() -> tuple[bytes, ...]:
    """Feeds of our own to spoil."""
    files = sorted(
        path for path in _FEEDS.iterdir() if path.suffix in _SUFFIXES and path.stat().st_size < 20_000
    )
    return tuple(path.read_bytes() for path in files)


@cache
def stories() -> tuple[tuple[str, str], ...]:
    return (report("factory"), report("second"), *many(25))


def feed(number: int) -> bytes:
    """The feed of this number: two of three are whole but of spoiled words, the third has spoiled bytes."""
    dice = random.Random(number)
    if number % 3:
        return _page(dice)
    body = bytearray(dice.choice(seeds()))
    for _ in range(dice.randint(1, 12)):
        _spoil_bytes(body, dice)
    return bytes(body)


def _page(dice: random.Random) -> bytes:
    items = []
    for n in range(dice.choice((1, 1, 1, 2, 3))):
        title, text = dice.choice(stories())
        title = _spoil(title, dice, dice.randint(0, 3))
        text = _spoil(text, dice, dice.randint(0, 6))
        if dice.random() < 0.3:
            text = _spoil(text + " " + dice.choice(stories())[1], dice, 2)
        title, text = (each if dice.random() < 0.2 else _escaped(each, dice) for each in (title, text))
        date = dice.choice(
            ("Tue, 05 Nov 2024 11:00:00 GMT", "", "0000", "Fri, 31 Dec 9999 23:59:59 GMT", title[:30])
        )
        items.append(
            f"<item><title>{title}</title><description>{text}</description>"
            f"<link>{dice.choice(('http://paper.example/1', 'javascript:1', '', 'tg://x'))}</link>"
            f"<guid>{n}</guid><pubDate>{date}</pubDate></item>"
        )
    text = f"<rss version='2.0'><channel><title>x</title>{''.join(items)}</channel></rss>"
    return text.encode(dice.choice(("utf-8", "utf-8", "utf-8", "utf-16")), "surrogatepass")


def _escaped(text: str, dice: random.Random) -> str:
    if dice.random() < 0.3 and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\0", "")


def _spoil(text: str, dice: random.Random, times: int) -> str:
    for _ in range(times):
        at = dice.randint(0, len(text))
        match dice.randint(0, 5):
            case 0 | 1 | 2:
                text = text[:at] + dice.choice(("", " ")) + dice.choice(TOKENS) + text[at:]
            case 3:
                text = text[:at] + text[at + dice.randint(1, 30) :]
            case 4:
                words = text.split(" ")
                dice.shuffle(words)
                text = " ".join(words)
            case _:
                text = text[:at] + text[: dice.randint(0, 300)] + text[at:]
    return text[:20_000]


def _spoil_bytes(body: bytearray, dice: random.Random) -> None:
    at = dice.randint(0, len(body))
    match dice.randint(0, 4):
        case 0:
            body[at:at] = dice.choice(_BYTES)
        case 1:
            body[at:at] = dice.choice(TOKENS).encode("utf-8", "surrogatepass")
        case 2:
            del body[at : at + dice.randint(1, 40)]
        case 3:
            part = body[at : at + dice.randint(1, 400)]
            body[at:at] = part * dice.randint(1, 3)
        case _:
            if at < len(body):
                body[at] ^= 1 << dice.randint(0, 7)
