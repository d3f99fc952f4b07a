"""A configuration as nested words: a leaf's value is a word below the leaf."""

import copy
from collections.abc import Iterator

from .schema import Problem, Schema, resolve, split

Tree = dict[str, "Tree"]


def copied(tree: Tree) -> Tree:
    return copy.deepcopy(tree)


def find(tree: Tree, path: list[str]) -> Tree | None:
    for word in path:
        if word not in tree:
            return None
        tree = tree[word]
    return tree


def value(tree: Tree, *path: str) -> str:
    """The value of a leaf; nothing when it is not set."""
    below = find(tree, list(path))
    return next(iter(below), "") if below else ""


def put(tree: Tree, schema: Schema, path: list[str]) -> None:
    """Sets a path; another value of a leaf takes the place of the former."""
    for word in path:
        if schema.is_leaf and not schema.is_many and word not in tree:
            tree.clear()
        tree = tree.setdefault(word, {})
        schema = schema.child(word) or Schema()


def cut(tree: Tree, schema: Schema, path: list[str]) -> bool:
    """Deletes what stands below a path, and containers that are empty then; false when there was nothing."""
    below = find(tree, path[:-1])
    if not path or below is None or path[-1] not in below:
        return False
    del below[path[-1]]
    for length in range(len(path) - 1, 0, -1):
        parent, node = find(tree, path[: length - 1]), schema.at(path[:length])
        if parent is None or parent[path[length - 1]] or node.is_entry:
            break
        del parent[path[length - 1]]
    return True


def flat(tree: Tree, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path from the root to an end."""
    for word, below in tree.items():
        if below:
            yield from flat(below, (*path, word))
        else:
            yield (*path, word)


def parse(schema: Schema, text: str) -> Tree:
    """Builds the tree from lines of words, as a device does at boot; a path it does not know is an error."""
    tree: Tree = {}
    for number, line in enumerate(text.splitlines(), start=1):
        paths = resolve(schema, [], split(line)) if line.strip() else []
        if isinstance(paths, Problem):
            raise ValueError(f"line {number} of the saved configuration is refused: {line!r}")
        for path in paths:
            put(tree, schema, path)
    return tree


def quoted(word: str) -> str:
    return f'"{word}"' if not word or any(sign in word for sign in " \"'{};#$") else word
