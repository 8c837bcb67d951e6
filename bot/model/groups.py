"""Armed groups and what they are called, read once from ``groups.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_BRACKETED = re.compile(r"\s*\([^)]*\)$")


@cache
def armed_groups() -> dict[str, tuple[str, ...]]:
    """Every name of each group by its neutral name, as it is shown ("Baloch Liberation Army (BLA)").

    Where the neutral name holds an acronym in brackets, the names have both, each by itself.
    """
    table = tomllib.loads(files("bot.model").joinpath("groups.toml").read_text("utf-8"))
    return {name: _names(name, aliases) for name, aliases in table.items()}


def _names(name: str, aliases: str) -> tuple[str, ...]:
    told = (alias.strip() for alias in aliases.split(";"))
    return tuple(dict.fromkeys(each for each in (_BRACKETED.sub("", name), *told) if each))
