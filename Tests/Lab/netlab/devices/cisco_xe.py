"""Cisco IOS XE 17 on a Catalyst 9300: the switch's command line with another version, and an archive from the start."""

from typing import ClassVar

from ..switch import show
from ..switch.device import Switch
from ..switch.factory import PORTS, factory_text
from .texts import data

VERSION = data("cisco_xe.version")


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
