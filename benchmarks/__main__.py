"""``make bench``: run everything and write the table in ``docs/benchmarks.md``."""

import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


@dataclass(frozen=True)
class Row:
    """One line of the table: which module measures it, under which key, and what it should be."""

    module: str
    key: str
    what: str
    goal: str
    form: str = "{:.2f}"


ROWS = (
    Row("whole", "start_to_ready_s", "start to /readyz 200, median of 5, s", "≤ 2"),
    Row("whole", "pss_mb", "memory of the process and its children (PSS), MB", "≤ 250", "{:.0f}"),
    Row("whole", "processes", "processes", "–", "{:.0f}"),
    Row("whole", "latency_p50_s", "one item, from its poll's answer to Telegram, p50, s", "≤ 1"),
    Row("whole", "latency_p95_s", "the same, p95, s", "–"),
    Row(
        "polling",
        "stall_ms",
        "longest stall of the event loop while 500 feeds are polled, ms",
        "≤ 50",
        "{:.0f}",
    ),
    Row(
        "delivery",
        "ratio_httpx",
        "CPU per message: the library's default over ours",
        "≥ 10",
        "{:.0f}",
    ),
    Row(
        "delivery",
        "sender_per_s",
        "whole sender, limits off, 80 ms round trip, messages/s",
        "≥ 1,000",
        "{:.0f}",
    ),
    Row("delivery", "sender_cpu_ms", "the same, processor time of a message, ms", "≤ 0.30"),
    Row("limits", "rate_share", "limits on: share of the configured rate that is used", "≥ 0.97"),
    Row("limits", "refused", "the same: answers that were 429", "0", "{:.0f}"),
    Row("limits", "critical_s", "critical alert behind 20,000, from commit to Telegram, s", "≤ 0.20"),
    Row("limits", "p99_moves", "others' p99 while one group must wait, relative change", "≤ 0.10"),
    Row("incidents", "assign_cpu_p50_ms", "assigning a report, 20,000 open incidents, CPU, p50, ms", "–"),
    Row("incidents", "assign_cpu_p95_ms", "the same, p95, ms", "≤ 5"),
    Row("incidents", "decide_p50_ms", "the same with reading and writing the database, p50, ms", "–"),
    Row("size", "size_mb", "database for 10,000 incidents of 3 reports and 20 alerts, MB", "–", "{:.0f}"),
    Row("size", "left_mb", "the same when all of it is old and deleted, MB", "–", "{:.0f}"),
    Row(
        "week",
        "median_pushes",
        "pushes a day to a chat of a big city, median of the worst of 3 weeks",
        "≤ 3",
        "{:.1f}",
    ),
    Row("week", "night_rings", "rings at night in it, a week", "≤ 1", "{:.0f}"),
)


def main() -> int:
    """Run each module as a process of its own; return 1 if one failed."""
    seen: dict[str, dict[str, float]] = {}
    for module in dict.fromkeys(row.module for row in ROWS):
        print(f"benchmarks.{module} ...", flush=True)
        done = subprocess.run(
            [sys.executable, "-c", _RUN.format(module=module)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        seen[module] = json.loads(done.stdout.splitlines()[-1])
        for key, value in seen[module].items():
            print(f"  {key}: {value:.3f}")
    lines = [f"| {r.what} | {r.form.format(seen[r.module][r.key])} | {r.goal} |" for r in ROWS]
    table = "\n".join(["| what | measured | goal |", "|---|---|---|", *lines])
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    PAGE.write_text(f"{before}{BEGIN}\n{where}\n\n{table}\n{END}{after}", "utf-8")
    print(f"written to {PAGE.name}")
    return 0


_RUN = """
import asyncio, json
from benchmarks import {module}
if __name__ == "__main__":
    print(json.dumps(asyncio.run({module}.run())))
"""

if __name__ == "__main__":
    sys.exit(main())
