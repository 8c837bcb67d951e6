"""The taxonomy of incidents, read once from ``taxonomy.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.model.mention import Nature


@dataclass(frozen=True, slots=True)
class FineKind:
    """A fine kind: its coarse kind, family, the nature assumed unless told, and the weapon it implies."""

    name: str
    kind: str
    family: str
    nature: Nature
    violent: bool
    weapon: str | None


@cache
def fine_kinds() -> dict[str, FineKind]:
    """Every fine kind by name."""
    table = tomllib.loads(files("bot.model").joinpath("taxonomy.toml").read_text("utf-8"))
    return {
        fine: FineKind(
            name=fine,
            kind=kind,
            family=own.get("family", row["family"]),
            nature=Nature(own.get("nature", row["nature"])),
            violent=row["violent"],
            weapon=own.get("weapon"),
        )
        for kind, row in table.items()
        for fine, own in row["fine"].items()
    }


@cache
def coarse_kinds() -> tuple[str, ...]:
    """The coarse kinds in the order of the file."""
    return tuple(dict.fromkeys(fine.kind for fine in fine_kinds().values()))
