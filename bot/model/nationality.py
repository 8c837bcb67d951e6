"""Whether people are foreigners where they were hit. The adjectives stand in ``nationalities.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

# A paper that calls people only this has said it all.
_FOREIGN = frozenset({"foreign", "foreigner", "foreigners", "western", "european"})


@cache
def countries_of() -> dict[str, str]:
    """ISO 3166 alpha-2 code by adjective in lower case."""
    table = tomllib.loads(files("bot.model").joinpath("nationalities.toml").read_text("utf-8"))
    return {name.lower(): code for code, names in table.items() for name in names}


def is_foreign(nationality: str | None, country: str | None) -> bool:
    """Return whether ``nationality`` (an English adjective) is foreign in ``country`` (alpha-2).

    Unknown adjectives (peoples without a state of that name) and an unknown country are not foreign.
    """
    word = (nationality or "").strip().lower()
    if word in _FOREIGN:
        return True
    own = countries_of().get(word) or (word.upper() if len(word) == 2 else "")
    return bool(own and country) and own != country
