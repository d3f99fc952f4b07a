"""Cisco IOS XE 17 on a Catalyst 9300: the switch's command line with another version, and an archive from the start."""

from typing import ClassVar

from ..switch import show
from ..switch.device import Switch
from ..switch.factory import PORTS, factory_text

VERSION = """\
Cisco IOS XE Software, Version 17.09.04a
Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.9.4a, RELEASE SOFTWARE (fc3)
Technical Support: http://www.cisco.com/techsupport
Copyright (c) 1986-2023 by Cisco Systems, Inc.
Compiled Fri 20-Oct-23 10:44 by mcpre

ROM: IOS-XE ROMMON
BOOTLDR: System Bootstrap, Version 17.12.1r, RELEASE SOFTWARE (P)
{hostname} uptime is 1 day, {minutes} minutes
Uptime for this control processor is 1 day, {minutes} minutes
System returned to ROM by Reload Command
System image file is "flash:packages.conf"
Last reload reason: Reload Command

cisco C9300-24T (X86) processor with 1338934K/6147K bytes of memory.
Processor board ID FJC{serial}
{ports} Gigabit Ethernet interfaces
2048K bytes of non-volatile configuration memory.
Base Ethernet MAC Address          : 70:1f:53:00:{tail}:80
Model Number                       : C9300-24T
System Serial Number               : FJC{serial}

Configuration register is 0x102

"""


class Printers:
    """What this platform prints in its own way."""

    @staticmethod
    def version(device: Switch) -> str:
        minutes = show.uptime_minutes(device)
        serial = device.serial
        return VERSION.format(
            hostname=device.configuration.hostname, minutes=minutes, serial=serial, ports=PORTS, tail=serial[:2]
        )


def factory(name: str, operator: str) -> str:
    return factory_text(name, operator) + "archive\n path flash:archive\n maximum 10\n"


class Catalyst(Switch):
    platform = "cisco_xe"
    prefix = "xe"
    factory = staticmethod(factory)
    release_number = "17.9"
    printers: ClassVar[object] = Printers


DEVICE = Catalyst
