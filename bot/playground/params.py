"""The parameters of a call, however they came: query, form, multipart or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.playground.markup import need_utf8
from bot.playground.refusal import RefusedError, bad

_TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart call."""

    name: str
    mime: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Values as they came (text, or JSON values of a JSON body) and files by field name."""

    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether it was given and is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """The value as text, "" where it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return need_utf8(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    def whole(self, name: str, default: int = 0) -> int:
        """The value as a whole number; what is none counts as 0, as Telegram has it."""
        text = self.text(name).strip()
        if not text:
            return default
        try:
            return int(text)
        except ValueError:
            return 0

    def flag(self, name: str) -> bool:
        """The value as true or false."""
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str, what: str) -> Any:
        """The value as JSON, None where it is missing. ``what`` names it in the refusal."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None


async def read(request: web.Request) -> Params:
    """Read a call. Raises RefusedError."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.method == "GET":
        return Params(values)
    kind = request.content_type
    if kind == "application/json":
        body = await request.read()
        if body.strip():
            try:
                data = json.loads(body)
            except (ValueError, RecursionError):
                raise bad("can't parse request body as JSON") from None
            if not isinstance(data, dict):
                raise bad("JSON object expected as request body")
            values |= data
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        try:
            form = await request.post()
        except ValueError:
            raise bad("boundary field expected") from None
        for name, value in form.items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.content_type, value.file.read())
            elif isinstance(value, str):
                values[name] = value
            else:
                files[name] = Upload(name, "application/octet-stream", bytes(value))
    elif await request.read():
        raise RefusedError("Bad Request: unsupported content type")
    return Params(values, files)
