"""Huawei VRP 5: views, ``undo``, and a save that asks."""

import time

from ..session.pager import Pager
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.interfaces import interfaces
from .shell import command
from .undo import SERVICES, UndoShell

FACTORY = """\
sysname {name}
vlan 10
 description users
vlan 20
 description voice
stelnet server enable
snmp-agent sys-info location lab
info-center loghost 192.0.2.50
aaa
 authentication-scheme default
 domain default
 local-user {user} password irreversible-cipher $1a$lab$0000000000000000000000$
 local-user {user} privilege level 15
 local-user {user} service-type ssh telnet
interface Vlanif1
interface MEth0/0/1
 ip address 192.0.2.10 255.255.255.0
interface GigabitEthernet0/0/1
 description uplink
 port link-type trunk
 port trunk allow-pass vlan 10 20
interface GigabitEthernet0/0/2
 port link-type access
 port default vlan 10
interface GigabitEthernet0/0/3
interface GigabitEthernet0/0/4
 shutdown
interface NULL0
ip route-static 0.0.0.0 0.0.0.0 192.0.2.1
user-interface con 0
 authentication-mode aaa
user-interface vty 0 4
 authentication-mode aaa
 protocol inbound all
"""

ORDER = (
    "sysname", "vlan batch", "stelnet", "info-center", "lldp", "clock", "stp", "header", "dns", "acl", "vlan", "aaa", "ntp-service",
    "interface", "bgp", "ospf", "ip route-static", "snmp-agent", "ssh", "telnet", "user-interface",
)  # fmt: skip

VERSION = """\
Huawei Versatile Routing Platform Software
VRP (R) software, Version 5.170 (S5720 V200R019C10SPC500)
Copyright (C) 2000-2020 HUAWEI TECH Co., Ltd.
HUAWEI S5720-28X-LI-AC Routing Switch uptime is {days} day, {hours} hours, {minutes} minutes

ES5D2S24X003 0(Master)  : uptime is {days} day, {hours} hours, {minutes} minutes
DDR             Memory Size : 512   M bytes
FLASH Total     Memory Size : 512   M bytes
FLASH Available Memory Size : 241   M bytes
Pcb           Version   : VER.B
BootROM       Version   : 020b.0a05
CPLD          Version   : 0107
Software      Version   : VRP (R) Software, Version 5.170 (V200R019C10SPC500)
"""

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
    views = {"aaa": "aaa", "bgp": "bgp", "bgp-af": "bgp-af-ipv4", "acl": "acl-basic-{last}", "ospf": "ospf-{last}", "ospf-area": "ospf-1-area-{last}", "ui": "ui-vty{last}"}  # fmt: skip

    async def greet(self) -> None:
        when = time.strftime("%Y-%m-%d %H:%M:%S+00:00", time.gmtime())
        await self.say(f"\nInfo: The max number of VTY users is 5, and the number\n      of current VTY users on line is 1.\n      The current login time is {when}.\n")

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
        rows = ["PHY: Physical", "*down: administratively down", "Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors"]
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
    telnet_banner = "\nWarning: Telnet is not a secure protocol, and it is recommended to use Stelnet.\n\nLogin authentication\n\n\n"
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
        return time.strftime("%b %e %Y %H:%M:%S+00:00 ") + f"{self.hostname} %%01SHELL/5/CMDRECORD(s)[1]:Record command information. (Task=VTY0, Ip=192.0.2.77, User=admin)"


DEVICE = Vrp
