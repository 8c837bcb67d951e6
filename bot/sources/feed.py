"""The kind "feed": RSS of every version, RDF and Atom, read with feedparser. Runs in a worker process."""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from bot.model.errors import FetchFailure
from bot.model.item import Entry
from bot.sources import dates
from bot.sources.clean import cut, tidy, to_line, to_text
from bot.sources.document import prepare
from bot.sources.identity import content_hash, distinct, keys_of

TITLE, SUMMARY, TEXT, LINK = 1_000, 10_000, 50_000, 2_048

_HEADERS = {"content-type": "application/xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document held. ``failure`` None when it was a feed, also one without entries.

    ``told`` counts the entries of the document, ``cut`` those left out because there were too many,
    ``empty`` those that say nothing. Plain data: it crosses from the worker process.
    """

    entries: tuple[Entry, ...] = ()
    told: int = 0
    cut: int = 0
    empty: int = 0
    failure: FetchFailure | None = None
    detail: str = ""


def parse(body: bytes, content_type: str, url: str) -> Parsed:
    """Read a feed. ``url`` is where it came from, for relative links. Never raises for bad input."""
    if not body.strip(b" \t\r\n\0"):
        return Parsed(failure=FetchFailure.EMPTY_BODY, detail=f"the answer holds nothing ({len(body)} bytes)")
    document = prepare(body, content_type)
    if document.page is not None:
        title = to_line(document.page, 80)
        shown = f" ({title})" if title else ""
        return Parsed(failure=FetchFailure.NOT_A_FEED, detail=f"a web page{shown}, not a feed")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = feedparser.parse(
                io.BytesIO(document.text.encode("utf-8", "replace")),
                response_headers=_HEADERS,
                # Markup is taken out altogether, and links are resolved here: guids stay as written.
                sanitize_html=False,
                resolve_relative_uris=False,
            )
            base = _link(url, read.feed.get("link")) or url
            raw = read.entries
            entries = [_entry(each, base) for each in raw]
    except (MemoryError, RecursionError):
        return Parsed(failure=FetchFailure.UNPARSEABLE, detail="too deep or too large to read")
    except Exception as error:  # whatever breaks in the parser, the document is at fault
        return Parsed(failure=FetchFailure.UNPARSEABLE, detail=f"{type(error).__name__} while reading")
    if not raw and (failure := _no_entries(read)):
        return failure
    kept = [entry for entry in entries if entry is not None]
    return Parsed(
        entries=tuple(distinct(kept)),
        told=len(raw) + document.cut,
        cut=document.cut,
        empty=len(raw) - len(kept),
    )


def _no_entries(read: Any) -> Parsed | None:
    """Why there is nothing; None when it is a feed that happens to be empty."""
    is_feed = bool(read.get("version"))
    if read.get("bozo"):
        detail = type(read.get("bozo_exception")).__name__
        line = getattr(read.get("bozo_exception"), "getLineNumber", lambda: None)()
        where = f" at line {line}" if line else ""
        failure = FetchFailure.UNPARSEABLE if is_feed else FetchFailure.NOT_A_FEED
        return Parsed(failure=failure, detail=f"broken XML without an entry ({detail}{where})")
    if not is_feed:
        return Parsed(failure=FetchFailure.NOT_A_FEED, detail="neither RSS, RDF nor Atom")
    return None


def _entry(raw: Mapping[str, Any], base: str) -> Entry | None:
    title = to_line(_string(raw.get("title")), TITLE)
    summary = to_text(_string(raw.get("summary")), SUMMARY)
    contents = [_string(each.get("value")) for each in raw.get("content") or () if isinstance(each, Mapping)]
    text = to_text(max(contents, key=len, default=""), TEXT)
    if text == summary:
        text = ""
    guid = _string(raw.get("id")).strip()
    url = _url(raw, guid, base)
    if not title:
        # An entry without a title (a microblog's) is known by its first words.
        title = cut((summary or text).partition("\n")[0], 200)
    if not title and not url:
        return None
    published = _published(raw)
    body = text or summary
    return Entry(
        keys=keys_of(guid, url, title, body, published),
        content_hash=content_hash(title, body),
        title=title,
        summary=summary,
        text=text,
        url=url,
        published_at=published,
    )


def _published(raw: Mapping[str, Any]) -> datetime | None:
    for name in ("published", "created", "updated"):
        at = dates.from_struct(raw.get(f"{name}_parsed")) or dates.from_text(_string(raw.get(name)))
        if at is not None:
            return at
    return None


def _url(raw: Mapping[str, Any], guid: str, base: str) -> str:
    links = [raw.get("feedburner_origlink"), raw.get("link")]
    for each in raw.get("links") or ():
        if isinstance(each, Mapping) and each.get("rel", "alternate") == "alternate":
            links.append(each.get("href"))
    if guid.startswith(("http://", "https://")):
        links.append(guid)
    return next((url for link in links if (url := _link(base, link))), "")


def _link(base: str, link: object) -> str:
    """An absolute http(s) link or "": javascript:, tg:, data: and the like lead nowhere."""
    text = tidy(_string(link)).replace("\n", "").replace(" ", "%20")
    if not text or len(text) > LINK:
        return ""
    try:
        whole = urljoin(base, text)
        parts = urlsplit(whole)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return whole if usable else ""


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
