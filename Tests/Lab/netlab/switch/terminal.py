"""The terminal side of a session: keys in, echo and text out, pager and line scrolling as IOS does them."""

import asyncio
from collections.abc import Awaitable, Callable

from .faults import Faults

Read = Callable[[], Awaitable[bytes]]
Write = Callable[[bytes], None]

MORE = " --More-- "


class Closed(Exception):
    """The other end went away."""


class Terminal:
    """Reads lines and writes text; ``length`` 0 means no pager."""

    def __init__(self, read: Read, write: Write, faults: Callable[[], Faults], width: int) -> None:
        self.read, self.write, self.faults = read, write, faults
        self.pending = b""
        self.length = 24
        self.width = width
        self.after_return = False

    async def key(self) -> bytes:
        if not self.pending:
            self.pending = await self.read()
            if not self.pending:
                raise Closed
        key, self.pending = self.pending[:1], self.pending[1:]
        return key

    async def line(self, prompt: str, echo: bool = True) -> str:
        """One line as typed; ``\\x1a`` (Ctrl-Z) and ``\\x03`` (Ctrl-C) come back as themselves."""
        typed = ""
        while True:
            key = await self.key()
            follows_return, self.after_return = self.after_return, False
            match key:
                case b"\n" if follows_return:
                    continue
                case b"\r" | b"\n":
                    self.after_return = key == b"\r"
                    await self.send("\r\n")
                    return typed
                case b"\x1a" | b"\x03":
                    await self.send("^Z\r\n" if key == b"\x1a" else "^C\r\n")
                    return key.decode()
                case b"\x7f" | b"\x08":
                    if typed:
                        typed = typed[:-1]
                        await self.send("\b \b" if echo else "")
                case b"\x15":
                    await self.send("\b \b" * len(typed) if echo else "")
                    typed = ""
                case _ if key >= b" " or key == b"\t":
                    typed += key.decode("latin-1")
                    if echo:
                        await self.echo(prompt, typed)

    async def echo(self, prompt: str, typed: str) -> None:
        """Echoes the last key; a line that reaches the edge is redrawn with ``$`` and its end."""
        room = self.width - len(prompt) - 1
        if self.width == 0 or len(typed) < room or (len(typed) - room) % 10:
            await self.send(typed[-1])
            return
        shown = typed[-(room - 10) :] if room > 12 else typed[-1:]
        await self.send("\b" * (room - 1) + "$" + shown + " " * 9 + "\b" * 9)

    async def page(self, text: str) -> None:
        """Writes text, stopping at every screenful when the pager is on."""
        lines = text.split("\n")
        room = self.length - 1
        for number, line in enumerate(lines):
            if self.length and room <= 0 and number < len(lines) - 1:
                room = await self.more()
                if room < 0:
                    return
            await self.send(line + ("\r\n" if number < len(lines) - 1 else ""))
            room -= 1

    async def more(self) -> int:
        """Asks for a key: how many lines may follow, or -1 for none."""
        await self.send(MORE)
        key = await self.key()
        await self.send("\b" * (len(MORE) - 1) + " " * (len(MORE) - 1) + "\b" * (len(MORE) - 1))
        match key:
            case b" ":
                return self.length - 1
            case b"\r" | b"\n":
                return 1
            case _:
                return -1

    async def send(self, text: str) -> None:
        data = text.encode("latin-1", "replace")
        chunk = self.faults().chunk
        if chunk is None:
            self.write(data)
            return
        for start in range(0, len(data), chunk):
            self.write(data[start : start + chunk])
            await asyncio.sleep(0.001)  # a pause, so that the pieces do not travel in one packet
