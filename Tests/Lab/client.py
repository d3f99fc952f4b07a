"""A plain SSH client for the tests of the lab: type a line, read until a prompt."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh
from netlab.cli import ask
from walks import Walk

ANY_PROMPT = r"(?:^|\n)\r*(?:[^\n]*[\w~)\] ][>#$] ?|\[[^\]\n]*\]|% )\Z"
CODES = r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[ZE=>]"
PROMPT = r"[\w-]+(\([\w-]+\))?[>#] ?$"


class LabClient:
    """The inventory and the control port of one lab."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def inventory(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "inventory.json").read_text())
        return content

    def device(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(entry for entry in self.inventory["devices"] if entry["name"] == name)
        return found

    def ask(self, name: str, command: str, /, **details: Any) -> dict[str, Any]:
        return ask(self.inventory["control"], {"device": name, "command": command, **details})

    def control(self, name: str, command: str, /, **details: Any) -> dict[str, Any]:
        """Asks and insists on success."""
        reply = self.ask(name, command, **details)
        assert reply["ok"], reply
        return reply

    def fault(self, name: str, fault: str, value: Any = None, **details: Any) -> None:
        self.control(name, "fault", name=fault, value=value, **details)

    @asynccontextmanager
    async def connect(self, name: str, **options: Any) -> AsyncIterator[asyncssh.SSHClientConnection]:
        entry = self.device(name)
        options.setdefault("password", entry["password"])
        options.setdefault("username", entry["username"])
        if entry["private_key"]:
            options.setdefault("client_keys", [entry["private_key"]])
        async with asyncssh.connect(
            entry["host"], entry["port"], known_hosts=None, config=None, **options
        ) as connection:
            yield connection

    @asynccontextmanager
    async def session(self, name: str) -> AsyncIterator["Session"]:
        """A signed-in session at its first prompt."""
        async with self.connect(name) as connection:
            process = await connection.create_process(term_type="vt100", term_size=(200, 24), encoding="latin-1")
            session = Session(process)
            await session.read(PROMPT)
            yield session

    @asynccontextmanager
    async def walking(self, name: str, walk: Walk, rows: int = 24) -> AsyncIterator["Session"]:
        """A session with a vendor's device at the prompt of its walk, without terminal codes."""
        entry = self.device(name)
        async with self.connect(name, username=entry["username"] + walk.suffix) as connection:
            process = await connection.create_process(term_type="vt100", term_size=(200, rows), encoding="latin-1")
            session = Session(process, is_plain=True)
            session.names["enable"] = entry["enable_password"] or ""
            if entry["platform"] == "hp_procurve":
                await session.read("Press any key to continue")
                session.type(" ")
            await session.read(ANY_PROMPT)
            for line in walk.enter:
                await session.step(line)
            yield session

    @asynccontextmanager
    async def configuring(self, name: str) -> AsyncIterator["Session"]:
        """A session in configuration mode of a switch, with the pager off."""
        async with self.session(name) as session:
            await session.enable(self.device(name)["enable_password"])
            await session.say("terminal length 0")
            await session.say("configure terminal")
            yield session


class Session:
    """What was read and is to be typed."""

    def __init__(self, process: asyncssh.SSHClientProcess[str], is_plain: bool = False) -> None:
        self.process = process
        self.unread = ""
        self.is_plain = is_plain
        self.names: dict[str, str] = {}

    async def read(self, pattern: str = PROMPT, timeout: float = 30) -> str:
        """Reads until the pattern is found at the end; the end of the session is an error."""
        while re.search(pattern, self.unread) is None:
            text = await asyncio.wait_for(self.process.stdout.read(4096), timeout)
            if not text:
                raise ConnectionError(f"the session ended after {self.unread!r}")
            self.unread += text
            if self.is_plain:
                self.unread = re.sub(CODES, "", self.unread).replace("\r\n", "\n")
        text, self.unread = self.unread, ""
        return text

    def type(self, text: str) -> None:
        self.process.stdin.write(text)

    async def say(self, line: str, pattern: str = PROMPT) -> str:
        """Types a line; gives what came back without the echoed line and the prompt's line."""
        self.type(line + "\r")
        answer = await self.read(pattern)
        return "\n".join(answer.split("\r\n")[1:-1])

    async def step(self, line: str) -> str:
        """Types a line of a walk; ``line => pattern`` waits for the pattern instead of a prompt."""
        text, _, pattern = line.partition(" => ")
        self.type(text.format(**self.names) + "\r" if "{" in text else text + "\r")
        return await self.read(pattern or ANY_PROMPT)

    async def enable(self, password: str) -> None:
        await self.say("enable", r"Password: $")
        await self.say(password, "#$")
