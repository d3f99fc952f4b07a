"""The platforms that can be simulated."""

import importlib

from ..session.device import Device

MODULES = {
    "cisco_ios": "netlab.switch.device",
    "cisco_xe": "netlab.devices.cisco_xe",
    "cisco_nxos": "netlab.devices.cisco_nxos",
    "cisco_xr": "netlab.devices.cisco_xr",
    "cisco_asa": "netlab.devices.cisco_asa",
    "arista_eos": "netlab.devices.arista_eos",
    "juniper_junos": "netlab.devices.juniper_junos",
    "vyos": "netlab.devices.vyos",
    "huawei_vrp": "netlab.devices.huawei_vrp",
    "hp_comware": "netlab.devices.hp_comware",
    "hp_procurve": "netlab.devices.hp_procurve",
    "fortinet": "netlab.devices.fortinet",
    "paloalto_panos": "netlab.devices.paloalto_panos",
    "nokia_sros": "netlab.devices.nokia_sros",
    "nokia_srl": "netlab.devices.nokia_srl",
    "mikrotik_routeros": "netlab.devices.mikrotik_routeros",
    "dell_os10": "netlab.devices.dell_os10",
    "ubiquiti_edgeos": "netlab.devices.ubiquiti_edgeos",
    "linux": "netlab.devices.linux",
}


def platforms() -> tuple[str, ...]:
    return tuple(MODULES)


def device_class(platform: str) -> type[Device]:
    """The class of this platform's devices, which its module calls ``DEVICE``."""
    kind: type[Device] = importlib.import_module(MODULES[platform]).DEVICE
    return kind
