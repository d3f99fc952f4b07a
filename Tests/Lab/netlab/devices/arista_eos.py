"""Arista EOS: configuration sessions, with a timer that takes an unconfirmed commit back."""

import difflib
import time
from typing import Any

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.editor import Editor, Level
from .lines.interfaces import interfaces
from .lines.shell import LinesShell
from .lines.tables import LAYER2, ROUTING, SERVICES
from .lines.tree import Node
from .shell import command
from .texts import data

TABLE = data("arista_eos.table") + SERVICES + LAYER2 + ROUTING

FACTORY = data("arista_eos.factory")

ORDER = tuple(data("arista_eos.order").splitlines())

VERSION = data("arista_eos.version")


def short(name: str) -> str:
    """An interface's name as prompts and lists have it."""
    for full in ("Ethernet", "Vlan", "Loopback", "Management"):
        name = name.replace(full, full[:2])
    return name.replace("Port-Channel", "Po")


class Shell(LinesShell):
    device: "Eos"
    pager = Pager("--More--", erase_line)
    interfaces = ("Ethernet", "Vlan", "Loopback", "Port-Channel", "Management", "Vxlan")
    starts_privileged = False
    saved = "Copy completed successfully.\n"
    enable_refused = "% Bad secret\n"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.name: str | None = None

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        words = line[: mismatch.column].split()
        match mismatch.kind:
            case "incomplete":
                return "% Incomplete command\n"
            case "ambiguous":
                return f"% Ambiguous command (at token {len(words)}: '{line.split()[len(words)]}')\n"
            case _:
                wrong = line[mismatch.column :].split()
                return f"% Invalid input (at token {len(words)}: '{wrong[0] if wrong else ''}')\n"

    def place(self, level: Level) -> str:
        start = f"config-s-{self.name[:6]}" if self.name else "config"
        if level.mode == "config":
            return start
        header = level.nodes[0].line
        if level.mode == "if":
            return f"{start}-if-{short(header.partition(' ')[2])}"
        return f"{start}-{'-'.join(header.split()[:2])}"

    @command("terminal length <0-32767>", mode="user")
    async def set_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = int(words[-1])
        await self.say("Pagination disabled.\n" if words[-1] == "0" else f"Pagination set to {words[-1]} lines.\n")

    @command("terminal width <10-32767>", mode="user")
    async def set_width(self, words: tuple[str, ...]) -> None:
        self.terminal.width = int(words[-1])
        await self.say(f"Width set to {words[-1]} columns.\n")

    @command("show version", mode="user")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, _ = self.device.uptime
        return VERSION.format(
            serial=self.device.serial, tail=self.device.serial[:2], days=days, hours=hours, minutes=minutes
        )

    @command("show hostname", mode="user")
    def show_hostname(self, words: tuple[str, ...]) -> str:
        return f"Hostname: {self.device.hostname}\nFQDN:     {self.device.hostname}\n"

    @command("show running-config", "show running-config all")
    def show_running(self, words: tuple[str, ...]) -> str:
        return (
            f"! Command: show running-config\n! device: {self.device.hostname} (DCS-7050SX3-48YC8,"
            f" EOS-4.30.2F)\n!\n{self.device.running_text().removeprefix('!' + chr(10))}!\nend\n"
        )

    @command("show startup-config")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return (
            f"! Command: show startup-config\n! device: {self.device.hostname} (DCS-7050SX3-48YC8,"
            f" EOS-4.30.2F)\n!\n{self.device.startup_text()}!\nend\n"
        )

    @command("show interfaces status", mode="user")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["Port       Name               Status       Vlan     Duplex Speed  Type         Flags Encapsulation"]
        for port in interfaces(self.device.running):
            if port.name.startswith("Ethernet"):
                state = "connected" if port.is_up else "disabled"
                rows.append(
                    f"{port.name.replace('Ethernet', 'Et'):<10} {port.description[:18]:<18} {state:<12} {port.vlan:<8}"
                    " full   10G    10GBASE-SR"
                )
        return "\n".join([*rows, ""])

    @command("show interfaces description", mode="user")
    def show_descriptions(self, words: tuple[str, ...]) -> str:
        rows = ["Interface                      Status         Protocol           Description"]
        for port in interfaces(self.device.running):
            status = "up" if port.is_up else "admin down"
            rows.append(f"{short(port.name):<30} {status:<14} {port.state:<18} {port.description}".rstrip())
        return "\n".join([*rows, ""])

    def target(self) -> Node:
        return self.device.sessions[self.name] if self.name else self.device.running

    def applied(self) -> None:
        if self.name is None:
            super().applied()

    @command("configure session [<word>]")
    async def configure_session(self, words: tuple[str, ...]) -> None:
        self.name = words[2] if len(words) > 2 else f"sess-{len(self.device.sessions) + 1}"
        self.device.sessions.setdefault(self.name, self.device.running.copy())
        self.editor = Editor(self.device.dialect, self.target())

    @command("configure session <word> commit")
    def confirm(self, words: tuple[str, ...]) -> str | None:
        """Confirms a commit with a timer, or commits a session that waits."""
        if self.device.awaited == words[2] and self.device.confirmation.confirm():
            self.device.awaited = None
            return None
        if words[2] not in self.device.sessions:
            return f"% Cannot commit session {words[2]}. Session does not exist\n"
        return self.merge(words[2])

    @command("configure session <word> abort")
    def abort_other(self, words: tuple[str, ...]) -> str | None:
        if self.device.awaited == words[2]:
            self.device.confirmation.expire()
            return None
        return (
            None
            if self.device.sessions.pop(words[2], None)
            else f"% Cannot abort session {words[2]}. Session does not exist\n"
        )

    @command("show configuration sessions")
    def show_sessions(self, words: tuple[str, ...]) -> str:
        rows = ["Maximum number of completed sessions: 1", "Maximum number of pending sessions: 5", ""]
        rows += ["  Name    State         User    Terminal", "  ------- ------------- ------- --------"]
        rows += [f"  {name:<7} pending" for name in self.device.sessions]
        if self.device.awaited:
            rows.append(f"  {self.device.awaited:<7} pendingCommitTimer")
        return "\n".join([*rows, ""])

    @command("show session-config diffs", mode="config")
    def show_diffs(self, words: tuple[str, ...]) -> str:
        before, after = (self.device.text(root).splitlines() for root in (self.device.running, self.target()))
        lines = difflib.unified_diff(before, after, "system:/running-config", "session:/session-config", lineterm="")
        return "\n".join([*lines, ""])

    @command("commit", mode="config")
    def commit(self, words: tuple[str, ...]) -> str | None:
        if self.name is None:
            return "% Invalid input (at token 0: 'commit')\n"
        problem = self.merge(self.name)
        if problem is None:
            self.name = self.editor = None
        return problem

    @command("commit timer <word>", mode="config")
    def commit_timer(self, words: tuple[str, ...]) -> str | None:
        hours, minutes, seconds = (int(part) for part in words[-1].split(":"))
        before, name = self.device.running, self.name
        problem = self.commit(words)
        if problem is None:
            self.device.awaited = name
            self.device.confirmation.begin(hours * 3600 + minutes * 60 + seconds, lambda: self.device.take_back(before))
        return problem

    def merge(self, name: str) -> str | None:
        """The session becomes the running configuration."""
        if self.device.faults.commit_message:
            return f"% Commit failed: {self.device.faults.commit_message}\n"
        self.device.running = self.device.sessions.pop(name)
        self.device.journal.record("committed", session=self.session)
        self.device.touch()
        return None

    @command("abort", mode="config")
    def abort(self, words: tuple[str, ...]) -> None:
        self.device.sessions.pop(self.name or "", None)
        self.name = self.editor = None

    @command("rollback clean-config", mode="config")
    def clean(self, words: tuple[str, ...]) -> None:
        ports = [
            node
            for node in self.target().sections("interface ")
            if node.line.partition(" ")[2].startswith(self.device.dialect.physical)
        ]
        self.target().children = {node.line: Node(node.line, node.mode) for node in ports}

    async def leave(self) -> None:
        """The session waits for its commit or abort."""
        self.name = self.editor = None


class Eos(LinesDevice):
    platform = "arista_eos"
    prefix = "eos"
    version_string = "OpenSSH_8.7"
    login_prompt = "{name} login: "
    has_enable = True
    dialect = Dialect(TABLE, Shell.interfaces, ("Ethernet", "Management"), ORDER, indent=3, banner_end="EOF")
    shell_class = Shell
    factory = FACTORY

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.sessions: dict[str, Node] = {}
        self.awaited: str | None = None

    def take_back(self, before: Node) -> None:
        self.running, self.awaited = before, None

    def boot(self) -> None:
        super().boot()
        self.sessions, self.awaited = {}, None

    def log_line(self) -> str:
        return (
            time.strftime("%b %e %H:%M:%S ")
            + f"{self.hostname} ConfigAgent: %SYS-5-CONFIG_I: Configured from console by admin on vty5 (192.0.2.77)"
        )


DEVICE = Eos
