"""The simulated devices: one fleet of the lab for all clients."""

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fleet:
    """Devices that answer, in the two forms in which the clients take them."""

    inventory: Path
    hosts: Path


@contextlib.contextmanager
def running(count: int) -> Iterator[Fleet]:
    """So many Nexus switches in one process, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="ns-devices-") as folder:
        arguments = ["start", "--foreground", "--dir", folder, "--fleet", str(count), "--platform", "cisco_nxos"]
        lab = subprocess.Popen(
            [os.environ["LAB_PYTHON"], "-m", "netlab", *arguments, "--parent-pid", str(os.getpid())],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.environ["LAB_FOLDER"]},
        )
        try:
            line = lab.stdout.readline() if lab.stdout else ""
            if not line.startswith("ready "):
                raise SystemExit("the lab did not start; what it said stands above")
            inventory = Path(line.removeprefix("ready ").strip())
            hosts = Path(folder) / "hosts"
            devices = json.loads(inventory.read_text())["devices"]
            hosts.write_text("".join(f"{d['host']} {d['port']} {d['username']} {d['password']}\n" for d in devices))
            yield Fleet(inventory, hosts)
        finally:
            lab.terminate()
            lab.wait()
