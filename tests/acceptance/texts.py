"""Reports in our own wording (tests/data/acceptance/reports.toml)."""

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_TOLD = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "acceptance" / "reports.toml").read_text("utf-8")
)


def report(name: str) -> tuple[str, str]:
    """Title and text."""
    day = datetime.now(ZoneInfo("Asia/Karachi")).strftime("%A")
    return _TOLD[name]["title"], _TOLD[name]["text"].strip().replace("{day}", day)


def many(count: int) -> list[tuple[str, str]]:
    """Title and text of that many different incidents of one city: each in another quarter."""
    quarters, deeds = _TOLD["many"]["quarters"], _TOLD["many"]["deeds"]
    told = []
    for n in range(count):
        title, text = deeds[n % len(deeds)]
        values = {"n": n // len(deeds) + 3, "q": quarters[n]}
        told.append((title.format(**values), text.format(**values)))
    return told
