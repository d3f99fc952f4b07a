"""A device whose configuration is a tree of paths."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from ...session.device import Device, Secrets
from ...session.shell import Shell
from ...session.terminal import Terminal
from .schema import Problem, Schema, known, resolve, split
from .style import Style
from .tree import Tree, copied, cut, flat, parse, put, quoted, value

HISTORY = 50


class PathsDevice(Device):
    """Keeps what is committed, and what was committed before that."""

    schema: ClassVar[Schema]
    style: ClassVar[Style]
    shell_class: ClassVar[type[Shell]]
    factory: ClassVar[str]
    name_path: ClassVar[tuple[str, ...]]
    saves_on_commit: ClassVar[bool] = True

    def __init__(self, name: str, folder: Path, secrets: Secrets) -> None:
        super().__init__(name, folder, secrets)
        self.loaded: Tree | None = None
        self.shared: Tree | None = None
        self.holder: str | None = None
        self.history: list[Tree] = []
        self.changed = time.time()

    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> Shell:
        return self.shell_class(self, terminal, session, gone)

    @property
    def running(self) -> Tree:
        if self.loaded is None:
            self.loaded = self.saved_tree()
        return self.loaded

    def saved_tree(self) -> Tree:
        if self.saved.exists():
            return parse(self.schema, self.saved.read_text())
        return parse(self.schema, self.factory.replace("{name}", self.name).replace("{user}", self.secrets.username))

    @property
    def hostname(self) -> str:
        return value(self.running, *self.name_path) or self.name

    @property
    def uptime(self) -> tuple[int, int, int, int]:
        """Days, hours, minutes and seconds since the last start, and a day more: nobody started it just now."""
        seconds = int(time.time() - self.booted) + 86400
        return seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60, seconds % 60

    def candidate(self) -> Tree:
        """The candidate that all sessions share."""
        if self.shared is None:
            self.shared = copied(self.running)
        return self.shared

    def boot(self) -> None:
        self.confirmation.forget()
        self.loaded = self.shared = self.holder = None
        self.history, self.booted = [], time.time()

    def commit(self, tree: Tree, session: str) -> Tree:
        """Makes this the running configuration; gives the former one."""
        before = self.running
        self.history = [before, *self.history][:HISTORY]
        self.loaded, self.changed = copied(tree), time.time()
        self.journal.record("committed", session=session)
        return before

    def take_back(self, before: Tree) -> None:
        """What a commit that nobody confirmed comes to."""
        self.history = [self.running, *self.history][:HISTORY]
        self.loaded, self.changed = copied(before), time.time()
        if self.shared is not None:  # sessions hold on to it
            self.shared.clear()
            self.shared.update(copied(before))
        self.settle()

    def settle(self) -> None:
        """The running configuration is meant to stay: the platforms that save with a commit do so now."""
        if self.saves_on_commit:
            self.save()

    def save(self) -> None:
        self.store("".join(" ".join(quoted(word) for word in path) + "\n" for path in flat(self.running)))

    def text(self, tree: Tree) -> str:
        return "\n".join([*self.style.render(tree, self.schema), ""])

    def running_text(self) -> str:
        return self.text(self.running)

    def startup_text(self) -> str:
        return self.text(self.saved_tree())

    def edit(self, lines: list[str]) -> str | None:
        """Lines are paths, with or without ``set``, or ``delete`` and a path."""
        tree = copied(self.running)
        for line in lines:
            words = split(line)
            verb = words.pop(0).text if words and words[0].text in ("set", "delete") else "set"
            if verb == "delete":
                path = known(self.schema, [], words)
                if isinstance(path, Problem) or not cut(tree, self.schema, path):
                    return f"the device refuses {line!r}"
                continue
            paths = resolve(self.schema, [], words)
            if isinstance(paths, Problem):
                return f"the device refuses {line!r} ({paths.kind})"
            for path in paths:
                put(tree, self.schema, path)
        self.commit(tree, "console")
        if self.shared is not None:
            self.shared.clear()
            self.shared.update(copied(tree))
        self.settle()
        self.journal.record("edited", lines=lines)
        return None

    def rename(self, name: str) -> str | None:
        return self.edit([" ".join((*self.name_path, name))])
