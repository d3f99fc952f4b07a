"""One switch: its configuration, its saved configuration, its secrets, faults and journal."""

import asyncio
import os
import time
from dataclasses import dataclass
from pathlib import Path

from .configuration import Configuration
from .editor import Editor
from .factory import factory_text, parse
from .faults import Faults, Pause
from .journal import Journal


@dataclass(frozen=True)
class Secrets:
    username: str
    password: str
    enable_password: str


class Device:
    """The state that all sessions of a switch share."""

    def __init__(self, name: str, folder: Path, secrets: Secrets) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.secrets = secrets
        self.saved = folder / "startup-config"
        self.journal = Journal(folder / "journal.jsonl")
        self.faults = Faults()
        self.pause: Pause | None = None
        self.paused = asyncio.Event()
        self.booted = time.time()
        self.changed: tuple[float, str] | None = None
        self.configuration: Configuration = parse(factory_text(name, secrets.username))
        if not self.saved.exists():
            self.save()
        self.boot()

    def boot(self) -> None:
        """Loads the saved configuration; what was not saved is gone."""
        self.configuration = parse(self.saved.read_text())
        self.booted, self.changed = time.time(), None

    def save(self) -> None:
        """Writes the saved configuration: the whole new text or the whole old one, also after a crash."""
        fresh = self.saved.with_suffix(".new")
        fresh.write_text(self.configuration.render() + "\n")
        os.replace(fresh, self.saved)
        self.journal.record("saved")

    def touch(self, who: str) -> None:
        self.changed = (time.time(), who)

    def edit(self, lines: list[str]) -> str | None:
        """Changes the configuration behind everybody's back; a refused line ends the edit with a sentence."""
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

    def running_text(self) -> str:
        """``show running-config`` without its first two lines."""
        head = ["!"]
        if self.changed is not None:
            when = time.strftime("%H:%M:%S UTC %a %b %d %Y", time.gmtime(self.changed[0]))
            head += [f"! Last configuration change at {when} by {self.changed[1]}", "!"]
        return "\n".join([*head, "version 15.2", self.configuration.render().removeprefix("!\n")]) + "\n"

    def release(self, carry_out: bool) -> bool:
        """Lets a paused line go on; false when none waits."""
        if self.pause is None:
            return False
        if not self.pause.released.done():
            self.pause.released.set_result(carry_out)
        return True
