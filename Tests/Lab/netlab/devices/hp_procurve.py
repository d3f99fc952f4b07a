"""HP ProCurve: a welcome that waits for a key, and a screen drawn with terminal codes."""

import time
from typing import Any

from ..session.pager import Pager
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.editor import Level
from .lines.interfaces import interfaces
from .lines.shell import LinesShell
from .shell import command
from .texts import data

TABLE = data("hp_procurve.table")

FACTORY = data("hp_procurve.factory")

ORDER = tuple(data("hp_procurve.order").splitlines())

SYSTEM = data("hp_procurve.system")

WELCOME = (
    "HP J9019B Switch 2510B-24\r\nSoftware revision Q.11.57\r\n\r\n"
    "Copyright (C) 1991-2012 Hewlett-Packard Development Company, L.P.\r\n\r\n"
    "                   RESTRICTED RIGHTS LEGEND\r\n\r\n"
    "We'd like to keep you up to date about:\r\n  * Software feature updates\r\n  * New product announcements\r\n\r\n"
)
BEGIN = "\x1b[1;13r\x1b[1;1H\x1b[24;1HPress any key to continue\x1b[13;1H\x1b[?25h\x1b[24;27H"
CLEAR = "\x1b[?6l\x1b[1;24r\x1b[?7h\x1b[2J\x1b[1;1H\x1b[1920;1920H\x1b[6n\x1b[1;1H"


def erase(question: str) -> str:
    """The pager's line is the last of the screen."""
    return "\r\x1b[24;1H\x1b[2K\x1b[1;24r\x1b[24;1H"


class Shell(LinesShell):
    pager = Pager("-- MORE --, next page: Space, next line: Enter, quit: Control-C", erase)
    pipes = ()
    starts_privileged = False
    tail = " "
    saved = ""
    enable_refused = "Invalid password\n"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.terminal.length = min(self.terminal.length, 24)

    async def greet(self) -> None:
        await self.terminal.send(WELCOME + BEGIN)
        await self.terminal.key()
        await self.terminal.send(CLEAR)

    @property
    def lead(self) -> str:
        return "\x1b[24;1H\x1b[24;1H\x1b[2K\x1b[24;1H\x1b[?25h\x1b[24;1H\x1b[24;1H"

    async def send_prompt(self) -> None:
        """The prompt is drawn in the last line, and the cursor put behind it."""
        await super().send_prompt()
        column = len(self.prompt) + 1
        await self.terminal.send(f"\x1b[24;{column}H\x1b[24;1H\x1b[?25h\x1b[24;{column}H")

    async def handle(self, line: str) -> None:
        await self.terminal.send(
            "\x1b[1;0H\x1b[1M\x1b[24;1H\x1b[1L\x1b[24;1H\x1b[2K\x1b[24;1H\x1b[?25h\x1b[1;24r\x1b[24;1H"
        )
        await super().handle(line)

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        word = line[mismatch.column :].split(" ")[0] if mismatch.kind != "incomplete" else (line.split() or [""])[-1]
        return f"{mismatch.kind.capitalize()} input: {word}\n"

    def place(self, level: Level) -> str:
        if level.mode == "config":
            return "config"
        header = level.nodes[0].line.split()
        return f"eth-{header[1]}" if level.mode == "if" else f"vlan-{header[1]}"

    @command("no page", "page", mode="user")
    def set_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = 0 if words[0] == "no" else 24

    @command("enable", mode="user")
    async def enable(self, words: tuple[str, ...]) -> None:
        given = await self.ask("Password: ", echo=False)
        if given == self.device.secrets.enable_password and not self.device.faults.wrong_enable:
            self.privileged = True
        else:
            await self.say(self.enable_refused)

    @command("show version", mode="user")
    def show_version(self, words: tuple[str, ...]) -> str:
        return (
            "Image stamp:    /sw/code/build/harp(harp_rel)\n                Feb 13 2013 14:21:19\n               "
            " Q.11.57\n                204\nBoot Image:     Primary\n"
        )

    @command("show system", "show system-information", mode="user")
    def show_system(self, words: tuple[str, ...]) -> str:
        serial = self.device.serial
        return SYSTEM.format(hostname=self.device.hostname, serial=serial, tail=serial[:2], days=self.device.uptime[0])

    @command("show modules", mode="user")
    def show_modules(self, words: tuple[str, ...]) -> str:
        rows = ["", " Status and Counters - Module Information", ""]
        rows += [f"  Chassis: 2510B-24 J9019B         Serial Number:   CN{self.device.serial}", ""]
        rows += ["  Slot  Module Description                       Serial Number    Status"]
        rows += ["  ----- ---------------------------------------- ---------------- -----------------"]
        return "\n".join([*rows, ""])

    @command("show running-config")
    def show_running(self, words: tuple[str, ...]) -> str:
        return (
            "\nRunning configuration:\n\n; J9019B Configuration Editor; Created on release"
            f" #Q.11.57\n\n{self.device.running_text()}"
        )

    @command("show config", "show startup-config")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return (
            "\nStartup configuration:\n\n; J9019B Configuration Editor; Created on release"
            f" #Q.11.57\n\n{self.device.startup_text()}"
        )

    @command("show interfaces brief", mode="user")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = [
            "",
            " Status and Counters - Port Status",
            "",
            "  Port  Type      | Intrusion  Enabled Status Mode       Flow  Bcast",
            "  ----- --------- + ---------- ------- ------ ---------- ----- -----",
        ]
        for port, node in zip(interfaces(self.device.running), self.device.running.sections("interface "), strict=True):
            enabled = "No" if node.has("disable") else "Yes"
            rows.append(
                f"  {port.name:<5} 100/1000T | No         {enabled:<7} {'Down' if enabled == 'No' else 'Up':<6} 1000FDx"
                "    off   0"
            )
        return "\n".join([*rows, ""])

    @command("write memory", "copy running-config startup-config")
    def save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return self.saved

    @command("exit", "quit", mode="user")
    def leave_level(self, words: tuple[str, ...]) -> None:
        """From manager to operator level, and from there out."""
        if self.privileged and words[0] == "exit":
            self.privileged = False
        else:
            self.open = False

    @command("logout", mode="user")
    async def leave_session(self, words: tuple[str, ...]) -> None:
        if (await self.ask("Do you want to log out (y/n)? ")).lower().startswith("y"):
            self.open = False


class Procurve(LinesDevice):
    platform = "hp_procurve"
    prefix = "pc"
    account = "manager"
    version_string = "Mocana SSH 5.3.1"
    login_prompt = "Please Enter Login Name: "
    password_prompt = "Please Enter Password: "
    login_failed = "Invalid password"
    has_enable = True
    dialect = Dialect(TABLE, (), ("1", "2", "3"), ORDER, indent=3, group=None, closing="   exit")
    shell_class = Shell
    factory = FACTORY

    def log_line(self) -> str:
        return time.strftime("I %m/%d/%y %H:%M:%S ") + "00179 mgr: SME SSH from 192.0.2.77 - MANAGER Mode"


DEVICE = Procurve
