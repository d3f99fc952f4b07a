"""The built program's `device` commands, and the devices they are tried at."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netlab.cli import ask

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("NETSTACKS_PROGRAM") or ROOT / ".build" / "debug" / "netstacks")


@dataclass
class Place:
    """Where something is reached and by whom."""

    host: str
    port: int
    username: str
    password: str

    @property
    def arguments(self) -> list[str]:
        return [self.host, "--port", str(self.port), "--username", self.username]


class Device:
    """A device of the lab as its inventory has it."""

    def __init__(self, entry: dict[str, Any], control: dict[str, Any]) -> None:
        self.control = control
        self.name: str = entry["name"]
        self.platform: str = entry["platform"]
        self.place = Place(entry["host"], entry["port"], entry["username"], entry["password"] or "")
        self.telnet_port: int | None = entry["telnet_port"]
        self.key: str | None = entry["private_key"]
        self.enable: str | None = entry["enable_password"]
        self.fingerprint: str = entry["host_key_fingerprint"]
        self.host_key: str = entry["host_key"]

    def tell(self, command: str, **details: Any) -> dict[str, Any]:
        """Sets a fault, clears them all, or asks something; the answer."""
        reply: dict[str, Any] = ask(self.control, {"device": self.name, "command": command, **details})
        assert reply["ok"], reply
        return reply

    @property
    def login(self) -> list[str]:
        """Arguments that tell where the secrets are."""
        words = ["--key", self.key] if self.key else ["--password-env", "LAB_PASSWORD"]
        return words + (["--enable-password-env", "LAB_ENABLE"] if self.enable else [])

    @property
    def secrets(self) -> dict[str, str]:
        return {"LAB_PASSWORD": self.place.password, "LAB_ENABLE": self.enable or ""}


@dataclass
class Done:
    """A command that has ended."""

    status: int
    output: str
    complaint: str


class Program:
    """Runs `netstacks device …` without a terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = folder / "host_keys"

    def run(self, *arguments: str, secrets: dict[str, str] | None = None) -> Done:
        """Runs any command to its end; without a terminal, so that nothing is asked."""
        done = subprocess.run(
            [str(PROGRAM), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180,
            env={**os.environ, **(secrets or {})}, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    def device(self, verb: str, device: Device, *arguments: str, platform: str | None = None) -> Done:
        """Runs a command at a device of the lab, whose key is trusted at first sight."""
        return self.run(
            "device", verb, *device.place.arguments, "--platform", platform or device.platform,
            "--host-key-file", str(self.keys), "--accept-new", *device.login, *arguments, secrets=device.secrets,
        )  # fmt: skip
