"""Runs each client in a process of its own and measures what it took."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from comparison.fleet import Fleet

COMMAND = "show version"
SETUP = ("terminal length 0", "terminal width 511", "terminal no monitor")
LIMIT_SECONDS = 900.0
PEERS = ("netmiko", "scrapli", "asyncssh")


@dataclass(frozen=True)
class Result:
    """Seconds of the whole and of the commands alone; processor seconds; failures; further figures of ours."""

    seconds: float
    commanding: float
    processor: float
    failures: int
    commands: int
    more: dict[str, float]


def measured(command: list[str]) -> Result:
    """What a client reports in the last line of its output.

    Its processor time counts from the first login, as it says itself: starting, importing and reading platforms is done once.
    Of the C client, which has nothing to begin with, the system's count is taken.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=LIMIT_SECONDS, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {done.returncode}; what it said stands above")
    report = json.loads(done.stdout.splitlines()[-1])
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    processor = report.get("processor", whole)
    commanding = report.get("commandingSeconds", report.get("commanding_seconds", report["seconds"]))
    more = {name: report[name] for name in ("bytes", "bytesPerSession", "idleShare") if report.get(name)}
    return Result(report["seconds"], commanding, processor, report["failures"], report["commands"], more)


def ours(fleet: Fleet, mode: str, number: int) -> Result:
    program = os.environ["DEVICES_BENCHMARK"]
    return measured([program, mode, str(fleet.inventory), os.environ["PLATFORMS"], str(number), COMMAND])


def floor(fleet: Fleet, mode: str, number: int) -> Result:
    """The bare C client, which types the same lines."""
    return measured([os.environ["DEVICES_FLOOR"], mode, str(fleet.hosts), str(number), *SETUP, COMMAND])


def peer(name: str, fleet: Fleet, mode: str, number: int) -> Result:
    return measured([sys.executable, "-m", f"peers.{name}_client", mode, str(fleet.hosts), str(number), COMMAND])


def openssh(fleet: Fleet) -> float:
    """Seconds of one `ssh` from its start to the answer of one command, typed as a person would."""
    host, port, user, password = fleet.hosts.read_text().splitlines()[0].split()
    ask = fleet.hosts.parent / "askpass"
    ask.write_text(f"#!/bin/sh\necho '{password}'\n")
    ask.chmod(0o700)
    options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"]
    command = ["ssh", "-tt", "-p", port, *[word for option in options for word in ("-o", option)], f"{user}@{host}"]
    environment = {**os.environ, "SSH_ASKPASS": str(ask), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"}
    start = time.perf_counter()
    typed = "".join(f"{line}\n" for line in (*SETUP, COMMAND, "exit"))
    done = subprocess.run(
        command, input=typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, timeout=60
    )
    if "NX-OS" not in done.stdout:
        raise SystemExit(f"ssh did not show the version: {done.stdout[-300:]}{done.stderr[-300:]}")
    return time.perf_counter() - start


def hosts(path: str) -> list[tuple[str, int, str, str]]:
    """The devices of a file as the clients read it."""
    lines = Path(path).read_text().split("\n")
    return [(h, int(p), u, w) for h, p, u, w in (line.split() for line in lines if line)]
