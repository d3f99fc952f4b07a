"""Huawei VRP 5: views, ``undo``, and a save that asks."""

import time

from ..session.pager import Pager
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.interfaces import interfaces
from .shell import command
from .texts import data
from .undo import SERVICES, UndoShell

FACTORY = data("huawei_vrp.factory")

ORDER = tuple(data("huawei_vrp.order").splitlines())

VERSION = data("huawei_vrp.version")

ERRORS = {
    "invalid": "Error: Unrecognized command found at '^' position.",
    "incomplete": "Error:Incomplete command found at '^' position.",
    "ambiguous": "Error:Ambiguous command found at '^' position.",
}


def arrows(question: str) -> str:
    """Over the question with the terminal's own arrow keys."""
    return "\x1b[42D" + " " * 42 + "\x1b[42D"


class Shell(UndoShell):
    pager = Pager("  ---- More ----", arrows)
    interfaces = ("GigabitEthernet", "XGigabitEthernet", "Vlanif", "LoopBack", "MEth", "Eth-Trunk", "NULL")
    entering = "Enter system view, return user view with Ctrl+Z.\n"
    views = {
        "aaa": "aaa",
        "bgp": "bgp",
        "bgp-af": "bgp-af-ipv4",
        "acl": "acl-basic-{last}",
        "ospf": "ospf-{last}",
        "ospf-area": "ospf-1-area-{last}",
        "ui": "ui-vty{last}",
    }

    async def greet(self) -> None:
        when = time.strftime("%Y-%m-%d %H:%M:%S+00:00", time.gmtime())
        await self.say(
            "\nInfo: The max number of VTY users is 5, and the number\n      of current VTY users on line is 1.\n     "
            f" The current login time is {when}.\n"
        )

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        return self.marked(mismatch, ERRORS)

    @command("screen-length <0-512> temporary", mode="user")
    async def set_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = int(words[1])
        await self.say("Info: The configuration takes effect on the current user terminal interface only.\n")

    @command("undo screen-length temporary", mode="user")
    def reset_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = 24

    @command("display version")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, _ = self.device.uptime
        return VERSION.format(days=days, hours=hours, minutes=minutes)

    @command("display device manufacture-info", "display esn")
    def show_serial(self, words: tuple[str, ...]) -> str:
        return f"ESN of slot 0: 2102351{self.device.serial}\n"

    @command("display interface brief")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = [
            "PHY: Physical",
            "*down: administratively down",
            "Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors",
        ]
        for port in interfaces(self.device.running):
            state = "up" if port.is_up else "*down"
            rows.append(f"{port.name:<27} {state:<5} {port.state:<9}    0%     0%          0          0")
        return "\n".join([*rows, ""])

    @command("save", "save force", "save all")
    async def save(self, words: tuple[str, ...]) -> str | None:
        if words[-1] != "force":
            await self.say("The current configuration will be written to the device.\n")
            if (await self.ask("Are you sure to continue?[Y/N]")).upper() != "Y":
                return None
        self.device.save()
        return "Now saving the current configuration to the slot 0.\nSave the configuration successfully.\n"


class Vrp(LinesDevice):
    platform = "huawei_vrp"
    prefix = "hw"
    account = "admin"
    version_string = "HUAWEI-1.5"
    login_prompt = "Username:"
    password_prompt = "Password:"
    login_failed = "Error: Authentication fail"
    telnet_banner = (
        "\nWarning: Telnet is not a secure protocol, and it is recommended to use Stelnet.\n\nLogin"
        " authentication\n\n\n"
    )
    dialect = Dialect(
        SERVICES, Shell.interfaces, ("GigabitEthernet", "MEth"), ORDER, negation="undo", group="#", falls_back=False
    )
    shell_class = Shell
    factory = FACTORY

    @property
    def hostname(self) -> str:
        return self.running.value("sysname") or self.name

    def rename(self, name: str) -> str | None:
        return self.edit([f"sysname {name}"])

    def log_line(self) -> str:
        return (
            time.strftime("%b %e %Y %H:%M:%S+00:00 ")
            + f"{self.hostname} %%01SHELL/5/CMDRECORD(s)[1]:Record command information. (Task=VTY0, Ip=192.0.2.77,"
            " User=admin)"
        )


DEVICE = Vrp
