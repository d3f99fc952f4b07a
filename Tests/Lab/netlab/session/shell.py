"""The frame of a session: prompts, lines, and what the faults do to them."""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

from .device import Device
from .faults import Pause
from .terminal import Closed, Cut, Terminal

BANNERS = {
    "prompt": "**********************************\ncore-router> \nedge#\n[edit]\nadmin@core# \n",
    "password": "Forgot your login or password: call the desk.\nPassword: is changed every 90 days\n",
}


class Shell(ABC):
    """One session; ``gone`` ends when the other end has closed."""

    def __init__(self, device: Device, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> None:
        self.device, self.terminal, self.session, self.gone = device, terminal, session, gone
        self.username = device.secrets.username
        self.open = True

    @property
    @abstractmethod
    def mode(self) -> str:
        """The mode's name in the journal; those of configuration begin with ``config``."""

    @property
    @abstractmethod
    def prompt(self) -> str:
        """The line in which the next command is typed."""

    @property
    def lead(self) -> str:
        """What stands above the prompt, such as ``[edit]``."""
        return ""

    @abstractmethod
    async def handle(self, line: str) -> None:
        """Carries out one line."""

    async def greet(self) -> None:
        """What a session begins with."""
        await self.terminal.send("\r\n")

    async def run(self) -> None:
        """Talks until the other end or the user leaves."""
        try:
            await self.talk()
        finally:
            with contextlib.suppress(OSError, Closed):  # the other end may have gone
                await self.terminal.flush()

    async def talk(self) -> None:
        if self.device.faults.banner:
            text = BANNERS.get(self.device.faults.banner, self.device.faults.banner + "\n")
            await self.terminal.send(text.replace("\n", "\r\n"))
        await self.greet()
        if self.device.faults.hang == "prompt":
            await self.terminal.flush()
            await self.gone()
            raise Closed
        while self.open:
            await self.send_prompt()
            line = await self.terminal.line(self.prompt)
            self.device.journal.record("line", session=self.session, mode=self.line_mode(line), line=line)
            await self.await_turn(line)
            drop = self.device.faults.drop_line(line)
            if drop == "before":
                raise Cut
            await self.handle(line)
            if drop == "after":
                raise Cut

    async def run_one(self, command: str) -> None:
        """Carries out the one command of an exec request."""
        self.terminal.length = 0
        self.device.journal.record("line", session=self.session, mode=self.line_mode(command), line=command)
        await self.await_turn(command)
        await self.handle(command)
        await self.terminal.flush()

    def line_mode(self, line: str) -> str:
        return self.mode

    async def send_prompt(self) -> None:
        lead, prompt, noise = self.lead, self.prompt, self.device.faults.noise
        message = f"\r\n{self.device.log_line()}\r\n"
        self.terminal.log_line = message.strip("\r\n")
        if noise is None or noise == "output" or not prompt:
            await self.terminal.send(lead + prompt)
        elif noise == "after":
            await self.terminal.send(lead + prompt + message)
        else:
            half = len(prompt) // 2
            await self.terminal.send(lead + prompt[:half] + message + prompt)

    async def await_turn(self, line: str) -> None:
        """Holds a line back as the faults say; raises when it must not be carried out."""
        faults = self.device.faults
        if faults.delay or faults.mute or faults.pause_at:
            await self.terminal.flush()
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

    async def change(self, line: str, apply: Callable[[], str | None]) -> bool:
        """Applies a configuration line, which gives the text of its refusal or nothing; says whether it was taken."""
        rejection = self.device.faults.rejection(line)
        if rejection is not None:
            refusal: str | None = f"{rejection.message}\n" if rejection.message else self.rejection_text(line)
        else:
            refusal = apply()
        if refusal is None:
            self.device.journal.record("applied", session=self.session, line=line)
        else:
            self.device.journal.record("rejected", session=self.session, line=line, message=refusal.strip())
            await self.say(refusal)
        if self.device.faults.counts_down():
            raise Cut
        return refusal is None

    def rejection_text(self, line: str) -> str:
        """What the platform prints for a line that it does not know."""
        return "% Invalid input\n"

    async def say(self, text: str) -> None:
        """Sends text with the terminal's line ends."""
        await self.terminal.send(text.replace("\n", "\r\n"))

    async def ask(self, question: str, echo: bool = True) -> str:
        await self.say(question)
        answer = await self.terminal.line(question.rpartition("\n")[2], echo)
        if echo:
            self.device.journal.record("line", session=self.session, mode="question", line=answer)
        else:
            self.device.journal.record("secret", session=self.session, mode=self.mode)
        return answer.strip()
