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

SCHEMA = compiled("""
version =
groups <name> <statement>
apply-groups *
system host-name =
system domain-name =
system domain-search *
system name-server *
system time-zone =
system location building ="
system login message ="
system login user <name> class =
system login user <name> full-name ="
system login user <name> authentication encrypted-password ="
system login user <name> authentication plain-text-password-value ="
system login class <name> permissions *
system root-authentication encrypted-password ="
system services ssh root-login =
system services ssh protocol-version =
system services netconf ssh
system services telnet
system syslog user <name> any =
system syslog host <host> any =
system syslog host <host> port =
system syslog file <name> any =
system syslog file <name> authorization =
system ntp server <host> prefer
system ntp server <host> version =
system ntp source-address =
system ports console log-out-on-disconnect
chassis aggregated-devices ethernet device-count =
interfaces <name> description =
interfaces <name> disable
interfaces <name> mtu =
interfaces <name> speed =
interfaces <name> vlan-tagging
interfaces <name> native-vlan-id =
interfaces <name> gigether-options 802.3ad =
interfaces <name> ether-options 802.3ad =
interfaces <name> unit <number> description =
interfaces <name> unit <number> vlan-id =
interfaces <name> unit <number> disable
interfaces <name> unit <number> family+ inet address <prefix> primary
interfaces <name> unit <number> family inet filter input =
interfaces <name> unit <number> family inet filter output =
interfaces <name> unit <number> family inet dhcp
interfaces <name> unit <number> family inet6 address <prefix>
interfaces <name> unit <number> family mpls
interfaces <name> unit <number> family iso
interfaces <name> unit <number> family ethernet-switching interface-mode =
interfaces <name> unit <number> family ethernet-switching vlan members *
interfaces <name> unit <number> family ethernet-switching storm-control =
snmp description =
snmp location =
snmp contact =
snmp community <name> authorization =
snmp community <name> clients <prefix>
snmp trap-group <name> targets <host>
forwarding-options storm-control-profiles <name> all
routing-options router-id =
routing-options autonomous-system =
routing-options static route <prefix> next-hop *
routing-options static route <prefix> discard
routing-options static route <prefix> preference =
protocols bgp group <name> type =
protocols bgp group <name> description =
protocols bgp group <name> local-address =
protocols bgp group <name> peer-as =
protocols bgp group <name> import *
protocols bgp group <name> export *
protocols bgp group <name> neighbor <host> description =
protocols bgp group <name> neighbor <host> peer-as =
protocols bgp group <name> neighbor <host> authentication-key ="
protocols ospf area <area> interface <name> passive
protocols ospf area <area> interface <name> metric =
protocols ospf export *
protocols lldp interface <name>
protocols rstp interface <name> edge
policy-options prefix-list <name> <prefix>
policy-options policy-statement <name> term <name> from protocol =
policy-options policy-statement <name> term <name> from prefix-list =
policy-options policy-statement <name> term <name> from route-filter <prefix> =
policy-options policy-statement <name> term <name> then accept
policy-options policy-statement <name> term <name> then reject
policy-options policy-statement <name> then accept
policy-options policy-statement <name> then reject
firewall family+ inet filter <name> term <name> from source-address <prefix>
firewall family inet filter <name> term <name> from destination-address <prefix>
firewall family inet filter <name> term <name> from protocol *
firewall family inet filter <name> term <name> from destination-port *
firewall family inet filter <name> term <name> then accept
firewall family inet filter <name> term <name> then discard
firewall family inet filter <name> term <name> then count =
vlans <name> vlan-id =
vlans <name> description =
vlans <name> l3-interface =
routing-instances <name> instance-type =
routing-instances <name> interface <name>
routing-instances <name> routing-options static route <prefix> next-hop *
""")

FACTORY = """\
version 22.4R2.8
system host-name {name}
system root-authentication encrypted-password "$6$lab$0000000000000000000000"
system login user {user} class super-user
system login user {user} authentication encrypted-password "$6$lab$0000000000000000000000"
system services ssh root-login deny
system services netconf ssh
system syslog user * any emergency
system syslog host 192.0.2.50 any notice
system ntp server 192.0.2.60
interfaces ge-0/0/0 description uplink
interfaces ge-0/0/0 unit 0 family inet address 10.255.9.1/30
interfaces ge-0/0/1 unit 0 family inet address 10.9.1.1/24
interfaces ge-0/0/2 disable
interfaces fxp0 unit 0 family inet address 192.0.2.10/24
snmp location lab
routing-options static route 0.0.0.0/0 next-hop 192.0.2.1
protocols lldp interface all
"""

VERSION = """\
Hostname: {hostname}
Model: mx204
Junos: 22.4R2.8
JUNOS OS Kernel 64-bit  [20230630.215352_builder_stable_12_224]
JUNOS OS libs [20230630.215352_builder_stable_12_224]
JUNOS OS runtime [20230630.215352_builder_stable_12_224]
JUNOS py extensions [20230725.055014_builder_junos_224_r2]
JUNOS Routing Software Suite [20230725.055014_builder_junos_224_r2]
"""

HARDWARE = """\
Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                JN{serial}        JNP204 [MX204]
Routing Engine 0                       BUILTIN           RE-S-1600x8
FPC 0                     BUILTIN      BUILTIN           MPC
"""


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
            return f"{self.caret(mismatch)}missing argument.\n" if self.is_configuring else f"{self.caret(mismatch)}syntax error, expecting <command>.\n"
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
        return f"Current time: {time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime())}\nSystem booted: {booted} ({days}d {hours:02d}:{minutes:02d} ago)\n"

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
        return "".join(f"{number}   {when} by {self.device.secrets.username} via cli {waiting if number == 0 else ''}\n" for number in range(len(self.device.history) + 1))

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

    def set_lines(self, tree: Any) -> str:
        return "".join("set " + " ".join(quoted(word) for word in path) + "\n" for path in flat(tree))

    def log_line(self) -> str:
        return time.strftime("%b %e %H:%M:%S  ") + f"{self.hostname} mgd[4711]: UI_COMMIT: User 'netops' requested 'commit' operation (comment: none)"


DEVICE = Junos
