"""The program's commands as a person runs them: a child process, its words and its exit status."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

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
