"""python -m bot.places: unpack the gazetteer at set-up time, so that the first start is fast."""

import sys

from bot.places.gazetteer import Gazetteer
from bot.places.unpack import unpacked


def main() -> int:
    """Unpack and open; 1 with a reason on stderr if that fails."""
    try:
        path = unpacked()
        Gazetteer.open(path).close()
    except OSError as error:
        sys.stderr.write(f"The gazetteer can't be unpacked: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
