"""What a platform's configuration mode understands, written as a table.

config:
  hostname = <host>            the words before = identify the line; another value replaces it
  ip route <line>              the whole line is its identity
  interface <interface> -> if  opens a section, whose lines are read in mode «if»
  ~ service telnet             is so without being told; only its negation is kept
  a vlan (add|remove) <vlans> !merge     adds to, or takes from, the numbers of «a vlan»
  (permit|deny) <line> !number           gets the next free number, in tens
"""

import functools
from dataclasses import dataclass

from ...switch.grammar import Grammar, expand


@dataclass(frozen=True)
class Row:
    """One line of the table. ``identity`` counts the words that identify; nothing: all of them."""

    identity: int | None
    mode: str | None = None
    is_default: bool = False
    special: str = ""


@dataclass(frozen=True)
class Dialect:
    """A platform's table, and how it prints a configuration."""

    table: str
    interfaces: tuple[str, ...] = ()
    physical: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    negation: str = "no"
    indent: int = 1
    group: str | None = "!"
    grouped: tuple[str, ...] = ("",)
    closing: str | None = None
    falls_back: bool = True
    banner_end: str = ""

    @functools.cached_property
    def grammars(self) -> dict[str, Grammar[tuple[Row, bool]]]:
        """The grammar of each mode; a line stands there with its row and whether it is negated."""
        result: dict[str, Grammar[tuple[Row, bool]]] = {}
        mode = "config"
        for text in self.table.splitlines():
            if text.strip().endswith(":") and not text.startswith("  "):
                mode = text.strip()[:-1]
            elif text.strip():
                grammar = result.setdefault(mode, Grammar(interfaces=self.interfaces))
                self.add(grammar, text.strip())
        return result

    def add(self, grammar: Grammar[tuple[Row, bool]], text: str) -> None:
        is_default = text.startswith("~")
        pattern, _, mode = text.removeprefix("~").strip().partition(" -> ")
        pattern, _, special = pattern.partition(" !")
        start, marked, value = pattern.partition(" =")
        for words in expand(f"{start}{value}"):
            identity = len(start.split()) if marked else None
            row = Row(identity, mode or None, is_default, special)
            grammar.add(" ".join(words), (row, False))
            if special == "merge":
                continue
            for length in range(identity or len(words), len(words) + 1):
                grammar.add(f"{self.negation} {' '.join(words[:length])}", (row, True))
        if marked and "<line>" in value:
            grammar.add(f"{self.negation} {start}", (Row(len(start.split()), None, is_default, special), True))
