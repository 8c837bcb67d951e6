"""One poll of one source: fetch, recognise what did not change, read the rest in a worker process."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.model.errors import FetchFailure, SourceError
from bot.model.item import Entry, Source, SourceState
from bot.ports import Clock
from bot.sources import health
from bot.sources.address import without_secrets
from bot.sources.feed import Parsed
from bot.sources.fetch import Fetched, Fetcher
from bot.sources.registry import KINDS, Parse
from bot.workers import guarded

_log = logging.getLogger(__name__)

# A cache header may cost us one turn, but an incident does not wait for a cache.
LONGEST_FRESH_TURNS = 2


@dataclass(frozen=True, slots=True)
class PollResult:
    """The state to store, and the entries of the document; none when it did not change.

    ``server_offset`` is the server's clock minus ours, None when it did not tell its time.
    """

    state: SourceState
    entries: tuple[Entry, ...] = ()
    server_offset: timedelta | None = None


class Poller:
    """Callable: ``await poller(source, state)``. Raises SourceError when the poll brought nothing."""

    def __init__(
        self,
        fetcher: Fetcher,
        executor: Executor,
        clock: Clock,
        *,
        interval_s: float = 90.0,
        parse_timeout_s: float = 20.0,
        kinds: Mapping[str, Parse] = KINDS,
    ) -> None:
        self._fetcher = fetcher
        self._executor = executor
        self._clock = clock
        self._interval_s = interval_s
        self._parse_timeout_s = parse_timeout_s
        self._kinds = kinds

    async def __call__(self, source: Source, state: SourceState) -> PollResult:
        """Poll once. Nothing is stored here."""
        parse = self._kinds.get(source.kind)
        if parse is None:
            raise SourceError(
                FetchFailure.NOT_A_FEED, f"kind {source.kind!r} is not known; known: {', '.join(self._kinds)}"
            )
        state = _belonging_to(source, state)
        # Before the first success everything must come whole, whatever was remembered.
        may_skip = state.first_ok_at is not None and bool(state.body_hash)
        fetched = await self._fetcher.get(
            state.url or source.url,
            etag=state.etag if may_skip else "",
            last_modified=state.last_modified if may_skip else "",
        )
        if fetched.status == 304:
            if not may_skip:
                raise SourceError(FetchFailure.HTTP_STATUS, "304 (unchanged) to a request without conditions")
            return PollResult(self._well(state, fetched, state.entries))
        body_hash = hashlib.blake2b(
            fetched.body, digest_size=16, person=source.kind.encode()[:16]
        ).hexdigest()
        if may_skip and body_hash == state.body_hash:
            return PollResult(self._well(_with_validators(state, fetched), fetched, state.entries))
        parsed = await self._parse(parse, fetched)
        if not fetched.complete:
            if not parsed.entries:
                raise SourceError(FetchFailure.UNREACHABLE, "the body ended early")
            _log.warning("%s: the body ended early, %d entries were in it", source.name, len(parsed.entries))
        elif parsed.failure is not None:
            raise SourceError(parsed.failure, parsed.detail)
        if parsed.cut:
            _log.warning(
                "%s: %d entries in one document, only the first %d were read",
                source.name,
                parsed.told,
                parsed.told - parsed.cut,
            )
        state = self._well(state, fetched, parsed.told)
        if fetched.complete:
            state = replace(_with_validators(state, fetched), body_hash=body_hash)
        return PollResult(state, parsed.entries, fetched.server_offset)

    async def _parse(self, parse: Parse, fetched: Fetched) -> Parsed:
        loop = asyncio.get_running_loop()
        job = loop.run_in_executor(
            self._executor,
            guarded,
            self._parse_timeout_s,
            parse,
            fetched.body,
            fetched.content_type,
            fetched.url,
        )
        try:
            return await job
        except TimeoutError:
            raise SourceError(
                FetchFailure.UNPARSEABLE, f"reading took longer than {self._parse_timeout_s:g} s"
            ) from None
        except BrokenExecutor:
            raise SourceError(FetchFailure.UNPARSEABLE, "the reading process died of it") from None

    def _well(self, state: SourceState, fetched: Fetched, entries: int) -> SourceState:
        fresh = min(fetched.fresh_s or 0.0, LONGEST_FRESH_TURNS * self._interval_s)
        now = self._clock.now()
        if fetched.moved_to:
            _log.info("%s: moved for good to %s", state.name, without_secrets(fetched.moved_to))
            state = replace(state, url=fetched.moved_to)
        # Within an interval nobody asks anyway; a little less, so that the turn at its end is not missed.
        pause = fresh - 0.1 * self._interval_s if fresh > self._interval_s else 0.0
        return health.after_success(state, now, entries=entries, pause_s=pause)


def _belonging_to(source: Source, state: SourceState) -> SourceState:
    """What is remembered of another address (the configuration was changed) says nothing about this one."""
    if state.configured_url == source.url:
        return state
    if not state.configured_url and state.last_polled_at is None:
        return replace(state, configured_url=source.url)
    return replace(state, configured_url=source.url, url="", etag="", last_modified="", body_hash="")


def _with_validators(state: SourceState, fetched: Fetched) -> SourceState:
    return replace(state, etag=fetched.etag, last_modified=fetched.last_modified)
