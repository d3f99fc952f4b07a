"""Dell SmartFabric OS10: login is privileged, prompts such as ``(conf-if-eth1/1/1)``."""

import time

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.editor import Level
from .lines.interfaces import interfaces
from .lines.shell import LinesShell
from .lines.tables import LAYER2, ROUTING, SERVICES
from .shell import command
from .texts import data

TABLE = data("dell_os10.table") + SERVICES + LAYER2 + ROUTING

FACTORY = data("dell_os10.factory")

ORDER = tuple(data("dell_os10.order").splitlines())

VERSION = data("dell_os10.version")


class Shell(LinesShell):
    pager = Pager("--More--", erase_line)
    interfaces = ("ethernet", "vlan", "mgmt", "port-channel", "loopback")
    tail = " "
    saved = ""

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        kinds = {
            "invalid": "Unrecognized command.",
            "incomplete": "Incomplete command.",
            "ambiguous": "Ambiguous command.",
        }
        return f"{self.caret(mismatch)}% Error: {kinds[mismatch.kind]}\n"

    def place(self, level: Level) -> str:
        if level.mode == "config":
            return "config"
        header = level.nodes[0].line
        short = (
            header.rpartition(" ")[2]
            .replace("ethernet", "eth")
            .replace("port-channel", "po-")
            .replace("vlan", "vl-")
            .replace("mgmt", "ma-")
        )
        return f"conf-if-{short}" if header.startswith("interface") else f"conf-{level.mode}"

    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, seconds = self.device.uptime
        return VERSION.format(days=days, hours=hours, minutes=minutes, seconds=seconds)

    @command("show running-configuration")
    def show_running(self, words: tuple[str, ...]) -> str:
        now = time.strftime("%b %d %H:%M:%S %Y", time.gmtime())
        return (
            "! Version 10.5.4.3\n! Last configuration change at"
            f" {now}\n!\n{self.device.running_text().removeprefix('!' + chr(10))}"
        )

    @command("show startup-configuration")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return f"! Version 10.5.4.3\n!\n{self.device.startup_text()}"

    @command("show inventory")
    def show_inventory(self, words: tuple[str, ...]) -> str:
        rows = [
            "Product               : S5248F-ON",
            "Description           : S5248F-ON 48x25GbE SFP28 Interface Module",
            "Software version      : 10.5.4.3",
            "",
        ]
        rows += ["Unit Type                     Part Number  Rev  Piece Part ID             Svc Tag  Exprs Svc Code"]
        return "\n".join(
            [
                *rows,
                (
                    f"* 1  S5248F-ON                 0W6M7X       A01  TH-0W6M7X-{self.device.serial} "
                    f" {self.device.serial[:7]}  12345678901"
                ),
                "",
            ]
        )

    @command("show interface status")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["-" * 90, "Port            Description     Status   Speed    Duplex   Mode Vlan", "-" * 90]
        for port in interfaces(self.device.running):
            if port.name.startswith("ethernet"):
                rows.append(
                    f"{port.name.replace('ethernet', 'Eth '):<15} {port.description[:15]:<15} {port.state:<8} 25G     "
                    f" full     A    {port.vlan}"
                )
        return "\n".join([*rows, "-" * 90, ""])

    @command("copy running-configuration startup-configuration", "write memory")
    def save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return self.saved


class Os10(LinesDevice):
    platform = "dell_os10"
    prefix = "os10-"
    account = "admin"
    version_string = "OpenSSH_7.9p1 Debian-10+deb10u2"
    telnet_banner = "Debian GNU/Linux 10\n\n"
    dialect = Dialect(TABLE, Shell.interfaces, ("ethernet", "mgmt"), ORDER)
    shell_class = Shell
    factory = FACTORY

    def log_line(self) -> str:
        return (
            f"<165>1 {time.strftime('%Y-%m-%dT%H:%M:%S')}.123456+00:00 {self.hostname} dn_alm 812 - - Node.1-Unit.1:PRI"
            " [event], Dell (OS10) %IFM_ASTATE_UP: Interface admin state up :ethernet1/1/3"
        )


DEVICE = Os10
