"""How the platforms print a tree of paths: braces, and differences."""

from collections.abc import Iterator
from dataclasses import dataclass

from .schema import Schema
from .tree import Tree, quoted


@dataclass(frozen=True)
class Style:
    """``end`` closes a leaf's line; ``joins`` says from which depth on a list's name stands beside its key.

    Entries of the lists in ``inline`` stand on one line when they have one leaf.
    """

    end: str = ""
    indent: int = 4
    joins: int = 0
    lists: bool = True
    inline: tuple[str, ...] = ()

    def render(self, tree: Tree, schema: Schema, depth: int = 0, level: int | None = None) -> list[str]:
        """The lines below a node. ``level`` is the depth in the whole tree where it is not the depth of printing."""
        level = depth if level is None else level
        pad = " " * (self.indent * depth)
        lines: list[str] = []
        for word, below in sorted(tree.items(), key=lambda item: place(schema, item[0])):
            child = schema.child(word) or Schema()
            name = f'"{word}"' if schema.keys_are_text and child.is_entry else quoted(word)
            if child.is_leaf:
                lines += [pad + line for line in self.leaf(name, child, below)]
            elif child.is_joined or child.parameter is not None and level >= self.joins:
                lines += self.entries(name, below, child, depth, level)
            elif not below:
                lines.append(f"{pad}{name}{self.end}" if not child.is_entry or self.end else f"{pad}{name} {{\n{pad}}}")
            else:
                lines += [f"{pad}{name} {{", *self.render(below, child, depth + 1, level + 1), f"{pad}}}"]
        return "\n".join(lines).split("\n") if lines else []

    def entries(self, name: str, below: Tree, child: Schema, depth: int, level: int) -> list[str]:
        """The entries of a list, each with the list's name; keywords beside them stand in braces of their own."""
        pad = " " * (self.indent * depth)
        lines: list[str] = []
        others: Tree = {}
        for key, inner in below.items():
            if key in child.children and not child.is_joined:
                others[key] = inner
                continue
            label = f'{name} "{key}"' if child.keys_are_text else f"{name} {quoted(key)}"
            entry = child.child(key) or Schema()
            if name in self.inline and len(inner) == 1:
                lines += [f"{pad}{label} {line}" for line in self.render(inner, entry, 0, level + 2)]
            elif inner:
                lines += [f"{pad}{label} {{", *self.render(inner, entry, depth + 1, level + 2), f"{pad}}}"]
            elif self.end:
                lines.append(f"{pad}{label}{self.end}")
            else:
                lines += [f"{pad}{label} {{", f"{pad}}}"]
        if others:
            lines += [f"{pad}{name} {{", *self.render(others, child, depth + 1, level + 1), f"{pad}}}"]
        return lines

    def leaf(self, name: str, schema: Schema, values: Tree) -> list[str]:
        texts = [f'"{value}"' if schema.is_text else quoted(value) for value in values]
        if len(texts) > 1 and self.lists:
            return [f"{name} [ {' '.join(texts)} ]{self.end}"]
        return [f"{name} {text}{self.end}" for text in texts]


def place(schema: Schema, word: str) -> int:
    """Keywords stand in the order of the schema, entries behind them as they came."""
    return list(schema.children).index(word) if word in schema.children else len(schema.children)


def edits(
    before: Tree, after: Tree, schema: Schema, style: Style, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The differences, gathered by the place in which they stand: its path, and lines with + or -."""
    lines: list[str] = []
    deeper: list[str] = []
    for word in dict.fromkeys((*before, *after)):
        child = schema.child(word) or Schema()
        if word in before and word in after and before[word] != after[word] and not child.is_leaf:
            deeper.append(word)
        elif before.get(word) != after.get(word):
            for sign, tree in (("-", before), ("+", after)):
                if word in tree:
                    lines += [f"{sign}{line}" for line in style.render({word: tree[word]}, schema, 0, len(path))]
    if lines:
        yield path, lines
    for word in deeper:
        yield from edits(before[word], after[word], schema.child(word) or Schema(), style, (*path, word))


def nested(before: Tree, after: Tree, schema: Schema, style: Style, depth: int = 0) -> list[str]:
    """The differences inside the braces of the containers in which they stand."""
    lines: list[str] = []
    pad = " " * (style.indent * depth)
    for word in dict.fromkeys((*before, *after)):
        child = schema.child(word) or Schema()
        old, new = before.get(word), after.get(word)
        if old == new:
            continue
        if old is None or new is None or child.is_leaf:
            for sign, tree in (("-", before), ("+", after)):
                if word in tree:
                    lines += [f"{sign}{line}" for line in style.render({word: tree[word]}, schema, depth)]
        elif child.parameter is not None:
            for key in dict.fromkeys((*old, *new)):
                if key in old and key in new and old[key] != new[key]:
                    label = f'{word} "{key}"' if child.keys_are_text else f"{word} {key}"
                    inner = nested(old[key], new[key], child.child(key) or Schema(), style, depth + 1)
                    lines += [f" {pad}{label} {{", *inner, f" {pad}}}"]
                elif old.get(key) != new.get(key):
                    for sign, tree in (("-", old), ("+", new)):
                        if key in tree:
                            lines += [f"{sign}{line}" for line in style.render({word: {key: tree[key]}}, schema, depth)]
        else:
            lines += [f" {pad}{word} {{", *nested(old, new, child, style, depth + 1), f" {pad}}}"]
    return lines
