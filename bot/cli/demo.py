"""``sitrep demo``: the bot as it is, against the stand-in on this machine, with the sample week."""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import webbrowser
from pathlib import Path

from bot import log
from bot.cli import quick_imports
from bot.config import Alerts, Config, Delivery, Fetch, Ops, Polling, Storage, Telegram
from bot.playground.assembly import PRIVATE, Playground

_WELCOME = """
Sitrep playground: {url}

  SAMPLE data, made up; nothing leaves this machine and no token is needed.
  Open the address, type /subscribe Karachi, and watch the week go by.
  Ctrl-C ends it; nothing is kept.
"""


def run(args: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM; 1 where the port can't be had."""
    log.configure("WARNING")
    # A poll that is skipped because the one before still runs is no news to somebody who tries the bot.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    try:
        asyncio.run(_run(args.port, browser=getattr(args, "browser", True)))
    except OSError as error:
        print(
            f"sitrep: 127.0.0.1:{args.port} can't be listened on: {error.strerror or error}", file=sys.stderr
        )
        return 1
    return 0


async def _run(port: int, *, browser: bool) -> None:
    playground = Playground()
    await playground.start(port)
    try:
        # Imported late: a taken port is told before the bot's libraries are loaded, which takes a second.
        with quick_imports():
            from bot.app import App

        with tempfile.TemporaryDirectory(prefix="sitrep-demo-") as folder:
            app = App(demo_config(playground, Path(folder)), role="all")
            print(_WELCOME.format(url=playground.url), flush=True)
            if browser and _has_display():
                webbrowser.open(playground.url)
            await app.run()
    finally:
        await playground.stop()


def demo_config(playground: Playground, folder: Path) -> Config:
    """The configuration of a bot that lives in the playground; its database in ``folder``."""
    return Config(
        telegram=Telegram(
            token=playground.standin.token, base_url=playground.standin.base_url, admins=(PRIVATE,)
        ),
        storage=Storage(url=f"sqlite+aiosqlite:///{folder / 'demo.db'}"),
        polling=Polling(interval_s=2.0),
        fetch=Fetch(allow_private_addresses=True),
        # Ten minutes hold most of the sample week: what would be a burst there is days of it here.
        delivery=Delivery(burst_window_s=30.0),
        # The sample week may lie still for long between two reports.
        alerts=Alerts(too_old_s=7 * 86_400.0),
        ops=Ops(http="", log_level="WARNING"),
        sources=playground.sources,
    )


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return sys.stdout.isatty()
    return sys.stdout.isatty() and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
