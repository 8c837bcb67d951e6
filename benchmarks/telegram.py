"""Telegram as far as a sender's benchmark needs it: takes messages, answers after a while, remembers."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

Reply = Callable[[int, str], tuple[int, dict[str, Any]]]


class Counting:
    """``taken`` are (time, chat, text) of every message that was accepted; times of ``time.monotonic``.

    ``reply`` may give another answer than 200: status and body by chat and text. ``delay_s``: from the
    request to its answer; it is accepted when it has come, so an answer that never leaves is a lost reply.
    """

    def __init__(self, delay_s: float = 0.02, reply: Reply | None = None) -> None:
        self.delay_s = delay_s
        self.reply = reply
        self.taken: list[tuple[float, int, str]] = []
        self.refused = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on loopback; return the base URL."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0, backlog=1024)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/bot"

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def answer(self, method: str, told: dict[str, str]) -> bytes:
        """What is sent back; a message is accepted here."""
        status, body = 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"B"}}'
        if method == "sendMessage":
            chat_id, text = int(told["chat_id"]), told["text"]
            reply = self.reply(chat_id, text) if self.reply else None
            if reply is not None and reply[0] != 200:
                self.refused += 1
                status, body = reply[0], json.dumps(reply[1]).encode()
            else:
                self.taken.append((time.monotonic(), chat_id, text))
                body = b'{"ok":true,"result":{"message_id":%d,"date":1730800000}}' % len(self.taken)
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


class _Connection(asyncio.Protocol):
    """One request at a time; no pipelining."""

    def __init__(self, server: Counting) -> None:
        self._server = server
        self._seen = b""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, separator, body = self._seen.partition(b"\r\n\r\n")
        if not separator:
            return
        lines = head.split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
        if len(body) < length:
            return
        self._seen = b""
        method = lines[0].split(b" ")[1].rsplit(b"/", 1)[1].decode()
        answer = self._server.answer(method, json.loads(body))
        asyncio.get_running_loop().call_later(self._server.delay_s, self._write, answer)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)
