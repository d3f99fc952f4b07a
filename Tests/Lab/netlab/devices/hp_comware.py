"""HPE Comware 7 (H3C): views like VRP's, with its own words."""

import time

from ..session.pager import Pager
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.interfaces import interfaces
from .shell import command
from .texts import data
from .undo import SERVICES, UndoShell

FACTORY = data("hp_comware.factory")

ORDER = tuple(data("hp_comware.order").splitlines())

VERSION = data("hp_comware.version")

MANUFACTURE = data("hp_comware.manufacture")

ERRORS = {
    "invalid": " % Unrecognized command found at '^' position.",
    "incomplete": " % Incomplete command found at '^' position.",
    "ambiguous": " % Ambiguous command found at '^' position.",
}


def arrows(question: str) -> str:
    """Over the question with the terminal's own arrow keys."""
    return "\x1b[16D" + " " * 16 + "\x1b[16D"


class Shell(UndoShell):
    pager = Pager("---- More ----", arrows)
    interfaces = (
        "GigabitEthernet",
        "Ten-GigabitEthernet",
        "Vlan-interface",
        "LoopBack",
        "M-GigabitEthernet",
        "Bridge-Aggregation",
        "NULL",
    )
    entering = "System View: return to User View with Ctrl+Z.\n"
    views = {
        "acl": "acl-ipv4-basic-{last}",
        "bgp": "bgp-default",
        "bgp-af": "bgp-default-ipv4",
        "ospf": "ospf-{last}",
        "ospf-area": "ospf-1-area-{last}",
        "line": "line-vty{last}",
        "luser": "luser-manage-user",
    }

    async def greet(self) -> None:
        stars = "*" * 78
        await self.say(
            f"\n{stars}\n* Copyright (c) 2010-2022 Hewlett Packard Enterprise Development LP          *\n"
            "* Without the owner's prior written consent,                                 *\n"
            f"* no decompiling or reverse-engineering shall be allowed.                    *\n{stars}\n\n"
        )

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        return self.marked(mismatch, ERRORS)

    @command("screen-length disable", "undo screen-length disable", mode="user")
    def set_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = 0 if words[0] != "undo" else 24

    @command("display version")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, _ = self.device.uptime
        return VERSION.format(days=days, hours=hours, minutes=minutes)

    @command("display device manuinfo")
    def show_serial(self, words: tuple[str, ...]) -> str:
        return MANUFACTURE.format(serial=self.device.serial, tail=self.device.serial[:2])

    @command("display interface brief")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["Brief information on interfaces in bridge mode:", "Link: ADM - administratively down; Stby - standby"]
        rows.append("Interface            Link Speed   Duplex Type PVID Description")
        for port in interfaces(self.device.running):
            if port.name.startswith("GigabitEthernet"):
                link = "UP" if port.is_up else "ADM"
                rows.append(
                    f"{port.name.replace('GigabitEthernet', 'GE'):<20} {link:<4} 1G(a)   F(a)   A    {port.vlan:<4}"
                    f" {port.description}"
                )
        return "\n".join([*rows, ""])

    @command("save", "save force")
    async def save(self, words: tuple[str, ...]) -> str | None:
        if words[-1] == "force":
            self.device.save()
            return (
                "Validating file. Please wait...\nSaved the current configuration to mainboard device successfully.\n"
            )
        if (
            await self.ask("The current configuration will be written to the device. Are you sure? [Y/N]:")
        ).upper() != "Y":
            return None
        await self.ask(
            "Please input the file name(*.cfg)[flash:/startup.cfg]\n(To leave the existing filename unchanged, press"
            " the enter key):"
        )
        if (await self.ask("flash:/startup.cfg exists, overwrite? [Y/N]:")).upper() != "Y":
            return None
        self.device.save()
        return "Validating file. Please wait...\nSaved the current configuration to mainboard device successfully.\n"


class Comware(LinesDevice):
    platform = "hp_comware"
    prefix = "cw"
    account = "admin"
    version_string = "Comware-7.1.070"
    login_prompt = "login: "
    login_failed = "AAA authentication failed."
    telnet_banner = (
        "\n"
        + "*" * 78
        + "\n* Copyright (c) 2010-2022 Hewlett Packard Enterprise Development LP          *\n"
        + "*" * 78
        + "\n\n"
    )
    dialect = Dialect(
        SERVICES,
        Shell.interfaces,
        ("GigabitEthernet", "M-GigabitEthernet"),
        ORDER,
        negation="undo",
        group="#",
        falls_back=False,
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
            time.strftime("%%%b %e %H:%M:%S:123 %Y ")
            + f"{self.hostname} SHELL/5/SHELL_LOGIN: admin logged in from 192.0.2.77."
        )


DEVICE = Comware
