"""Two hundred names of cities with a typing error each, as ``tests/places/typed.toml``.

    python -m tools.typing_errors

The cities are drawn from the 5,000 largest with a fixed seed; the table is written once and kept, so that
what is expected stands in it and not in the code that is tested.
"""

import random
from pathlib import Path

from bot.places.gazetteer import Gazetteer

PAGE = Path(__file__).parent.parent / "tests" / "places" / "typed.toml"
SEED, CITIES, ROWS, SHORTEST = 20241105, 5_000, 200, 5
# Which keys lie beside which on the keyboard that most type on.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HEAD = """# Names of cities with one typing error, drawn by tools/typing_errors.py: [what is typed, id].
# The answer must be that place (or one that holds it or lies in it), or a question that offers it.

rows = [
"""


def main() -> None:
    """Write the table."""
    rng = random.Random(SEED)
    places = [p for p in Gazetteer.open().largest(CITIES) if len(p.name) >= SHORTEST and p.name.isascii()]
    rows: dict[str, str] = {}
    for place in rng.sample(places, 2 * ROWS):
        typed = mistyped(place.name, rng)
        if typed.lower() != place.name.lower() and len(rows) < ROWS:
            rows.setdefault(typed, place.id)
    lines = [f'    ["{typed}", "{place}"],\n' for typed, place in rows.items()]
    PAGE.write_text(_HEAD + "".join(lines) + "]\n", "utf-8")


def mistyped(name: str, rng: random.Random) -> str:
    """The name with one error after its first letter: left out, twice, changed places, the key beside it."""
    at = rng.randrange(1, len(name) - 1)
    kind = rng.choice(("left out", "twice", "changed places", "key beside"))
    if kind == "left out":
        return name[:at] + name[at + 1 :]
    if kind == "twice":
        return name[:at] + name[at] + name[at:]
    if kind == "changed places":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    beside = [
        row[n + d]
        for row in _ROWS
        for n, key in enumerate(row)
        for d in (-1, 1)
        if key == name[at].lower() and 0 <= n + d < len(row)
    ]
    return name[:at] + rng.choice(beside or ["x"]) + name[at + 1 :]


if __name__ == "__main__":
    main()
