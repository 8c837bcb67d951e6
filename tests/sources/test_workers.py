"""Worker processes that hang, die or eat memory harm nobody else."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import pytest

from bot.config import Fetch
from bot.model.errors import FetchFailure, SourceError
from bot.model.item import Source, SourceState
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller
from bot.workers import Workers, guarded
from tests.fakes.clock import FakeClock
from tests.fakes.feedserver import FeedServer
from tests.sources.jobs import add, deaf, die, dying_parse, eat, fail, hanging_parse, spin

# Of a busy machine: starting a process takes its time there.
PATIENCE_S = 60


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, preload=("bot.sources.registry", add.__module__)) as pool:
        yield pool


def test_result_and_error_come_back(workers: Workers) -> None:
    assert workers.submit(add, 1, b=2).result(PATIENCE_S) == 3
    with pytest.raises(ValueError, match="told"):
        workers.submit(fail).result(PATIENCE_S)


def test_job_that_never_ends_is_ended_and_the_worker_goes_on(workers: Workers) -> None:
    workers.submit(add, 1, 2).result(PATIENCE_S)
    before = workers.pids()
    with pytest.raises(TimeoutError):
        workers.submit(guarded, 0.2, spin).result(PATIENCE_S)
    assert workers.submit(add, 1, 2).result(PATIENCE_S) == 3
    assert workers.pids() == before


def test_job_that_hears_nothing_is_ended_with_its_worker(workers: Workers) -> None:
    before = workers.pids()
    with pytest.raises(BrokenExecutor):
        workers.submit(guarded, 0.2, deaf).result(PATIENCE_S)
    assert workers.submit(add, 1, 2).result(PATIENCE_S) == 3
    assert workers.pids() != before


def test_worker_that_dies_is_replaced(workers: Workers) -> None:
    with pytest.raises(BrokenExecutor):
        workers.submit(die).result(PATIENCE_S)
    assert workers.submit(add, 1, 2).result(PATIENCE_S) == 3


def test_neighbours_of_a_job_that_kills_its_worker_are_done_all_the_same(workers: Workers) -> None:
    killer = workers.submit(die)
    neighbours = [workers.submit(add, n, n) for n in range(5)]
    with pytest.raises(BrokenExecutor):
        killer.result(PATIENCE_S)
    assert [each.result(PATIENCE_S) for each in neighbours] == [0, 2, 4, 6, 8]


def test_job_that_eats_memory_is_stopped(workers: Workers) -> None:
    with pytest.raises(MemoryError):
        workers.submit(eat).result(PATIENCE_S)
    assert workers.submit(add, 1, 2).result(PATIENCE_S) == 3


def test_waiting_job_can_be_cancelled_and_the_pool_closed() -> None:
    pool = Workers(1, preload=())
    jobs = [pool.submit(add, n, n) for n in range(20)]
    pool.shutdown(wait=True, cancel_futures=True)
    assert all(job.done() for job in jobs)


@pytest.mark.parametrize(
    ("parse", "detail"),
    [(dying_parse, "the reading process died"), (hanging_parse, "took longer than 0.3 s")],
)
async def test_document_that_kills_its_reader_is_unparseable(
    workers: Workers, clock: FakeClock, parse: object, detail: str
) -> None:
    config = Fetch(allow_private_addresses=True)
    async with FeedServer() as server, Fetcher(config, clock) as fetcher:
        server.serve("/feed", b"<rss/>")
        poller = Poller(fetcher, workers, clock, parse_timeout_s=0.3, kinds={"feed": parse})  # type: ignore[dict-item]
        with pytest.raises(SourceError) as caught:
            await poller(Source("wire", "feed", server.url("/feed")), SourceState("wire"))
    assert caught.value.reason is FetchFailure.UNPARSEABLE
    assert detail in caught.value.detail
