"""A session with a switch: prompts, modes, and what each command does."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ..session.pipes import piped
from ..session.terminal import Terminal
from . import commands, show
from .editor import Editor, Refusal
from .grammar import Mismatch
from .rollback import Rollback

if TYPE_CHECKING:
    from .device import Switch


class Shell(Rollback):
    """One session with a switch."""

    device: "Switch"

    def __init__(self, device: "Switch", terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> None:
        super().__init__(device, terminal, session, gone)
        self.privileged = False
        self.editor: Editor | None = None

    @property
    def mode(self) -> str:
        if self.editor is not None:
            return self.editor.mode
        return "privileged" if self.privileged else "user"

    @property
    def prompt(self) -> str:
        if self.editor is not None and self.editor.banner is not None:
            return ""
        sign = "#" if self.privileged else ">"
        place = f"({self.editor.mode})" if self.editor is not None else ""
        return f"{self.device.configuration.hostname}{place}{sign}"

    async def handle(self, line: str) -> None:
        if self.editor is not None:
            await self.configure_line(line)
        else:
            await self.execute(line)

    async def configure_line(self, line: str) -> None:
        editor = self.editor
        if editor is None:
            return
        if editor.banner is None:
            if line in ("\x1a", "\x03") or "end".startswith(line.strip()) and len(line.strip()) > 1:
                self.editor = None
                return
            if line.strip() and "exit".startswith(line.strip()) and len(line.strip()) > 1:
                self.editor = editor if editor.leave() else None
                return
            if line.strip().startswith("do "):
                await self.execute(line.strip()[3:], "privileged")
                return
        if await self.change(line, lambda: self.apply(editor, line)):
            self.device.touch(self.device.secrets.username)

    def apply(self, editor: Editor, line: str) -> str | None:
        refusal = editor.apply(line)
        return None if refusal is None else self.text(line, refusal)

    def rejection_text(self, line: str) -> str:
        return self.text(line, Refusal("invalid"))

    def text(self, line: str, refusal: Refusal) -> str:
        """What IOS prints for a line that it refuses."""
        match refusal.kind:
            case "invalid":
                caret = " " * (len(self.prompt) + refusal.column) + "^"
                return f"{caret}\n% Invalid input detected at '^' marker.\n\n"
            case "incomplete":
                return "% Incomplete command.\n\n"
            case "ambiguous":
                return f'% Ambiguous command:  "{line.strip()}"\n\n'
            case _:
                return f"{refusal.message}\n"

    async def refuse(self, line: str, refusal: Refusal) -> None:
        text = self.text(line, refusal)
        self.device.journal.record("rejected", session=self.session, line=line, message=text.strip())
        await self.say(text)

    async def execute(self, line: str, mode: str | None = None) -> None:
        """Carries out a command of user or privileged mode."""
        command, bar, pipe = line.partition(" | ")
        if not command.strip() or line in ("\x1a", "\x03") or line.lstrip().startswith("!"):
            return
        result = commands.GRAMMARS[mode or self.mode].read(command)
        if isinstance(result, Mismatch):
            await self.refuse(line, Refusal(result.kind, result.column))
            return
        action = getattr(self, "do_" + result.target, None)
        if action is not None:
            await action(result.words)
            return
        printer = getattr(self.device.printers, result.target, None) or getattr(show, result.target)
        text = printer(self.device, result.words) if result.target == "interface" else printer(self.device)
        kept = piped(text, pipe) if bar else text
        if kept is None:
            await self.refuse(line, Refusal("invalid", len(command) + 3))
            return
        await self.terminal.page(kept)

    async def do_nothing(self, words: tuple[str, ...]) -> None:
        return

    async def do_length(self, words: tuple[str, ...]) -> None:
        self.terminal.length = int(words[2])

    async def do_width(self, words: tuple[str, ...]) -> None:
        self.terminal.width = int(words[2])

    async def do_privilege(self, words: tuple[str, ...]) -> None:
        await self.terminal.send(f"Current privilege level is {15 if self.privileged else 1}\r\n")

    async def do_logout(self, words: tuple[str, ...]) -> None:
        self.open = False

    async def do_disable(self, words: tuple[str, ...]) -> None:
        self.privileged = False

    async def do_enable(self, words: tuple[str, ...]) -> None:
        """Asks for the enable secret, three times at most."""
        for _ in range(0 if self.privileged else 3):
            await self.terminal.send("Password: ")
            given = await self.terminal.line("", echo=False)
            self.device.journal.record("secret", session=self.session, mode=self.mode)
            if self.device.faults.wrong_enable:
                await self.terminal.send("% Access denied\r\n\r\n")
                return
            if given == self.device.secrets.enable_password:
                self.privileged = True
                return
        if not self.privileged:
            await self.terminal.send("% Bad secrets\r\n\r\n")

    async def do_configure(self, words: tuple[str, ...]) -> None:
        await self.terminal.send("Enter configuration commands, one per line.  End with CNTL/Z.\r\n")
        self.editor = Editor(self.device.configuration)

    async def do_ask_configure(self, words: tuple[str, ...]) -> None:
        answer = await self.ask("Configuring from terminal, memory, or network [terminal]? ")
        if "terminal".startswith(answer):
            await self.do_configure(words)

    async def do_ask_copy(self, words: tuple[str, ...]) -> None:
        answer = await self.ask("Destination filename [startup-config]? ")
        if answer not in ("", "startup-config"):
            await self.terminal.send("%Error opening nvram (No such file or directory)\r\n")
            return
        await self.do_write(words)

    async def do_write(self, words: tuple[str, ...]) -> None:
        self.device.save()
        await self.terminal.send("Building configuration...\r\n[OK]\r\n")
