"""The machine: the gazetteer's place, room on the disk, the port, the clock."""

import shutil
import socket
from datetime import timedelta
from pathlib import Path

from bot.cli.doctor.finding import Finding, fine, warning, wrong
from bot.config import Config
from bot.places.gazetteer import Gazetteer

_LITTLE_MB, _TOO_LITTLE_MB = 500, 50
_ODD, _TOO_ODD = timedelta(seconds=30), timedelta(minutes=5)


def check_gazetteer() -> Finding:
    """Open it and ask it for a place."""
    try:
        gazetteer = Gazetteer.open()
        found = gazetteer.candidates("Karachi")
    except OSError as error:
        return wrong("gazetteer", str(error), "Install Sitrep again; its cache folder needs 60 MB.")
    if not found:
        return wrong("gazetteer", "does not know Karachi", "Remove Sitrep's cache folder; it is made anew.")
    return fine(
        "gazetteer", f"{gazetteer.facts.get('places', '?')} places, {gazetteer.facts.get('names', '?')} names"
    )


def check_disk(config: Config) -> Finding:
    """Room where the database grows; for PostgreSQL that is the server's matter."""
    folder = _folder(config.storage.url)
    if folder is None:
        return fine("disk", "the database is on a server")
    if not folder.is_dir():
        return wrong("disk", f"the folder {folder} does not exist", "Create it, or change storage.url.")
    free_mb = shutil.disk_usage(folder).free // 2**20
    says = f"{free_mb} MB free in {folder}"
    if free_mb < _TOO_LITTLE_MB:
        return wrong("disk", says, "Make room: a full disk stops every alert.")
    if free_mb < _LITTLE_MB:
        return warning("disk", says, "Make room before it is full.")
    return fine("disk", says)


def check_port(config: Config) -> Finding:
    """Whether the health port can be listened on."""
    address = config.ops.http
    if not address:
        return fine("port", "ops.http is off")
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65_535:
        return wrong("port", f"ops.http: {address!r} is no address", 'Write "host:port", or "" for none.')
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host.strip("[]"), int(port)))
    except OSError as error:
        why = error.strerror or str(error)
        return wrong("port", f"{address}: {why}", "Choose another ops.http, or stop the Sitrep that runs.")
    return fine("port", f"{address} is free")


def check_clock(offsets: list[timedelta]) -> Finding:
    """``offsets``: what the servers' clocks say minus ours, one for each that told its time."""
    if not offsets:
        return warning(
            "clock", "no server told its time", "See what the sources say; check the clock by hand."
        )
    middle = sorted(offsets)[len(offsets) // 2]
    says = (
        f"{abs(middle.total_seconds()):.0f} s {'behind' if middle > timedelta(0) else 'ahead of'} the servers"
    )
    if abs(middle) >= _TOO_ODD:
        return wrong("clock", says, "Set it (NTP): alerts would be called late, or news too old.")
    if abs(middle) >= _ODD:
        return warning("clock", says, "Turn on time synchronisation (NTP).")
    return fine("clock", "right")


def _folder(url: str) -> Path | None:
    scheme, _, rest = url.partition(":///")
    return Path(rest).absolute().parent if scheme.startswith("sqlite") else None
