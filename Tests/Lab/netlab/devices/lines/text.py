"""A tree as text, and back."""

from ...switch.configuration import SECTION_ORDER, natural, rank
from ...switch.grammar import Match
from .dialect import Dialect
from .editor import Editor
from .tree import Node

SKIPPED = ("", "!", "#", "exit", "end", "return", "quit")


def render(dialect: Dialect, node: Node, depth: int = 0) -> list[str]:
    """The lines below a node, in the order in which the platform prints them."""
    lines: list[str] = []
    pad = " " * (dialect.indent * depth)
    previous: int | None = None
    order = dialect.order if depth == 0 else SECTION_ORDER
    for place, _, child in sorted(
        ((*sort_key(child, order, depth), child) for child in node.children.values()), key=head
    ):
        is_new = place != previous or child.mode is not None
        if (
            is_new
            and dialect.group is not None
            and (child.line.startswith(dialect.grouped) if depth == 0 else child.mode)
        ):
            lines.append(pad + dialect.group if dialect.group else "")
        lines += [pad + part if number == 0 else part for number, part in enumerate(child.line.split("\n"))]
        if child.mode:
            lines += render(dialect, child, depth + 1)
            if dialect.closing is not None:
                lines.append(pad + dialect.closing)
        previous = place
    return lines


def head(entry: tuple[int, list[tuple[int, int, str]], Node]) -> tuple[int, list[tuple[int, int, str]]]:
    return entry[0], entry[1]


def sort_key(node: Node, order: tuple[str, ...], depth: int) -> tuple[int, list[tuple[int, int, str]]]:
    """Sections and numbered lines stand in the order of their numbers; other lines as they were typed."""
    is_numbered = node.line[:1].isdecimal()
    place = rank(node.line, order)
    if depth and not node.mode and not is_numbered and place == len(order):
        place = len(order) - 1
    return place + (1 if depth and node.mode else 0), natural(node.line) if node.mode or is_numbered else []


def parse(dialect: Dialect, text: str) -> Node:
    """Builds the tree from text, as a device does at boot; a line it does not know is an error."""
    root = Node(mode="config")
    editor = Editor(dialect, root)
    indents: list[int] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if editor.text is not None:
            editor.apply(raw)
            continue
        line = raw.strip()
        if line in SKIPPED or line.startswith(("!", "#")):
            continue
        indent = len(raw) - len(raw.lstrip())
        while indents and indent <= indents[-1]:
            indents.pop()
        del editor.levels[1 + len(indents) :]
        make_port(dialect, root, line)
        depth = len(editor.levels)
        if editor.apply(line) is not None:
            raise ValueError(f"line {number} of the saved configuration is refused: {line!r}")
        if len(editor.levels) > depth:
            indents.append(indent)
    return root


def make_port(dialect: Dialect, root: Node, line: str) -> None:
    """The ports of a device are those of its first configuration."""
    if line.startswith("interface "):
        found = dialect.grammars["config"].read(line)
        if isinstance(found, Match):
            header = " ".join(found.words)
            root.children.setdefault(header, Node(header, found.target[0].mode))
