"""The program's commands. Each lives in a module of its own, imported only when it is asked for."""

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from bot.model.errors import ConfigError, StorageError

DEFAULT_CONFIG = Path("config.toml")


def build_parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    parser = argparse.ArgumentParser(
        prog="sitrep", description="Tells people of security incidents in the places they care about."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="the bot")
    _add_config(run)
    run.add_argument("--role", choices=("all", "poll", "send", "chat"), default="all")
    run.add_argument(
        "--or-demo", action="store_true", help="without a token start the playground instead of refusing"
    )

    demo = commands.add_parser("demo", help="the playground: try the bot in the browser, without a token")
    demo.add_argument("--port", type=int, default=0, metavar="N", help="0, the default, takes a free one")
    demo.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")

    extract = commands.add_parser("extract", help="items as JSON lines on stdin, what they say on stdout")
    extract.add_argument("--format", choices=("jsonl",), default="jsonl")
    extract.add_argument("--explain", action="store_true", help="for a person: the evidence for each value")

    replay = commands.add_parser("replay", help="items through the real pipeline with their own clock")
    replay.add_argument("file", type=Path, metavar="FILE", help="items as JSON lines; - for standard input")
    replay.add_argument("--subscriptions", type=Path, metavar="FILE", help='lines {"chat", "text"}')
    replay.add_argument("--explain", action="store_true", help="for a person")

    init = commands.add_parser(
        "init", help="a guided start: asks for a token and a region, writes config.toml"
    )
    _add_config(init)
    init.add_argument(
        "--base-url", default="https://api.telegram.org/bot", help="a Bot API server of your own"
    )

    check = commands.add_parser("check", help="the doctor: what is wrong and how to mend it")
    _add_config(check)
    check.add_argument("--json", action="store_true", help="for a program")

    db = commands.add_parser("db", help="the database")
    actions = db.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_config(actions.add_parser("upgrade", help="bring the tables up to this version"))
    backup = actions.add_parser("backup", help="copy the running database to FILE")
    backup.add_argument("file", type=Path, metavar="FILE")
    _add_config(backup)

    incident = commands.add_parser("incident", help="one incident: take apart what was wrongly put together")
    actions = incident.add_subparsers(dest="action", required=True, metavar="ACTION")
    apart = actions.add_parser("split", help="make an incident of its own of some reports, for good")
    apart.add_argument("id", metavar="ID", help="for example PK-20241105-01")
    apart.add_argument("mention", nargs="+", metavar="MENTION", help="a report's id, or its item's")
    _add_config(apart)

    sources = commands.add_parser("sources", help="the sources of the configuration")
    actions = sources.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_config(actions.add_parser("list", help="each source with what is remembered of it"))
    _add_config(actions.add_parser("test", help="poll each source once, storing nothing"))
    opml = actions.add_parser("import", help="add the feeds of an OPML file to the configuration file")
    opml.add_argument("file", type=Path, metavar="OPML")
    _add_config(opml)
    _add_config(actions.add_parser("export", help="the sources as OPML on standard output"))
    return parser


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config", type=Path, default=None, metavar="FILE", help=f"default: {DEFAULT_CONFIG} if it exists"
    )


def config_path(args: argparse.Namespace) -> Path | None:
    """The file asked for, or config.toml where there is one."""
    if args.config is not None:
        return Path(args.config)
    return DEFAULT_CONFIG if DEFAULT_CONFIG.exists() else None


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import without the garbage collector: looking through modules, which are no garbage, costs a sixth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 well, 1 it failed, 2 the input or configuration is wrong."""
    args = build_parser().parse_args(argv)
    with quick_imports():
        command = import_module(f"bot.cli.{args.command}")
    try:
        status: int = command.run(args)
    except (ConfigError, StorageError) as error:
        print(f"sitrep: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return status
