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
from .vyos_editing import VyosEditing

SCHEMA = compiled("""
firewall ipv4 name <name> default-action =
firewall ipv4 name <name> rule <number> action =
firewall ipv4 name <name> rule <number> description ="
firewall ipv4 name <name> rule <number> protocol =
firewall ipv4 name <name> rule <number> source address =
firewall ipv4 name <name> rule <number> destination address =
firewall ipv4 name <name> rule <number> destination port =
firewall name <name> default-action =
firewall name <name> rule <number> action =
firewall name <name> rule <number> source address =
firewall group address-group <name> address *
firewall group network-group <name> network *
interfaces ethernet <name> address *
interfaces ethernet <name> description ="
interfaces ethernet <name> disable
interfaces ethernet <name> duplex =
interfaces ethernet <name> hw-id =
interfaces ethernet <name> mtu =
interfaces ethernet <name> speed =
interfaces ethernet <name> vif <number> address *
interfaces ethernet <name> vif <number> description ="
interfaces ethernet <name> vif <number> disable
interfaces bonding <name> address *
interfaces bonding <name> member interface *
interfaces bridge <name> address *
interfaces dummy <name> address *
interfaces dummy <name> description ="
interfaces loopback <name> address *
nat source rule <number> outbound-interface =
nat source rule <number> source address =
nat source rule <number> translation address =
policy prefix-list <name> rule <number> action =
policy prefix-list <name> rule <number> prefix =
policy route-map <name> rule <number> action =
policy route-map <name> rule <number> match ip address prefix-list =
protocols bgp system-as =
protocols bgp neighbor <host> remote-as =
protocols bgp neighbor <host> description ="
protocols bgp neighbor <host> address-family ipv4-unicast
protocols bgp address-family ipv4-unicast network <prefix>
protocols ospf area <area> network *
protocols ospf parameters router-id =
protocols static route <prefix> next-hop <host>
protocols static route <prefix> blackhole
service lldp interface <name>
service ntp allow-client address *
service ntp server <host> prefer
service snmp community <name> authorization =
service snmp community <name> client *
service snmp contact ="
service snmp location ="
service ssh port =
service ssh listen-address *
service telnet port =
system config-management commit-revisions =
system conntrack modules <name>
system console device <name> speed =
system domain-name =
system host-name =
system login banner post-login ="
system login banner pre-login ="
system login user <name> authentication encrypted-password =
system login user <name> authentication plaintext-password =
system login user <name> full-name ="
system login user <name> level =
system name-server *
system ntp server <host> prefer
system syslog global facility <name> level =
system syslog host <host> facility <name> level =
system time-zone =
""")

FACTORY = """\
interfaces ethernet eth0 address 192.0.2.10/24
interfaces ethernet eth0 description management
interfaces ethernet eth0 hw-id 52:54:00:00:00:01
interfaces ethernet eth1 address 10.9.1.1/24
interfaces ethernet eth1 hw-id 52:54:00:00:00:02
interfaces loopback lo
protocols static route 0.0.0.0/0 next-hop 192.0.2.1
service ssh port 22
service snmp location lab
system config-management commit-revisions 100
system console device ttyS0 speed 115200
system host-name {name}
system login user {user} authentication encrypted-password $6$lab$0000000000000000000000
system syslog global facility all level info
system time-zone UTC
"""

VERSION = """\
Version:          VyOS 1.4.0
Release train:    sagitta

Built by:         autobuild@vyos.net
Built on:         Wed 29 May 2024 09:17 UTC
Build UUID:       5b5d2c5e-0f8e-4a6b-8e6a-1d6f1f3a9d11

Architecture:     x86_64
Boot via:         installed image
System type:      KVM guest

Hardware vendor:  QEMU
Hardware model:   Standard PC (Q35 + ICH9, 2009)
Hardware S/N:     {serial}
Hardware UUID:    4c4c4544-0000-0000-0000-{serial}0000

Copyright:        VyOS maintainers and contributors
"""


class Shell(VyosEditing):
    """``:`` of less is the pager; the shell's prompt ends with ``$``."""

    device: "Vyos"
    pager = Pager(":", erase_line)
    pipes = ("match", "no-match", "no-more", "count", "grep", "cat")
    version_text: ClassVar[str] = VERSION

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
        return self.version_text.format(serial=self.device.serial)

    @command("show host name")
    def show_host(self, words: tuple[str, ...]) -> str:
        return f"{self.device.hostname}\n"

    @command("show system uptime")
    def show_uptime(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, _ = self.device.uptime
        return f"Uptime: {days}d {hours}h {minutes}m\n\nLoad averages:\n1  minute:   0.0%\n5  minutes:  0.0%\n15 minutes:  0.0%\n"

    @command("show configuration")
    def show_configuration(self, words: tuple[str, ...]) -> str:
        return self.device.running_text()

    @command("show configuration commands")
    def show_commands(self, words: tuple[str, ...]) -> str:
        return self.commands_text(self.device.running)

    @command("show interfaces")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["Codes: S - State, L - Link, u - Up, D - Down, A - Admin Down", "Interface    IP Address         MAC                VRF        MTU  S/L    Description", "-----------  -----------------  -----------------  -------  -----  -----  -------------"]  # fmt: skip
        for ports in self.device.running.get("interfaces", {}).values():
            for name, tree in ports.items():
                state = "A/D" if "disable" in tree else "u/u"
                rows.append(f"{name:<11}  {value(tree, 'address') or '-':<17}  {value(tree, 'hw-id') or '-':<17}  default  {value(tree, 'mtu') or '1500':>5}  {state:<5}  {value(tree, 'description')}".rstrip())  # fmt: skip
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
    welcome: ClassVar[str] = "Welcome to VyOS!\n\n   VyOS documentation:  https://docs.vyos.io\n\nYou can change this banner using \"set system login banner post-login\" command.\n\n"

    def restart(self) -> None:
        """Nobody confirmed: it starts again from what is saved."""
        self.cut()
        self.boot()

    def settle(self) -> None:
        """An edit behind the back is not saved."""

    def log_line(self) -> str:
        return time.strftime("%b %d %H:%M:%S ") + f"{self.hostname} vyos-configd[1412]: Successful change to active configuration by user vyos on /dev/pts/0"


DEVICE = Vyos
