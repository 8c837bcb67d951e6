"""The chat page in the browser: its files, what it may do, and what it is told as it happens."""

import asyncio
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from aiohttp import web

from bot.playground.asking import standing
from bot.playground.guard import HEADERS, local_only
from bot.playground.menu import menu_of
from bot.playground.people import People
from bot.playground.refusal import RefusedError
from bot.playground.stream import Report, Stream
from bot.playground.world import Chat, Event, Stored

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FILES = ("index.html", "style.css", "icon.svg", "app.js", "chat.js", "message.js", "dom.js")
_MAX_WAITING = 5_000
_CLOCK_EVERY_S = 1.0


class Page:
    """Serves the page over the stand-in's people and the sample stream."""

    def __init__(self, people: People, stream: Stream) -> None:
        self._people = people
        self._world = people.world
        self._stream = stream
        self._viewers: set[asyncio.Queue[Event | None]] = set()
        self.begin: Callable[[], None] = stream.begin
        self._world.listeners.append(self._on_event)
        stream.listeners.append(self._on_stream)

    def routes(self) -> list[web.AbstractRouteDef]:
        """What to add to the server."""
        return [
            web.get("/", local_only(self._index)),
            web.get("/page/{name}", local_only(self._file)),
            web.get("/play/events", local_only(self._events)),
            web.get("/play/files/{file_id}", local_only(self._picture)),
            web.post("/play/{action}", local_only(self._act)),
        ]

    def close(self) -> None:
        """Let every viewer go."""
        for viewer in list(self._viewers):
            viewer.put_nowait(None)

    async def _index(self, _: web.Request) -> web.Response:
        return _static("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _FILES:
            raise web.HTTPNotFound
        return _static(name)

    async def _picture(self, request: web.Request) -> web.Response:
        found = self._world.files.get(request.match_info["file_id"])
        if found is None:
            raise web.HTTPNotFound
        mime = found[0] if found[0] in ("image/png", "image/jpeg") else "application/octet-stream"
        return web.Response(body=found[1], content_type=mime, headers=HEADERS)

    async def _act(self, request: web.Request) -> web.Response:
        try:
            done = self._do(request.match_info["action"], await request.json())
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        except RefusedError as error:
            return web.json_response({"error": error.description}, status=400)
        return web.json_response(done, headers=HEADERS)

    def _do(self, action: str, given: dict[str, Any]) -> dict[str, Any]:
        people = self._people
        match action:
            case "say":
                text = str(given["text"])
                said = people.say(
                    given["chat_id"], text, given.get("user_id"), reply_to=given.get("reply_to")
                )
                if text.startswith("/subscribe"):
                    self.begin()
                return {"message_id": said["message_id"]}
            case "press":
                query = people.press(
                    given["chat_id"], given["message_id"], str(given["data"]), given.get("user_id")
                )
                self.begin()
                return {"query": query}
            case "location":
                latitude, longitude = float(given["latitude"]), float(given["longitude"])
                if not (abs(latitude) <= 90 and abs(longitude) <= 180):
                    raise ValueError("latitude is -90 to 90, longitude -180 to 180")
                said = people.share_location(
                    given["chat_id"],
                    latitude,
                    longitude,
                    given.get("user_id"),
                    reply_to=given.get("reply_to"),
                )
                return {"message_id": said["message_id"]}
            case "pace":
                self._stream.set_pace(str(given["pace"]))
            case "next":
                self._stream.step()
            case _:
                raise KeyError(action)
        return self._stream.state()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        viewer: asyncio.Queue[Event | None] = asyncio.Queue(_MAX_WAITING)
        self._viewers.add(viewer)
        try:
            await _send(response, self._snapshot())
            while True:
                try:
                    event = await asyncio.wait_for(viewer.get(), _CLOCK_EVERY_S)
                except TimeoutError:
                    event = {"kind": "clock", "clock": self._stream.state()}
                if event is None:
                    break
                await _send(response, event)
        except (ConnectionError, asyncio.CancelledError):
            return response
        finally:
            self._viewers.discard(viewer)
        return response

    def _snapshot(self) -> Event:
        return {
            "kind": "snapshot",
            "bot": self._world.me,
            "clock": self._stream.state(),
            "chats": [self._chat(chat) for chat in self._world.chats.values()],
        }

    def _chat(self, chat: Chat) -> dict[str, Any]:
        ids = [chat.id] if chat.type == "private" else [*chat.admins, *chat.members]
        return {
            **chat.data,
            "title": chat.title or chat.first_name,
            "bot": chat.bot,
            "people": [
                {
                    "id": user_id,
                    "name": self._world.user(user_id)["first_name"],
                    "lang": self._world.user(user_id).get("language_code", ""),
                    "admin": standing(chat, user_id) in ("creator", "administrator"),
                    "commands": menu_of(self._world, chat, user_id),
                }
                for user_id in ids
            ],
            "messages": [_shown(stored) for stored in chat.stored.values()],
        }

    def _on_event(self, event: Event) -> None:
        kind = event["kind"]
        if kind in ("message", "edit"):
            chat = self._world.chats[event["chat_id"]]
            stored = chat.stored.get(event["message_id"])
            if stored is None:
                return
            event = {**event, "message": _shown(stored)}
        elif kind == "chat":
            chat = self._world.chats[event["chat_id"]]
            event = {**event, "chat": self._chat(chat)}
        elif kind == "commands":
            event = {"kind": kind, "chats": [self._chat(chat) for chat in self._world.chats.values()]}
        self._tell(event)

    def _on_stream(self, appeared: list[Report]) -> None:
        titles = [{"title": report.title, "source": report.source} for report in appeared]
        self._tell({"kind": "clock", "clock": self._stream.state(), "appeared": titles})

    def _tell(self, event: Event) -> None:
        for viewer in list(self._viewers):
            try:
                viewer.put_nowait(event)
            except asyncio.QueueFull:
                # A tab that sleeps: it starts over with a snapshot when it connects again.
                self._viewers.discard(viewer)
                while not viewer.empty():
                    viewer.get_nowait()
                viewer.put_nowait(None)


def _shown(stored: Stored) -> dict[str, Any]:
    return {
        **stored.data,
        "silent": stored.silent,
        "by_bot": stored.by_bot,
        "history": stored.history,
        "file_id": stored.file_id,
    }


async def _send(response: web.StreamResponse, event: Event) -> None:
    await response.write(f"data: {json.dumps(event)}\n\n".encode())


def _static(name: str) -> web.Response:
    body = files("bot.playground").joinpath("page", name).read_bytes()
    return web.Response(
        body=body, content_type=_TYPES[name.rsplit(".", 1)[1]], charset="utf-8", headers=HEADERS
    )
