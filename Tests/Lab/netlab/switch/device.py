"""One switch: its configuration and its saved configuration."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from ..session.device import Device, Secrets
from ..session.terminal import Terminal
from .configuration import Configuration
from .editor import Editor
from .factory import factory_text, parse
from .rollback import archive_name
from .shell import Shell


class Switch(Device):
    """A Catalyst that speaks like Cisco IOS 15.2."""

    platform = "cisco_ios"
    prefix = "sw"
    version_string = "Cisco-1.25"
    login_prompt = "Username: "
    login_failed = "% Login invalid"
    telnet_banner = "\nUser Access Verification\n\n"
    has_enable = True
    revert_notice = (
        "\nRollback Confirmed Change: rolling to the archived config\n\nTotal number of passes: 1\nRollback Done\n\n"
    )
    factory = staticmethod(factory_text)
    release_number = "15.2"
    printers: ClassVar[object] = None

    def __init__(self, name: str, folder: Path, secrets: Secrets) -> None:
        super().__init__(name, folder, secrets)
        self.changed: tuple[float, str] | None = None
        self.loaded: Configuration | None = None
        self.files: dict[str, str] = {}

    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> Shell:
        return Shell(self, terminal, session, gone)

    @property
    def configuration(self) -> Configuration:
        """The running configuration; read from the saved one when it is first asked for."""
        if self.loaded is None:
            self.loaded = parse(self.startup_text())
        return self.loaded

    @configuration.setter
    def configuration(self, configuration: Configuration) -> None:
        self.loaded = configuration

    def boot(self) -> None:
        self.confirmation.forget()
        self.loaded, self.changed, self.booted = None, None, time.time()

    def save(self) -> None:
        self.store(self.configuration.render() + "\n")

    def startup_text(self) -> str:
        if self.saved.exists():
            return self.saved.read_text()
        return parse(self.factory(self.name, self.secrets.username)).render() + "\n"

    @property
    def archive_path(self) -> str:
        """Where the archive keeps configurations; empty when nobody configured it."""
        section = self.configuration.sections.get("archive")
        return section.lines.get("path", "").removeprefix("path ") if section else ""

    def archive(self) -> str:
        """Keeps the running configuration in the archive; gives the file's name."""
        name = archive_name(self.archive_path, len(self.files))
        self.files[name] = self.configuration.render()
        return name

    def replace(self, text: str) -> None:
        """The configuration becomes this one."""
        self.configuration = parse(text)
        self.touch("console")

    def touch(self, who: str) -> None:
        self.changed = (time.time(), who)

    def edit(self, lines: list[str]) -> str | None:
        editor = Editor(self.configuration)
        for line in lines:
            if editor.banner is None and line.strip() == "exit":
                editor.leave()
                continue
            refusal = editor.apply(line)
            if refusal is not None:
                return f"the switch refuses {line!r} ({refusal.message or refusal.kind})"
        self.touch("console")
        self.journal.record("edited", lines=lines)
        return None

    def rename(self, name: str) -> str | None:
        return self.edit([f"hostname {name}"])

    def log_line(self) -> str:
        return "*Mar  1 00:04:11.023: %SYS-5-CONFIG_I: Configured from console by vty0 (192.0.2.77)"

    def running_text(self) -> str:
        """``show running-config`` without its first two lines."""
        head = ["!"]
        if self.changed is not None:
            when = time.strftime("%H:%M:%S UTC %a %b %d %Y", time.gmtime(self.changed[0]))
            head += [f"! Last configuration change at {when} by {self.changed[1]}", "!"]
        return (
            "\n".join([*head, f"version {self.release_number}", self.configuration.render().removeprefix("!\n")]) + "\n"
        )


DEVICE = Switch
