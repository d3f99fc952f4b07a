"""A session with a device that has user, privileged and configuration mode."""

from typing import Any, ClassVar

from ...session.terminal import Cut
from ...switch.grammar import Mismatch
from ..shell import Answer, VendorShell, command
from .device import LinesDevice
from .editor import Editor, Level
from .tree import Node

ABORT = ("\x1a", "\x03")


class LinesShell(VendorShell):
    """Immediate changes; a platform with candidates overrides ``target`` and what leaving does."""

    device: LinesDevice
    starts_privileged: ClassVar[bool] = True
    entering: ClassVar[str] = ""
    saved: ClassVar[str] = "[OK]\n"
    leaving: ClassVar[tuple[str, ...]] = ("end",)
    enable_refused: ClassVar[str] = "% Bad secrets\n"
    reads_commands_in_config: ClassVar[bool] = True
    tail: ClassVar[str] = ""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.privileged = self.starts_privileged
        self.editor: Editor | None = None

    @property
    def mode(self) -> str:
        if self.editor is not None:
            return "config" if len(self.editor.levels) == 1 else f"config-{self.editor.level.mode}"
        return "privileged" if self.privileged else "user"

    @property
    def prompt(self) -> str:
        if self.editor is None:
            return self.device.hostname + ("#" if self.privileged else ">") + self.tail
        if self.editor.text is not None:
            return ""
        return f"{self.device.hostname}({self.place(self.editor.level)})#{self.tail}"

    def place(self, level: Level) -> str:
        """What stands in the prompt's parentheses."""
        return "config" if level.mode == "config" else f"config-{level.mode}"

    async def handle(self, line: str) -> None:
        if self.editor is None:
            if line not in ABORT:
                await self.execute(line, "exec" if self.privileged else "user")
            return
        await self.configure_line(self.editor, line)

    async def configure_line(self, editor: Editor, line: str) -> None:
        """A line of configuration mode: a way out, a command, or something to keep."""
        word = line.strip()
        if editor.text is None:
            if line in ABORT or word in self.leaving:
                await self.leave()
                return
            if word in ("exit", "quit"):
                if not editor.leave():
                    await self.leave()
                return
            if word.startswith("do "):
                await self.execute(word[3:], "exec")
                return
            if await self.command_instead(line):
                return
        if await self.change(line, lambda: self.apply(editor, line)):
            self.applied()

    def applied(self) -> None:
        """A line was taken."""
        self.device.touch()

    async def command_instead(self, line: str) -> bool:
        """Carries the line out when it is a command in configuration mode; the platform says which are."""
        modes = ("config", "exec") if self.reads_commands_in_config else ("config",)
        typed, bar, pipe = line.partition("|")
        for mode in modes:
            result = self.commands[mode].read(typed.rstrip())
            if not isinstance(result, Mismatch) and (mode == "config" or not self.is_configuration(typed)):
                await self.answer(line, result.target, result.words, pipe if bar else None)
                return True
        return False

    def is_configuration(self, line: str) -> bool:
        editor = self.editor
        return editor is not None and any(
            not isinstance(self.device.dialect.grammars[level.mode].read(line), Mismatch) for level in editor.levels
        )

    def apply(self, editor: Editor, line: str) -> str | None:
        problem = editor.apply(line)
        return self.complaint(line, problem) if isinstance(problem, Mismatch) else problem

    async def leave(self) -> None:
        """Out of configuration mode."""
        self.editor = None

    def target(self) -> Node:
        """The tree that lines change."""
        return self.device.running

    @command("configure terminal", "configure")
    async def configure(self, words: tuple[str, ...]) -> None:
        await self.say(self.entering)
        self.editor = Editor(self.device.dialect, self.target())

    @command("exit", "quit", "logout", mode="user")
    def leave_session(self, words: tuple[str, ...]) -> Answer:
        self.open = False
        return None

    @command("terminal length <0-512>", mode="user")
    def set_length(self, words: tuple[str, ...]) -> Answer:
        self.terminal.length = int(words[-1])
        return None

    @command("terminal width <0-32767>", mode="user")
    def set_width(self, words: tuple[str, ...]) -> Answer:
        self.terminal.width = int(words[-1])
        return None

    @command("terminal monitor", "terminal no monitor", mode="user")
    def set_monitor(self, words: tuple[str, ...]) -> None:
        """Log messages come by a fault, whatever the session asks for."""

    @command("enable", mode="user")
    async def enable(self, words: tuple[str, ...]) -> None:
        """Asks for the enable secret, three times at most."""
        for _ in range(0 if self.privileged else 3):
            given = await self.ask("Password: ", echo=False)
            if self.device.faults.wrong_enable:
                break
            if given == self.device.secrets.enable_password:
                self.privileged = True
                return
        if not self.privileged:
            await self.say(self.enable_refused)

    @command("disable")
    def disable(self, words: tuple[str, ...]) -> None:
        self.privileged = False

    @command("show running-config")
    def show_running(self, words: tuple[str, ...]) -> str:
        return self.device.running_text()

    @command("show startup-config")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return self.device.startup_text()

    @command("copy running-config startup-config", "write memory", "write")
    def save(self, words: tuple[str, ...]) -> Answer:
        self.device.save()
        return self.saved

    @command("reload")
    async def reload(self, words: tuple[str, ...]) -> None:
        if await self.ask("Proceed with reload? [confirm]") in ("", "y", "yes"):
            self.device.boot()
            raise Cut
