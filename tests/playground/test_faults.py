"""The two places where a subclass may interfere, and what people can see of it."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.playground.standin import StandIn


class Faulty(StandIn):
    async def before(self, method: str, params: dict[str, Any]) -> web.Response | None:
        if params.get("text") == "never":
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        return None

    async def after(
        self, method: str, params: dict[str, Any], response: web.Response
    ) -> web.StreamResponse | None:
        return web.Response(text="{") if params.get("text") == "half" else None


async def test_before_stops_the_call_and_after_spoils_its_answer() -> None:
    server = Faulty()
    await server.start()
    server.add_chat(7)
    try:
        async with aiohttp.ClientSession() as session:
            url = f"{server.base_url}{server.token}/sendMessage"
            async with session.post(url, data={"chat_id": "7", "text": "never"}) as response:
                assert response.status == 502
            assert server.messages(7) == []
            async with session.post(url, data={"chat_id": "7", "text": "half"}) as response:
                assert await response.text() == "{"
            assert [each["text"] for each in server.messages(7)] == ["half"]
        assert [(each.params["chat_id"], each.status) for each in server.sent] == [(7, 502), (7, 200)]
    finally:
        await server.stop()


async def test_wait_for_sees_what_is_there_what_comes_and_what_never_comes() -> None:
    server = StandIn()
    await server.start()
    server.add_chat(7)
    try:
        with pytest.raises(TimeoutError, match="nothing that fits"):
            await server.wait_for(7, lambda _: True, timeout=0.05)
        waiting = asyncio.create_task(server.wait_for(7, lambda message: message["text"] == "b", timeout=5))
        async with aiohttp.ClientSession() as session:
            for text in ("a", "b"):
                await session.get(f"{server.base_url}{server.token}/sendMessage?chat_id=7&text={text}")
        assert (await waiting)["message_id"] == 2
        assert (await server.wait_for(7, lambda _: True, after=1))["text"] == "b"
    finally:
        await server.stop()


async def test_a_taken_port_is_said() -> None:
    first = StandIn()
    await first.start()
    assert first.port
    with pytest.raises(OSError, match="address already in use"):
        await StandIn().start(first.port)
    await first.stop()
