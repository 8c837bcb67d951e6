"""Which addresses Telegram takes in links and buttons."""

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_USER = re.compile(r"tg:(?://)?user\?id=(\d{1,19})(?:[&#].*)?", re.IGNORECASE)
_HOST = re.compile(r"[^\s/?#\\<>\"|^{}`\[\]]+")


class WrongUrlError(ValueError):
    """Its text is Telegram's."""


def user_of(url: str) -> int:
    """The user that ``tg://user?id=…`` mentions; 0 for any other address."""
    match = _USER.fullmatch(url.strip())
    return int(match[1]) if match else 0


def check_url(url: str) -> str:
    """Return the address as Telegram keeps it: with a scheme, the path at least "/". Raises WrongUrlError."""
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in ("tg", "ton", "tonsite"):
        if not url[scheme.end() :].strip("/"):
            raise WrongUrlError("Wrong HTTP URL")
        return url
    if scheme and "." not in scheme[1] and not url[scheme.end() :][:1].isdigit():
        if scheme[1].lower() not in ("http", "https"):
            raise WrongUrlError("Unsupported URL protocol")
    else:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise WrongUrlError("Wrong HTTP URL") from None
    if not host:
        raise WrongUrlError("URL host is empty")
    if port == 0 or any(char <= " " or char == "\x7f" for char in url):
        raise WrongUrlError("Wrong HTTP URL")
    if ":" not in host and ("." not in host.strip(".") or not _HOST.fullmatch(host)):
        raise WrongUrlError("Wrong HTTP URL")
    if not parts.path:
        head, mark, rest = _before_query(url)
        url = f"{head}/{mark}{rest}"
    return url


def checked_url(url: str) -> str:
    """The address as kept, or "" where Telegram would drop the link and keep its text."""
    try:
        return check_url(url)
    except WrongUrlError:
        return ""


def _before_query(url: str) -> tuple[str, str, str]:
    cut = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    return url[:cut], url[cut : cut + 1], url[cut + 1 :]
