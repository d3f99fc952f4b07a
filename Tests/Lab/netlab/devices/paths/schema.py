"""Which paths a platform knows, written one a line.

system host-name =                 a leaf with one value
system name-server *               a leaf with many values
interfaces <name> description ="   a leaf whose value is printed in quotes
interfaces <name> disable          a flag
system services ssh                a flag, too
router <"name">                    a list whose keys are printed in quotes
family+ inet address <prefix>      a word that stands beside the one below it, as a list's name does
"""

import re
from dataclasses import dataclass, field


@dataclass
class Schema:
    """One word of the paths. Its children are keywords, or anything when there is a parameter."""

    children: dict[str, "Schema"] = field(default_factory=dict)
    parameter: "Schema | None" = None
    is_leaf: bool = False
    is_many: bool = False
    is_text: bool = False
    keys_are_text: bool = False
    is_entry: bool = False
    is_joined: bool = False

    def child(self, word: str) -> "Schema | None":
        return self.children.get(word, self.parameter)

    def at(self, words: list[str]) -> "Schema":
        """The schema below these words, which are known to fit."""
        node = self
        for word in words:
            node = node.child(word) or Schema()
        return node


@dataclass(frozen=True)
class Word:
    text: str
    column: int


@dataclass(frozen=True)
class Problem:
    """Where a path does not fit: ``unknown`` or ``ambiguous`` at a word, or ``incomplete`` at the line's end."""

    kind: str
    word: str
    column: int


def compiled(text: str) -> Schema:
    """Reads a platform's paths."""
    root = Schema()
    for line in text.strip().splitlines():
        node = root
        for word in line.split():
            if word in ("=", '="', "*", '*"'):
                node.is_leaf, node.is_many, node.is_text = True, word[0] == "*", word.endswith('"')
            elif word.startswith("<"):
                node.keys_are_text = node.keys_are_text or word.startswith('<"')
                node.parameter = node.parameter or Schema(is_entry=True)
                node = node.parameter
            else:
                node = node.children.setdefault(word.rstrip("+"), Schema())
                node.is_joined = node.is_joined or word.endswith("+")
    return root


def split(line: str) -> list[Word]:
    """The words of a line; quotes keep blanks together and are taken off."""
    found = re.finditer(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|(\S+)', line)
    return [Word(next(group for group in match.groups() if group is not None), match.start()) for match in found]


def resolve(root: Schema, context: list[str], words: list[Word]) -> list[list[str]] | Problem:
    """The whole paths that the words mean, abbreviations written out. Several leaves may share a line."""
    node, path = root.at(context), list(context)
    paths: list[list[str]] = []
    place, is_open = 0, True
    while place < len(words):
        word = words[place]
        name = pick(node, word.text)
        child = node.child(name) if isinstance(name, str) else None
        if child is None or not isinstance(name, str):
            return Problem("ambiguous" if name else "unknown", word.text, word.column)
        place += 1
        if child.is_leaf:
            if place == len(words):
                return Problem("incomplete", word.text, word.column + len(word.text))
            values, place = leaf_values(words, place)
            paths += [[*path, name, value] for value in values]
            is_open = False
        elif not child.children and child.parameter is None and not child.is_entry:
            paths.append([*path, name])
            is_open = False
        else:
            node, path, is_open = child, [*path, name], True
    if is_open and not node.is_entry:
        return Problem("incomplete", "", words[-1].column + len(words[-1].text) if words else 0)
    return [*paths, path] if is_open else paths


def leaf_values(words: list[Word], place: int) -> tuple[list[str], int]:
    """One value, or those in ``[ a b ]``."""
    if words[place].text != "[":
        return [words[place].text], place + 1
    values: list[str] = []
    place += 1
    while place < len(words) and words[place].text != "]":
        values.append(words[place].text)
        place += 1
    return values, place + 1


def pick(node: Schema, word: str) -> str | list[str] | None:
    """The keyword that the word begins, else the word itself where anything goes; a list when it is ambiguous."""
    if word in node.children:
        return word
    fitting = [name for name in node.children if name.startswith(word)]
    if len(fitting) == 1 and (node.parameter is None or len(word) > 2):
        return fitting[0]
    if node.parameter is not None:
        return word
    return fitting or None


def known(root: Schema, context: list[str], words: list[Word]) -> list[str] | Problem:
    """The path to something that may be deleted, shown or entered: it need not be complete."""
    node, path = root.at(context), list(context)
    for word in words:
        name = word.text if node.is_leaf else pick(node, word.text)
        if not isinstance(name, str):
            return Problem("ambiguous" if name else "unknown", word.text, word.column)
        path.append(name)
        node = node.child(name) or Schema(is_leaf=True)
    return path
