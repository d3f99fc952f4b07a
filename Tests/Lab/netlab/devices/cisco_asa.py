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

TABLE = """
config:
  hostname = <host>
  domain-name = <host>
  enable password = <line>
  names
  interface <interface> -> if
  ftp mode passive
  clock timezone = <line>
  dns (domain-lookup|server-group|name-server) <line>
  object network <word> -> network-object
  object service <word> -> service-object
  object-group (network|service|protocol) <word> -> network-object-group
  access-list <line>
  access-group <line>
  pager lines = <0-2147483647>
  logging (enable|timestamp)
  logging (trap|buffered|asdm|console|monitor|facility|buffer-size) = <line>
  logging host <line>
  mtu <word> = <64-9198>
  route <line>
  nat <line>
  aaa <line>
  aaa-server <line>
  http <line>
  ssh <line>
  telnet <line>
  snmp-server (location|contact|community) = <line>
  snmp-server (host|enable) <line>
  ntp server <host> = [<line>]
  username <word> = <line>
  banner (motd|login|exec|asdm) <line>
  prompt = <line>
  crypto <line>
  tunnel-group <line>
  group-policy <line>
  class-map <word> -> cmap
  policy-map <word> -> pmap
  service-policy <line>
  failover [<line>]
  threat-detection <line>
  timeout <line>
  same-security-traffic <line>
if:
  description = <line>
  nameif = <word>
  security-level = <0-100>
  ip address = <line>
  vlan = <1-4094>
  (speed|duplex) = <word>
  shutdown
  management-only
network-object:
  (host|subnet|range|fqdn) = <line>
  description = <line>
  nat <line>
service-object:
  service = <line>
  description = <line>
network-object-group:
  (network-object|group-object|service-object|port-object|protocol-object) <line>
  description = <line>
cmap:
  (match|description) <line>
pmap:
  class <word> -> pmap-c
pmap-c:
  (inspect|set|police) <line>
"""

FACTORY = """\
hostname {name}
enable password ***** pbkdf2
names
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 198.51.100.2 255.255.255.0
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address 10.9.0.1 255.255.255.0
interface GigabitEthernet0/2
 shutdown
 no nameif
 no security-level
 no ip address
interface Management0/0
 management-only
 nameif management
 security-level 100
 ip address 192.0.2.10 255.255.255.0
ftp mode passive
access-list OUTSIDE_IN extended deny ip any any
pager lines 24
logging enable
logging host inside 10.9.0.50
mtu outside 1500
mtu inside 1500
access-group OUTSIDE_IN in interface outside
route outside 0.0.0.0 0.0.0.0 198.51.100.1 1
aaa authentication ssh console LOCAL
ssh 0.0.0.0 0.0.0.0 management
ntp server 192.0.2.60
username {user} password ***** pbkdf2 privilege 15
"""

ORDER = (
    "hostname", "domain-name", "enable", "names", "interface", "ftp", "clock", "dns", "same-security", "object network",
    "object service", "object-group", "access-list", "pager", "logging", "mtu", "failover", "nat", "access-group", "route",
    "timeout", "aaa", "http", "snmp-server", "crypto", "telnet", "ssh", "threat", "ntp", "group-policy", "username",
    "tunnel-group", "class-map", "policy-map", "service-policy", "prompt",
)  # fmt: skip

VERSION = """\
Cisco Adaptive Security Appliance Software Version 9.16(4)
SSP Operating System Version 2.10(1.217)
Device Manager Version 7.18(1)

Compiled on Thu 13-Oct-22 05:01 GMT by builders
System image file is "disk0:/asa9-16-4-smp-k8.bin"
Config file at boot was "startup-config"

{hostname} up {days} day {hours} hours

Hardware:   ASA5516, 8192 MB RAM, CPU Atom C2000 series 2416 MHz, 1 CPU (8 cores)
Internal ATA Compact Flash, 8000MB

Serial Number: JAD{serial}
Configuration register is 0x1
Image type                : Release
Configuration last modified by {user} at 10:12:44.000 UTC {date}
"""


class Shell(LinesShell):
    device: "Asa"
    pager = Pager("<--- More --->", blanks)
    interfaces = ("GigabitEthernet", "TenGigabitEthernet", "Management", "Port-channel", "BVI")
    pipes = ("include", "exclude", "begin", "grep")
    starts_privileged = False
    enable_refused = "Invalid password\nAccess denied.\n"
    tail = " "

    async def greet(self) -> None:
        await self.say(f"User {self.username} logged in to {self.device.hostname}\nType help or '?' for a list of available commands.\n\r")

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
        head = f": Saved\n\n: \n: Serial Number: JAD{self.device.serial}\n: Hardware:   ASA5516, 8192 MB RAM, CPU Atom C2000 series\n:\nASA Version 9.16(4) \n!\n"
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
        return f"Building configuration...\nCryptochecksum: {self.device.checksum} \n\n{size} bytes copied in 0.720 secs\n[OK]\n"


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
        return time.strftime("%b %d %Y %H:%M:%S ") + f"{self.hostname} : %ASA-5-111010: User 'enable_15', running 'CLI' from IP 192.0.2.77, executed 'write'"


DEVICE = Asa
