"""Sources and what they bring."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Something polled. ``family`` is the publisher's: two sources of one family are one voice.

    ``tier`` 1 (agency, official) to 4 (unknown); ``language`` ISO 639-1 or "" when it must be detected.
    ``areas``: ids of places that it covers, empty for what the catalogue says, or everything.
    """

    name: str
    kind: str
    url: str
    family: str = ""
    tier: int = 3
    language: str = ""
    state_affiliated: bool = False
    enabled: bool = True
    areas: tuple[str, ...] = ()

    @property
    def publisher(self) -> str:
        """The family, or the source's own name where none was given."""
        return self.family or self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as it stands in the document, cleaned of markup, identity not yet decided.

    ``keys`` are what may identify it again, strongest first (see ``bot.sources.identity``);
    ``content_hash`` tells a revision. ``published_at`` is aware UTC, None when missing or unreadable:
    an unreadable date never becomes "now".
    """

    keys: tuple[str, ...]
    content_hash: str
    title: str
    summary: str = ""
    text: str = ""
    url: str = ""
    published_at: datetime | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that was stored. ``revision`` starts at 1 and rises when the publisher edits the entry.

    ``seen_at`` is when the first version reached us (aware UTC). ``before_start``: it came with the first
    successful poll of its source, so it is shown by /latest and pushed to nobody.
    """

    id: str
    source: str
    family: str
    title: str
    seen_at: datetime
    revision: int = 1
    summary: str = ""
    text: str = ""
    url: str = ""
    published_at: datetime | None = None
    lang: str = ""
    content_hash: str = ""
    tier: int = 3
    state_affiliated: bool = False
    before_start: bool = False

    @property
    def document(self) -> str:
        """What spans count in: title, newline, text (or summary where there is no text), unmodified."""
        return f"{self.title}\n{self.text or self.summary}"


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between polls; survives restarts. Times are aware UTC.

    ``first_ok_at`` is set by the first successful poll, for good. ``failures`` counts in a row.
    ``configured_url`` is the address all this was learned from; ``url`` where it moved to for good, or "".
    """

    name: str
    first_ok_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_polled_at: datetime | None = None
    last_item_at: datetime | None = None
    not_before: datetime | None = None
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    url: str = ""
    failures: int = 0
    last_failure: str = ""
    entries: int = 0
    configured_url: str = ""
