"""The SSH side of a switch: its listener, host keys, sign-in and sessions."""

import asyncio
from pathlib import Path

import asyncssh

from .device import Device
from .shell import Cut, Shell
from .terminal import Closed, Terminal

LOOPBACK = "127.0.0.1"


class SignIn(asyncssh.SSHServer):
    """Password sign-in, also as keyboard-interactive; the user name must fit too."""

    def __init__(self, owner: "SwitchServer") -> None:
        self.owner = owner

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self.owner.connections.add(conn)
        self.owner.device.journal.record("connected", peer=conn.get_extra_info("peername")[1])
        self.connection = conn

    def connection_lost(self, exc: Exception | None) -> None:
        self.owner.connections.discard(self.connection)
        self.owner.device.journal.record("closed", peer=self.connection.get_extra_info("peername")[1])

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        secrets, faults = self.owner.device.secrets, self.owner.device.faults
        accepted = (username, password) == (secrets.username, secrets.password) and not faults.wrong_password
        self.owner.device.journal.record("login" if accepted else "login-refused", user=username)
        return accepted


class SwitchServer:
    """Listens for one device; can be made deaf, mute or somebody else while it runs."""

    def __init__(self, device: Device, folder: Path, port: int) -> None:
        self.device = device
        self.folder = folder
        self.port = port
        self.key = load_key(folder / "host_key")
        self.listener: asyncssh.SSHAcceptor | asyncio.Server | None = None
        self.connections: set[asyncssh.SSHServerConnection] = set()
        self.sessions = 0
        self.quiet = asyncio.Event()
        self.quiet.set()
        self.counter = 0

    async def listen_first(self) -> None:
        """Starts listening on the port of the last start, or on any when somebody else has it."""
        try:
            await self.listen()
        except OSError:
            self.port = 0
            await self.listen()

    async def listen(self) -> None:
        """Starts the listener with the present key; port 0 becomes the port the kernel gave."""
        if self.listener is not None:
            return
        listener = await asyncssh.create_server(
            lambda: SignIn(self),
            LOOPBACK,
            self.port,
            server_host_keys=[self.key],
            process_factory=self.serve,
            line_editor=False,
            encoding=None,
            allow_pty=True,
            agent_forwarding=False,
            login_timeout=60,
            keepalive_interval=0,
        )
        self.port = listener.get_port()
        self.listener = listener

    async def listen_without_banner(self) -> None:
        """Accepts connections and says nothing."""
        self.deafen()

        async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while await reader.read(4096):
                pass
            writer.close()

        self.listener = await asyncio.start_server(swallow, LOOPBACK, self.port)

    def deafen(self) -> None:
        """Closes the listener; open sessions live on."""
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def cut(self) -> int:
        """Breaks every connection off; says how many there were."""
        count = len(self.connections)
        for connection in list(self.connections):
            connection.abort()
        return count

    async def change_key(self, fresh: bool) -> None:
        self.key = asyncssh.generate_private_key("ssh-ed25519") if fresh else load_key(self.folder / "host_key")
        self.deafen()
        await self.listen()

    async def serve(self, process: asyncssh.SSHServerProcess[bytes]) -> None:
        """One session, from the first prompt to its end."""
        self.counter += 1
        session = f"s{self.counter}"
        connection = process.channel.get_connection()
        limit = self.device.faults.session_limit
        self.sessions += 1
        self.quiet.clear()
        try:
            if limit is not None and self.sessions > limit:
                process.stdout.write(b"% Connection refused by remote host\r\n")
                return
            shell = Shell(self.device, terminal_of(process, self.device), session, connection.wait_closed)
            await shell.run()
        except Cut:
            connection.abort()
        except (Closed, asyncssh.Error, ConnectionError):
            pass  # the other end left, which the journal says
        finally:
            self.sessions -= 1
            if self.sessions == 0:
                self.quiet.set()
            await self.say_goodbye(process)

    async def say_goodbye(self, process: asyncssh.SSHServerProcess[bytes]) -> None:
        """Ends the channel, and the connection once the client has read everything or takes too long."""
        process.exit(0)
        try:
            await asyncio.wait_for(process.channel.wait_closed(), 1)
        except TimeoutError:
            pass  # the connection is closed all the same
        process.channel.get_connection().close()


def terminal_of(process: asyncssh.SSHServerProcess[bytes], device: Device) -> Terminal:
    columns, rows = process.term_size[:2]
    terminal = Terminal(
        read=lambda: read_keys(process),
        write=process.stdout.write,
        faults=lambda: device.faults,
        width=columns or 80,
    )
    terminal.length = rows or 24
    return terminal


async def read_keys(process: asyncssh.SSHServerProcess[bytes]) -> bytes:
    while True:
        try:
            return await process.stdin.read(4096)
        except asyncssh.TerminalSizeChanged:
            continue
        except asyncssh.BreakReceived:
            return b""


def load_key(path: Path) -> asyncssh.SSHKey:
    """The device's own key, made at its first start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = asyncssh.generate_private_key("ssh-ed25519")
        path.touch(mode=0o600)
        key.write_private_key(str(path))
    return asyncssh.read_private_key(str(path))
