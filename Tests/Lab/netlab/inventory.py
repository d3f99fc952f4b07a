"""The lab's inventory: what a client needs to reach every device, in a file that only its owner can read."""

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from .session.keys import public_text
from .session.server import DeviceServer

LOOPBACK = "127.0.0.1"


@dataclass
class Entry:
    """One device; secrets that do not apply to it are null."""

    name: str
    platform: str
    host: str
    port: int
    username: str
    private_key: str | None
    public_key: str | None
    password: str | None
    enable_password: str | None
    host_key_fingerprint: str
    host_key: str
    journal: str | None
    telnet_port: int | None = None


@dataclass
class Inventory:
    control_port: int
    control_token: str
    devices: list[Entry]

    def write(self, path: Path) -> None:
        """Replaces the file as a whole."""
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        control = {"host": LOOPBACK, "port": self.control_port, "token": self.control_token}
        content = {"version": 1, "control": control, "devices": [asdict(entry) for entry in self.devices]}
        fresh.write_text(json.dumps(content, indent=2) + "\n")
        os.replace(fresh, path)


def device_entry(server: DeviceServer) -> Entry:
    """The entry of a simulated device that listens."""
    device = server.device
    return Entry(
        name=device.name,
        platform=device.platform,
        host=LOOPBACK,
        port=server.port,
        username=device.secrets.username,
        private_key=None,
        public_key=None,
        password=device.secrets.password,
        enable_password=device.secrets.enable_password,
        host_key_fingerprint=server.first_key.get_fingerprint(),
        host_key=public_text(server.first_key),
        journal=str(device.journal.path),
        telnet_port=server.telnet_port,
    )


def load(path: Path) -> Inventory | None:
    """The inventory of the last start in this folder, or nothing."""
    if not path.exists():
        return None
    content = json.loads(path.read_text())
    control = content["control"]
    return Inventory(control["port"], control["token"], [Entry(**device) for device in content["devices"]])


def free_port(preferred: int = 0) -> int:
    """A free loopback port: the preferred one when it can be had, so that devices keep their address."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on the loopback interface")


def password() -> str:
    return secrets.token_urlsafe(12)
