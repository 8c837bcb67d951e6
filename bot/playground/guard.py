"""What keeps the page safe: texts of feeds never become script, and no other site can use it."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def local_only(handler: Handler) -> Handler:
    """Refuse what comes from elsewhere: another Host (a name that was rebound), another Origin."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if _host(request.host) not in _HOSTS:
            raise web.HTTPForbidden(text="only on this machine")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="only from this page")
        if request.method == "POST" and request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="JSON only")
        return await handler(request)

    return guarded


def _host(value: str) -> str:
    return value.rsplit(":", 1)[0] if not value.endswith("]") else value
