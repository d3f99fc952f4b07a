"""`bin/lab`: start, stop and steer the lab from a shell."""

import argparse
import asyncio
import fcntl
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]

FAULTS_WITH_VALUE = ("reject", "drop-after", "drop-at", "delay", "chunk", "pause", "session-limit")


def main() -> int:
    options = arguments().parse_args()
    folder = Path(options.dir or os.environ.get("NETSTACKS_LAB_DIR") or ROOT / "var" / "lab").absolute()
    match options.command:
        case "start":
            return start(folder, options)
        case "stop":
            return stop(folder)
        case "status":
            return status(folder)
        case "inventory":
            return show_inventory(folder)
        case _:
            return control(folder, options)


def arguments() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--dir", help="folder of the lab (default: var/lab of this clone, or NETSTACKS_LAB_DIR)")
    parser = argparse.ArgumentParser(prog="bin/lab", description="Real routers and simulated switches to test against.")
    commands = parser.add_subparsers(dest="command", required=True)
    begin = commands.add_parser("start", parents=[common], help="start the lab; prints the path of its inventory")
    begin.add_argument("--foreground", action="store_true", help="stay; the first line printed is `ready INVENTORY`")
    begin.add_argument("--parent-pid", type=int, help="end when this process ends")
    begin.add_argument("--routers", type=int, default=2, help="FRRouting routers (default 2)")
    begin.add_argument("--switches", type=int, default=3, help="simulated IOS switches (default 3)")
    commands.add_parser("stop", parents=[common], help="stop the lab and everything it started")
    commands.add_parser("status", parents=[common], help="exit status 0 when it runs, 3 when not")
    commands.add_parser("inventory", parents=[common], help="print the inventory: addresses and secrets")
    steer = commands.add_parser("control", parents=[common], help="set a fault, ask for a fact")
    steer.add_argument("device", help="its name, or all")
    steer.add_argument(
        "action",
        help="fault NAME [VALUE], clear, wait-paused, wait-quiet, release, cut, edit LINE…, running, startup, reboot, journal, "
        "lines, sessions",
    )
    steer.add_argument("values", nargs="*")
    steer.add_argument("--message", help="what the device says instead of an invalid-input error")
    steer.add_argument("--times", type=int, help="how often the rejection happens")
    steer.add_argument("--before", action="store_true", help="cut before the line is applied")
    steer.add_argument("--drop", action="store_true", help="release by cutting the connection")
    steer.add_argument("--timeout", type=float, help="seconds to wait for a pause (default 30)")
    steer.add_argument("--since", type=int, help="journal entries after this sequence number")
    return parser


def start(folder: Path, options: argparse.Namespace) -> int:
    if options.foreground:
        from . import lab

        problem = asyncio.run(lab.run(folder, options.routers, options.switches, options.parent_pid))
        return fail(problem) if problem else 0
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "netlab", "start", "--foreground", "--dir", str(folder)]
    command += ["--routers", str(options.routers), "--switches", str(options.switches)]
    if options.parent_pid:
        command += ["--parent-pid", str(options.parent_pid)]
    log = folder / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=output, start_new_session=True
        )
    line = process.stdout.readline().decode() if process.stdout else ""
    if not line.startswith("ready "):
        process.wait()
        return fail(log.read_text().strip() or "the lab did not start")
    print(line.removeprefix("ready ").strip())
    return 0


def running_pid(folder: Path) -> int | None:
    """The process that holds the folder's lock, or nothing."""
    path = folder / "lab.pid"
    if not path.exists():
        return None
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            text = file.read().strip()
            return int(text) if re.fullmatch(r"\d+", text) else None
    return None


def stop(folder: Path) -> int:
    pid = running_pid(folder)
    if pid is None:
        print("the lab does not run")
        return 0
    watch = os.pidfd_open(pid)
    os.kill(pid, signal.SIGTERM)
    if not select.select([watch], [], [], 10)[0]:
        os.kill(pid, signal.SIGKILL)
        select.select([watch], [], [], 5)
    print("the lab is stopped")
    return 0


def status(folder: Path) -> int:
    pid = running_pid(folder)
    print(f"the lab runs as process {pid} in {folder}" if pid else f"no lab runs in {folder}")
    return 0 if pid else 3


def show_inventory(folder: Path) -> int:
    path = folder / "inventory.json"
    if not path.exists():
        return fail(f"there is no lab in {folder}; start one with: bin/lab start")
    print(path.read_text(), end="")
    return 0


def control(folder: Path, options: argparse.Namespace) -> int:
    path = folder / "inventory.json"
    if running_pid(folder) is None:
        return fail(f"no lab runs in {folder}")
    address = json.loads(path.read_text())["control"]
    reply = ask(address, request(options))
    if not reply["ok"]:
        print(f"lab: {reply.get('error') or json.dumps(reply)}", file=sys.stderr)
        return 4 if reply.get("timed_out") else 1
    reply.pop("ok")
    if "text" in reply:
        print(reply["text"], end="")
    elif "lines" in reply:
        print("\n".join(reply["lines"]))
    elif "entries" in reply:
        print("\n".join(json.dumps(entry) for entry in reply["entries"]))
    elif reply:
        print(json.dumps(reply))
    return 0


def request(options: argparse.Namespace) -> dict[str, Any]:
    body: dict[str, Any] = {"device": options.device, "command": options.action}
    if options.action == "edit":
        body["lines"] = options.values
    elif options.values:
        body["name"] = options.values[0]
        if len(options.values) > 1:
            body["value"] = options.values[1]
        elif options.values[0] in FAULTS_WITH_VALUE:
            sys.exit(fail(f"the fault {options.values[0]} needs a value"))
    for name in ("message", "times", "before", "drop", "timeout", "since"):
        value = getattr(options, name)
        if value not in (None, False):
            body[name] = value
    return body


def ask(address: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """Sends one request to the control port and reads its answer."""
    with socket.create_connection((address["host"], address["port"])) as connection:
        connection.sendall(json.dumps({**body, "token": address["token"]}).encode() + b"\n")
        with connection.makefile() as answers:
            reply: dict[str, Any] = json.loads(answers.readline())
    return reply


def fail(sentence: str) -> int:
    print(f"lab: {sentence}", file=sys.stderr)
    return 1
