"""Reading a configuration text, and the configuration a switch leaves the factory with."""

from .configuration import Configuration
from .editor import Editor

PORTS = 8


def parse(text: str) -> Configuration:
    """Builds the configuration from text, as a switch does at boot; a line it does not know is an error."""
    configuration = Configuration()
    for number in range(1, PORTS + 1):
        configuration.section(f"interface GigabitEthernet1/0/{number}")
    editor = Editor(configuration)
    for number, line in enumerate(text.splitlines(), start=1):
        if editor.banner is None:
            if line.strip() == "end":
                break
            if not line.startswith(" "):
                editor.leave()
            line = line.strip()
        refusal = editor.apply(line)
        if refusal is not None:
            raise ValueError(f"line {number} of the saved configuration is refused: {line!r}")
    return configuration


def factory_text(name: str, operator: str) -> str:
    """What a switch of the lab starts with the first time."""
    return f"""\
service timestamps debug datetime msec
service timestamps log datetime msec
hostname {name}
username {operator} privilege 1 secret 5 $1$lab.$0000000000000000000000
no ip domain-lookup
spanning-tree mode rapid-pvst
vlan 10
 name users
vlan 20
 name voice
interface GigabitEthernet1/0/1
 description uplink
 switchport trunk allowed vlan 10,20
 switchport mode trunk
interface GigabitEthernet1/0/2
 switchport access vlan 10
 switchport mode access
interface Vlan1
 no ip address
 shutdown
ip http server
logging host 192.0.2.50
snmp-server location lab
line con 0
line vty 0 4
 login local
 transport input ssh
line vty 5 15
 login local
 transport input ssh
"""
