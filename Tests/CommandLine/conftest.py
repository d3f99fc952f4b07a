"""Fixtures: one lab with a device of each platform, real routers, a jump host, and FakeNOS; all end with the tests."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from netstacks import Device, Place, Program
from ports import free_ports

HERE = Path(__file__).resolve().parent
LAB = HERE.parent / "Lab"
FAKES = ["cisco_ios", "arista_eos", "juniper_junos", "cisco_asa"]


def start(*command: str, **environment: str) -> tuple["subprocess.Popen[str]", str]:
    """A process that says one line when it is ready and ends with its standard input."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    line = process.stdout.readline() if process.stdout else ""
    assert line, f"{command} did not start; what it said stands above"
    return process, line


def stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    process.communicate(timeout=60)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Device]]:
    """Every device of the lab by its name."""
    folder = tmp_path_factory.mktemp("lab")
    process, line = start(
        sys.executable, "-m", "netlab", "start", "--foreground", "--parent-pid", str(os.getpid()), "--dir", str(folder),
        "--devices", "all", "--telnet", "--routers", "2", PYTHONPATH=str(LAB),
    )  # fmt: skip
    assert line.startswith("ready "), line
    inventory = json.loads(Path(line.removeprefix("ready ").strip()).read_text())
    yield {entry["name"]: Device(entry, inventory["control"]) for entry in inventory["devices"]}
    stop(process)


@pytest.fixture(scope="session")
def fakes() -> Iterator[dict[str, Place]]:
    """A host of FakeNOS for each of a few platforms."""
    ports = dict(zip(FAKES, free_ports(len(FAKES)), strict=True))
    process, _ = start(sys.executable, str(HERE / "fakes.py"), *[f"{name}={port}" for name, port in ports.items()])
    yield {name: Place("127.0.0.1", port, "fake", "fake-word") for name, port in ports.items()}
    stop(process)


@pytest.fixture(scope="session")
def jump() -> Iterator[Place]:
    """A host that signs in and connects to others."""
    process, line = start(sys.executable, str(HERE / "jump_host.py"))
    yield Place("127.0.0.1", int(line), "ops", "jump-word")
    stop(process)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program with a file of host keys of its own."""
    return Program(tmp_path)
