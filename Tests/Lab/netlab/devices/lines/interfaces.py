"""What a configuration says of the device's interfaces, for the commands that list them."""

from collections.abc import Iterator
from dataclasses import dataclass

from .tree import Node


@dataclass(frozen=True)
class Interface:
    name: str
    description: str
    address: str
    vlan: str
    is_up: bool

    @property
    def state(self) -> str:
        return "up" if self.is_up else "down"


def interfaces(root: Node) -> Iterator[Interface]:
    """The interfaces in the order of the configuration."""
    for section in root.sections("interface "):
        address = next((child.line for child in section.children.values() if " address " in f" {child.line} "), "")
        yield Interface(
            name=section.line.partition(" ")[2],
            description=section.value("description") or section.value("name"),
            address=address.partition("address ")[2],
            vlan=section.value("switchport access vlan") or "1",
            is_up=not section.has("shutdown"),
        )
