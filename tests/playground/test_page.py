"""What the page's server lets through, and to whom."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

import aiohttp
import pytest

from bot.playground.assembly import GROUP, MEMBER, PRIVATE, PRIVATE_ZH, Playground
from bot.playground.params import Params
from bot.playground.standin import METHODS


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    opened = Playground()
    await opened.start()
    opened.stream.ready = True
    yield opened
    await opened.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def next_event(response: aiohttp.ClientResponse, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            line = await response.content.readline()
            if line.startswith(b"data: "):
                event: dict[str, Any] = json.loads(line[6:])
                if event["kind"] == kind:
                    return event


@pytest.mark.parametrize("path", ["", "page/app.js", "page/style.css", "page/icon.svg"])
async def test_every_file_comes_with_a_policy_that_lets_no_foreign_script_run(
    playground: Playground, session: aiohttp.ClientSession, path: str
) -> None:
    async with session.get(playground.url + path) as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_page_loads_nothing_from_elsewhere_and_makes_no_markup_from_text() -> None:
    folder = files("bot.playground").joinpath("page")
    for file in folder.iterdir():
        text = file.read_text("utf-8")
        outside = [url for url in re.findall(r"https?://[\w.]+", text) if "w3.org" not in url]
        assert outside == [], file.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), (
            file.name
        )
        assert not re.search(r"<[a-z]+ [^>]*\bon\w+=|style=", text), file.name


async def test_only_this_page_may_use_it(playground: Playground, session: aiohttp.ClientSession) -> None:
    say = f"{playground.url}play/say"
    body = {"chat_id": PRIVATE, "text": "/help"}
    async with session.get(playground.url, headers={"Host": "evil.example"}) as response:
        assert response.status == 403
    async with session.post(say, json=body, headers={"Origin": "https://evil.example"}) as response:
        assert response.status == 403
    async with session.post(say, data=json.dumps(body), headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415
    assert playground.standin.messages(PRIVATE) == []
    async with session.post(say, json=body, headers={"Origin": playground.url.rstrip("/")}) as response:
        assert response.status == 200
    assert playground.standin.messages(PRIVATE)[0]["text"] == "/help"


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("say", {"chat_id": 1, "text": "x"}),
        ("say", {"chat_id": PRIVATE, "text": " "}),
        ("say", {"chat_id": PRIVATE, "text": "x" * 4097}),
        ("say", []),
        ("location", {"chat_id": PRIVATE, "latitude": 91, "longitude": 0}),
        ("location", {"chat_id": PRIVATE, "latitude": "NaN", "longitude": 0}),
        ("pace", {"pace": "warp"}),
        ("nothing", {}),
    ],
)
async def test_wrong_use_is_said_and_changes_nothing(
    playground: Playground, session: aiohttp.ClientSession, action: str, body: Any
) -> None:
    async with session.post(f"{playground.url}play/{action}", json=body) as response:
        assert response.status == 400
        assert (await response.json())["error"]
    assert playground.standin.messages(PRIVATE) == []


async def test_the_page_is_told_as_it_happens(playground: Playground, session: aiohttp.ClientSession) -> None:
    standin = playground.standin

    def call(method: str, **params: Any) -> Any:
        return METHODS[method.lower()](standin.world, Params(params))

    async with session.get(f"{playground.url}play/events") as events:
        snapshot = await next_event(events, "snapshot")
        assert [chat["id"] for chat in snapshot["chats"]] == [PRIVATE, GROUP, PRIVATE_ZH]
        group = snapshot["chats"][1]
        assert [(each["id"], each["admin"]) for each in group["people"]] == [(PRIVATE, True), (MEMBER, False)]

        sent = call("sendMessage", chat_id=PRIVATE, text="a", disable_notification="true")
        message = (await next_event(events, "message"))["message"]
        assert (message["text"], message["silent"], message["by_bot"]) == ("a", True, True)

        call("editMessageText", chat_id=PRIVATE, message_id=sent["message_id"], text="b")
        message = (await next_event(events, "edit"))["message"]
        assert (message["text"], message["history"][0]["text"]) == ("b", "a")

        call("setMyCommands", commands='[{"command": "help", "description": "Help"}]')
        told = await next_event(events, "commands")
        assert told["chats"][0]["people"][0]["commands"][0]["command"] == "help"

        query = standin.press(PRIVATE, sent["message_id"], "x")
        call("answerCallbackQuery", callback_query_id=query, text="Done")
        assert (await next_event(events, "answer"))["text"] == "Done"

        call("sendChatAction", chat_id=PRIVATE, action="typing")
        assert (await next_event(events, "action"))["action"] == "typing"

        async with session.post(f"{playground.url}play/next", json={}) as response:
            assert (await response.json())["time"] == "08:50"
        assert "Korangi" in (await next_event(events, "clock"))["appeared"][0]["title"]

        call("deleteMessage", chat_id=PRIVATE, message_id=sent["message_id"])
        assert (await next_event(events, "delete"))["message_id"] == sent["message_id"]


async def test_the_first_subscription_starts_the_week(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.post(
        f"{playground.url}play/say", json={"chat_id": PRIVATE, "text": "/help"}
    ) as response:
        assert response.status == 200
    assert playground.stream.pace == "paused"
    async with session.post(
        f"{playground.url}play/say", json={"chat_id": PRIVATE, "text": "/subscribe Karachi"}
    ) as response:
        assert response.status == 200
    assert playground.stream.pace == "normal"
