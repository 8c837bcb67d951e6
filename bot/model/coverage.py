"""How well an area is covered by its sources, and what a chat was told of that."""

from dataclasses import dataclass
from enum import StrEnum


class Coverage(StrEnum):
    """REDUCED: half or more of the sources that cover an area have been failing for hours. DARK: all."""

    FINE = "fine"
    REDUCED = "reduced"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a chat was told last; ``quiet_day`` is the local day of its last "nothing happened", or ""."""

    coverage: Coverage = Coverage.FINE
    quiet_day: str = ""
