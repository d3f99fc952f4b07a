"""The fleet as the lab sees it: its processes, and where each device answers."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from .. import inventory
from ..devices import catalog
from ..inventory import Entry
from ..plan import Plan
from ..session.keys import load_key

Reply = dict[str, Any]


class FleetGroup:
    """All processes of one fleet; they end with the lab, because their input does."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder = folder
        self.plan = plan
        self.workers: list[asyncio.subprocess.Process] = []
        self.doors: dict[str, tuple[int, str]] = {}

    async def start(self) -> list[Entry]:
        """Starts the processes; gives the devices' entries. All share one password and one host key."""
        if self.plan.fleet == 0:
            return []
        former = inventory.load(self.folder / "inventory.json")
        known = {entry.name: entry for entry in former.devices} if former else {}
        names = [f"fleet-{number:04d}" for number in range(1, self.plan.fleet + 1)]
        password = known[names[0]].password if names[0] in known else inventory.password()
        load_key(self.folder / "fleet" / "host_key")
        kind = catalog.device_class(self.plan.platform)
        common = {
            "folder": str(self.folder / "fleet"),
            "platform": self.plan.platform,
            "username": kind.account,
            "password": password,
            "enable_password": password if kind.has_enable else None,
            "telnet": self.plan.telnet,
        }
        shares = [names[start :: self.plan.workers] for start in range(self.plan.workers)]
        orders = [{**common, "devices": {name: ports(known.get(name)) for name in share}} for share in shares if share]
        entries = [entry for share in await asyncio.gather(*map(self.start_worker, orders)) for entry in share]
        return sorted(entries, key=lambda entry: entry.name)

    async def start_worker(self, order: dict[str, Any]) -> list[Entry]:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "netlab.fleet.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            limit=2**26,
        )
        self.workers.append(worker)
        if worker.stdin is None or worker.stdout is None:
            raise OSError("a process of the fleet has no pipes")
        worker.stdin.write(json.dumps(order).encode() + b"\n")
        line = await worker.stdout.readline()
        if not line:
            raise OSError("a process of the fleet did not start; what it said stands above")
        answer = json.loads(line)
        for name in order["devices"]:
            self.doors[name] = (answer["port"], answer["token"])
        return [Entry(**entry) for entry in answer["devices"]]

    async def obey(self, request: dict[str, Any]) -> Reply:
        """Passes a control request on to the process of its device."""
        name = str(request["device"])
        port, token = self.doors[name]
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**26)
        try:
            writer.write(json.dumps({**request, "token": token}).encode() + b"\n")
            reply: Reply = json.loads(await reader.readline())
        finally:
            writer.close()
        return reply

    async def stop(self) -> None:
        for worker in self.workers:
            if worker.stdin is not None:
                worker.stdin.close()
        for worker in self.workers:
            await worker.wait()


def ports(entry: Entry | None) -> list[int]:
    """The device's ports for SSH and Telnet at the last start; 0 when it is new."""
    return [entry.port, entry.telnet_port or 0] if entry else [0, 0]
