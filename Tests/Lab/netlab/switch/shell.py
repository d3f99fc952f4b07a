"""A session with a switch: prompts, modes, and what each command does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from . import commands, show
from .device import Device
from .editor import Editor, Refusal
from .faults import Pause
from .grammar import Mismatch
from .terminal import Closed, Terminal


class Cut(Exception):
    """The switch ends the connection without a word."""


class Shell:
    """One session; ``gone`` ends when the other end has closed."""

    def __init__(self, device: Device, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> None:
        self.device, self.terminal, self.session, self.gone = device, terminal, session, gone
        self.privileged = False
        self.editor: Editor | None = None
        self.open = True

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

    async def run(self) -> None:
        """Talks until the other end or the user leaves."""
        await self.terminal.send("\r\n")
        while self.open:
            await self.send_prompt()
            line = await self.terminal.line(self.prompt)
            self.device.journal.record("line", session=self.session, mode=self.mode, line=line)
            await self.await_turn(line)
            if self.editor is not None:
                await self.configure_line(line)
            else:
                await self.execute(line)

    async def send_prompt(self) -> None:
        prompt, noise = self.prompt, self.device.faults.noise
        message = "\r\n*Mar  1 00:04:11.023: %SYS-5-CONFIG_I: Configured from console by vty0 (192.0.2.77)\r\n"
        if noise is None or not prompt:
            await self.terminal.send(prompt)
        elif noise == "after":
            await self.terminal.send(prompt + message)
        else:
            half = len(prompt) // 2
            await self.terminal.send(prompt[:half] + message + prompt)

    async def await_turn(self, line: str) -> None:
        """Holds a line back as the faults say; raises when it must not be carried out."""
        faults = self.device.faults
        if faults.delay:
            await asyncio.sleep(faults.delay)
        if faults.mute:
            await self.gone()
            raise Closed
        if faults.pause_at is not None and faults.pause_at.search(line):
            faults.pause_at = None
            await self.wait_for_release(line)

    async def wait_for_release(self, line: str) -> None:
        pause = Pause(line, self.session, asyncio.get_running_loop().create_future())
        self.device.pause = pause
        self.device.paused.set()
        left = asyncio.ensure_future(self.gone())
        waiting: set[asyncio.Future[Any]] = {pause.released, left}
        carry_out = False
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            carry_out = pause.released.done() and pause.released.result()
        finally:  # also when the session dies, which cancels this task
            left.cancel()
            self.device.pause = None
            self.device.paused.clear()
            if not carry_out:
                self.device.journal.record("dropped", session=self.session, line=line)
        if not carry_out:
            raise Cut

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
        drop = self.device.faults.drop(line)
        if drop == "before":
            raise Cut
        rejection = self.device.faults.rejection(line)
        if rejection is not None:
            message = Refusal("message", message=rejection.message) if rejection.message else Refusal("invalid")
            await self.refuse(line, message)
        else:
            refusal = editor.apply(line)
            if refusal is None:
                self.device.touch(self.device.secrets.username)
                self.device.journal.record("applied", session=self.session, line=line)
            else:
                await self.refuse(line, refusal)
        if drop == "after":
            raise Cut

    async def refuse(self, line: str, refusal: Refusal) -> None:
        match refusal.kind:
            case "invalid":
                caret = " " * (len(self.prompt) + refusal.column) + "^"
                text = f"{caret}\n% Invalid input detected at '^' marker.\n"
            case "incomplete":
                text = "% Incomplete command.\n"
            case "ambiguous":
                text = f'% Ambiguous command:  "{line.strip()}"\n'
            case _:
                text = refusal.message
        self.device.journal.record("rejected", session=self.session, line=line, message=text.strip())
        await self.terminal.send(text.replace("\n", "\r\n") + "\r\n")

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
        printer = getattr(show, result.target)
        text = printer(self.device, result.words) if result.target == "interface" else printer(self.device)
        kept = show.piped(text, pipe) if bar else text
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

    async def ask(self, question: str) -> str:
        await self.terminal.send(question)
        answer = await self.terminal.line(question)
        self.device.journal.record("line", session=self.session, mode="question", line=answer)
        return answer.strip()
