"""What may be configured, per mode: a pattern, and how many of its words identify the line.

A line with the same identity replaces the former one. ``None`` means that the whole line is its identity.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import normal
from .grammar import Grammar, expand

Rewrite = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True)
class Statement:
    """A line that is kept as it is typed, apart from abbreviations and what ``rewrite`` does to it."""

    identity: int | None
    rewrite: Rewrite | None = None
    is_default: bool = False  # only the «no» form is kept: `switchport`, `service …`


@dataclass(frozen=True)
class Negation:
    """The ``no`` form of a statement."""

    statement: Statement


@dataclass(frozen=True)
class Enter:
    """A line that opens a section."""

    mode: str
    removes: bool = False


@dataclass(frozen=True)
class Special:
    """A line with an effect of its own, named after the method that has it."""

    name: str


Target = Statement | Negation | Enter | Special

STATEMENTS: dict[str, list[tuple[str, Statement]]] = {
    "config": [
        ("hostname <host>", Statement(1)),
        ("service (timestamps|password-encryption) [<line>]", Statement(None)),
        ("enable secret <line>", Statement(2, normal.hash_secret)),
        ("username <word> [privilege <0-15>] secret <line>", Statement(2, normal.hash_secret)),
        ("aaa new-model", Statement(None)),
        ("clock timezone <word> <line>", Statement(2)),
        ("ip domain-name <host>", Statement(2)),
        ("ip domain-lookup", Statement(None, is_default=True)),
        ("ip name-server <ip>", Statement(None)),
        ("ip ssh version <1-2>", Statement(3)),
        ("ip default-gateway <ip>", Statement(2)),
        ("ip http (server|secure-server)", Statement(None, is_default=True)),
        ("ip route <ip> <ip> (<ip>|<interface>|Null0) [<1-255>]", Statement(5)),
        ("spanning-tree mode (mst|pvst|rapid-pvst)", Statement(2)),
        ("vtp mode (client|off|server|transparent)", Statement(2)),
        ("logging host <host>", Statement(3)),
        ("logging <ip>", Statement(3, normal.logging_host)),
        ("logging (buffered|trap|console|facility) <line>", Statement(2)),
        ("logging source-interface <interface>", Statement(2)),
        ("access-list <1-199> <line>", Statement(None)),
        ("snmp-server community <word> [(RO|RW)] [<word>]", Statement(3, normal.snmp_community)),
        ("snmp-server location <line>", Statement(2)),
        ("snmp-server contact <line>", Statement(2)),
        ("snmp-server host <host> [version (1|2c)] <word>", Statement(None)),
        ("snmp-server enable traps [<line>]", Statement(None)),
        ("snmp-server trap-source <interface>", Statement(2)),
        ("ntp server <host> [version <1-4>] [prefer]", Statement(3)),
        ("ntp source <interface>", Statement(2)),
        ("ntp (authenticate|master)", Statement(2)),
    ],
    "config-if": [
        ("description <line>", Statement(1)),
        ("switchport", Statement(None, is_default=True)),
        ("switchport mode (access|trunk)", Statement(2)),
        ("switchport nonegotiate", Statement(None)),
        ("switchport access vlan <1-4094>", Statement(3)),
        ("switchport trunk native vlan <1-4094>", Statement(4)),
        ("spanning-tree (portfast|bpduguard) [(enable|disable)]", Statement(2)),
        ("ip address <ip> <ip>", Statement(2)),
        ("ip helper-address <ip>", Statement(None)),
        ("ip access-group <word> (in|out)", Statement(None)),
        ("shutdown", Statement(None)),
    ],
    "config-vlan": [("name <word>", Statement(1))],
    "config-line": [
        ("access-class <word> (in|out)", Statement(1)),
        ("exec-timeout <0-35791> [<0-2147483>]", Statement(1)),
        ("length <0-512>", Statement(1)),
        ("logging synchronous", Statement(None)),
        ("login [local]", Statement(1)),
        ("transport (input|output) (all|none|ssh|telnet)", Statement(2)),
    ],
    "config-archive": [
        ("path <word>", Statement(1)),
        ("maximum <1-14>", Statement(1)),
        ("time-period <1-525600>", Statement(1)),
        ("write-memory", Statement(None)),
    ],
    "config-nacl": [
        ("(permit|deny) <line>", Statement(None)),
        ("remark <line>", Statement(None)),
    ],
}

OTHERS: dict[str, list[tuple[str, Enter | Special]]] = {
    "config": [
        ("interface <interface>", Enter("config-if")),
        ("no interface <interface>", Enter("config-if", removes=True)),
        ("vlan <vlans>", Enter("config-vlan")),
        ("no vlan <vlans>", Enter("config-vlan", removes=True)),
        ("line (con|vty|console) <0-15> [<0-15>]", Enter("config-line")),
        ("ip access-list (standard|extended) <word>", Enter("config-nacl")),
        ("no ip access-list (standard|extended) <word>", Enter("config-nacl", removes=True)),
        ("archive", Enter("config-archive")),
        ("no archive", Enter("config-archive", removes=True)),
        ("default interface <interface>", Special("reset_interface")),
        ("banner motd <line>", Special("begin_banner")),
        ("no banner motd", Special("remove_banner")),
    ],
    "config-if": [
        ("switchport trunk allowed vlan <vlans>", Special("allow_vlans")),
        ("switchport trunk allowed vlan (add|remove) <vlans>", Special("allow_vlans")),
        ("switchport trunk allowed vlan (all|none)", Special("allow_vlans")),
        ("no switchport trunk allowed vlan", Special("allow_vlans")),
    ],
    "config-nacl": [
        ("<1-2147483647> (permit|deny) <line>", Special("number_entry")),
        ("no <1-2147483647>", Special("remove_entry")),
    ],
}


def grammars() -> dict[str, Grammar[Target]]:
    """The grammar of each configuration mode, with the ``no`` forms."""
    result: dict[str, Grammar[Target]] = {}
    for mode, statements in STATEMENTS.items():
        grammar = result[mode] = Grammar()
        for pattern, other in OTHERS.get(mode, []):
            grammar.add(pattern, other)
        for pattern, statement in statements:
            grammar.add(pattern, statement)
            for words in expand(pattern):
                for length in range(statement.identity or len(words), len(words) + 1):
                    grammar.add("no " + " ".join(words[:length]), Negation(statement))
    return result
