"""``sitrep incident split``: take reports out of an incident that two deeds were taken for.

The bot may run meanwhile; what is owed because of it is sent by the bot.
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from bot.cli import config_path
from bot.config import Config, load
from bot.incidents.split import SplitError
from bot.model.incident import Incident
from bot.pipeline import Due, split_incident
from storage import open_store


def run(args: argparse.Namespace) -> int:
    """Do the action; 2 when it can't be done as asked."""
    try:
        stays, leaves = asyncio.run(_split(load(config_path(args)), args.id, args.mention))
    except SplitError as error:
        print(f"sitrep: {error}", file=sys.stderr)
        return 2
    for what, due in (("stays", stays), ("leaves", leaves)):
        if due.decision.after:
            print(f"{due.decision.after.id} ({what}): {_items(due.decision.after)}; {_pushed(due)}")
    return 0


async def _split(config: Config, incident_id: str, chosen: list[str]) -> tuple[Due, Due]:
    store = await open_store(config.storage.url)
    try:
        async with store.write() as uow:
            return await split_incident(uow, incident_id, chosen, datetime.now(UTC))
    finally:
        await store.close()


def _items(incident: Incident) -> str:
    own = [each for each in incident.reports if not each.mention.background]
    return ", ".join(f"{each.id} {each.title!r}" for each in own)


def _pushed(due: Due) -> str:
    push = due.decision.push
    return f"{push.value} to {len(due.selection.alerts)}" if push else "nothing pushed"
