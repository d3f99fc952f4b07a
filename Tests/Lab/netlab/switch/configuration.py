"""The configuration a switch keeps: global lines and sections, in the order IOS prints them."""

import re
from dataclasses import dataclass, field

GLOBAL_ORDER = (
    "version", "no service", "service", "hostname", "boot", "enable", "username", "no aaa", "aaa", "clock", "ip domain",
    "ip name-server", "no ip domain",
    "[archive]", "spanning-tree", "vtp", "ip ssh", "[vlan]", "[interface]", "ip default-gateway",
    "no ip http", "ip http", "ip route", "[ip access-list]", "logging", "access-list", "snmp-server", "banner",
    "[line]", "ntp",
)  # fmt: skip

SECTION_ORDER = (
    "name", "description", "no switchport", "switchport access", "switchport trunk", "switchport mode",
    "switchport nonegotiate", "ip address", "no ip address", "ip helper-address", "ip access-group", "shutdown",
    "spanning-tree", "access-class", "exec-timeout", "logging", "login", "length", "transport",
)  # fmt: skip


def rank(line: str, order: tuple[str, ...]) -> int:
    fitting = [place for place, start in enumerate(order) if line.startswith(start)]
    return fitting[-1] if fitting else len(order)


def natural(text: str) -> list[tuple[int, int, str]]:
    """A sort key in which 1/0/10 follows 1/0/9."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]


@dataclass
class Section:
    """A header line such as ``interface Vlan10`` and what stands below it, by the words that identify each line."""

    header: str
    lines: dict[str, str] = field(default_factory=dict)
    keeps_order: bool = False

    def render(self) -> list[str]:
        lines = list(self.lines.values())
        if not self.keeps_order:
            lines.sort(key=lambda line: rank(line, SECTION_ORDER))
        if self.header.startswith("interface Vlan") and not any("ip address" in line for line in lines):
            lines.append("no ip address")
            lines.sort(key=lambda line: rank(line, SECTION_ORDER))
        return [self.header, *(f" {line}" for line in lines)]


@dataclass
class Configuration:
    """Everything that ``show running-config`` prints."""

    lines: dict[str, str] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)

    @property
    def hostname(self) -> str:
        return self.lines.get("hostname", "hostname Switch").split()[1]

    def section(self, header: str) -> Section:
        """The section of this header, made when it is missing."""
        keeps_order = header.startswith("ip access-list")
        return self.sections.setdefault(header, Section(header, keeps_order=keeps_order))

    def render(self) -> str:
        """The text below the ``version`` line, with ``!`` between groups as IOS prints it."""
        entries: list[tuple[int, list[tuple[int, int, str]], list[str]]] = [
            (rank(line, GLOBAL_ORDER), [], line.split("\n")) for line in self.lines.values()
        ]
        for header, section in self.sections.items():
            kind = "ip access-list" if section.keeps_order else header.split()[0]
            place = GLOBAL_ORDER.index(f"[{kind}]")
            key = natural(header) if kind in ("vlan", "interface") else []
            entries.append((place, key, section.render()))
        entries.sort(key=lambda entry: entry[:2])
        text: list[str] = []
        previous = None
        for place, _, lines in entries:
            if place != previous or GLOBAL_ORDER[place:][:1] and GLOBAL_ORDER[place].startswith("["):
                text.append("!")
            text.extend(lines)
            previous = place
        return "\n".join([*text, "!", "end"])
