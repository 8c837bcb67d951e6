"""A place while it is being put together."""

from dataclasses import dataclass, field


@dataclass
class Draft:
    """``parent`` is the id of the next larger place; ``inside`` further containers (Kashmir, Middle East).

    ``current`` are names of today beside ``name``, ``aliases`` other names and spellings, ``acronyms`` names
    that count only in capitals, ``typed`` names that a person may type but no report is read by. Degrees;
    population in people; ``weight`` 0: the population.
    """

    id: str
    name: str
    kind: str
    parent: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    population: int = 0
    timezone: str = ""
    weight: int = 0
    current: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    inside: list[str] = field(default_factory=list)


Drafts = dict[str, Draft]
