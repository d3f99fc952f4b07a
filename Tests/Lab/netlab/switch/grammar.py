"""How IOS reads a command line: abbreviated keywords, parameters, and errors that point at a column.

A pattern such as ``ntp server <host> [prefer]`` is expanded into flat patterns without options; reading a line then
narrows the flat patterns word by word.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Target = TypeVar("Target")

INTERFACES = ("GigabitEthernet", "Vlan", "Loopback", "Port-channel")


def is_address(word: str) -> bool:
    try:
        ipaddress.IPv4Address(word)
    except ValueError:
        return False
    return True


def is_vlan_list(word: str) -> bool:
    if not re.fullmatch(r"\d+(-\d+)?(,\d+(-\d+)?)*", word):
        return False
    return all(1 <= int(number) <= 4094 for number in re.findall(r"\d+", word))


def interface_name(word: str, kinds: tuple[str, ...] = INTERFACES) -> str | None:
    """The full name of an interface written short (``gi1/0/1``), or nothing."""
    match = re.fullmatch(r"([A-Za-z-]*[A-Za-z])\s*(\d[\w/.:]*)", word)
    if match is None:
        return None
    fitting = [kind for kind in kinds if kind.lower() == match[1].lower()]
    fitting = fitting or [kind for kind in kinds if kind.lower().startswith(match[1].lower())]
    return f"{fitting[0]}{match[2]}" if len(fitting) == 1 else None


def in_range(bounds: str) -> Callable[[str], bool]:
    low, high = (int(bound) for bound in bounds.split("-"))
    return lambda word: word.isdecimal() and low <= int(word) <= high


PARAMETERS: dict[str, Callable[[str], bool]] = {
    "word": lambda word: True,
    "host": lambda word: re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]*", word) is not None,
    "ip": is_address,
    "vlans": is_vlan_list,
}


@dataclass(frozen=True)
class Token:
    """A keyword, or a parameter in angle brackets; ``<line>`` takes the rest of the line."""

    text: str
    interfaces: tuple[str, ...] = INTERFACES

    @property
    def is_keyword(self) -> bool:
        return not self.text.startswith("<")

    @property
    def is_line(self) -> bool:
        return self.text == "<line>"

    def accepts(self, word: str) -> bool:
        kind = self.text[1:-1]
        if kind[0].isdigit():
            return in_range(kind)(word)
        if kind == "interface":
            return interface_name(word, self.interfaces) is not None
        return PARAMETERS[kind](word)

    def canonical(self, word: str) -> str:
        if self.is_keyword:
            return self.text
        if self.text == "<interface>":
            return interface_name(word, self.interfaces) or word
        return word


@dataclass(frozen=True)
class Word:
    text: str
    column: int


@dataclass(frozen=True)
class Match(Generic[Target]):
    """A line that fits: its target and the words with keywords written out."""

    target: Target
    words: tuple[str, ...]


@dataclass(frozen=True)
class Mismatch:
    """A line that does not fit: ``invalid`` at a column, ``incomplete`` or ``ambiguous``."""

    kind: str
    column: int


@dataclass
class Grammar(Generic[Target]):
    """All commands of one mode."""

    flat: list[tuple[tuple[Token, ...], Target]] = field(default_factory=list)
    interfaces: tuple[str, ...] = INTERFACES

    def add(self, pattern: str, target: Target) -> None:
        for words in expand(pattern):
            self.flat.append((tuple(Token(word, self.interfaces) for word in words), target))

    def read(self, line: str) -> Match[Target] | Mismatch:
        words = split(line, self.interfaces)
        candidates = self.flat
        for index, word in enumerate(words):
            rest = [candidate for candidate in candidates if len(candidate[0]) > index]
            narrowed = narrow(rest, index, word.text)
            if isinstance(narrowed, str):
                return Mismatch(narrowed, word.column)
            candidates = narrowed
            if candidates[0][0][index].is_line:
                tokens, target = candidates[0]
                return Match(target, spell(tokens, words[:index]) + (line[word.column :].rstrip(),))
        for tokens, target in candidates:
            if len(tokens) == len(words):
                return Match(target, spell(tokens, words))
        return Mismatch("incomplete", len(line))


def split(line: str, kinds: tuple[str, ...] = INTERFACES) -> list[Word]:
    """The words of a line; ``interface Vlan 10`` is read as ``interface Vlan10``."""
    words = [Word(match[0], match.start()) for match in re.finditer(r"\S+", line)]
    for place, word in enumerate(words[:-2]):
        kind, number = words[place + 1], words[place + 2]
        joined = interface_name(kind.text + number.text, kinds)
        if "interface".startswith(word.text.lower()) and joined and len(word.text) > 2:
            words[place + 1 : place + 3] = [Word(kind.text + number.text, kind.column)]
            break
    return words


def narrow(
    candidates: list[tuple[tuple[Token, ...], Target]], index: int, word: str
) -> list[tuple[tuple[Token, ...], Target]] | str:
    """The candidates whose token at ``index`` accepts the word; keywords win over parameters."""
    keywords = {tokens[index].text for tokens, _ in candidates if tokens[index].is_keyword}
    fitting = {text for text in keywords if text.lower() == word.lower()}
    fitting = fitting or {text for text in keywords if text.lower().startswith(word.lower())}
    if len(fitting) > 1:
        return "ambiguous"
    if fitting:
        return [candidate for candidate in candidates if candidate[0][index].text in fitting]
    parameters = [
        candidate
        for candidate in candidates
        if not candidate[0][index].is_keyword and (candidate[0][index].is_line or candidate[0][index].accepts(word))
    ]
    return parameters or "invalid"


def spell(tokens: Iterable[Token], words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(token.canonical(word.text) for token, word in zip(tokens, words, strict=False))


def expand(pattern: str) -> list[list[str]]:
    """Writes out every reading of ``(a|b)`` and ``[optional words]``; parentheses may stand in brackets."""
    match = re.search(r"\[([^\]]*)\]|\(([^)]*)\)", pattern)
    if match is None:
        return [pattern.split()]
    choices = ["", match[1]] if match[1] is not None else match[2].split("|")
    return [words for choice in choices for words in expand(pattern[: match.start()] + choice + pattern[match.end() :])]
