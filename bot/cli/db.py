"""``sitrep db``: bring the tables up to date, copy the running database."""

import argparse
import asyncio

from bot.cli import config_path
from bot.config import load
from storage import migrate


def run(args: argparse.Namespace) -> int:
    """Do the action; errors leave as ConfigError or StorageError."""
    url = load(config_path(args)).storage.url
    if args.action == "upgrade":
        before, after = asyncio.run(_upgrade(url))
        print(f"{after}: was {before or 'empty'}" if before != after else f"{after}: nothing to do")
        return 0
    asyncio.run(migrate.backup(url, args.file))
    print(f"copied to {args.file}")
    return 0


async def _upgrade(url: str) -> tuple[str | None, str | None]:
    before = await migrate.current(url)
    await migrate.upgrade(url)
    return before, await migrate.current(url)
