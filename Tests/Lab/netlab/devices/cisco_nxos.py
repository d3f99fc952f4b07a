"""Cisco NX-OS 10 on a Nexus 9000: login is privileged, checkpoints and rollback."""

import difflib
import time

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .lines.device import LinesDevice
from .lines.dialect import Dialect
from .lines.interfaces import interfaces
from .lines.shell import LinesShell
from .lines.tables import LAYER2, ROUTING, SERVICES
from .lines.text import parse
from .shell import command

TABLE = (
    """
config:
  hostname = <host>
  feature <word>
  vlan <vlans> -> vlan
  interface <interface> -> if
  vrf context <word> -> vrf
  system default switchport [shutdown]
  role name <word> -> role
  copp profile (strict|moderate|lenient|dense)
  clock timezone = <line>
  line (console|vty) -> line
if:
  vrf member = <word>
  hsrp <0-4095> -> if-hsrp
  vpc = <line>
if-hsrp:
  (ip|priority|preempt|authentication) = <line>
vrf:
  ip route <line>
  (rd|address-family) <line>
role:
  rule <1-256> = <line>
  description = <line>
"""
    + SERVICES
    + LAYER2
    + ROUTING
)

FACTORY = """\
hostname {name}
vdc {name} id 1
feature nxapi
feature interface-vlan
username admin password 5 $5$lab$0000000000000000000000  role network-admin
username {user} password 5 $5$lab$0000000000000000000000  role network-admin
ip domain-lookup
snmp-server location lab
vlan 1,10,20
vlan 10
  name users
vlan 20
  name voice
vrf context management
  ip route 0.0.0.0/0 192.0.2.1
interface Vlan1
interface Ethernet1/1
  description uplink
  switchport mode trunk
  switchport trunk allowed vlan 10,20
interface Ethernet1/2
  switchport access vlan 10
interface Ethernet1/3
interface Ethernet1/4
interface mgmt0
  vrf member management
  ip address 192.0.2.10/24
line console
line vty
"""

ORDER = (
    "hostname", "vdc", "feature", "clock", "copp", "no password", "username", "role", "banner", "ip domain", "ip name-server",
    "ip access-list", "[acl]", "logging", "snmp-server", "ntp", "aaa", "ip route", "ip prefix-list", "vlan", "route-map",
    "vrf", "interface", "line", "router",
)  # fmt: skip

VERSION = """\
Cisco Nexus Operating System (NX-OS) Software
TAC support: http://www.cisco.com/tac
Copyright (C) 2002-2023, Cisco and/or its affiliates.
All rights reserved.

Software
  BIOS: version 05.47
  NXOS: version 10.3(3) [Feature Release]
  NXOS image file is: bootflash:///nxos64-cs.10.3.3.F.bin
  NXOS compile time:  4/17/2023 12:00:00

Hardware
  cisco Nexus9000 C93180YC-EX Chassis
  Intel(R) Xeon(R) CPU  @ 1.80GHz with 24562688 kB of memory.
  Processor Board ID FDO{serial}
  Device name: {hostname}
  bootflash:   53298520 kB

Kernel uptime is {days} day(s), {hours} hour(s), {minutes} minute(s), {seconds} second(s)

Last reset
  Reason: Unknown

plugin
  Core Plugin, Ethernet Plugin

Active Package(s):

"""


