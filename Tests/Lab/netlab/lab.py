"""The lab as a whole: starts every device, writes the inventory, and ends when it is told or its parent dies."""

import asyncio
import fcntl
import os
import secrets
import signal
from pathlib import Path
from typing import TextIO

import asyncssh

from . import inventory
from .control import Control, Device
from .inventory import LOOPBACK, Entry, Inventory
from .routers.control import RouterControl
from .routers.group import RouterGroup
from .switch import device as switch
from .switch.control import SwitchControl
from .switch.server import SwitchServer

OPERATOR = "netops"


class Lab:
    """All devices of one folder."""

    def __init__(self, folder: Path, routers: int, switches: int) -> None:
        self.folder = folder
        self.former = inventory.load(folder / "inventory.json")
        self.known = {entry.name: entry for entry in self.former.devices} if self.former else {}
        names = [f"r{number}" for number in range(1, routers + 1)]
        self.routers = RouterGroup(folder, {name: inventory.free_port(self.former_port(name)) for name in names})
        self.switches = [self.switch(f"sw{number}") for number in range(1, switches + 1)]
        self.control: Control | None = None

    def former_port(self, name: str) -> int:
        """The device's port at the last start; 0 when it is new."""
        return self.known[name].port if name in self.known else 0

    def switch(self, name: str) -> SwitchServer:
        former = self.known.get(name)
        own = switch.Secrets(
            username=OPERATOR,
            password=(former.password if former else None) or inventory.password(),
            enable_password=(former.enable_password if former else None) or inventory.password(),
        )
        folder = self.folder / name
        return SwitchServer(switch.Device(name, folder, own), folder, self.former_port(name))

    async def start(self) -> Path:
        """Starts everything; gives the inventory's path."""
        for server in self.switches:
            await server.listen_first()
        if self.routers.ports:
            await self.routers.start()
        devices: dict[str, Device] = {name: RouterControl(self.routers, name) for name in self.routers.ports}
        devices.update({server.device.name: SwitchControl(server) for server in self.switches})
        token = self.former.control_token if self.former else secrets.token_urlsafe(24)
        self.control = Control(token, devices)
        port = await self.control.listen(self.former.control_port if self.former else 0)
        entries = [self.router_entry(name) for name in self.routers.ports]
        entries += [self.switch_entry(server) for server in self.switches]
        path = self.folder / "inventory.json"
        Inventory(port, token, entries).write(path)
        return path

    def router_entry(self, name: str) -> Entry:
        operator = self.folder / "keys" / "operator"
        key = asyncssh.read_private_key(str(self.folder / name / "host_key"))
        return Entry(
            name=name,
            platform="frr",
            host=LOOPBACK,
            port=self.routers.ports[name],
            username=self.routers.account,
            private_key=str(operator),
            public_key=operator.with_suffix(".pub").read_text().strip(),
            password=None,
            enable_password=None,
            host_key_fingerprint=key.get_fingerprint(),
            host_key=public_text(key),
            journal=None,
        )

    def switch_entry(self, server: SwitchServer) -> Entry:
        own = server.device.secrets
        return Entry(
            name=server.device.name,
            platform="cisco_ios",
            host=LOOPBACK,
            port=server.port,
            username=own.username,
            private_key=None,
            public_key=None,
            password=own.password,
            enable_password=own.enable_password,
            host_key_fingerprint=server.key.get_fingerprint(),
            host_key=public_text(server.key),
            journal=str(server.device.journal.path),
        )

    async def stop(self) -> None:
        """Ends every device; open sessions are cut."""
        if self.control is not None:
            self.control.close()
        for server in self.switches:
            server.deafen()
            server.cut()
        await self.routers.stop()
        for server in self.switches:
            server.device.journal.close()


def public_text(key: asyncssh.SSHKey) -> str:
    return " ".join(key.export_public_key().decode().split()[:2])


def lock(folder: Path) -> TextIO | None:
    """The folder's lock with our process id in it, or nothing when a lab runs here already."""
    file = (folder / "lab.pid").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    os.set_inheritable(file.fileno(), False)
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


async def run(folder: Path, routers: int, switches: int, parent: int | None) -> str | None:
    """Runs a lab until it is stopped; a sentence says why it could not start."""
    folder.mkdir(parents=True, exist_ok=True)
    held = lock(folder)
    if held is None:
        return f"a lab runs in {folder} already; stop it with: bin/lab stop --dir {folder}"
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, ended.set)
    if parent is not None:
        try:
            watch = os.pidfd_open(parent)
        except ProcessLookupError:
            return f"the parent process {parent} has ended already"
        loop.add_reader(watch, ended.set)
    lab = Lab(folder, routers, switches)
    try:
        path = await lab.start()
        print(f"ready {path}", flush=True)
        await ended.wait()
    except OSError as problem:
        return str(problem)
    finally:
        await lab.stop()
        held.close()
    return None
