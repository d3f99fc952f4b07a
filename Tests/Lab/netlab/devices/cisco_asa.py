"""Cisco ASA 9: a firewall with an enable password, whose prompt may name its context or its part in a pair."""

import time
import zlib

from ..session.pager import Pager, blanks
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.interfaces import interfaces
from .lines.shell import LinesShell
from .shell import command
from .texts import data

TABLE = data("cisco_asa.table")

FACTORY = data("cisco_asa.factory")

ORDER = tuple(data("cisco_asa.order").splitlines())

VERSION = data("cisco_asa.version")


class Shell(LinesShell):
    device: "Asa"
    pager = Pager("<--- More --->", blanks)
    interfaces = ("GigabitEthernet", "TenGigabitEthernet", "Management", "Port-channel", "BVI")
    pipes = ("include", "exclude", "begin", "grep")
    starts_privileged = False
    enable_refused = "Invalid password\nAccess denied.\n"
    tail = " "

    async def greet(self) -> None:
        await self.say(
            f"User {self.username} logged in to {self.device.hostname}\nType help or '?' for a list of available"
            " commands.\n\r"
        )

    @property
    def prompt(self) -> str:
        """``hostname``, with what the line ``prompt hostname context`` adds."""
        extra = self.device.running.value("prompt").split()
        names = {"context": "admin", "priority": "pri", "state": "act"}
        parts = [names[word] for word in extra if word in names]
        text = super().prompt
        return text.replace(self.device.hostname, "/".join([self.device.hostname, *parts]), 1) if parts else text

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        match mismatch.kind:
            case "incomplete":
                return "ERROR: % Incomplete command\n"
            case "ambiguous":
                return f'ERROR: % Ambiguous command:  "{line.strip()}"\n'
            case _:
                return f"{self.caret(mismatch)}ERROR: % Invalid input detected at '^' marker.\n"

    @command("terminal pager <0-2147483647>", "terminal pager lines <0-2147483647>", mode="user")
    def set_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = int(words[-1])

    @command("terminal width <0-511>", mode="config")
    def set_width(self, words: tuple[str, ...]) -> None:
        self.terminal.width = int(words[-1])

    @command("show version", mode="user")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, _, _ = self.device.uptime
        facts = {"hostname": self.device.hostname, "serial": self.device.serial, "user": self.device.secrets.username}
        return VERSION.format(days=days, hours=hours, date=time.strftime("%a %b %d %Y"), **facts)

    @command("show hostname", mode="user")
    def show_hostname(self, words: tuple[str, ...]) -> str:
        return f"{self.device.hostname}\n"

    @command("show running-config", "show running-config all", "more system:running-config")
    def show_running(self, words: tuple[str, ...]) -> str:
        text = self.device.running_text()
        head = (
            f": Saved\n\n: \n: Serial Number: JAD{self.device.serial}\n: Hardware:   ASA5516, 8192 MB RAM, CPU Atom"
            " C2000 series\n:\nASA Version 9.16(4) \n!\n"
        )
        return f"{head}{text}Cryptochecksum:{self.device.checksum}\n: end\n"

    @command("show startup-config")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return f": Saved\n:\nASA Version 9.16(4) \n!\n{self.device.startup_text()}: end\n"

    @command("show interface ip brief")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["Interface                  IP-Address      OK? Method Status                Protocol"]
        for port in interfaces(self.device.running):
            address = port.address.split()[0] if port.address else "unassigned"
            status = "up" if port.is_up else "administratively down"
            rows.append(f"{port.name:<26} {address:<15} YES manual {status:<21} {port.state}")
        return "\n".join([*rows, ""])

    @command("write memory", "copy running-config startup-config")
    def save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        size = len(self.device.running_text())
        return (
            f"Building configuration...\nCryptochecksum: {self.device.checksum} \n\n{size} bytes copied in 0.720"
            " secs\n[OK]\n"
        )


class Asa(LinesDevice):
    platform = "cisco_asa"
    prefix = "asa"
    version_string = "Cisco-1.25"
    login_prompt = "Username: "
    login_failed = "Login incorrect"
    telnet_banner = "\nUser Access Verification\n\n"
    has_enable = True
    dialect = Dialect(TABLE, Shell.interfaces, ("GigabitEthernet", "Management"), ORDER, grouped=("interface", "ftp"))
    shell_class = Shell
    factory = FACTORY

    @property
    def checksum(self) -> str:
        number = f"{zlib.crc32(self.running_text().encode()):08x}"
        return " ".join(number[::-1] if place % 2 else number for place in range(4))

    def log_line(self) -> str:
        return (
            time.strftime("%b %d %Y %H:%M:%S ")
            + f"{self.hostname} : %ASA-5-111010: User 'enable_15', running 'CLI' from IP 192.0.2.77, executed 'write'"
        )


DEVICE = Asa
