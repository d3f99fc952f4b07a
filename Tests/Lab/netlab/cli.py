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

from .devices import catalog
from .plan import Plan, parse_devices

PLAIN = argparse.RawDescriptionHelpFormatter
ROOT = Path(__file__).resolve().parents[3]

FAULTS_WITH_VALUE = (
    "reject", "drop-after", "drop-at", "drop-output", "delay", "chunk", "pause", "session-limit", "lock-out", "huge",
    "hostname",
)  # fmt: skip

DESCRIPTION = """\
A demo network without hardware: simulated devices of many vendors, and real FRRouting routers, on this machine's
loopback interface. They speak SSH (and Telnet), have their vendor's prompts and pagers, and really keep, commit,
roll back and save what they are told. Nothing of it reaches another machine.
"""

EXAMPLES = """\
examples:
  bin/lab start                                        two routers and three switches
  bin/lab start --devices all                          one device of each platform
  bin/lab start --devices cisco_nxos=1,juniper_junos=2 --telnet
  bin/lab start --fleet 2000 --platform arista_eos --workers 2
  bin/lab inventory                                    addresses, names and passwords
  bin/lab control nx1 fault noise output               a log message in the middle of each output
  bin/lab control mx1 time-scale 0.01                  its commit timers run a hundred times faster
  bin/lab control mx1 clear                            no faults any more
  bin/lab stop
"""

ACTIONS = """\
actions:
  fault NAME [VALUE]   set a fault; clear takes all of them back
  running, startup     the configuration in force, and that of the next start
  edit LINE…           change the configuration behind everybody's back
  reboot               end all sessions and load the saved configuration
  journal, lines       what the device received; only its configuration lines (--since N)
  wait-event NAME      until the journal has that event: reverted, confirmed, saved, login…
  time-scale FACTOR    how long a second of the device's own timers lasts
  pause, release       fault pause REGEX holds a line; wait-paused, then release [--drop]
  cut, sessions, wait-quiet

faults:
  reaching   unreachable, reachable, hang-connect, hang-key-exchange, hang-authentication, hang-prompt,
             host-key, host-key-restore, legacy (SHA-1, CBC and ssh-rsa only), session-limit N
  login      wrong-password, wrong-enable, lock-out N (after N wrong ones no password is right),
             banner prompt|password|TEXT
  dialogue   mute (no command is answered), delay SECONDS, chunk BYTES, noise mid|after|output, pager (also when off),
             huge MEGABYTES (in the next output), hostname NAME
  sending    reject REGEX, commit-fails [TEXT], drop-at REGEX, drop-after LINES, drop-output BYTES, pause REGEX
"""


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
    parser = argparse.ArgumentParser(prog="bin/lab", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=PLAIN)
    commands = parser.add_subparsers(dest="command", required=True)
    begin = commands.add_parser("start", parents=[common], help="start the lab; prints the path of its inventory")
    add_start_arguments(begin)
    commands.add_parser("stop", parents=[common], help="stop the lab and everything it started")
    commands.add_parser("status", parents=[common], help="exit status 0 when it runs, 3 when not")
    commands.add_parser("inventory", parents=[common], help="print the inventory: addresses and secrets")
    steer = commands.add_parser(
        "control", parents=[common], help="set a fault, ask for a fact", epilog=ACTIONS, formatter_class=PLAIN
    )
    steer.add_argument("device", help="its name, or all")
    steer.add_argument("action", help="what to do; see below")
    steer.add_argument("values", nargs="*")
    steer.add_argument("--message", help="what the device says instead of an invalid-input error")
    steer.add_argument("--times", type=int, help="how often the rejection happens")
    steer.add_argument("--before", action="store_true", help="cut before the line is applied")
    steer.add_argument("--drop", action="store_true", help="release by cutting the connection")
    steer.add_argument("--timeout", type=float, help="seconds to wait for a pause (default 30)")
    steer.add_argument("--since", type=int, help="journal entries after this sequence number")
    return parser


def add_start_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--foreground", action="store_true", help="stay; the first line printed is `ready INVENTORY`")
    parser.add_argument("--parent-pid", type=int, help="end when this process ends")
    parser.add_argument("--routers", type=int, help="FRRouting routers (default 2; 0 with --devices or --fleet)")
    parser.add_argument("--switches", type=int, help="simulated IOS switches (default 3; 0 with --devices or --fleet)")
    parser.add_argument(
        "--devices", metavar="PLATFORM=N,…", help=f"simulated devices, or all: {', '.join(catalog.platforms())}"
    )
    parser.add_argument("--telnet", action="store_true", help="simulated devices listen for Telnet too")
    parser.add_argument("--fleet", type=int, default=0, metavar="N", help="so many more devices, cheap and all alike")
    parser.add_argument(
        "--platform", default="cisco_ios", choices=catalog.platforms(), help="of the fleet (cisco_ios)", metavar="P"
    )
    parser.add_argument("--workers", type=int, default=1, metavar="K", help="processes of the fleet (default 1)")


def plan_of(options: argparse.Namespace) -> Plan:
    """What to start; what is not asked for is the small lab of routers and switches."""
    alone = options.devices is None and not options.fleet
    devices = parse_devices(options.devices) if options.devices else {}
    switches = options.switches if options.switches is not None else 3 if alone else 0
    if switches:
        devices = {"cisco_ios": devices.pop("cisco_ios", 0) + switches, **devices}
    return Plan(
        routers=options.routers if options.routers is not None else 2 if alone else 0,
        devices=devices,
        telnet=options.telnet,
        fleet=options.fleet,
        platform=options.platform,
        workers=max(1, options.workers),
    )


def start(folder: Path, options: argparse.Namespace) -> int:
    try:
        plan = plan_of(options)
    except ValueError as problem:
        return fail(str(problem))
    if options.foreground:
        from . import lab

        reason = asyncio.run(lab.run(folder, plan, options.parent_pid))
        return fail(reason) if reason else 0
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "netlab", "start", "--foreground", "--dir", str(folder)]
    for name in ("routers", "switches", "devices", "fleet", "platform", "workers", "parent_pid"):
        if getattr(options, name) is not None:
            command += [f"--{name.replace('_', '-')}", str(getattr(options, name))]
    if options.telnet:
        command.append("--telnet")
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
