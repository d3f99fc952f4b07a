"""Cisco IOS XR 7: a candidate that is committed, or tried for some seconds."""

import time
from typing import Any

from ..session.pager import Pager
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.editor import Editor, Level
from .lines.interfaces import interfaces
from .lines.shell import LinesShell
from .lines.tree import Node, changes
from .shell import command
from .texts import data

TABLE = data("cisco_xr.table")

FACTORY = data("cisco_xr.factory")

ORDER = tuple(data("cisco_xr.order").splitlines())

VERSION = data("cisco_xr.version")


class Shell(LinesShell):
    device: "Xr"
    pager = Pager(" --More-- ")
    interfaces = ("MgmtEth", "GigabitEthernet", "TenGigE", "HundredGigE", "Loopback", "Bundle-Ether", "BVI")
    leaving = ()

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.candidate = Node()
        self.has_timestamps = True

    @property
    def prompt(self) -> str:
        text = super().prompt
        return text and f"RP/0/RP0/CPU0:{text}"

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        match mismatch.kind:
            case "incomplete":
                return "% Incomplete command.\n"
            case "ambiguous":
                return f'% Ambiguous command:  "{line.strip()}"\n'
            case _:
                return f"{self.caret(mismatch)}% Invalid input detected at '^' marker.\n"

    def place(self, level: Level) -> str:
        return "config" if level.mode == "config" else f"config-{level.mode}"

    def stamp(self) -> str:
        return time.strftime("%a %b %e %H:%M:%S.000 UTC\n", time.gmtime())

    async def answer(self, line: str, name: str, words: tuple[str, ...], pipe: str | None = None) -> None:
        """XR prints the time above what a command answers."""
        if words[0] in ("show", "commit") and self.has_timestamps:
            await self.say(self.stamp())
        await super().answer(line, name, words, pipe)

    def applied(self) -> None:
        """Nothing has happened to the device yet."""

    @command("configure terminal", "configure", "configure exclusive")
    async def configure(self, words: tuple[str, ...]) -> None:
        holder = self.device.holder
        if holder not in (None, self.session):
            await self.say(
                "% Configuration database is locked by another session.\nThe configuration is locked by another"
                " agent.\n"
            )
            return
        if words[-1] == "exclusive":
            self.device.holder = self.session
        self.begin()

    def begin(self) -> None:
        self.candidate = self.device.running.copy()
        self.editor = Editor(self.device.dialect, self.candidate)

    @property
    def is_changed(self) -> bool:
        return self.candidate != self.device.running

    async def run(self) -> None:
        try:
            await super().run()
        finally:
            self.unlock()

    def unlock(self) -> None:
        if self.device.holder == self.session:
            self.device.holder = None

    async def leave(self) -> None:
        """Asks what to do with lines that are not committed."""
        while self.editor is not None:
            if not self.is_changed:
                self.editor = None
                break
            answer = await self.ask("Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]:")
            if answer.startswith("n") or answer.startswith("y") and await self.commit_now():
                self.editor = None
            elif not answer.startswith(("n", "y")):
                return
        self.unlock()

    @command("end", mode="config")
    async def end(self, words: tuple[str, ...]) -> None:
        await self.leave()

    @command("abort", mode="config")
    def abort(self, words: tuple[str, ...]) -> None:
        self.editor = None
        self.unlock()

    @command("root", mode="config")
    def root(self, words: tuple[str, ...]) -> None:
        if self.editor is not None:
            del self.editor.levels[1:]

    @command("clear", mode="config")
    def clear(self, words: tuple[str, ...]) -> None:
        self.begin()

    @command("commit", "commit (label|comment) <line>", "commit replace", mode="config")
    async def commit(self, words: tuple[str, ...]) -> None:
        if not self.is_changed and self.device.confirmation.confirm():
            await self.say("% Confirming commit for trial session.\n")
            return
        if await self.commit_now():
            self.device.confirmation.confirm()

    @command("commit confirmed [<30-65535>]", "commit confirmed minutes <1-1092>", mode="config")
    async def commit_confirmed(self, words: tuple[str, ...]) -> None:
        number = int(words[-1]) if words[-1].isdecimal() else 600
        before = self.device.running
        if await self.commit_now():
            self.device.confirmation.begin(
                number * (60 if "minutes" in words else 1), lambda: self.device.take_back(before)
            )

    async def commit_now(self) -> bool:
        """Makes the candidate the running configuration; says whether that went well."""
        if not self.is_changed:
            await self.say("% No configuration changes to commit.\n")
            return True
        message = self.device.faults.commit_message
        if message:
            self.device.failed = [(line, message) for line in changes(self.device.running, self.candidate)]
            await self.say(
                "\n% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes"
                " made have been reverted. Please issue 'show configuration failed [inheritance]' from this session to"
                " view the errors\n"
            )
            return False
        self.device.running = self.candidate.copy()
        self.device.committed(self.session)
        return True

    @command("show configuration failed", mode="config")
    def show_failed(self, words: tuple[str, ...]) -> str:
        rows = [
            "!! SEMANTIC ERRORS: This configuration was rejected by ",
            "!! the system due to semantic errors. The individual ",
        ]
        rows += ["!! errors with each failed configuration command can be ", "!! found below.", "", ""]
        for line, message in self.device.failed:
            rows += [line] if line.strip() == "!" else [line, f"!!% {message}"]
        return "\n".join([*rows, "end", ""]) if self.device.failed else ""

    @command("show configuration", "show commit changes diff", mode="config")
    def show_candidate(self, words: tuple[str, ...]) -> str:
        lines = changes(self.device.running, self.candidate)
        return "\n".join(["Building configuration...", "!! IOS XR Configuration 7.9.2", *lines, "end", "", ""])

    @command("show running-config")
    def show_running(self, words: tuple[str, ...]) -> str:
        head = (
            "Building configuration...\n!! IOS XR Configuration 7.9.2\n!! Last configuration change at"
            f" {self.stamp().strip()} by {self.device.secrets.username}\n!\n"
        )
        return f"{head}{self.device.running_text()}end\n\n"

    @command("terminal exec prompt (timestamp|no-timestamp)", mode="user")
    def set_timestamps(self, words: tuple[str, ...]) -> None:
        self.has_timestamps = words[-1] == "timestamp"

    @command("show version", "show version brief")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, _ = self.device.uptime
        return VERSION.format(days=days, hours=hours, minutes=minutes)

    @command("show inventory")
    def show_inventory(self, words: tuple[str, ...]) -> str:
        return (
            'NAME: "Rack 0", DESCR: "Cisco XRv9K Centralized Virtual Router"\nPID: R-IOSXRV9000-CC   , VID: V01, SN:'
            f" {self.device.serial}\n\n"
        )

    @command("show ipv4 interface brief", "show ip interface brief")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["", "Interface                      IP-Address      Status          Protocol Vrf-Name"]
        for port in interfaces(self.device.running):
            address = port.address.split()[0] if port.address else "unassigned"
            status, protocol = ("Up", "Up") if port.is_up else ("Shutdown", "Down")
            rows.append(f"{port.name:<30} {address:<15} {status:<15} {protocol:<8} default")
        return "\n".join([*rows, ""])

    @command("copy running-config startup-config", mode="never")
    def save(self, words: tuple[str, ...]) -> str:
        """A commit is all it takes."""
        return ""


class Xr(LinesDevice):
    platform = "cisco_xr"
    prefix = "xr"
    version_string = "Cisco-2.0"
    login_prompt = "Username: "
    telnet_banner = "\n\nUser Access Verification\n\n"
    dialect = Dialect(TABLE, Shell.interfaces, ("MgmtEth", "GigabitEthernet"), ORDER, group=None, closing="!")
    shell_class = Shell
    factory = FACTORY

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.holder: str | None = None
        self.failed: list[tuple[str, str]] = []

    def take_back(self, before: Node) -> None:
        self.running = before
        self.save()

    def committed(self, session: str) -> None:
        """A commit is kept over restarts."""
        self.journal.record("committed", session=session)
        self.touch()
        self.save()

    def edit(self, lines: list[str]) -> str | None:
        problem = super().edit(lines)
        self.save()
        return problem

    def log_line(self) -> str:
        stamp = time.strftime("%b %e %H:%M:%S.123 UTC", time.gmtime())
        return (
            f"RP/0/RP0/CPU0:{stamp}: config[66891]: %MGBL-CONFIG-6-DB_COMMIT : Configuration committed by user"
            " 'netops'."
        )


DEVICE = Xr
