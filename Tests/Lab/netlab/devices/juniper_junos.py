"""Junos: a shell below the command line, a candidate, and commits that are taken back unless confirmed."""

import time
from typing import Any

from ..session.pager import Pager, blanks
from ..switch.grammar import Mismatch
from .junos_editing import JunosEditing
from .paths.device import PathsDevice
from .paths.schema import compiled
from .paths.style import Style
from .paths.tree import flat, quoted, value
from .shell import command
from .texts import data

SCHEMA = compiled(data("juniper_junos.paths"))

FACTORY = data("juniper_junos.factory")

VERSION = data("juniper_junos.version")

HARDWARE = data("juniper_junos.hardware")


class Shell(JunosEditing):
    device: "Junos"
    pager = Pager("---(more {percent}%)---", blanks, first="---(more)---")
    pipes = ("match", "except", "find", "count", "no-more")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.is_shell = self.device.secrets.username == "root"

    async def greet(self) -> None:
        await self.say("--- JUNOS 22.4R2.8 Kernel 64-bit  JNPR-12.1-20230630.2153\n")

    @property
    def mode(self) -> str:
        return "shell" if self.is_shell else super().mode

    @property
    def lead(self) -> str:
        if not self.is_configuring:
            return ""
        return f"\r\n[edit{''.join(' ' + word for word in self.context)}]\r\n"

    @property
    def prompt(self) -> str:
        if self.is_shell:
            return "% " if self.username != "root" else f"root@{self.device.hostname}:~ # "
        return f"{self.username}@{self.device.hostname}{'#' if self.is_configuring else '>'} "

    async def handle(self, line: str) -> None:
        if not self.is_shell:
            await super().handle(line)
        elif line.strip() == "cli":
            self.is_shell = False
        elif line.strip() in ("exit", "logout", "\x04"):
            self.open = False
        elif line.strip():
            await self.say(f"{line.split()[0]}: Command not found.\n")

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        if mismatch.kind == "incomplete":
            return (
                f"{self.caret(mismatch)}missing argument.\n"
                if self.is_configuring
                else f"{self.caret(mismatch)}syntax error, expecting <command>.\n"
            )
        word = line[mismatch.column :].split(" ")[0]
        if mismatch.kind == "ambiguous":
            return f"{self.caret(mismatch)}'{word}' is ambiguous.\n"
        if mismatch.column == len(line) - len(line.lstrip()):
            return f"{self.caret(mismatch)}unknown command.\n"
        return f"{self.caret(mismatch)}syntax error.\n"

    @command("start shell", "start shell csh")
    def start_shell(self, words: tuple[str, ...]) -> None:
        self.is_shell = True

    @command("exit", "quit")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("set cli screen-length <0-100000>")
    def set_length(self, words: tuple[str, ...]) -> str:
        self.terminal.length = int(words[-1])
        return f"Screen length set to {words[-1]}\n"

    @command("set cli screen-width <0-1024>")
    def set_width(self, words: tuple[str, ...]) -> str:
        self.terminal.width = int(words[-1])
        return f"Screen width set to {words[-1]}\n"

    @command("set cli (complete-on-space|timestamp|idle-timeout) <line>")
    def set_other(self, words: tuple[str, ...]) -> str:
        return "Disabling complete-on-space\n" if words[2] == "complete-on-space" else ""

    @command("show version", "show version brief")
    def show_version(self, words: tuple[str, ...]) -> str:
        return VERSION.format(hostname=self.device.hostname)

    @command("show chassis hardware")
    def show_hardware(self, words: tuple[str, ...]) -> str:
        return HARDWARE.format(serial=self.device.serial)

    @command("show system uptime")
    def show_uptime(self, words: tuple[str, ...]) -> str:
        booted = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(self.device.booted - 86400))
        days, hours, minutes, _ = self.device.uptime
        return (
            f"Current time: {time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime())}\nSystem booted: {booted} ({days}d"
            f" {hours:02d}:{minutes:02d} ago)\n"
        )

    @command("show interfaces terse")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["Interface               Admin Link Proto    Local                 Remote"]
        for name, tree in self.device.running.get("interfaces", {}).items():
            state = "down" if "disable" in tree else "up"
            rows.append(f"{name:<23} {state:<5} {state}")
            for unit, inner in tree.get("unit", {}).items():
                address = value(inner, "family", "inet", "address")
                rows.append(f"{name + '.' + unit:<23} {state:<5} {state:<4} {'inet     ' + address if address else ''}")
        return "\n".join([*rows, ""])

    @command("show configuration [<line>]")
    def show_configuration(self, words: tuple[str, ...]) -> str:
        return self.shown(self.device.running, " ".join(words[2:]), has_head=len(words) == 2)

    @command("show system commit")
    def show_commits(self, words: tuple[str, ...]) -> str:
        when = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(self.device.changed))
        waiting = "commit confirmed, rollback in 10mins\n" if self.device.confirmation.is_pending else ""
        return "".join(
            f"{number}   {when} by {self.device.secrets.username} via cli {waiting if number == 0 else ''}\n"
            for number in range(len(self.device.history) + 1)
        )

    @command("request system reboot")
    async def reboot(self, words: tuple[str, ...]) -> None:
        await self.restart("Reboot the system ? [yes,no] (no) ")


class Junos(PathsDevice):
    platform = "juniper_junos"
    prefix = "mx"
    version_string = "OpenSSH_7.9"
    telnet_banner = "\n"
    schema = SCHEMA
    style = Style(end=";", joins=1, inline=("route",))
    shell_class = Shell
    factory = FACTORY
    name_path = ("system", "host-name")
    revert_notice = (
        "\n\nBroadcast Message from root@{name}\n        (no tty) at 12:00 UTC...\n\n"
        "Commit was not confirmed; automatic rollback complete.\n\n"
    )

    def set_lines(self, tree: Any) -> str:
        return "".join("set " + " ".join(quoted(word) for word in path) + "\n" for path in flat(tree))

    def log_line(self) -> str:
        return (
            time.strftime("%b %e %H:%M:%S  ")
            + f"{self.hostname} mgd[4711]: UI_COMMIT: User 'netops' requested 'commit' operation (comment: none)"
        )


DEVICE = Junos
