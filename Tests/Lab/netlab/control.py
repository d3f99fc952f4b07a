"""The control port: one JSON object a line asks for a fault or a fact, one JSON object a line answers."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

Reply = dict[str, Any]
Obey = Callable[[dict[str, Any]], Awaitable[Reply]]


class Control:
    """Serves the control port; ``devices`` maps a name to what obeys its commands."""

    def __init__(self, token: str, devices: dict[str, Obey]) -> None:
        self.token = token
        self.devices = devices
        self.server: asyncio.Server | None = None

    async def listen(self, port: int) -> int:
        """Starts listening on the loopback, on this port when it is free; says the port."""
        try:
            self.server = await asyncio.start_server(self.converse, "127.0.0.1", port)
        except OSError:
            self.server = await asyncio.start_server(self.converse, "127.0.0.1", 0)
        return int(self.server.sockets[0].getsockname()[1])

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                writer.write(json.dumps(await self.answer(line)).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError):
            pass  # the asker left, or sent a line longer than the reader's limit
        finally:
            writer.close()

    async def answer(self, line: bytes) -> Reply:
        try:
            request = json.loads(line)
            known = isinstance(request, dict) and hmac.compare_digest(str(request.get("token")), self.token)
        except ValueError:
            return refusal("the request is not JSON")
        if not known:
            return refusal("the token is wrong; it stands in the inventory")
        name = request.get("device")
        if name == "all":
            replies = {each: await self.obey(each, {**request, "device": each}) for each in self.devices}
            return {"ok": all(reply["ok"] for reply in replies.values()), "devices": replies}
        if name not in self.devices:
            return refusal(f"there is no device {name!r}; there are {', '.join(self.devices)}")
        return await self.obey(name, request)

    async def obey(self, name: str, request: dict[str, Any]) -> Reply:
        try:
            return await self.devices[name](request)
        except (KeyError, ValueError, TypeError, OSError) as problem:
            return refusal(f"{name} cannot do that: {problem!r}")

    def close(self) -> None:
        if self.server is not None:
            self.server.close()


def refusal(sentence: str) -> Reply:
    return {"ok": False, "error": sentence}
