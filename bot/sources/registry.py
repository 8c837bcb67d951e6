"""The table of source kinds. To add one: a file with a ``parse`` like ``feed.parse``, and a line here."""

from collections.abc import Callable

from bot.sources import feed
from bot.sources.feed import Parsed

# (body, content type, address it came from) -> what it holds. Runs in a worker process: a top-level function.
Parse = Callable[[bytes, str, str], Parsed]

KINDS: dict[str, Parse] = {
    "feed": feed.parse,
    "rss": feed.parse,
    "atom": feed.parse,
}
