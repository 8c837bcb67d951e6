"""TOML and the environment into a typed configuration. Unknown keys are refused, with the nearest known one.

``config.example.toml`` documents every key; a test holds the two together. Secrets come from the environment
(``SITREP_TELEGRAM_TOKEN``), from ``token_file`` or from the file itself, and are never printed.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.model.errors import ConfigError
from bot.model.item import Source

SECRET_VARIABLE = "SITREP_WEBHOOK_SECRET"  # noqa: S105 - the variable's name
TOKEN_VARIABLE = "SITREP_TELEGRAM_TOKEN"  # noqa: S105 - the variable's name


@dataclass(frozen=True, slots=True)
class Telegram:
    """How Telegram is reached. The token is appended to ``base_url``."""

    token: str = field(default="", repr=False)
    token_file: str = ""
    base_url: str = "https://api.telegram.org/bot"
    admins: tuple[int, ...] = ()
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    webhook_listen: str = "127.0.0.1:8443"


@dataclass(frozen=True, slots=True)
class Storage:
    """A SQLAlchemy URL; SQLite and PostgreSQL are tested.

    ``backup_days``: how long the operator keeps backups, as /forget tells people. ``keep_days``: incidents
    and items older than that are deleted, ``keep_alerts_days`` alerts; 0 keeps for good.
    """

    url: str = field(default="sqlite+aiosqlite:///sitrep.db", repr=False)
    backup_days: int = 30
    keep_days: int = 365
    keep_alerts_days: int = 90


@dataclass(frozen=True, slots=True)
class Polling:
    """How often each source is asked, in seconds."""

    interval_s: float = 90.0


@dataclass(frozen=True, slots=True)
class Fetch:
    """Limits of one request to a source."""

    allow_private_addresses: bool = False
    timeout_s: float = 20.0
    max_bytes: int = 8_000_000
    concurrency: int = 20
    user_agent: str = "Sitrep/0.1 (incident alerts; feed reader)"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Telegram's limits, kept by ourselves. ``lease_s``: after it another sender may take a row over.

    ``repeat_from_severity``: from it on an alert whose send was not confirmed is sent again, marked.
    ``concurrency``: sends at once. ``paid_broadcast``: allow Telegram to charge for more than 30 a second.
    """

    overall_per_s: float = 28.0
    per_chat_per_s: float = 1.0
    per_group_per_min: float = 18.0
    lease_s: float = 60.0
    burst_size: int = 8
    burst_window_s: float = 600.0
    late_after_s: float = 1800.0
    repeat_from_severity: int = 3
    concurrency: int = 64
    paid_broadcast: bool = False


@dataclass(frozen=True, slots=True)
class Alerts:
    """What is too old to push: a report published this many seconds before it reached us."""

    too_old_s: float = 86_400.0


@dataclass(frozen=True, slots=True)
class Chats:
    """Limits per chat."""

    max_subscriptions: int = 50
    commands_per_min: int = 30


@dataclass(frozen=True, slots=True)
class Ops:
    """``http`` is where /healthz, /readyz and /metrics answer; "" turns them off.

    ``record``: a file to which every item taken in is appended, for ``sitrep replay``; "": none.
    ``dead_man_url`` is asked for while all is well; ``canary_chat`` gets a test alert every
    ``canary_every_s``. "" and 0: none.
    """

    http: str = "127.0.0.1:9464"
    log_level: str = "INFO"
    record: str = ""
    dead_man_url: str = field(default="", repr=False)
    canary_chat: int = 0
    canary_every_s: float = 3600.0


@dataclass(frozen=True, slots=True)
class Config:
    """Everything an operator can set."""

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    polling: Polling = Polling()
    fetch: Fetch = Fetch()
    delivery: Delivery = Delivery()
    alerts: Alerts = Alerts()
    chats: Chats = Chats()
    ops: Ops = Ops()
    sources: tuple[Source, ...] = ()


