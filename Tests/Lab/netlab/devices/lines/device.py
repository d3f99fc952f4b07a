"""A device whose configuration is indented lines."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from ...session.device import Device, Secrets
from ...session.shell import Shell
from ...session.terminal import Terminal
from .dialect import Dialect
from .editor import Editor
from .text import parse, render
from .tree import Node


class LinesDevice(Device):
    """Keeps a tree as its running configuration, read from the saved one when it is first asked for."""

    dialect: ClassVar[Dialect]
    shell_class: ClassVar[type[Shell]]
    factory: ClassVar[str]

    def __init__(self, name: str, folder: Path, secrets: Secrets) -> None:
        super().__init__(name, folder, secrets)
        self.loaded: Node | None = None
        self.changed: float | None = None

    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> Shell:
        return self.shell_class(self, terminal, session, gone)

    @property
    def running(self) -> Node:
        if self.loaded is None:
            self.loaded = parse(self.dialect, self.startup_text())
        return self.loaded

    @running.setter
    def running(self, root: Node) -> None:
        self.loaded = root

    @property
    def hostname(self) -> str:
        return (self.running.value("hostname") or self.name).strip('"')

    @property
    def uptime(self) -> tuple[int, int, int, int]:
        """Days, hours, minutes and seconds since the last start, and a day more: nobody started it just now."""
        seconds = int(time.time() - self.booted) + 86400
        return seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60, seconds % 60

    def boot(self) -> None:
        self.confirmation.forget()
        self.loaded, self.changed, self.booted = None, None, time.time()

    def save(self) -> None:
        self.store(self.text(self.running) + "\n")

    def startup_text(self) -> str:
        if self.saved.exists():
            return self.saved.read_text()
        return self.factory.replace("{name}", self.name).replace("{user}", self.secrets.username)

    def text(self, root: Node) -> str:
        """A configuration without the platform's own first and last lines."""
        return "\n".join(render(self.dialect, root))

    def running_text(self) -> str:
        return self.text(self.running) + "\n"

    def touch(self) -> None:
        self.changed = time.time()

    def edit(self, lines: list[str]) -> str | None:
        editor = Editor(self.dialect, self.running)
        for line in lines:
            if editor.text is None and line.strip() in ("exit", "quit"):
                editor.leave()
            elif editor.apply(line) is not None:
                return f"the device refuses {line!r}"
        self.touch()
        self.journal.record("edited", lines=lines)
        return None

    def rename(self, name: str) -> str | None:
        return self.edit([f"hostname {name}"])
