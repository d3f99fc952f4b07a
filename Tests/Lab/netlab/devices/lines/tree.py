"""A configuration of indented lines as a tree."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Node:
    """A line; one that opens a section has a mode, and children by the words that identify each."""

    line: str = ""
    mode: str | None = None
    children: dict[str, "Node"] = field(default_factory=dict)

    def copy(self) -> "Node":
        return copy.deepcopy(self)

    def sections(self, start: str) -> Iterator["Node"]:
        """The sections below this one whose line starts so."""
        return (node for node in self.children.values() if node.mode and node.line.startswith(start))

    def value(self, key: str) -> str:
        """What follows the key on its line; nothing when there is no such line."""
        found = self.children.get(key)
        return found.line[len(key) :].strip() if found else ""

    def has(self, key: str) -> bool:
        return key in self.children


def changes(before: Node, after: Node, negation: str = "no", indent: str = "") -> list[str]:
    """The lines that lead from one configuration to the other."""
    lines = [f"{indent}{negation} {node.line}" for key, node in before.children.items() if key not in after.children]
    for key, node in after.children.items():
        former = before.children.get(key)
        if former is not None and former == node:
            continue
        if not node.mode:
            lines.append(indent + node.line)
        else:
            below = changes(former or Node(), node, negation, indent + " ")
            lines += [indent + node.line, *below, indent + "!"]
    return lines
