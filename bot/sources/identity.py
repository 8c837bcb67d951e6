"""What makes an entry the same entry: fingerprints, never a date and never its place in the document.

An entry has several keys, strongest first:

1. its guid (``g:``), then the guid without a counter some publishers raise with each edit (``#0``, ``#1``);
2. without a guid its link (``l:``), without tracking parameters;
3. link and title together (``lt:``), which survive a guid that was rewritten;
4. for an entry without guid and link its title with the date told, and its whole text.

A key that two different entries of one document share identifies neither, and is dropped from both: two items
may share a link, and a careless feed gives all of its items one guid.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.model.item import Entry
from bot.ports import Known

_TRACKING = re.compile(
    r"(?:utm_\w*|at_\w*|ns_\w*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|ocid|cmpid?|ftag|"
    r"ito|smid|partner|xtor|ref|ref_src|referrer|rss|feed|cid|wt\.\w+|sr_share|traffic_source|source)",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"#\d{1,2}$")
_URL_IN_TEXT = re.compile(r"https?://\S+")
# What changes by itself: ages, counters of comments and views, and the time a page was made.
_VOLATILE = re.compile(
    r"\b\d+\s+(?:seconds?|minutes?|mins?|hours?|hrs?)\s+ago\b"
    r"|\b\d+\s+(?:comments?|shares?|views|likes)\b|\b(?:comments?|shares?|views|likes)\s*[:(]\s*\d+\)?"
    r"|\b(?:last\s+)?updated\s*(?:at|on|:)?\s*\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+(?:gmt|utc|pkt|ist|[a-z]{3,4}))?"
)


@dataclass(frozen=True, slots=True)
class New:
    """Never seen."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Revised:
    """Seen, but its words differ from what is stored."""

    entry: Entry
    known: Known


@dataclass(frozen=True, slots=True)
class Seen:
    """Seen, and unchanged."""

    entry: Entry
    known: Known


Step = New | Revised | Seen


def plan(entries: Sequence[Entry], known: Mapping[str, Known]) -> list[Step]:
    """What each entry of one document is, oldest first; entries that are the same appear once.

    ``known`` maps keys to what the store holds for them. An item goes to the entry that holds its strongest
    key; another entry that only looks like it (an old title on a new guid) is new.
    """
    ordered = _oldest_first(distinct(entries))
    claims: dict[str, tuple[int, int]] = {}
    for n, entry in enumerate(ordered):
        for strength, key in enumerate(entry.keys):
            if key in known:
                claims[known[key].item_id] = min(claims.get(known[key].item_id, (strength, n)), (strength, n))
                break
    steps: list[Step] = []
    for n, entry in enumerate(ordered):
        held = [known[key] for key in entry.keys if key in known]
        unchanged = next((each for each in held if each.content_hash == entry.content_hash), None)
        own = tuple(key for key in entry.keys if key not in known)
        if unchanged is not None:
            steps.append(Seen(entry, unchanged))
        elif held and claims[held[0].item_id][1] == n:
            steps.append(Revised(entry, held[0]))
        elif held and not own:
            steps.append(Seen(entry, held[0]))
        else:
            steps.append(New(replace(entry, keys=own) if held else entry))
    return steps


def distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Entries that are one collapse into the first; keys shared by different ones are dropped."""
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in entry.keys:
            holders[key].append(entry)
    shared = {key for key, those in holders.items() if len(those) > 1 and _differ(key, those)}
    kept: list[Entry] = []
    taken: set[str] = set()
    for entry in entries:
        # Where nothing of its own is left, what it says has to tell it apart.
        keys = tuple(key for key in entry.keys if key not in shared) or (f"tx:{entry.content_hash}",)
        if taken.isdisjoint(keys):
            kept.append(entry if keys == entry.keys else replace(entry, keys=keys))
            taken.update(keys)
    return kept


def _differ(key: str, holders: Collection[Entry]) -> bool:
    """Whether those who hold this key are different entries rather than one entry told twice."""
    if key.startswith("lt:"):
        return len({entry.keys[0] for entry in holders}) > 1
    if len({entry.content_hash for entry in holders}) == 1:
        return False
    if key.startswith("g:"):
        # One guid on entries that share neither link nor title says nothing.
        links = {normal_link(entry.url) for entry in holders}
        titles = {_folded(entry.title) for entry in holders}
        return len(titles) > 1 and (len(links) > 1 or links == {""})
    return True


def keys_of(guid: str, link: str, title: str, text: str, published_at: datetime | None) -> tuple[str, ...]:
    """Every key of an entry, strongest first, at least one. ``link`` is absolute or ""."""
    guid = guid.strip()
    name = _folded(title)
    place = normal_link(link)
    keys: list[str] = []
    if guid:
        keys.append(f"g:{guid}")
        if guid.startswith(("http://", "https://")) and _COUNTER.search(guid):
            keys.append(f"gc:{_COUNTER.sub('', guid)}")
    elif place:
        keys.append(f"l:{place}")
    if place and name:
        keys.append(f"lt:{_digest(place, name)}")
    if not guid and not place:
        if name and published_at is not None:
            keys.append(f"td:{_digest(name, published_at.astimezone(UTC).isoformat())}")
        keys.append(f"tx:{_digest(name, _folded(text))}")
    return tuple(keys)


def content_hash(title: str, text: str) -> str:
    """Equal for two versions that say the same: case, punctuation, white space, links, "5 minutes ago" and
    counters of comments do not count, numbers do.
    """
    return _digest(_folded(title), _folded(text))


def normal_link(link: str) -> str:
    """A link without scheme, "www.", tracking and fragment; "" for a front page, which names no entry."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    query = urlencode([pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0])])
    path = parts.path.rstrip("/")
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    if not host or not (path or query or fragment):
        return ""
    return f"{host}{port}{path}{f'?{query}' if query else ''}{fragment}"


def _oldest_first(entries: Sequence[Entry]) -> list[Entry]:
    """By date told; an entry without one stays by its neighbour. Feeds run newest first, so ties turn."""
    ordered: list[tuple[datetime, Entry]] = []
    at = datetime.min.replace(tzinfo=UTC)
    for entry in reversed(entries):
        at = entry.published_at or at
        ordered.append((at, entry))
    return [entry for _, entry in sorted(ordered, key=lambda pair: pair[0])]


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", _URL_IN_TEXT.sub(" ", text)).casefold()
    return " ".join(re.findall(r"\w+", _VOLATILE.sub(" ", text)))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
