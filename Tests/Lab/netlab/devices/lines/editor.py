"""Configuration mode: reads lines and changes the tree."""

from dataclasses import dataclass

from ...switch import normal
from ...switch.grammar import Match, Mismatch
from .dialect import Dialect, Row
from .tree import Node


@dataclass
class Level:
    """A section that was entered; several at once for ``vlan 10,20``."""

    mode: str
    nodes: list[Node]


class Editor:
    """One person's way through the sections of a configuration."""

    def __init__(self, dialect: Dialect, root: Node) -> None:
        self.dialect, self.root = dialect, root
        self.levels = [Level("config", [root])]
        self.text: tuple[str, str, list[str]] | None = None

    @property
    def level(self) -> Level:
        return self.levels[-1]

    def leave(self) -> bool:
        """One section up; false when there was none."""
        if len(self.levels) == 1:
            return False
        self.levels.pop()
        return True

    def apply(self, line: str) -> Mismatch | str | None:
        """Takes one line, or says why not: where it does not fit, or a message."""
        if self.text is not None:
            self.continue_text(line)
            return None
        if not line.strip() or line.lstrip().startswith(("!", "#")):
            return None
        best: Mismatch | None = None
        for depth in range(len(self.levels) if self.dialect.falls_back else 1):
            level = self.levels[len(self.levels) - 1 - depth]
            result = self.dialect.grammars[level.mode].read(line)
            if isinstance(result, Match):
                refusal = self.carry_out(result, level)
                if refusal is None and (depth or result.target[0].mode):
                    self.settle(level, result)
                return refusal
            if best is None or result.column > best.column:
                best = result
        return best

    def settle(self, level: Level, match: Match[tuple[Row, bool]]) -> None:
        """Stands where the line was understood, or in the section that it opened."""
        del self.levels[self.levels.index(level) + 1 :]
        row, is_negated = match.target
        if row.mode and not is_negated:
            nodes = [node.children[header] for node in level.nodes for header in self.headers(row, match.words)]
            self.levels.append(Level(row.mode, nodes))

    def carry_out(self, match: Match[tuple[Row, bool]], level: Level) -> Mismatch | str | None:
        row, is_negated = match.target
        words = match.words[1:] if is_negated else match.words
        if row.special == "banner" and not is_negated:
            self.begin_text(words)
            return None
        for header in self.headers(row, words) if row.mode else ():
            name = header.rpartition(" ")[2]
            if header.startswith("interface ") and self.is_missing(name, level):
                return Mismatch("invalid", len(header) - len(name))
            if is_negated and header.startswith("interface ") and name.startswith(self.dialect.physical or "\0"):
                return None  # a port cannot be removed; it keeps what it has
        for node in level.nodes:
            self.change(node, row, words, is_negated)
        return None

    def is_missing(self, name: str, level: Level) -> bool:
        """Whether this is a port that the device does not have."""
        is_port = bool(self.dialect.physical) and name.startswith(self.dialect.physical) and "." not in name
        return is_port and f"interface {name}" not in level.nodes[0].children

    def headers(self, row: Row, words: tuple[str, ...]) -> list[str]:
        if (
            words[0] == "vlan"
            and len(words) == 2
            and row.mode
            and words[1].replace(",", "").replace("-", "").isdecimal()
        ):
            return [f"vlan {number}" for number in normal.vlan_numbers(words[1])]
        return [" ".join(words)]

    def change(self, node: Node, row: Row, words: tuple[str, ...], is_negated: bool) -> None:
        if row.special == "merge":
            self.merge(node, words)
            return
        if row.special == "number" and not is_negated:
            taken = [int(key) for key in node.children if key.isdecimal()]
            number = str(max(taken, default=0) // 10 * 10 + 10)
            node.children[number] = Node(" ".join((number, *words)))
            return
        keys = self.headers(row, words) if row.mode else [" ".join(words[: row.identity])]
        for key in keys:
            if row.mode:
                self.change_section(node, key, row.mode, is_negated)
            elif is_negated == row.is_default:
                line = " ".join(words)
                node.children[key] = Node(f"{self.dialect.negation} {key}" if row.is_default else line)
            else:
                self.remove(node, key, row)

    def change_section(self, node: Node, header: str, mode: str, is_negated: bool) -> None:
        if is_negated:
            node.children.pop(header, None)
        else:
            node.children.setdefault(header, Node(header, mode))

    def remove(self, node: Node, key: str, row: Row) -> None:
        if row.special == "number":
            for number in [each for each, child in node.children.items() if child.line.partition(" ")[2] == key]:
                del node.children[number]
        for found in [
            each for each in node.children if each == key or row.identity is None and each.startswith(key + " ")
        ]:
            del node.children[found]

    def merge(self, node: Node, words: tuple[str, ...]) -> None:
        """``… vlan add 10,20``: changes the numbers of the line without the word add or remove."""
        key = " ".join(words[:-2])
        present = node.value(key)
        numbers = set(normal.vlan_numbers(present)) if present not in ("", "none") else set()
        named = set(normal.vlan_numbers(words[-1]))
        numbers = numbers | named if words[-2] == "add" else (numbers or set(range(1, 4095))) - named
        node.children[key] = Node(f"{key} {normal.vlan_list(sorted(numbers)) or 'none'}")

    def begin_text(self, words: tuple[str, ...]) -> None:
        """A banner: text until its delimiter, or until the platform's own last line."""
        key = " ".join(words[:2])
        if self.dialect.banner_end:
            self.text = (key, self.dialect.banner_end, [])
            return
        rest = words[-1]
        delimiter = "^C" if rest.startswith("^C") else rest[0]
        self.text = (key, delimiter, [f"{key} {delimiter}"])
        self.continue_text(rest[len(delimiter) :], is_first=True)

    def continue_text(self, line: str, is_first: bool = False) -> None:
        if self.text is None:
            return
        key, delimiter, lines = self.text
        before, found, _ = line.partition(delimiter)
        if self.dialect.banner_end:
            lines.append(line)
            if line.strip() == delimiter:
                self.root.children[key] = Node("\n".join([key, *lines]))
                self.text = None
            return
        if is_first:
            lines[-1] += before
        else:
            lines.append(before)
        if found:
            self.root.children[key] = Node("\n".join(lines) + delimiter)
            self.text = None
