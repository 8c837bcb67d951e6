"""The sample sources as real RSS feeds over HTTP, and a page for each report."""

import asyncio
import hashlib
from collections.abc import Callable
from email.utils import format_datetime
from html import escape

from aiohttp import web

from bot.model.item import Source
from bot.playground.guard import HEADERS
from bot.playground.stream import Report, Stream, feeds

_RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>{title}</title><link>{url}/</link>
<description>SAMPLE: made-up reports of the Sitrep playground. Nothing here has happened.</description>
<language>{language}</language>
{items}
</channel></rss>
"""
_ITEM = """<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">sample-{guid}</guid>
<pubDate>{date}</pubDate><description>{summary}</description></item>"""
_PAGE = """<!doctype html>
<html lang="{lang}" dir="auto"><head><meta charset="utf-8"><title>SAMPLE · {title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/page/icon.svg"><link rel="stylesheet" href="/page/style.css"></head>
<body class="report">
<p class="sample" role="note">SAMPLE · made up for trying Sitrep · this has not happened</p>
<main><p>{source} · {date}</p><h1>{title}</h1><p>{summary}</p></main></body></html>
"""


class SampleFeeds:
    """Serves what the stream has published. ``url`` gives the server's root once it runs."""

    def __init__(self, stream: Stream, url: Callable[[], str]) -> None:
        self._stream = stream
        self._url = url
        self._asked: set[str] = set()
        # Set once every feed was fetched: from then on what appears is new to the bot.
        self.all_asked = asyncio.Event()
        # The slugs of feeds that answer with an error, to see what a reader is told then.
        self.down: set[str] = set()

    def routes(self) -> list[web.AbstractRouteDef]:
        """What to add to the server."""
        return [
            web.get("/sample/feeds/{slug}.xml", self._feed),
            web.get("/sample/reports/{guid}", self._report),
        ]

    def sources(self) -> tuple[Source, ...]:
        """The feeds as sources of the bot's configuration."""
        return tuple(
            Source(
                name=feed.name,
                kind="feed",
                url=f"{self._url()}/sample/feeds/{feed.slug}.xml",
                family=feed.family,
                tier=feed.tier,
                language=feed.language,
                state_affiliated=feed.state_affiliated,
            )
            for feed in feeds()
        )

    async def _feed(self, request: web.Request) -> web.Response:
        feed = next((each for each in feeds() if each.slug == request.match_info["slug"]), None)
        if feed is None:
            raise web.HTTPNotFound
        if feed.slug in self.down:
            raise web.HTTPServiceUnavailable
        items = "\n".join(self._item(report) for report in self._stream.in_feed(feed.slug))
        body = _RSS.format(
            title=escape(feed.name), url=self._url(), language=feed.language, items=items
        ).encode()
        etag = hashlib.blake2b(body, digest_size=8).hexdigest()
        self._asked.add(feed.slug)
        if len(self._asked) == len(feeds()):
            self.all_asked.set()
        headers = {"ETag": f'"{etag}"', "Cache-Control": "no-cache"}
        if request.headers.get("If-None-Match") == f'"{etag}"':
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type="application/rss+xml", charset="utf-8", headers=headers)

    def _item(self, report: Report) -> str:
        return _ITEM.format(
            title=escape(report.title),
            link=f"{self._url()}/sample/reports/{report.guid}",
            guid=report.guid,
            date=_date(report),
            summary=escape(report.summary),
        )

    async def _report(self, request: web.Request) -> web.Response:
        report = self._stream.published.get(request.match_info["guid"])
        if report is None:
            raise web.HTTPNotFound
        feed = next(each for each in feeds() if each.slug == report.source)
        text = _PAGE.format(
            lang=feed.language,
            title=escape(report.title),
            source=escape(feed.name),
            date=_date(report),
            summary=escape(report.summary),
        )
        return web.Response(text=text, content_type="text/html", headers=HEADERS)


def _date(report: Report) -> str:
    return format_datetime(report.published) if report.published else ""
