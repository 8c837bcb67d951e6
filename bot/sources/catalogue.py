"""The catalogue: known sources and what they cover (``catalogue.toml``)."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.model.item import Source


@dataclass(frozen=True, slots=True)
class Listed:
    """A source and the ids of the places that it covers well."""

    source: Source
    areas: tuple[str, ...]


@cache
def catalogue() -> tuple[Listed, ...]:
    """Everything listed, the most local first as the file has it."""
    table = tomllib.loads(files("bot.sources").joinpath("catalogue.toml").read_text("utf-8"))
    return tuple(
        Listed(
            Source(
                name=row["name"],
                kind="feed",
                url=row["url"],
                family=row["family"],
                tier=row["tier"],
                language=row["language"],
                state_affiliated=row.get("state_affiliated", False),
            ),
            tuple(row["areas"]),
        )
        for row in table["sources"]
    )


def covering(area_ids: Collection[str]) -> list[Source]:
    """Sources that cover any of these areas (a place and its ancestors), the most local first."""
    return [each.source for each in catalogue() if set(each.areas) & {*area_ids, "world"}]
