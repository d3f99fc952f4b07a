"""The devices of the lab: faults to set, and what they themselves say that they received."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from netlab.cli import ask
from waiting import until

HERE = Path(__file__).resolve().parent
JSON = dict[str, Any]


class Lab:
    """Devices in a folder of their own, by default two real routers and three simulated switches."""

    def __init__(self, folder: Path, *devices: str) -> None:
        arguments = ["--foreground", "--parent-pid", str(os.getpid()), "--dir", str(folder)]
        devices = devices or ("--routers", "2", "--switches", "3")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "netlab", "start", *arguments, *devices],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(HERE.parent / "Lab")},
        )  # fmt: skip
        line = self.process.stdout.readline() if self.process.stdout else ""
        assert line.startswith("ready "), "the lab did not start; what it said stands above"
        self.inventory_path = Path(line.removeprefix("ready ").strip())

    @property
    def inventory(self) -> JSON:
        content: JSON = json.loads(self.inventory_path.read_text())
        return content

    def device(self, name: str) -> "LabDevice":
        return LabDevice(self, name)

    @property
    def devices(self) -> list["LabDevice"]:
        return [LabDevice(self, entry["name"]) for entry in self.inventory["devices"]]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)


class LabDevice:
    """One device, seen from behind."""

    def __init__(self, lab: Lab, name: str) -> None:
        self.lab, self.name = lab, name

    @property
    def entry(self) -> JSON:
        found: JSON = next(entry for entry in self.lab.inventory["devices"] if entry["name"] == self.name)
        return found

    @property
    def is_switch(self) -> bool:
        return bool(self.entry["journal"])

    def ask(self, command: str, /, **details: Any) -> JSON:
        reply = ask(self.lab.inventory["control"], {"device": self.name, "command": command, **details})
        assert reply["ok"], reply
        return reply

    def fault(self, fault: str, value: Any = None, **details: Any) -> None:
        self.ask("fault", name=fault, value=value, **details)

    def wait_paused(self) -> str:
        """Waits until a line is held by the fault «pause»; says which."""
        line: str = self.ask("wait-paused", timeout=60)["line"]
        return line

    def wait_dropped(self, since: int) -> None:
        """Waits until the held line is forgotten, because the session that sent it is gone."""
        until("the held line is dropped", lambda: any(entry["event"] == "dropped" for entry in self.journal(since)))

    def running(self) -> list[str]:
        """Its running configuration without comments and sizes."""
        lines = self.ask("running")["text"].splitlines()
        return [line for line in lines if line and not line.startswith(("!", "Building", "Current"))]

    def journal(self, since: int = 0) -> list[JSON]:
        entries: list[JSON] = self.ask("journal", since=since)["entries"]
        return entries

    def mark(self) -> int:
        """The number of the last entry of the journal."""
        entries = self.journal()
        return int(entries[-1]["seq"]) if entries else 0

    def sent(self, since: int) -> list[str]:
        """The configuration lines that it received since a mark, applied or not; `end` is none."""
        lines = [
            entry["line"].strip()
            for entry in self.journal(since)
            if entry["event"] == "line" and entry["mode"].startswith("config")
        ]
        return [line for line in lines if line != "end"]
