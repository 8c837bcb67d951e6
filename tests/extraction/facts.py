"""Documents made by hand and the tables that facts are tested by."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.extraction.document import Document, read_document
from bot.model.item import Item

_TABLES = Path(__file__).parent.parent / "data" / "extraction"


def table(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_TABLES / f"{name}.jsonl").read_text("utf-8").splitlines() if line]


def words(text: str) -> list[str]:
    return text.split()


def document(text: str, title: str = "", lang: str = "en", published: str = "2024-11-05") -> Document:
    day = datetime.fromisoformat(published).replace(tzinfo=UTC)
    item = Item("item1", "Wire A", "Wire A", title, seen_at=day, text=text, lang=lang)
    return Document(**{**_fields(read_document(item)), "lang": lang})


def _fields(read: Document) -> dict[str, Any]:
    return {name: getattr(read, name) for name in ("text", "title_end", "lang", "sentences", "item")}
