"""What the section in a web address says of an item ("/sport/", "/opinion/"): free evidence."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.model.mention import Role

_SECTIONS: Mapping[str, Role] = {
    **dict.fromkeys(
        (
            "opinion",
            "opinions",
            "comment",
            "commentisfree",
            "editorial",
            "editorials",
            "columns",
            "blogs",
            "blog",
            "analysis",
            "explainer",
            "review",
            "reviews",
            "letters",
            "perspectives",
            "podcasts",
        ),
        Role.ANALYSIS,
    ),
    **dict.fromkeys(
        (
            "sport",
            "sports",
            "football",
            "cricket",
            "entertainment",
            "culture",
            "arts",
            "movies",
            "film",
            "music",
            "lifestyle",
            "style",
            "fashion",
            "food",
            "travel",
            "business",
            "markets",
            "money",
            "tech",
            "technology",
            "books",
            "tv-and-radio",
            "games",
            "celebrity",
            "recipes",
            "property",
            "autos",
        ),
        Role.OTHER,
    ),
    **dict.fromkeys(("obituaries", "obituary"), Role.OTHER),
}


def section_of(url: str) -> Role | None:
    """What the section in an address says the item is, None where it says nothing."""
    try:
        parts = urlsplit(url)
        path, host = parts.path.lower(), (parts.hostname or "").split(".")
    except ValueError:
        return None
    for part in (*path.split("/")[1:-1], *host[:1]):
        if part in _SECTIONS:
            return _SECTIONS[part]
    return None
