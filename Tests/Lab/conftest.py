"""Fixtures: one lab for all tests of this folder, cleared of faults before each."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from client import LabClient  # noqa: E402


def start_lab(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A lab that ends with the test process; returns when every device answers."""
    command = [sys.executable, "-m", "netlab", "start", "--foreground", "--parent-pid", str(os.getpid())]
    command += ["--dir", str(folder), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    line = process.stdout.readline() if process.stdout else ""
    if not line.startswith("ready "):
        process.kill()
        pytest.fail("the lab did not start; what it said stands above")
    return process


@pytest.fixture(scope="session")
def whole_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabClient]:
    folder = tmp_path_factory.mktemp("lab")
    process = start_lab(folder, "--routers", "2", "--switches", "2")
    yield LabClient(folder)
    process.terminate()
    process.wait(60)


@pytest.fixture
def lab(whole_lab: LabClient) -> LabClient:
    for device in ("sw1", "sw2"):
        whole_lab.control(device, "cut")
        whole_lab.control(device, "clear")
    return whole_lab


@pytest.fixture(scope="session")
def all_vendors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabClient]:
    folder = tmp_path_factory.mktemp("vendors")
    process = start_lab(folder, "--devices", "all", "--telnet")
    yield LabClient(folder)
    process.terminate()
    process.wait(60)


@pytest.fixture
def vendors(all_vendors: LabClient) -> LabClient:
    """One device of each platform, without faults and as it was at first."""
    all_vendors.control("all", "cut")
    all_vendors.control("all", "clear")
    return all_vendors
