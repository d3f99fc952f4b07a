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
from .control import Control, Obey
from .devices import catalog
from .fleet.group import FleetGroup
from .inventory import LOOPBACK, Entry, Inventory, device_entry
from .plan import Plan
from .routers.control import RouterControl
from .routers.group import RouterGroup
from .session.control import DeviceControl
from .session.device import Secrets
from .session.keys import public_text
from .session.server import DeviceServer


class Lab:
    """All devices of one folder."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder = folder
        self.plan = plan
        self.former = inventory.load(folder / "inventory.json")
        self.known = {entry.name: entry for entry in self.former.devices} if self.former else {}
        names = [f"r{number}" for number in range(1, plan.routers + 1)]
        self.routers = RouterGroup(folder, {name: inventory.free_port(self.former_port(name)) for name in names})
        self.servers = [self.server(name, platform) for name, platform in plan.names()]
        self.fleet = FleetGroup(folder, plan)
        self.control: Control | None = None

    def former_port(self, name: str) -> int:
        """The device's port at the last start; 0 when it is new."""
        return self.known[name].port if name in self.known else 0

    def server(self, name: str, platform: str) -> DeviceServer:
        kind = catalog.device_class(platform)
        former = self.known.get(name)
        enable = (former.enable_password if former else None) or inventory.password()
        own = Secrets(
            username=kind.account,
            password=(former.password if former else None) or inventory.password(),
            enable_password=enable if kind.has_enable else None,
        )
        telnet = (former.telnet_port if former else None) or 0
        device = kind(name, self.folder / name, own)
        return DeviceServer(device, self.former_port(name), telnet=telnet if self.plan.telnet else None)

    async def start(self) -> Path:
        """Starts everything; gives the inventory's path."""
        for server in self.servers:
            await server.listen_first()
        if self.routers.ports:
            await self.routers.start()
        fleet = await self.fleet.start()
        devices: dict[str, Obey] = {name: RouterControl(self.routers, name) for name in self.routers.ports}
        devices.update({server.device.name: DeviceControl(server) for server in self.servers})
        devices.update({entry.name: self.fleet.obey for entry in fleet})
        token = self.former.control_token if self.former else secrets.token_urlsafe(24)
        self.control = Control(token, devices)
        port = await self.control.listen(self.former.control_port if self.former else 0)
        entries = [self.router_entry(name) for name in self.routers.ports]
        entries += [device_entry(server) for server in self.servers]
        path = self.folder / "inventory.json"
        Inventory(port, token, entries + fleet).write(path)
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

    async def stop(self) -> None:
        """Ends every device; open sessions are cut."""
        if self.control is not None:
            self.control.close()
        for server in self.servers:
            server.deafen()
            server.cut()
        await self.fleet.stop()
        await self.routers.stop()
        for server in self.servers:
            server.device.journal.close()


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


async def run(folder: Path, plan: Plan, parent: int | None) -> str | None:
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
    lab = Lab(folder, plan)
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
