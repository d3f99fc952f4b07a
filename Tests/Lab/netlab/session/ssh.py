"""The SSH side of a device: sign-in, algorithms and channels."""

import asyncio
import functools
import ipaddress
import logging
import warnings
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import asyncssh
from asyncssh.connection import SSHConnection

from .terminal import Closed, Cut, Terminal

if TYPE_CHECKING:
    from .server import DeviceServer

# Clients that know nothing better get it; the warning is meant for those who choose.
warnings.filterwarnings("ignore", "Diffie-Hellman over finite fields")
# A client that leaves while we speak is the client's affair.
logging.getLogger("asyncio").setLevel(logging.ERROR)

LEGACY = {
    "kex_algs": ["diffie-hellman-group14-sha1", "diffie-hellman-group1-sha1"],
    "encryption_algs": ["aes128-cbc", "3des-cbc", "aes256-cbc"],
    "mac_algs": ["hmac-sha1"],
}


class SignIn(asyncssh.SSHServer):
    """Password sign-in, also as keyboard-interactive; the user name must fit too."""

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self.connection = conn
        self.server: DeviceServer = conn.get_extra_info("server")
        self.server.connections.add(conn)
        self.server.device.journal.record("connected", peer=conn.get_extra_info("peername")[1])

    def connection_lost(self, exc: Exception | None) -> None:
        self.server.connections.discard(self.connection)
        self.server.device.journal.record("closed", peer=self.connection.get_extra_info("peername")[1])

    async def begin_auth(self, username: str) -> bool:
        faults = self.server.device.faults
        if faults.hang == "authentication":
            await self.connection.wait_closed()
        if faults.banner:
            self.connection.send_auth_banner("Unauthorized access is prohibited.\r\n")
        return True

    def password_auth_supported(self) -> bool:
        return True

    def connection_requested(self, dest_host: str, dest_port: int, orig_host: str, orig_port: int) -> bool:
        allowed = self.server.device.forwards and ipaddress.ip_address(dest_host).is_loopback
        self.server.device.journal.record("forwarded" if allowed else "not forwarded", to=f"{dest_host}:{dest_port}")
        return allowed

    def validate_password(self, username: str, password: str) -> bool:
        return self.server.accepts(username, password)


@functools.cache
def options(key: asyncssh.SSHKey, version: str, is_legacy: bool) -> asyncssh.SSHServerConnectionOptions:
    """What all connections with this key have in common; made once, because it is large."""
    algorithms: dict[str, Any] = LEGACY if is_legacy else {}
    made = asyncssh.SSHServerConnectionOptions(
        server_factory=SignIn,
        server_host_keys=[key],
        server_version=version,
        process_factory=serve,
        line_editor=False,
        encoding=None,
        allow_pty=True,
        agent_forwarding=False,
        login_timeout=60,
        keepalive_interval=0,
        compression_algs=["none"],
        **algorithms,
    )
    if is_legacy:
        made.server_host_keys = OrderedDict([(b"ssh-rsa", made.server_host_keys[b"ssh-rsa"])])
    return made


async def serve(process: asyncssh.SSHServerProcess[bytes]) -> None:
    """One session, from the first prompt to its end."""
    connection = process.channel.get_connection()
    server: DeviceServer = connection.get_extra_info("server")
    columns, rows = process.term_size[:2]
    terminal = Terminal(
        read=functools.partial(read_keys, process, server),
        write=process.stdout.write,
        drain=process.stdout.drain,
        faults=lambda: server.device.faults,
        width=columns or 80,
    )
    terminal.length = rows or 24
    try:
        username = connection.get_extra_info("username")
        await server.converse(terminal, connection.wait_closed, process.command, username)
    except Cut:
        connection.abort()
    except (Closed, asyncssh.Error, ConnectionError):
        pass  # the other end left, which the journal says
    except Exception as problem:
        asyncio.get_running_loop().call_exception_handler({"message": "a session failed", "exception": problem})
    finally:
        await say_goodbye(process, connection)


async def say_goodbye(process: asyncssh.SSHServerProcess[bytes], connection: SSHConnection) -> None:
    """Ends the channel, and the connection once the client has read everything or takes too long."""
    process.exit(0)
    try:
        await asyncio.wait_for(process.channel.wait_closed(), 1)
    except TimeoutError:
        pass  # the connection is closed all the same
    connection.close()


async def read_keys(process: asyncssh.SSHServerProcess[bytes], server: "DeviceServer") -> bytes:
    while True:
        try:
            return await process.stdin.read(4096)
        except asyncssh.TerminalSizeChanged as change:
            server.device.journal.record("resized", columns=change.width, rows=change.height)
        except asyncssh.BreakReceived:
            return b""
