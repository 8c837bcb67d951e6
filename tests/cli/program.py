"""The program's commands as a person runs them: their words and their exit status.

``sitrep`` starts a process; ``inside`` calls the same command in this one, which spares its start.
"""

import asyncio
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.cli import main

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


async def sitrep(*args: str, stdin: str = "", cwd: Path | None = None, **environ: str) -> Ran:
    """Run ``sitrep ARGS``; no token comes from the outside."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("SITREP_TELEGRAM")}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *args),
        cwd=cwd or ROOT,
        env={**env, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environ},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(90):
        out, err = await child.communicate(stdin.encode())
    return Ran(child.returncode or 0, out.decode(), err.decode())


async def inside(*args: str, stdin: str = "", cwd: Path | None = None) -> Ran:
    """Call ``bot.cli.main`` in a thread (it runs a loop of its own), as if it were a process."""
    out, err = io.StringIO(), io.StringIO()

    def call() -> int:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.chdir(cwd or ROOT),
            _typed(stdin),
        ):
            return main(args)

    async with asyncio.timeout(60):
        status = await asyncio.to_thread(call)
    return Ran(status, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _typed(text: str) -> Iterator[None]:
    before, tokens = (
        sys.stdin,
        {key: os.environ[key] for key in os.environ if key.startswith("SITREP_TELEGRAM")},
    )
    sys.stdin = io.StringIO(text)
    for key in tokens:
        del os.environ[key]
    try:
        yield
    finally:
        sys.stdin = before
        os.environ.update(tokens)
