"""A trouble is told once, and once when it is over; the dead-man's switch hears from us while all is well."""

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest

from bot.config import Fetch
from bot.model.alarm import Finding, Trouble
from bot.ops.watch import Watch
from bot.sources.fetch import Fetcher
from tests.fakes.clock import FakeClock
from tests.fakes.feedserver import FeedServer

DISK = Finding(Trouble.DATABASE, {"detail": "the disk is full"})
LATE = Finding(Trouble.OVERDUE, {"count": 1, "minutes": 6})


@dataclass
class Scripted:
    """An audit that finds what it is told to."""

    finds: list[Finding] | None = field(default_factory=list)

    async def look(self) -> list[Finding]:
        if self.finds is None:
            raise KeyError("x")
        return self.finds


class Admins:
    """What they were told holds, call by call."""

    def __init__(self) -> None:
        self.told: list[tuple[list[Trouble], list[Trouble]]] = []

    async def tell(self, holds: Sequence[Finding], over: Sequence[Trouble]) -> None:
        self.told.append(([each.trouble for each in holds], list(over)))


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(Fetch(allow_private_addresses=True, timeout_s=2.0), FakeClock()) as opened:
        yield opened


async def looks(*scripts: list[Finding] | None) -> list[tuple[list[Trouble], list[Trouble]]]:
    audit, admins = Scripted(), Admins()
    watch = Watch(audit, admins.tell)  # type: ignore[arg-type]
    for script in scripts:
        audit.finds = script
        await watch.look()
    return admins.told


async def test_trouble_is_told_when_two_looks_find_it() -> None:
    assert await looks([DISK], [DISK], [DISK]) == [
        ([], []),
        ([Trouble.DATABASE], []),
        ([Trouble.DATABASE], []),
    ]


async def test_trouble_of_a_moment_is_nobodys_business() -> None:
    assert await looks([DISK], [], [DISK], [], []) == [([], [])] * 5


async def test_trouble_is_over_when_two_looks_do_not_find_it() -> None:
    told = await looks([DISK], [DISK], [], [DISK], [], [])
    assert [holds for holds, _ in told[1:]] == [[Trouble.DATABASE]] * 4 + [[]]
    assert [over for _, over in told] == [[], [], [], [], [], [Trouble.DATABASE]]


async def test_each_trouble_counts_for_itself() -> None:
    told = await looks([DISK], [DISK, LATE], [LATE], [LATE])
    assert set(told[2][0]) == {Trouble.DATABASE, Trouble.OVERDUE}
    assert told[3] == ([Trouble.OVERDUE], [Trouble.DATABASE])


async def test_audit_that_breaks_off_is_a_trouble_itself() -> None:
    assert (await looks(None, None))[1] == ([Trouble.FAULTS], [])


async def test_switch_is_pinged_only_while_nothing_is_found(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/ping/secret", b"OK")
    audit, admins = Scripted(), Admins()
    watch = Watch(audit, admins.tell, fetcher=fetcher, dead_man_url=server.url("/ping/secret"))  # type: ignore[arg-type]
    await watch.look()
    await watch.look()
    assert len(server.requests) == 2
    for finds in ([DISK], [LATE], None):
        audit.finds = finds
        await watch.look()
    assert len(server.requests) == 2
    audit.finds = []
    await watch.look()
    assert [request.path for request in server.requests] == ["/ping/secret"] * 3


@pytest.mark.parametrize("status", [200, 204])
async def test_ping_may_be_answered_with_nothing(
    server: FeedServer, fetcher: Fetcher, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.serve("/ping", status=status)
    with caplog.at_level(logging.WARNING):
        await Watch(
            Scripted(),
            Admins().tell,
            fetcher=fetcher,
            dead_man_url=server.url("/ping"),  # type: ignore[arg-type]
        ).look()
    assert caplog.text == ""


async def test_switch_that_fails_is_logged_once_without_its_address(
    server: FeedServer, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    server.serve("/ping/secret", status=500)
    watch = Watch(
        Scripted(),
        Admins().tell,
        fetcher=fetcher,
        dead_man_url=server.url("/ping/secret"),  # type: ignore[arg-type]
    )
    for _ in range(3):
        await watch.look()
    assert caplog.text.count("dead_man_url") == 1
    assert "secret" not in caplog.text


async def test_switch_on_a_private_address_is_refused_unless_allowed(server: FeedServer) -> None:
    server.serve("/ping", b"OK")
    async with Fetcher(Fetch(timeout_s=2.0), FakeClock()) as guarded:
        await Watch(
            Scripted(),
            Admins().tell,
            fetcher=guarded,
            dead_man_url=server.url("/ping"),  # type: ignore[arg-type]
        ).look()
    assert server.requests == []


async def test_administrators_who_can_not_be_told_do_not_end_the_watch() -> None:
    async def tell(*_: object) -> None:
        raise RuntimeError

    watch = Watch(Scripted([DISK]), tell)  # type: ignore[arg-type]
    assert await watch.look() == [DISK]
    assert await watch.look() == [DISK]
