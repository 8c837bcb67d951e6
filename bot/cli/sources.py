"""``sitrep sources``: what is configured, how each is doing, and lists to and from other feed readers."""

import argparse
import asyncio
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bot.cli import DEFAULT_CONFIG, config_path
from bot.clock import SystemClock
from bot.config import Config, load
from bot.model.errors import ConfigError, SourceError
from bot.model.item import Source, SourceState
from bot.sources import health, opml
from bot.sources.address import check_url, without_secrets
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller
from bot.workers import Workers
from storage import open_store


def run(args: argparse.Namespace) -> int:
    """Do the action; 1 when ``test`` found a source that does not work."""
    path = config_path(args)
    config = load(path)
    match args.action:
        case "list":
            return asyncio.run(_list(config))
        case "test":
            return asyncio.run(_test(config))
        case "import":
            return _import(args.file, path or DEFAULT_CONFIG, config)
        case _:
            print(opml.write(list(config.sources)), end="")
            return 0


async def _list(config: Config) -> int:
    if not config.sources:
        print("no sources are configured")
        return 0
    store = await open_store(config.storage.url)
    try:
        async with store.read() as uow:
            states = {state.name: state for state in await uow.sources.all()}
    finally:
        await store.close()
    now = datetime.now(UTC)
    for source in config.sources:
        print(_line(source, states.get(source.name, SourceState(source.name)), now))
    return 0


def _line(source: Source, state: SourceState, now: datetime) -> str:
    status = health.status(state)
    word = status.word.value.replace("_", " ") if source.enabled else "disabled"
    if status.word is health.Word.FAILING:
        word = f"failing since {status.well_at:%Y-%m-%d %H:%M} UTC" if status.well_at else "never worked"
    told = [f"{source.name}: {word}", f"tier {source.tier}", f"{state.entries} entries"]
    if state.last_polled_at:
        told.append(f"polled {_age(now, state.last_polled_at)} ago")
    if state.not_before and state.not_before > now:
        told.append(f"next in {_age(state.not_before, now)} or later")
    if status.reason:
        told.append(status.reason)
    return f"{', '.join(told)}\n  {without_secrets(source.url)}"


def _age(later: datetime, earlier: datetime) -> str:
    seconds = max(0, int((later - earlier).total_seconds()))
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


async def _test(config: Config) -> int:
    """Poll each enabled source as if for the first time, and store nothing."""
    sources = [source for source in config.sources if source.enabled]
    if not sources:
        print("no sources are configured")
        return 0
    clock = SystemClock()
    workers = Workers(preload=("bot.sources.registry",))
    try:
        async with Fetcher(config.fetch, clock) as fetcher:
            poller = Poller(fetcher, workers, clock)
            jobs = [asyncio.ensure_future(_try(poller, source)) for source in sources]
            failed = 0
            for job in jobs:
                well, line = await job
                failed += not well
                print(line, flush=True)
    finally:
        await workers.close()
    print(f"{len(sources) - failed} of {len(sources)} work")
    return 1 if failed else 0


async def _try(poller: Poller, source: Source) -> tuple[bool, str]:
    before = perf_counter()
    try:
        result = await poller(source, SourceState(source.name))
    except SourceError as error:
        return False, f"{source.name}: {error}"
    took = perf_counter() - before
    dates = [entry.published_at for entry in result.entries if entry.published_at]
    newest = f", newest {max(dates):%Y-%m-%d %H:%M} UTC" if dates else ""
    moved = f", moved to {without_secrets(result.state.url)}" if result.state.url else ""
    count = len(result.entries)
    return True, f"{source.name}: {count} entries{newest}, {took:.1f} s{moved}" if count else (
        f"{source.name}: a feed, but without entries, {took:.1f} s{moved}"
    )


def _import(file: Path, path: Path, config: Config) -> int:
    """Append what is new to the configuration file; comments and order of it stay."""
    try:
        found = opml.read(file.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: can't be imported: {error}") from None
    if not path.exists():
        raise ConfigError(f"{path}: there is no such file. Copy config.example.toml to it first.")
    urls = {source.url for source in config.sources}
    names = {source.name for source in config.sources}
    added: list[Source] = []
    for source in found:
        if source.url in urls:
            continue
        try:
            check_url(source.url, allow_private=config.fetch.allow_private_addresses)
        except SourceError as error:
            print(f"left out {source.name}: {error.detail}", file=sys.stderr)
            continue
        while source.name in names:
            source = replace(source, name=f"{source.name} (OPML)")
        names.add(source.name)
        added.append(source)
    if added:
        with path.open("a", encoding="utf-8") as out:
            out.write("".join(_as_toml(source) for source in added))
    print(f"{len(added)} added to {path}, {len(found) - len(added)} left out")
    return 0


def _as_toml(source: Source) -> str:
    lines = ["", "[[sources]]"]
    for key in ("name", "kind", "url", "family", "language"):
        if value := getattr(source, key):
            # TOML's basic strings are JSON's, escapes and all.
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, f"tier = {source.tier}", ""])
