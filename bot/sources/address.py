"""Which addresses may be asked. Sources are added by people, so an address is hostile until it is checked.

A name is checked twice: as written (``check_url``), and as the number really connected to (``is_public``),
because a name may point anywhere and may change between the check and the connection.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from yarl import URL

from bot.model.errors import FetchFailure, SourceError

WEB_PORTS = (80, 443)
LONGEST = 2048

# Written out, because ``is_global`` differs between versions of Python and lets some of these pass.
_CLOSED_4 = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' NAT, and a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's control channel on a public number
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # Teredo, ORCHID and other tunnels
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address that may be private
        "3fff::/20",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet. A zone ("fe80::1%eth0") is never public."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv6Address):
        if number.scope_id:
            return False
        if number.ipv4_mapped is not None:
            return _public_4(number.ipv4_mapped)
        if number in _NAT64:
            return _public_4(IPv4Address(int(number) & 0xFFFF_FFFF))
        return number in _OPEN_6 and not any(number in net for net in _CLOSED_6)
    return _public_4(number)


def _public_4(number: IPv4Address) -> bool:
    return not any(number in net for net in _CLOSED_4)


def check_url(text: str | URL, *, allow_private: bool = False) -> URL:
    """Return the address parsed, fit to be asked.

    Raises SourceError(REFUSED_ADDRESS): not http(s), no host, user name or password inside, a port other than
    80 and 443, or a number that is not public (the last two unless ``allow_private``).
    """
    try:
        url = text if isinstance(text, URL) else URL(text.strip())
        host, port = url.host, url.port
        user, password = url.user, url.password
    except (ValueError, TypeError):
        raise refused("the address can't be read") from None
    if url.scheme not in ("http", "https"):
        raise refused(f"only http and https are fetched, not {url.scheme[:20] or 'nothing'}:")
    if not host:
        raise refused("the address names no host")
    if len(str(url)) > LONGEST:
        raise refused(f"the address is longer than {LONGEST} characters")
    if user is not None or password is not None:
        raise refused("the address holds a user name or password")
    if allow_private:
        return url
    if port not in WEB_PORTS:
        raise refused(f"port {port} is not fetched, only 80 and 443")
    if _is_number(host) and not is_public(host):
        raise refused(f"{host} is not on the public internet")
    return url


def refused(detail: str) -> SourceError:
    """The error for an address that is not asked."""
    return SourceError(FetchFailure.REFUSED_ADDRESS, detail)


def without_secrets(url: str | URL) -> str:
    """The address as it may be logged: keys and tokens often sit in the query, so that is left out."""
    try:
        parsed = URL(url) if isinstance(url, str) else url
        shown = f"{parsed.scheme}://{parsed.host or ''}"
        if parsed.port and not parsed.is_default_port():
            shown += f":{parsed.port}"
        return f"{shown}{parsed.path}{'?...' if parsed.query_string else ''}"
    except ValueError:
        return "(unreadable address)"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
