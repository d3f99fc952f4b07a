"""FortiOS' way to configure: config, edit, set, unset, next, end; an entry counts from its next or end on."""

import copy
import re
from dataclasses import dataclass, field
from typing import Any

from .texts import data

Entry = dict[str, Any]

TABLES = data("fortinet.tables")


@dataclass(frozen=True)
class Table:
    """What may be set in a part of the configuration; a list of entries, or one set of values."""

    attributes: frozenset[str]
    texts: frozenset[str]
    is_list: bool


def tables() -> dict[str, Table]:
    result = {}
    for line in TABLES.strip().splitlines():
        name, _, words = line.partition(": ")
        attributes = frozenset(word.strip('"') for word in words.split())
        texts = frozenset(word.strip('"') for word in words.split() if word.endswith('"'))
        result[name.removesuffix("[]")] = Table(attributes, texts, name.endswith("[]"))
    return result


KNOWN = tables()


@dataclass
class Frame:
    """A ``config`` or an ``edit`` that is open; values are kept until it is closed."""

    table: str
    parent: Entry
    key: str
    values: Entry = field(default_factory=dict)
    is_entry: bool = False

    def close(self) -> None:
        if self.values or self.is_entry:
            self.parent[self.key] = self.values


def split(line: str) -> list[str]:
    return [match[1] if match[1] is not None else match[2] for match in re.finditer(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)]


class FortiEditor:
    """One person's way through the configuration."""

    def __init__(self, root: Entry) -> None:
        self.root = root
        self.frames: list[Frame] = []

    @property
    def place(self) -> str:
        """What stands in the prompt's parentheses."""
        if not self.frames:
            return ""
        top = self.frames[-1]
        return top.key if top.is_entry else top.table.rpartition(" ")[2]

    def apply(self, line: str) -> str | None:
        """Takes one line, or gives what FortiOS prints instead."""
        words = split(line)
        if not words:
            return None
        action = getattr(self, f"do_{words[0].replace('-', '_')}", None)
        if action is None or not self.frames and words[0] != "config":
            return "Unknown action 0\n\n" if not self.frames else parse_error(words[0])
        refusal: str | None = action(words[1:])
        return refusal

    def do_config(self, words: list[str]) -> str | None:
        top = self.frames[-1] if self.frames else None
        if top is not None and KNOWN[top.table].is_list and not top.is_entry:
            return parse_error("config")
        name = " ".join([*([top.table] if top else []), *words])
        if name not in KNOWN:
            known = [each for each in KNOWN if each.startswith(name + " ")]
            return INCOMPLETE if known or not words else parse_error(words[-1])
        parent = top.values if top else self.root
        key = " ".join(words)
        values = parent.setdefault(key, {}) if KNOWN[name].is_list else copy.deepcopy(parent.get(key, {}))
        self.frames.append(Frame(name, parent, key, values))
        return None

    def do_edit(self, words: list[str]) -> str | None:
        top = self.frames[-1]
        if not KNOWN[top.table].is_list or top.is_entry:
            return parse_error("edit")
        if not words:
            return INCOMPLETE
        key = words[0]
        if key == "0":
            key = str(max((int(each) for each in top.values if each.isdecimal()), default=0) + 1)
        self.frames.append(Frame(top.table, top.values, key, copy.deepcopy(top.values.get(key, {})), is_entry=True))
        return None

    def do_set(self, words: list[str]) -> str | None:
        top = self.frames[-1]
        table = KNOWN[top.table]
        if not words:
            return INCOMPLETE
        if words[0] not in table.attributes or table.is_list and not top.is_entry:
            return parse_error(words[0])
        if len(words) == 1:
            return INCOMPLETE
        if (
            words[0] in ("ip", "subnet", "dst", "gateway", "server")
            and words[0] not in table.texts
            and not re.match(r"[\d.]+(/\d+)?$", words[1])
        ):
            return (
                f"invalid ip address\n\nnode_check_object fail! for {words[0]} {words[1]}\n\nvalue parse error before"
                f" '{words[1]}'\nCommand fail. Return code -8\n\n"
            )
        top.values[words[0]] = words[1:]
        return None

    def do_append(self, words: list[str]) -> str | None:
        before = self.frames[-1].values.get(words[0], []) if words else []
        return self.do_set([*words[:1], *before, *words[1:]])

    def do_unset(self, words: list[str]) -> str | None:
        top = self.frames[-1]
        if not words or words[0] not in KNOWN[top.table].attributes:
            return parse_error(words[0]) if words else INCOMPLETE
        top.values.pop(words[0], None)
        return None

    def do_delete(self, words: list[str]) -> str | None:
        top = self.frames[-1]
        if not words:
            return INCOMPLETE
        if top.is_entry or words[0] not in top.values:
            return "entry not found in table\n\nCommand fail. Return code -3\n\n"
        del top.values[words[0]]
        return None

    def do_next(self, words: list[str]) -> str | None:
        if not self.frames[-1].is_entry:
            return parse_error("next")
        self.frames.pop().close()
        return None

    def do_end(self, words: list[str]) -> str | None:
        if self.frames[-1].is_entry:
            self.frames.pop().close()
        self.frames.pop().close()
        return None

    def do_abort(self, words: list[str]) -> str | None:
        self.frames.clear()
        return None


INCOMPLETE = "incomplete command in the end\n\nCommand fail. Return code -160\n\n"


def parse_error(word: str) -> str:
    return f"command parse error before '{word}'\nCommand fail. Return code -61\n\n"


def render(root: Entry, prefix: str = "", pad: str = "", wanted: str = "") -> list[str]:
    """The configuration, or the part whose name is wanted."""
    lines: list[str] = []
    for key, values in root.items():
        name = f"{prefix} {key}".strip()
        table = KNOWN.get(name)
        if table is None or not isinstance(values, dict) or wanted and name != wanted or not values and not wanted:
            continue
        lines.append(f"{pad}config {key}")
        if not table.is_list:
            lines += [*settings(values, table, pad + "    "), *render(values, name, pad + "    ")]
        for entry, inner in values.items() if table.is_list else ():
            shown = entry if entry.isdecimal() else f'"{entry}"'
            lines += [
                f"{pad}    edit {shown}",
                *settings(inner, table, pad + " " * 8),
                *render(inner, name, pad + " " * 8),
                f"{pad}    next",
            ]
        lines.append(f"{pad}end")
    return lines


def settings(values: Entry, table: Table, pad: str) -> list[str]:
    return [
        f"{pad}set {name} " + " ".join(f'"{word}"' if name in table.texts or " " in word else word for word in words)
        for name, words in values.items()
        if isinstance(words, list)
    ]
