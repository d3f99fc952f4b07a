"""VyOS 1.4: a Linux shell that is also a router's command line."""

import time
from typing import ClassVar

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .paths.device import PathsDevice
from .paths.schema import compiled
from .paths.style import Style
from .paths.tree import value
from .shell import command
from .texts import data
from .vyos_editing import VyosEditing

SCHEMA = compiled(data("vyos.paths"))

FACTORY = data("vyos.factory")

VERSION = data("vyos.version")


def uptime(device: PathsDevice) -> str:
    """As the command ``uptime`` prints it."""
    days, hours, minutes, _ = device.uptime
    now = time.strftime("%H:%M:%S", time.gmtime())
    return f"{now} up {days} day, {hours:>2}:{minutes:02d},  1 user,  load average: 0.00, 0.01, 0.00"


class Shell(VyosEditing):
    """``:`` of less is the pager; the shell's prompt ends with ``$``."""

    device: "Vyos"
    pager = Pager(":", erase_line)
    pipes = ("match", "no-match", "no-more", "count", "grep", "cat")

    async def greet(self) -> None:
        await self.say(self.device.welcome.replace("{name}", self.device.hostname))

    @property
    def lead(self) -> str:
        if not self.is_configuring:
            return ""
        return f"[edit{''.join(' ' + word for word in self.context)}]\r\n"

    @property
    def prompt(self) -> str:
        host = f"{self.username}@{self.device.hostname}"
        return f"{host}# " if self.is_configuring else f"{host}:~$ "

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        text = line.strip()
        if mismatch.kind == "incomplete":
            return f"\n  Incomplete command: {text}\n\n"
        if mismatch.kind == "ambiguous":
            return f"\n  Ambiguous command: {text}\n\n"
        words = text.split()
        place = len(line[: mismatch.column].split())
        words[place : place + 1] = [f"[{words[place]}]"] if place < len(words) else []
        return f"\n  Invalid command: {' '.join(words)}\n\n"

    @command("exit", "logout")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("set terminal length <0-1000>", "terminal length <0-1000>")
    def set_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = int(words[-1])

    @command("set terminal width <0-1000>", "terminal width <0-1000>")
    def set_width(self, words: tuple[str, ...]) -> None:
        self.terminal.width = int(words[-1])

    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        return VERSION.format(serial=self.device.serial)

    @command("show host name")
    def show_host(self, words: tuple[str, ...]) -> str:
        return f"{self.device.hostname}\n"

    @command("show system uptime")
    def show_uptime(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, seconds = self.device.uptime
        rows = [f"Uptime: {days}d {hours}h {minutes}m {seconds}s", "", "Load averages:", "1  minute:   0.0%"]
        return "\n".join([*rows, "5  minutes:  0.0%", "15 minutes:  0.0%", ""])

    @command("show configuration")
    def show_configuration(self, words: tuple[str, ...]) -> str:
        return self.device.running_text()

    @command("show configuration commands")
    def show_commands(self, words: tuple[str, ...]) -> str:
        return self.commands_text(self.device.running)

    @command("show interfaces")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = [
            "Codes: S - State, L - Link, u - Up, D - Down, A - Admin Down",
            "Interface    IP Address         MAC                VRF        MTU  S/L    Description",
            "-----------  -----------------  -----------------  -------  -----  -----  -------------",
        ]
        for ports in self.device.running.get("interfaces", {}).values():
            for name, tree in ports.items():
                state = "A/D" if "disable" in tree else "u/u"
                rows.append(
                    f"{name:<11}  {value(tree, 'address') or '-':<17}  {value(tree, 'hw-id') or '-':<17}  default "
                    f" {value(tree, 'mtu') or '1500':>5}  {state:<5}  {value(tree, 'description')}".rstrip()
                )
        return "\n".join([*rows, ""])

    @command("reboot")
    async def reboot(self, words: tuple[str, ...]) -> None:
        await self.restart("Are you sure you want to reboot this system? [y/N] ")


class Vyos(PathsDevice):
    platform = "vyos"
    prefix = "vy"
    account = "vyos"
    version_string = "OpenSSH_9.2p1 Debian-2+deb12u2"
    login_prompt = "{name} login: "
    schema = SCHEMA
    style = Style(lists=False)
    shell_class = Shell
    factory = FACTORY
    name_path = ("system", "host-name")
    saves_on_commit = False
    welcome: ClassVar[str] = (
        'Welcome to VyOS!\n\n   VyOS documentation:  https://docs.vyos.io\n\nYou can change this banner using "set'
        ' system login banner post-login" command.\n\n'
    )

    def restart(self) -> None:
        """Nobody confirmed: it starts again from what is saved."""
        self.cut()
        self.boot()

    def settle(self) -> None:
        """An edit behind the back is not saved."""

    def log_line(self) -> str:
        return (
            time.strftime("%b %d %H:%M:%S ")
            + f"{self.hostname} vyos-configd[1412]: Successful change to active configuration by user vyos on"
            " /dev/pts/0"
        )


DEVICE = Vyos
