"""Telnet (RFC 854): options, IAC escaping and the login dialogue."""

import asyncio
from typing import TYPE_CHECKING

from .negotiation import Negotiation
from .terminal import Closed, Cut, Terminal

if TYPE_CHECKING:
    from .server import DeviceServer

TRIES = 3


class TelnetConnection(asyncio.Protocol):
    """One Telnet connection, from the negotiation to its end."""

    def __init__(self, server: "DeviceServer") -> None:
        self.server = server
        self.negotiation = Negotiation()
        self.received = bytearray()
        self.arrived = asyncio.Event()
        self.writable = asyncio.Event()
        self.writable.set()
        self.closed = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            return
        self.transport = transport
        self.peer = transport.get_extra_info("peername")[1]
        self.server.connections.add(self)
        self.server.device.journal.record("connected", peer=self.peer, protocol="telnet")
        transport.write(self.negotiation.offer())
        self.task = asyncio.ensure_future(self.talk())

    def data_received(self, data: bytes) -> None:
        text, reply = self.negotiation.receive(data)
        self.received += text
        if reply:
            self.transport.write(reply)
        if self.received:
            self.arrived.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed.set()
        self.arrived.set()
        self.writable.set()
        self.server.connections.discard(self)
        self.server.device.journal.record("closed", peer=self.peer, protocol="telnet")

    def pause_writing(self) -> None:
        self.writable.clear()

    def resume_writing(self) -> None:
        self.writable.set()

    def abort(self) -> None:
        self.transport.abort()

    async def read(self) -> bytes:
        """The next bytes typed; none when the other end has left."""
        while not self.received and not self.closed.is_set():
            self.arrived.clear()
            await self.arrived.wait()
        data, self.received = bytes(self.received), bytearray()
        return data

    def write(self, data: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(data.replace(b"\xff", b"\xff\xff"))

    async def drain(self) -> None:
        await self.writable.wait()
        if self.closed.is_set():
            raise Closed

    async def gone(self) -> None:
        await self.closed.wait()

    async def talk(self) -> None:
        device = self.server.device
        terminal = Terminal(self.read, self.write, self.drain, lambda: device.faults, width=80)
        try:
            username = await self.sign_in(terminal)
            if username is not None:
                terminal.width, terminal.length = self.negotiation.size
                await self.server.converse(terminal, self.gone, None, username)
            await terminal.flush()
        except Cut:
            self.transport.abort()
        except Closed:
            pass  # the other end left, which the journal says
        finally:
            self.transport.close()

    async def sign_in(self, terminal: Terminal) -> str | None:
        """Asks for name and password, three times at most; the name of who came in."""
        device = self.server.device
        if device.faults.hang == "authentication":
            await self.gone()
        if device.telnet_banner:
            await terminal.send(device.telnet_banner.replace("\n", "\r\n"))
        for _ in range(TRIES):
            prompt = device.login_prompt.replace("{name}", device.name)
            await terminal.send(prompt)
            username = (await terminal.line(prompt)).strip()
            await terminal.send(device.password_prompt)
            password = await terminal.line(device.password_prompt, echo=False)
            if self.server.accepts(username, password):
                return username
            await terminal.send(f"{device.login_failed}\r\n\r\n")
        return None
