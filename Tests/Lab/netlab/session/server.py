"""The doors of a device: its listeners for SSH and Telnet, which can be closed, silent or somebody else's."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncssh

from . import ssh
from .device import Device
from .keys import legacy_key, load_key
from .telnet import TelnetConnection
from .terminal import Terminal

LOOPBACK = "127.0.0.1"
IDENTIFICATION = b"SSH-2.0-OpenSSH_8.0\r\n"


class DeviceServer:
    """Listens for one device; can be made deaf, mute or somebody else while it runs."""

    def __init__(
        self, device: Device, port: int, key: asyncssh.SSHKey | None = None, telnet: int | None = None
    ) -> None:
        """Port 0 is any free one; ``telnet`` is nothing when the device has no Telnet server."""
        self.device = device
        self.port = port
        self.telnet_port = telnet
        self.first_key = key or load_key(device.folder / "host_key")
        self.key = self.first_key
        self.is_legacy = False
        self.listeners: list[asyncio.Server] = []
        self.connections: set[asyncssh.SSHServerConnection | TelnetConnection] = set()
        self.sessions = 0
        self.quiet = asyncio.Event()
        self.quiet.set()
        self.counter = 0
        device.cut = self.cut

    async def listen_first(self) -> None:
        """Starts listening on the ports of the last start, or on any when somebody else has them."""
        try:
            await self.listen()
        except OSError:
            self.deafen()
            self.port, self.telnet_port = 0, None if self.telnet_port is None else 0
            await self.listen()

    async def listen(self) -> None:
        """Starts the listeners with the present key; port 0 becomes the port the kernel gave."""
        if self.listeners:
            return
        self.port = await self.open_door(self.accept, self.port)
        if self.telnet_port is not None:
            self.telnet_port = await self.open_door(lambda: TelnetConnection(self), self.telnet_port)

    async def open_door(self, factory: Callable[[], asyncio.BaseProtocol], port: int) -> int:
        listener = await asyncio.get_running_loop().create_server(factory, LOOPBACK, port)
        self.listeners.append(listener)
        return int(listener.sockets[0].getsockname()[1])

    def accept(self) -> asyncssh.SSHServerConnection:
        """The protocol of one SSH connection."""
        shared = ssh.options(self.key, self.device.version_string, self.is_legacy)
        connection = asyncssh.SSHServerConnection(asyncio.get_running_loop(), shared)
        connection.set_extra_info(server=self)
        return connection

    async def listen_silently(self, greeting: bytes) -> None:
        """Accepts connections, says the greeting and nothing else."""
        self.deafen()
        self.cut()

        async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(greeting)
            while await reader.read(4096):
                pass
            writer.close()

        self.listeners = [await asyncio.start_server(swallow, LOOPBACK, self.port)]
        if self.telnet_port is not None:
            self.listeners.append(await asyncio.start_server(swallow, LOOPBACK, self.telnet_port))

    def deafen(self) -> None:
        """Closes the listeners; open sessions live on."""
        for listener in self.listeners:
            listener.close()
        self.listeners = []

    def cut(self) -> int:
        """Breaks every connection off; says how many there were."""
        count = len(self.connections)
        for connection in list(self.connections):
            connection.abort()
        return count

    async def show_key(self, key: asyncssh.SSHKey, is_legacy: bool = False) -> None:
        """Shows this key from now on, with algorithms of its time."""
        self.key, self.is_legacy = key, is_legacy
        self.deafen()
        await self.listen()

    async def change_key(self, fresh: bool) -> None:
        await self.show_key(asyncssh.generate_private_key("ssh-ed25519") if fresh else self.first_key)

    async def become_legacy(self) -> None:
        """Only algorithms of the nineties: SHA-1, CBC, ssh-rsa."""
        await self.show_key(legacy_key(), is_legacy=True)

    def accepts(self, username: str, password: str) -> bool:
        """Whether this login is right; counts the wrong ones."""
        secrets, faults = self.device.secrets, self.device.faults
        right = (self.device.login_name(username), password) == (secrets.username, secrets.password)
        accepted = right and not faults.wrong_password and not faults.is_locked_out
        if not accepted:
            faults.refused_logins += 1
        event = "login" if accepted else "locked-out" if faults.is_locked_out else "login-refused"
        self.device.journal.record(event, user=username)
        return accepted

    async def converse(
        self, terminal: Terminal, gone: Callable[[], Awaitable[None]], command: str | None, username: str
    ) -> None:
        """One session; a command given at its start is carried out instead of a dialogue."""
        self.counter += 1
        limit = self.device.faults.session_limit
        self.sessions += 1
        self.quiet.clear()
        try:
            if limit is not None and self.sessions > limit:
                terminal.write(b"% Connection refused by remote host\r\n")
                return
            self.device.terminals.add(terminal)
            shell = self.device.shell(terminal, f"s{self.counter}", gone)
            shell.username = username
            if command is None:
                await shell.run()
            else:
                await shell.run_one(command)
        finally:
            self.device.terminals.discard(terminal)
            self.sessions -= 1
            if self.sessions == 0:
                self.quiet.set()
