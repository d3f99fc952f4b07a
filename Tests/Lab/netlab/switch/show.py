"""What the show commands print."""

import re
import time
from typing import TYPE_CHECKING

from .configuration import Section
from .factory import PORTS

if TYPE_CHECKING:
    from .device import Switch


def running(device: "Switch") -> str:
    text = device.running_text()
    return f"Building configuration...\n\nCurrent configuration : {len(text)} bytes\n{text}\n"


def startup(device: "Switch") -> str:
    text = device.startup_text().removeprefix("!\n")
    text = f"!\nversion {device.release_number}\n{text}"
    return f"Using {len(text)} out of 65536 bytes\n{text}\n"


def interface(device: "Switch", words: tuple[str, ...]) -> str:
    """``show running-config interface X``."""
    section = device.configuration.sections.get(f"interface {words[-1]}")
    if section is None:
        return "% Invalid interface\n"
    text = "\n".join(["!", *section.render(), "end"])
    return f"Building configuration...\n\nCurrent configuration : {len(text)} bytes\n{text}\n\n"


def uptime_minutes(device: "Switch") -> int:
    return int(time.time() - device.booted) // 60


def version(device: "Switch") -> str:
    minutes = uptime_minutes(device)
    serial = f"FOC{sum(device.name.encode()) * 7919 % 10**8:08d}"
    return f"""\
Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E9, RELEASE SOFTWARE (fc4)
Technical Support: http://www.cisco.com/techsupport
Copyright (c) 1986-2023 by Cisco Systems, Inc.

ROM: Bootstrap program is C2960X boot loader

{device.configuration.hostname} uptime is {minutes} minutes
System returned to ROM by power-on
System image file is "flash:/c2960x-universalk9-mz.152-7.E9.bin"

cisco WS-C2960X-24TS-L (APM86XXX) processor (revision A0) with 524288K bytes of memory.
Processor board ID {serial}
{sum("interface Vlan" in header for header in device.configuration.sections)} Virtual Ethernet interfaces
{PORTS} Gigabit Ethernet interfaces

512K bytes of flash-simulated non-volatile configuration memory.
Base ethernet MAC Address       : 00:1E:14:{len(device.name):02X}:00:80
Model number                    : WS-C2960X-24TS-L
System serial number            : {serial}

Configuration register is 0xF

"""


def clock(device: "Switch") -> str:
    return time.strftime("*%H:%M:%S.000 UTC %a %b %d %Y\n", time.gmtime())


def vlans(device: "Switch") -> str:
    rows = ["", "VLAN Name                             Status    Ports", "-" * 4 + " " + "-" * 32 + " " + "-" * 9]
    rows.append(f"{1:<4} {'default':<32} active    ")
    sections = device.configuration.sections
    for header, section in sorted(sections.items(), key=lambda item: natural_number(item[0])):
        if header.startswith("vlan "):
            number = header.split()[1]
            name = section.lines.get("name", f"name VLAN{int(number):04d}").split(maxsplit=1)[1]
            rows.append(f"{number:<4} {name:<32} active    {', '.join(access_ports(sections, number))}")
    return "\n".join([*rows, ""])


def access_ports(sections: dict[str, Section], number: str) -> list[str]:
    line = f"switchport access vlan {number}"
    ports = [header for header, section in sections.items() if line in section.lines.values()]
    return [port.removeprefix("interface ").replace("GigabitEthernet", "Gi") for port in ports]


def natural_number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def addresses(device: "Switch") -> str:
    rows = ["Interface              IP-Address      OK? Method Status                Protocol"]
    for header, section in device.configuration.sections.items():
        if not header.startswith("interface "):
            continue
        address = section.lines.get("ip address", "ip address unassigned").split()[2]
        down = "shutdown" in section.lines
        status, protocol = ("administratively down", "down") if down else ("up", "up")
        rows.append(f"{header.split()[1]:<22} {address:<15} YES NVRAM  {status:<21} {protocol}")
    return "\n".join([*rows, ""])


def status(device: "Switch") -> str:
    rows = ["", "Port      Name               Status       Vlan       Duplex  Speed Type"]
    for header, section in device.configuration.sections.items():
        if not header.startswith("interface GigabitEthernet"):
            continue
        port = header.removeprefix("interface ").replace("GigabitEthernet", "Gi")
        name = section.lines.get("description", "description ").partition(" ")[2][:18]
        vlan = section.lines.get("switchport access vlan", "1").split()[-1]
        if section.lines.get("switchport mode", "").endswith("trunk"):
            vlan = "trunk"
        state = "disabled" if "shutdown" in section.lines else "connected"
        rows.append(f"{port:<9} {name:<18} {state:<12} {vlan:<10} a-full  a-1000 10/100/1000BaseTX")
    return "\n".join([*rows, ""])


def associations(device: "Switch") -> str:
    servers = [key.split()[2] for key in device.configuration.lines if key.startswith("ntp server ")]
    rows = ["", "  address         ref clock       st   when   poll reach  delay  offset   disp"]
    rows += [f" ~{server:<15} .INIT.          16      -     64     0  0.000   0.000 15937." for server in servers]
    rows.append(" * sys.peer, # selected, + candidate, - outlyer, x falseticker, ~ configured")
    return "\n".join([*rows, ""]) if servers else ""
