"""The manner of VRP and Comware: views in brackets, ``undo``, and ``display`` instead of show."""

from typing import ClassVar

from ..session.terminal import Cut
from ..switch.grammar import Mismatch
from .lines.editor import Editor, Level
from .lines.shell import ABORT, LinesShell
from .shell import command
from .texts import data

SERVICES = data("undo.services")


class UndoShell(LinesShell):
    """User view and system view; the platforms differ in words and marks."""

    starts_privileged = True
    leaving = ("return",)
    pipes = ("include", "exclude", "begin", "no-more", "count")
    views: ClassVar[dict[str, str]] = {}

    @property
    def prompt(self) -> str:
        if self.editor is None:
            return f"<{self.device.hostname}>"
        if self.editor.text is not None:
            return ""
        return f"[{self.device.hostname}{self.place(self.editor.level)}]"

    def place(self, level: Level) -> str:
        """Such as ``-GigabitEthernet0/0/1`` or ``-vlan10``."""
        if level.mode == "config":
            return ""
        words = level.nodes[0].line.split()
        if level.mode == "if":
            return f"-{words[1]}"
        return "-" + self.views.get(level.mode, "{0}{last}").format(words[0], last=words[-1] if len(words) > 1 else "")

    def marked(self, mismatch: Mismatch, texts: dict[str, str]) -> str:
        """The vendor's sentence below a caret."""
        return f"{self.caret(mismatch)}{texts[mismatch.kind]}\n"

    @command("system-view")
    async def configure(self, words: tuple[str, ...]) -> None:
        await self.say(self.entering)
        self.editor = Editor(self.device.dialect, self.target())

    @command("quit", mode="user")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("display current-configuration")
    def show_running(self, words: tuple[str, ...]) -> str:
        return f"{self.device.running_text()}#\nreturn\n"

    @command("display saved-configuration")
    def show_startup(self, words: tuple[str, ...]) -> str:
        return f"{self.device.startup_text()}#\nreturn\n"

    @command("display this", mode="config")
    def show_this(self, words: tuple[str, ...]) -> str:
        if self.editor is None or len(self.editor.levels) == 1:
            return self.show_running(words)
        node = self.editor.level.nodes[0]
        return "\n".join(["#", node.line, *(f" {child.line}" for child in node.children.values()), "#", "return", ""])

    async def handle(self, line: str) -> None:
        if self.editor is not None and line in ABORT:
            line = "return" if line == "\x1a" else ""
        await super().handle(line)

    @command("reboot")
    async def reload(self, words: tuple[str, ...]) -> None:
        if (await self.ask("System will reboot! Continue?[Y/N]:")).upper() == "Y":
            self.device.boot()
            raise Cut
