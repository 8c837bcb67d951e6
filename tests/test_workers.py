"""Worker processes: what dies or hangs is replaced, and costs nobody else anything."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.model.errors import WorkerError
from bot.workers import Workers

Stuck = Callable[[], None]


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    made = Workers()
    yield made
    await made.close()


def die() -> None:
    os._exit(1)


def hang() -> None:
    time.sleep(600)


def hang_deaf() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    hang()


def die_once(marker: str) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os._exit(1)
    return "done"


async def test_a_call_is_made_in_another_process(workers: Workers) -> None:
    assert await workers.call(os.getpid) != os.getpid()


async def test_an_exception_comes_back_as_it_is(workers: Workers) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        await workers.call(int, "x")


async def test_a_call_that_kills_its_process_fails_and_the_next_one_does_not(workers: Workers) -> None:
    with pytest.raises(WorkerError, match="died"):
        await workers.call(die)
    assert await workers.call(abs, -3) == 3


async def test_a_call_that_was_taken_down_by_another_s_fault_is_made_again(
    workers: Workers, tmp_path: Path
) -> None:
    assert await workers.call(die_once, str(tmp_path / "died")) == "done"


@pytest.mark.parametrize("stuck", [hang, hang_deaf])
async def test_a_call_that_hangs_is_given_up_and_the_next_one_is_not(workers: Workers, stuck: Stuck) -> None:
    await workers.call(abs, 1)
    with pytest.raises(WorkerError, match=r"took longer|died"):
        await workers.call(stuck, limit_s=0.2)
    assert await workers.call(abs, -3) == 3


async def test_a_call_that_eats_memory_fails_alone(workers: Workers) -> None:
    with pytest.raises(MemoryError):
        await workers.call(bytearray, 4_000_000_000)
    assert await workers.call(abs, -3) == 3


_PARENT = """
import asyncio, os, sys
from bot.workers import Workers

async def main():
    workers = Workers()
    print(await workers.call(os.getpid), flush=True)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_a_worker_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert parent.stdout is not None
    worker = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    async with asyncio.timeout(10):
        while _alive(worker):
            await asyncio.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
