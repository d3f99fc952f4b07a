"""One process of the fleet: many devices on one loop. It is told what to be on its standard input, and ends with it."""

import asyncio
import json
import resource
import secrets
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..control import Control
from ..devices import catalog
from ..inventory import device_entry
from ..session.control import DeviceControl
from ..session.device import Secrets
from ..session.keys import load_key
from ..session.server import DeviceServer


async def serve(order: dict[str, Any]) -> None:
    """Starts the devices, says where they are, and serves them until standard input ends."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    folder = Path(order["folder"])
    key = load_key(folder / "host_key")
    own = Secrets(order["username"], order["password"], order["enable_password"])
    kind = catalog.device_class(order["platform"])
    servers = []
    for name, (port, telnet) in order["devices"].items():
        server = DeviceServer(kind(name, folder / name, own), port, key, telnet if order["telnet"] else None)
        await server.listen_first()
        servers.append(server)
    token = secrets.token_urlsafe(24)
    control = Control(token, {server.device.name: DeviceControl(server) for server in servers})
    answer = {
        "port": await control.listen(0),
        "token": token,
        "devices": [asdict(device_entry(server)) for server in servers],
    }
    print(json.dumps(answer), flush=True)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(sys.stdin.readline())))
