"""``sitrep run``: the bot."""

import argparse
import asyncio

from bot import log
from bot.cli import config_path, quick_imports
from bot.config import load
from bot.model.errors import ConfigError

HOW_TO_START = (
    "telegram.token: is missing. Ask @BotFather on Telegram for one and put it into config.toml "
    "([telegram] token_file = ...), or into the environment as SITREP_TELEGRAM_TOKEN. "
    "To try Sitrep without a token: sitrep demo"
)


def run(args: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM."""
    config = load(config_path(args))
    log.configure(config.ops.log_level)
    if not config.telegram.token and args.role != "poll":
        if args.or_demo:
            from bot.cli.demo import run as run_demo

            return run_demo(argparse.Namespace(port=0))
        raise ConfigError(HOW_TO_START)
    with quick_imports():
        from bot.app import App

    asyncio.run(App(config, role=args.role).run())
    return 0
