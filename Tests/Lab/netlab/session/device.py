"""What all simulated devices share: name, secrets, faults, journal, and a line that waits."""

import asyncio
import contextlib
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from .confirmation import Confirmation
from .faults import Faults, Pause
from .journal import Journal
from .terminal import Terminal

if TYPE_CHECKING:
    from .shell import Shell


@dataclass(frozen=True)
class Secrets:
    username: str
    password: str
    enable_password: str | None


class Device(ABC):
    """The state that all sessions of a device share; one class a platform."""

    platform: ClassVar[str]
    prefix: ClassVar[str]
    account: ClassVar[str] = "netops"
    version_string: ClassVar[str] = "OpenSSH_8.0"
    login_prompt: ClassVar[str] = "login: "
    password_prompt: ClassVar[str] = "Password: "
    login_failed: ClassVar[str] = "Login incorrect"
    telnet_banner: ClassVar[str] = ""
    has_enable: ClassVar[bool] = False
    revert_notice: ClassVar[str] = ""
    # Whether it makes TCP connections for those who are signed in, as jump hosts do.
    forwards: ClassVar[bool] = False

    def __init__(self, name: str, folder: Path, secrets: Secrets) -> None:
        self.name = name
        self.folder = folder
        self.secrets = secrets
        self.saved = folder / "startup-config"
        self.journal = Journal(folder / "journal.jsonl")
        self.faults = Faults()
        self.pause: Pause | None = None
        self.paused = asyncio.Event()
        self.booted = time.time()
        self.terminals: set[Terminal] = set()
        self.time_scale = 1.0
        self.confirmation = Confirmation(self)
        self.cut: Callable[[], int] = lambda: 0

    @abstractmethod
    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> "Shell":
        """The frame of one session."""

    @abstractmethod
    def boot(self) -> None:
        """Loads the saved configuration; what was not saved is gone."""

    @abstractmethod
    def running_text(self) -> str:
        """The configuration in force, as the device prints it."""

    @abstractmethod
    def startup_text(self) -> str:
        """The configuration of the next start."""

    @abstractmethod
    def edit(self, lines: list[str]) -> str | None:
        """Changes the configuration behind everybody's back; a refused line ends the edit with a sentence."""

    @abstractmethod
    def rename(self, name: str) -> str | None:
        """Gives the device another hostname, which its prompts show."""

    def login_name(self, username: str) -> str:
        """The account behind what was typed as the user's name."""
        return username

    def log_line(self) -> str:
        """A log message as this platform writes it to a terminal."""
        return time.strftime("%b %d %H:%M:%S ") + f"{self.name} mgmt: session opened from 192.0.2.77"

    def broadcast(self, text: str) -> None:
        """Writes to every terminal, whatever it is in the middle of."""
        for terminal in self.terminals if text else ():
            with contextlib.suppress(OSError):  # a terminal may have gone just now
                terminal.write(text.replace("{name}", self.name).replace("\n", "\r\n").encode())

    def store(self, text: str) -> None:
        """Writes the saved configuration: the whole new text or the whole old one, also after a crash."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.saved.with_suffix(".new")
        fresh.write_text(text)
        os.replace(fresh, self.saved)
        self.journal.record("saved")

    def release(self, carry_out: bool) -> bool:
        """Lets a paused line go on; false when none waits."""
        if self.pause is None:
            return False
        if not self.pause.released.done():
            self.pause.released.set_result(carry_out)
        return True

    @property
    def serial(self) -> str:
        return f"{sum(self.name.encode()) * 7919 + len(self.name):08d}"[-8:]