class Shell(LinesShell):
    device: "Nexus"
    pager = Pager("--More--", erase_line)
    interfaces = ("Ethernet", "Vlan", "loopback", "port-channel", "mgmt", "nve")
    tail = " "
    entering = "Enter configuration commands, one per line. End with CNTL/Z.\n"
    saved = "[########################################] 100%\nCopy complete, now saving to disk (please wait)...\nCopy complete.\n"

    async def greet(self) -> None:
        await self.say(
            "\nCisco Nexus Operating System (NX-OS) Software\nTAC support: http://www.cisco.com/tac\n"
            "Copyright (C) 2002-2023, Cisco and/or its affiliates.\nAll rights reserved.\n"
        )

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        word = {"invalid": "Invalid", "incomplete": "Incomplete", "ambiguous": "Ambiguous"}[mismatch.kind]
        return f"{self.caret(mismatch)}% {word} command at '^' marker.\n"

    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, seconds = self.device.uptime
        facts = {"days": days, "hours": hours, "minutes": minutes, "seconds": seconds}
        return VERSION.format(serial=self.device.serial[:8], hostname=self.device.hostname, **facts)

    @command("show running-config", "show running-config all")
    def show_running(self, words: tuple[str, ...]) -> str:
        now = time.strftime("%a %b %e %H:%M:%S %Y", time.gmtime())
        head = f"\n!Command: show running-config\n!Running configuration last done at: {now}\n!Time: {now}\n\n"
        return f"{head}version 10.3(3) Bios:version 05.47\n{self.device.running_text()}"

    @command("show startup-config")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return f"\n!Command: show startup-config\n\nversion 10.3(3) Bios:version 05.47\n{self.device.startup_text()}"

    @command("show interface brief")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["", "-" * 80, "Ethernet        VLAN    Type Mode   Status  Reason                 Speed     Port"]
        rows += ["Interface                                                                    Ch #", "-" * 80]
        for port in interfaces(self.device.running):
            if port.name.startswith("Ethernet"):
                reason = "none" if port.is_up else "Administratively down"
                rows.append(f"{port.name.replace('Ethernet', 'Eth'):<15} {port.vlan:<7} eth  access {port.state:<7} {reason:<22} 10G(D)   --")
        return "\n".join([*rows, ""])

    @command("show inventory")
    def show_inventory(self, words: tuple[str, ...]) -> str:
        return (
            'NAME: "Chassis",  DESCR: "Nexus9000 C93180YC-EX Chassis"\n'
            f"PID: N9K-C93180YC-EX      ,  VID: V03 ,  SN: FDO{self.device.serial[:8]}\n\n"
        )

    @command("checkpoint [<word>]")
    def checkpoint(self, words: tuple[str, ...]) -> str:
        name = words[1] if len(words) > 1 else f"user-checkpoint-{len(self.device.checkpoints) + 1}"
        if name in self.device.checkpoints:
            return "ERROR: Checkpoint already exists with the same name. Delete it and then retry.\n"
        self.device.checkpoints[name] = self.device.running_text()
        return ".....\nDone\n" if len(words) > 1 else f".....\n{name} created Successfully\n\nDone\n"

    @command("no checkpoint <word>")
    def forget_checkpoint(self, words: tuple[str, ...]) -> str:
        known = self.device.checkpoints.pop(words[-1], None) is not None
        return ".Done\n" if known else "ERROR: Checkpoint does not exist\n"

    @command("show checkpoint summary")
    def show_checkpoints(self, words: tuple[str, ...]) -> str:
        rows = ["User Checkpoint Summary", "-" * 80]
        for number, (name, text) in enumerate(self.device.checkpoints.items(), start=1):
            rows += [f"{number}) {name}:", f"Created by {self.device.secrets.username}", f"Size is {len(text):,} bytes", ""]
        return "\n".join([*rows, ""])

    @command("show diff rollback-patch checkpoint <word> running-config")
    def show_patch(self, words: tuple[str, ...]) -> str:
        text = self.device.checkpoints.get(words[4])
        if text is None:
            return "ERROR: Checkpoint does not exist\n"
        lines = difflib.unified_diff(text.splitlines(), self.device.running_text().splitlines(), lineterm="", n=0)
        changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
        return "\n".join(["Collecting Running-Config", "#Generating Rollback Patch", *(changed or ["Rollback Patch is Empty"]), ""])

    @command("rollback running-config checkpoint <word> [(atomic|best-effort|stop-at-first-failure|verbose)]")
    def rollback(self, words: tuple[str, ...]) -> str:
        text = self.device.checkpoints.get(words[3])
        if text is None:
            return "ERROR: Checkpoint does not exist\n"
        steps = "Note: Applying config parallelly may fail Rollback verification\nCollecting Running-Config\n#Generating Rollback Patch\n"
        if text == self.device.running_text():
            return f"{steps}Rollback Patch is Empty\n\nRollback completed successfully.\n\n"
        self.device.running = parse(self.device.dialect, text)
        self.device.journal.record("rolled-back", to=words[3])
        return f"{steps}Executing Rollback Patch\nGenerating Running-config for verification\nGenerating Patch for verification\nVerification is Successful.\n\nRollback completed successfully.\n\n"


class Nexus(LinesDevice):
    platform = "cisco_nxos"
    prefix = "nx"
    version_string = "OpenSSH_8.3"
    telnet_banner = "User Access Verification\n"
    dialect = Dialect(TABLE, Shell.interfaces, ("Ethernet", "mgmt"), ORDER, indent=2, group="")
    shell_class = Shell
    factory = FACTORY

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.checkpoints: dict[str, str] = {}

    def log_line(self) -> str:
        return time.strftime("%Y %b %d %H:%M:%S ") + f"{self.hostname} %VSHD-5-VSHD_SYSLOG_CONFIG_I: Configured from vty by admin on 192.0.2.77@pts/0"


DEVICE = Nexus
