"""The table of source kinds. To add one: a file with a ``parse`` like ``feed.parse``, and a line here."""

from collections.abc import Callable, Iterable

from bot.model.errors import ConfigError
from bot.model.item import Source
from bot.sources import feed
from bot.sources.feed import Parsed

# (body, content type, address it came from) -> what it holds. Runs in a worker process: a top-level function.
Parse = Callable[[bytes, str, str], Parsed]

KINDS: dict[str, Parse] = {
    "feed": feed.parse,
    "rss": feed.parse,
    "atom": feed.parse,
}


def check_kinds(sources: Iterable[Source]) -> None:
    """Raise ConfigError for a source of a kind that nobody reads."""
    for number, source in enumerate(sources, 1):
        if source.kind not in KINDS:
            raise ConfigError(
                f"sources[{number}].kind: {source.kind!r} is not known. Known: {', '.join(sorted(KINDS))}."
            )