def load(path: Path | None, environ: Mapping[str, str] = os.environ) -> Config:
    """Read ``path`` (None: defaults) and the environment.

    Raises ConfigError naming the key and the mend; the text never holds a secret.
    """
    data: dict[str, Any] = {}
    if path is not None:
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            raise ConfigError(
                f"{path}: there is no such file. Copy config.example.toml to it and fill it in."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: can't be read: {error}") from None
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{path}: is not valid TOML: {error}") from None
    config: Config = _build(Config, data, "")
    config = replace(config, telegram=_with_token(config.telegram, path, environ))
    _check(config)
    return config


def _with_token(telegram: Telegram, path: Path | None, environ: Mapping[str, str]) -> Telegram:
    secret = environ.get(SECRET_VARIABLE, "").strip() or telegram.webhook_secret
    token = environ.get(TOKEN_VARIABLE, "").strip() or telegram.token.strip()
    if not token and telegram.token_file:
        file = (path.parent if path else Path()) / telegram.token_file
        try:
            token = file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"telegram.token_file: {file} can't be read: {error}") from None
    return replace(telegram, token=token, webhook_secret=secret)


def _check_webhook(telegram: Telegram) -> None:
    if not telegram.webhook_url:
        return
    if not telegram.webhook_url.startswith("https://"):
        raise ConfigError("telegram.webhook_url: must begin with https://, for Telegram calls nothing else.")
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", telegram.webhook_secret):
        raise ConfigError(
            "telegram.webhook_secret: must be 16 to 256 letters, digits, _ or -, so that nobody but Telegram "
            "can bring updates."
        )


def _check(config: Config) -> None:
    _check_webhook(config.telegram)
    for key, least in (("keep_days", 30), ("keep_alerts_days", 7)):
        if (days := getattr(config.storage, key)) != 0 and days < least:
            raise ConfigError(f"storage.{key}: must be {least} or more, or 0 to keep for good.")
    if config.ops.canary_every_s < 60:
        raise ConfigError("ops.canary_every_s: must be 60 or more, in seconds.")
    if config.ops.dead_man_url and not config.ops.dead_man_url.startswith(("http://", "https://")):
        raise ConfigError("ops.dead_man_url: must begin with https:// (or http://).")
    if config.polling.interval_s < 1:
        raise ConfigError("polling.interval_s: must be 1 or more, in seconds.")
    for section in ("fetch", "delivery", "alerts", "chats"):
        part = getattr(config, section)
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, int | float) and not isinstance(value, bool) and value <= 0:
                raise ConfigError(f"{section}.{each.name}: must be more than 0, not {value}.")
    names: set[str] = set()
    for number, source in enumerate(config.sources, 1):
        for key in ("name", "kind", "url"):
            if not getattr(source, key).strip():
                raise ConfigError(f"sources[{number}].{key}: must not be empty.")
        if source.name in names:
            raise ConfigError(f"sources[{number}].name: {source.name!r} is used twice; names must differ.")
        names.add(source.name)


def _build(kind: Any, data: Any, at: str) -> Any:
    if not isinstance(data, dict):
        raise ConfigError(f"{at.rstrip('.')}: must be a table ([{at.rstrip('.')}]).")
    hints = get_type_hints(kind)
    known = {each.name: each for each in fields(kind)}
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(sorted(known))}."
            raise ConfigError(f"{at}{key}: unknown key. {hint}")
    values = {key: _value(hints[key], value, f"{at}{key}") for key, value in data.items()}
    for each in known.values():
        if each.name not in values and each.default is MISSING and each.default_factory is MISSING:
            raise ConfigError(f"{at}{each.name}: is required.")
    return kind(**values)


def _value(hint: Any, value: Any, at: str) -> Any:
    if is_dataclass(hint):
        return _build(hint, value, f"{at}.")
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ConfigError(f"{at}: must be a list.")
        inner = get_args(hint)[0]
        return tuple(_value(inner, one, f"{at}[{n}]") for n, one in enumerate(value, 1))
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        name = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}
        raise ConfigError(f"{at}: must be {name.get(hint, hint)}.")
    return value
