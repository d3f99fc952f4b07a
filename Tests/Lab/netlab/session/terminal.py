"""The terminal side of a session: keys in, echo and text out, pager and line scrolling as IOS does them."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from .faults import Faults
from .pager import Pager

Read = Callable[[], Awaitable[bytes]]
Write = Callable[[bytes], None]
Drain = Callable[[], Awaitable[None]]

PIECE = 65536
PRINTABLE = re.compile(rb"[\t\x20-\x7e]*")


class Closed(Exception):
    """The other end went away."""


class Cut(Exception):
    """The device ends the connection without a word."""


class Terminal:
    """Reads lines and writes text; ``length`` 0 means no pager."""

    def __init__(self, read: Read, write: Write, drain: Drain, faults: Callable[[], Faults], width: int) -> None:
        self.read, self.write, self.drain, self.faults = read, write, drain, faults
        self.pending = b""
        self.unsent = bytearray()
        self.length = 24
        self.width = width
        self.scrolls = True
        self.pager = Pager(" --More-- ")
        self.log_line = ""
        self.after_return = False

    async def key(self) -> bytes:
        if not self.pending:
            await self.flush()
            self.pending = await self.read()
            if not self.pending:
                raise Closed
        key, self.pending = self.pending[:1], self.pending[1:]
        return key

    async def line(self, prompt: str, echo: bool = True) -> str:
        """One line as typed; ``\\x1a`` (Ctrl-Z), ``\\x03`` (Ctrl-C) and ``\\x04`` (Ctrl-D) come back as themselves."""
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
                case b"\x04" if not typed:
                    return key.decode()
                case b"\x7f" | b"\x08":
                    if typed:
                        typed = typed[:-1]
                        await self.send("\b \b" if echo else "")
                case b"\x15":
                    await self.send("\b \b" * len(typed) if echo else "")
                    typed = ""
                case _ if key >= b" " or key == b"\t":
                    run = key.decode("latin-1") + self.printable(len(prompt) + len(typed))
                    typed += run
                    if echo:
                        await self.echo(prompt, typed, run)

    def printable(self, column: int) -> str:
        """The keys typed ahead that are shown as they are, without the line having to scroll."""
        room = len(self.pending) if not self.scrolls or self.width == 0 else max(0, self.width - column - 3)
        found = PRINTABLE.match(self.pending, 0, room)
        run = found[0] if found else b""
        self.pending = self.pending[len(run) :]
        return run.decode("latin-1")

    async def echo(self, prompt: str, typed: str, run: str) -> None:
        """Echoes the last keys; a line that reaches the edge is redrawn with ``$`` and its end."""
        room = self.width - len(prompt) - 1
        if not self.scrolls or self.width == 0 or len(typed) < room or (len(typed) - room) % 10:
            await self.send(run)
            return
        shown = typed[-(room - 10) :] if room > 12 else typed[-1:]
        await self.send("\b" * (room - 1) + "$" + shown + " " * 9 + "\b" * 9)

    async def page(self, text: str) -> None:
        """Writes text, stopping at every screenful when the pager is on."""
        faults = self.faults()
        if faults.huge:
            text = faults.swell(text)
        if faults.drop_output is not None:
            kept, faults.drop_output = text.replace("\n", "\r\n")[: faults.drop_output], None
            await self.send(kept)
            raise Cut
        length = self.length or (24 if faults.pager else 0)
        lines = text.split("\n")
        if faults.noise == "output":
            lines.insert(len(lines) // 2, self.log_line)
        if not length or len(lines) <= length:
            await self.send("\r\n".join(lines))
            return
        room = length - 1
        for number, line in enumerate(lines):
            if room <= 0 and number < len(lines) - 1:
                room = await self.more(number, len(lines), length)
                if room < 0:
                    return
            await self.send(line + ("\r\n" if number < len(lines) - 1 else ""))
            room -= 1

    async def more(self, shown: int, total: int, length: int) -> int:
        """Asks for a key: how many lines may follow, or -1 for none."""
        question = self.pager.ask(shown, total)
        await self.send(question)
        key = await self.key()
        await self.send(self.pager.erase(question))
        match key:
            case b" ":
                return length - 1
            case b"\r" | b"\n":
                return 1
            case _ if key.lower() == self.pager.dump:
                return total
            case _:
                return -1

    async def send(self, text: str) -> None:
        data = text.encode("latin-1", "replace")
        chunk = self.faults().chunk
        if chunk is None:
            self.unsent += data
            if len(self.unsent) > PIECE:
                await self.flush()
            return
        await self.flush()
        for start in range(0, len(data), chunk):
            self.write(data[start : start + chunk])
            await asyncio.sleep(0.001)  # a pause, so that the pieces do not travel in one packet

    async def flush(self) -> None:
        """Lets go of what waits to be sent; it is gathered until the next key is awaited."""
        data, self.unsent = bytes(self.unsent), bytearray()
        for start in range(0, len(data), PIECE):
            self.write(data[start : start + PIECE])
            if len(data) > PIECE:
                await self.drain()
