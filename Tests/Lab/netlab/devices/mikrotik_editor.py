"""RouterOS' way to configure: menus with items, changed by add, set, remove, enable and disable."""

import re
from dataclasses import dataclass
from typing import Any

from .texts import data

Item = dict[str, str]
Menus = dict[str, list[Item]]

MENUS = data("mikrotik_routeros.menus")

VERBS = ("add", "set", "remove", "enable", "disable", "comment", "print", "export", "edit", "find", "get")


@dataclass(frozen=True)
class Menu:
    """``is_single`` has one set of values; ``can_add`` is true where items are made by the user."""

    path: str
    attributes: frozenset[str]
    is_single: bool
    can_add: bool


def menus() -> dict[str, Menu]:
    result = {}
    for line in MENUS.strip().splitlines():
        name, _, words = line.partition(": ")
        path = name.removesuffix("[]").removesuffix(".")
        result[path] = Menu(path, frozenset(words.split()), name.endswith("."), name.endswith("[]"))
    return result


KNOWN = menus()
BRANCHES = {" ".join(path.split()[:length]) for path in KNOWN for length in range(1, len(path.split()) + 1)}


class Refusal(Exception):
    """What RouterOS prints instead of doing what it was told."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def split(line: str) -> list[str]:
    """Words; quotes and ``[find …]`` hold together."""
    return re.findall(r'(?:[^\s"\[\]]+="(?:[^"\\]|\\.)*"|"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^\s"\[\]]+)', line)


def unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


@dataclass(frozen=True)
class Order:
    """A line that was understood: a menu, a verb and what stands behind it."""

    path: str
    verb: str
    words: tuple[str, ...]


def understand(line: str, base: str) -> Order:
    """Reads a line typed in the menu ``base``; an empty verb only goes there."""
    words = split(line)
    path = "" if line.lstrip().startswith("/") else base
    if words and words[0].startswith("/"):
        words[0:1] = [words[0][1:]] if len(words[0]) > 1 else []
        words = [part for word in words[:1] for part in word.split("/")] + words[1:]
    while words:
        step = f"{path} {words[0]}" if path else f"/{words[0]}"
        if step not in BRANCHES:
            break
        path, words = step, words[1:]
    if words and words[0] == "..":
        return Order(" ".join(path.split()[:-1]), "", ())
    if words and (words[0] not in VERBS or path not in KNOWN and words[0] != "export"):
        column = line.find(words[0]) + 1
        raise Refusal(f"bad command name {words[0]} (line 1 column {column})\n")
    return Order(path, words[0] if words else "", tuple(words[1:]))


class Editor:
    """Changes the items of the menus."""

    def __init__(self, items: Menus) -> None:
        self.items = items

    def carry_out(self, order: Order, line: str) -> None:
        """Does what the line says, or raises what RouterOS prints instead."""
        menu = KNOWN[order.path]
        rows = self.items.setdefault(order.path, [{}] if menu.is_single else [])
        values = self.values(menu, order, line)
        targets = [] if order.verb == "add" else self.targets(menu, rows, order.words)
        match order.verb:
            case "add" if menu.can_add:
                if "name" in values and any(row.get("name") == values["name"] for row in rows):
                    raise Refusal("failure: already have such name\n")
                if order.path == "/ip address" and any(row.get("address") == values.get("address") for row in rows):
                    raise Refusal("failure: already have such address\n")
                rows.append(values)
            case "set" | "comment":
                for row in targets:
                    row.update(values)
            case "remove" if menu.can_add:
                for row in targets:
                    rows.remove(row)
            case "enable" | "disable":
                for row in targets:
                    row["disabled"] = "yes" if order.verb == "disable" else "no"
            case _:
                raise Refusal(f"bad command name {order.verb} (line 1 column {line.find(order.verb) + 1})\n")

    def values(self, menu: Menu, order: Order, line: str) -> Item:
        values: Item = {}
        for word in order.words:
            name, sign, value = word.partition("=")
            if not sign or word.startswith("["):
                continue
            if name not in menu.attributes:
                raise Refusal(f"expected end of command (line 1 column {line.find(word) + 1})\n")
            values[name] = unquoted(value)
        return values

    def targets(self, menu: Menu, rows: list[Item], words: tuple[str, ...]) -> list[Item]:
        """The items that a line means: all of a single menu, those found, named or numbered."""
        if menu.is_single:
            return rows
        chosen = next((word for word in words if "=" not in word or word.startswith("[")), None)
        if chosen is None:
            raise Refusal("numbers: \n")
        if chosen.startswith("["):
            wanted = dict(
                part.split("=", 1) for part in split(chosen[1:-1].strip().removeprefix("find")) if "=" in part
            )
            return [row for row in rows if all(row.get(name) == unquoted(value) for name, value in wanted.items())]
        if chosen.isdecimal() and int(chosen) < len(rows):
            return [rows[int(chosen)]]
        named = [row for row in rows if row.get("name") == unquoted(chosen) or row.get("interface") == unquoted(chosen)]
        if not named:
            raise Refusal("no such item\n")
        return named


def export(items: Menus, base: str = "") -> list[str]:
    """The configuration as the lines that make it."""
    lines: list[str] = []
    for path, menu in KNOWN.items():
        rows = [row for row in items.get(path, []) if row]
        if not rows or not path.startswith(base):
            continue
        lines.append(path)
        for row in rows:
            shown = {name: value for name, value in sorted(row.items()) if (name, value) != ("disabled", "no")}
            if not menu.can_add and not menu.is_single:
                del shown["name"]
                if not shown:
                    continue
            pairs = " ".join(f"{name}={quoted(value)}" for name, value in shown.items())
            if menu.can_add:
                lines.append(f"add {pairs}")
            elif menu.is_single:
                lines.append(f"set {pairs}")
            else:
                lines.append(
                    f"set [ find default-name={row['name']} ] {pairs}"
                    if path.endswith("ethernet")
                    else f"set {row['name']} {pairs}"
                )
    return lines


def quoted(value: Any) -> str:
    return f'"{value}"' if not value or re.search(r"[\s;=]", value) else value
