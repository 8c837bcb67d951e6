"""``sitrep check``: the doctor. What is wrong, and how to mend it.

Exit status: 0 all is well (there may be warnings), 1 something is wrong, 2 the configuration can't be used.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.cli import DEFAULT_CONFIG, config_path
from bot.cli.doctor.database import check_database
from bot.cli.doctor.feeds import check_sources
from bot.cli.doctor.finding import Finding, Level, fine, warning, wrong
from bot.cli.doctor.machine import check_clock, check_disk, check_gazetteer, check_port
from bot.cli.doctor.telegram_side import check_token
from bot.config import Config, load
from bot.model.errors import ConfigError
from bot.sources.registry import KINDS, check_kinds

_SIGNS = {Level.FINE: "✔", Level.WARNING: "!", Level.WRONG: "✘"}


def run(args: argparse.Namespace) -> int:
    """Look at everything and tell it."""
    path = config_path(args)
    try:
        config = load(path)
        check_kinds(config.sources)
    except ConfigError as error:
        _tell([wrong("configuration", str(error), "Correct it and run sitrep check again.")], args.json)
        return 2
    findings = [_configured(path)]
    findings += asyncio.run(_look(config))
    _tell(findings, args.json)
    return 1 if any(each.level is Level.WRONG for each in findings) else 0


def _configured(path: Path | None) -> Finding:
    if path is None:
        return warning("configuration", f"no {DEFAULT_CONFIG} here, defaults hold", "sitrep init writes one.")
    return fine("configuration", f"{path}; kinds of source: {', '.join(sorted(KINDS))}")


async def _look(config: Config) -> list[Finding]:
    token, database, feeds = await asyncio.gather(
        check_token(config), check_database(config), check_sources(config)
    )
    offsets = [each.offset for each in feeds if each.offset is not None]
    machine = [check_gazetteer(), check_disk(config), check_port(config), check_clock(offsets)]
    return [token, database, *machine, *(each.finding for each in feeds)]


def _tell(findings: Sequence[Finding], as_json: bool) -> None:
    if as_json:
        json.dump([asdict(each) for each in findings], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    for line in _lines(findings):
        print(line)


def _lines(findings: Iterable[Finding]) -> Iterable[str]:
    wrongs = 0
    for each in findings:
        wrongs += each.level is Level.WRONG
        yield f"{_SIGNS[each.level]} {each.part}: {each.says}"
        if each.mend:
            yield f"    → {each.mend}"
    yield "all is well" if not wrongs else f"{wrongs} to mend"
