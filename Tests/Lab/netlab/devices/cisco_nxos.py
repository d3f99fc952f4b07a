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
from .texts import data

TABLE = data("cisco_nxos.table") + SERVICES + LAYER2 + ROUTING

FACTORY = data("cisco_nxos.factory")

ORDER = tuple(data("cisco_nxos.order").splitlines())

VERSION = data("cisco_nxos.version")


class Shell(LinesShell):
    device: "Nexus"
    pager = Pager("--More--", erase_line)
    interfaces = ("Ethernet", "Vlan", "loopback", "port-channel", "mgmt", "nve")
    tail = " "
    entering = "Enter configuration commands, one per line. End with CNTL/Z.\n"
    saved = (
        "[########################################] 100%\nCopy complete, now saving to disk (please wait)...\nCopy"
        " complete.\n"
    )

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
        line = "-" * 80
        ports = list(interfaces(self.device.running))
        rows = ["", line, "Port   VRF          Status IP Address                              Speed    MTU", line]
        for port in (each for each in ports if each.name.startswith("mgmt")):
            rows.append(
                f"{port.name:<6} --           {port.state:<6} {port.address.partition('/')[0]:<39} 1000     1500"
            )
        rows += ["", line, "Ethernet        VLAN    Type Mode   Status  Reason                 Speed     Port"]
        rows += ["Interface                                                                    Ch #", line]
        for port in (each for each in ports if each.name.startswith("Ethernet")):
            reason = "none" if port.is_up else "Administratively down"
            name = port.name.replace("Ethernet", "Eth")
            rows.append(f"{name:<15} {port.vlan:<7} eth  access {port.state:<7} {reason:<22} 10G(D)   --")
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
            rows += [
                f"{number}) {name}:",
                f"Created by {self.device.secrets.username}",
                f"Size is {len(text):,} bytes",
                "",
            ]
        return "\n".join([*rows, ""])

    @command("show diff rollback-patch checkpoint <word> running-config")
    def show_patch(self, words: tuple[str, ...]) -> str:
        text = self.device.checkpoints.get(words[4])
        if text is None:
            return "ERROR: Checkpoint does not exist\n"
        lines = difflib.unified_diff(text.splitlines(), self.device.running_text().splitlines(), lineterm="", n=0)
        changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
        return "\n".join(
            ["Collecting Running-Config", "#Generating Rollback Patch", *(changed or ["Rollback Patch is Empty"]), ""]
        )

    @command("rollback running-config checkpoint <word> [(atomic|best-effort|stop-at-first-failure|verbose)]")
    def rollback(self, words: tuple[str, ...]) -> str:
        text = self.device.checkpoints.get(words[3])
        if text is None:
            return "ERROR: Checkpoint does not exist\n"
        steps = (
            "Note: Applying config parallelly may fail Rollback verification\nCollecting Running-Config\n#Generating"
            " Rollback Patch\n"
        )
        if text == self.device.running_text():
            return f"{steps}Rollback Patch is Empty\n\nRollback completed successfully.\n\n"
        self.device.running = parse(self.device.dialect, text)
        self.device.journal.record("rolled-back", to=words[3])
        return (
            f"{steps}Executing Rollback Patch\nGenerating Running-config for verification\nGenerating Patch for"
            " verification\nVerification is Successful.\n\nRollback completed successfully.\n\n"
        )


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
        return (
            time.strftime("%Y %b %d %H:%M:%S ")
            + f"{self.hostname} %VSHD-5-VSHD_SYSLOG_CONFIG_I: Configured from vty by admin on 192.0.2.77@pts/0"
        )


DEVICE = Nexus
