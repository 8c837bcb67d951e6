"""``sitrep init``: a guided start. It asks for the token and a region, and writes ``config.toml``.

The token goes into a file of its own that only the owner can read; an existing configuration is never
overwritten.
"""

import argparse
import asyncio
import getpass
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.cli import DEFAULT_CONFIG
from bot.delivery.probe import Identity, Refusal, who_am_i
from bot.model.errors import ConfigError
from bot.model.item import Source
from bot.model.place import Place
from bot.places.gazetteer import Gazetteer
from bot.places.query import Ambiguous, Found, find_place
from bot.sources.catalogue import covering

_API = "https://api.telegram.org/bot"
_TRIES = 5
Ask = Callable[[str], str]


def run(args: argparse.Namespace) -> int:
    """Ask, check, write. Raises ConfigError when the file exists or the answers lead nowhere."""
    path: Path = args.config or DEFAULT_CONFIG
    if path.exists():
        raise ConfigError(f"{path}: exists already and is left as it is. sitrep check looks at it.")
    hidden = getpass.getpass if sys.stdin.isatty() else input
    print("Sitrep needs a bot token. On Telegram, write /newbot to @BotFather and copy the token he gives.")
    token, bot = _ask_token(hidden, args.base_url)
    print(f"This is @{bot}.")
    place = _ask_place(input)
    sources = _ask_sources(input, covering(place.area_ids))
    secret = path.with_name("telegram-token")
    _write_secret(secret, token)
    path.write_text(_config(secret.name, args.base_url, sources), "utf-8")
    print(f"Written: {path} and {secret} (only you can read it).")
    print(f"Look it over:  {_program()} check --config {path}")
    print(f"Start it:      {_program()} run --config {path}")
    print(f"Then write to @{bot}:  /subscribe {place.name}")
    return 0


def _program() -> str:
    """How this program can be called from here: "sitrep" only where the shell finds it."""
    if shutil.which("sitrep"):
        return "sitrep"
    called = Path(sys.argv[0])
    return str(called) if called.name == "sitrep" else f"{sys.executable} -m bot"


def _ask_token(ask: Ask, base_url: str) -> tuple[str, str]:
    for _ in range(_TRIES):
        token = ask("Token: ").strip()
        if ":" not in token or not token.split(":", 1)[0].isdigit():
            print("That is no token. One looks like 123456789:AA…")
            continue
        answer = asyncio.run(who_am_i(token, base_url))
        if isinstance(answer, Identity):
            return token, answer.username
        print(_refused(answer))
        if not answer.wrong_token and ask("Use it unchecked? [y/N] ").strip().lower() in ("y", "yes"):
            return token, "your_bot"
    raise ConfigError("no token that works was given; nothing was written.")


def _refused(answer: Refusal) -> str:
    if answer.wrong_token:
        return f"Telegram does not know this token ({answer.reason}). Copy it whole from @BotFather."
    return f"Telegram could not be asked: {answer.reason}"


def _ask_place(ask: Ask) -> Place:
    gazetteer = Gazetteer.open()
    for _ in range(_TRIES):
        text = ask("For which country, province or city? ").strip()
        found = find_place(gazetteer, text) if text else None
        if isinstance(found, Found):
            return found.place
        choices = found.candidates if isinstance(found, Ambiguous) else getattr(found, "suggestions", ())
        if choices:
            places = [each.place for each in choices]
            for n, each in enumerate(places, 1):
                print(f"  {n}. {each.name}, {each.country} ({each.population:,} people)")
            number = ask("Which of them? (number, or Enter for another name) ").strip()
            if number.isdigit() and 1 <= int(number) <= len(places):
                return places[int(number) - 1]
        else:
            print("That place is not known. For example: Pakistan, Sindh, Karachi")
    raise ConfigError("no place was chosen; nothing was written.")


def _ask_sources(ask: Ask, offered: Sequence[Source]) -> list[Source]:
    for n, each in enumerate(offered, 1):
        print(f"  {n}. {each.name}{' (state media)' if each.state_affiliated else ''}")
    for _ in range(_TRIES):
        answer = ask("Leave out which? (numbers, or Enter to take all) ").replace(",", " ").split()
        if all(word.isdigit() and 1 <= int(word) <= len(offered) for word in answer):
            left_out = {int(word) for word in answer}
            chosen = [each for n, each in enumerate(offered, 1) if n not in left_out]
            if chosen:
                return chosen
        print("Write their numbers, for example: 2 5. At least one must stay.")
    return list(offered)


def _write_secret(path: Path, token: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConfigError(f"{path}: exists already; remove it or choose another folder.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{token}\n")


def _config(token_file: str, base_url: str, sources: Sequence[Source]) -> str:
    lines = ["# Written by sitrep init. Every key is explained in config.example.toml.", "", "[telegram]"]
    lines.append(f"token_file = {json.dumps(token_file)}")
    if base_url != _API:
        lines.append(f"base_url = {json.dumps(base_url)}")
    for each in sources:
        lines += ["", "[[sources]]"]
        for key in ("name", "kind", "url", "family", "tier", "language", "state_affiliated"):
            value = getattr(each, key)
            if value not in ("", False):
                lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, ""])
