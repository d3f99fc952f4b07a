"""Telnet: options, escaping, and each platform's way to ask for a name and a password."""

import asyncio
import re

import pytest
from client import LabClient
from netlab.session.negotiation import Negotiation
from walks import WALKS

IAC, DONT, DO, WONT, WILL, SB, SE = (bytes([code]) for code in (255, 254, 253, 252, 251, 250, 240))
ECHO, SGA, TTYPE, NAWS = b"\x01", b"\x03", b"\x18", b"\x1f"


def test_a_command_may_arrive_in_pieces() -> None:
    negotiation = Negotiation()
    assert negotiation.receive(b"ab" + IAC) == (b"ab", b"")
    assert negotiation.receive(IAC + b"c" + IAC + WILL) == (b"\xffc", b"")
    assert negotiation.receive(TTYPE) == (b"", IAC + SB + TTYPE + b"\x01" + IAC + SE)


def test_the_window_and_the_terminal_are_learnt() -> None:
    negotiation = Negotiation()
    assert negotiation.receive(IAC + SB + NAWS + b"\x00\x84\x00\xff\xff" + IAC + SE + b"x") == (b"x", b"")
    assert negotiation.size == (132, 255)
    negotiation.receive(IAC + SB + TTYPE + b"\x00vt100" + IAC + SE)
    assert negotiation.terminal == "vt100"


def test_what_is_not_known_is_refused_once() -> None:
    negotiation = Negotiation()
    assert negotiation.receive(IAC + DO + b"\x27" + IAC + WILL + b"\x22") == (
        b"",
        IAC + WONT + b"\x27" + IAC + DONT + b"\x22",
    )
    assert negotiation.receive(IAC + DO + ECHO + IAC + DO + SGA) == (b"", b"")


class Talk:
    """A Telnet client that agrees to nothing but what it was offered."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.raw = b""

    async def read(self, pattern: str) -> str:
        while True:
            text = re.sub(rb"\xff[\xfb-\xfe].", b"", self.raw).decode("latin-1")
            plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[ZE=>]", "", text)
            if re.search(pattern, plain):
                self.raw = b""
                return plain
            data = await asyncio.wait_for(self.reader.read(4096), 10)
            if not data:
                raise ConnectionError(plain)
            self.raw += data

    def type(self, text: str) -> None:
        self.writer.write(text.encode() + b"\r\0")


async def dial(lab: LabClient, name: str) -> Talk:
    return Talk(*await asyncio.open_connection("127.0.0.1", lab.device(name)["telnet_port"]))


def test_the_server_offers_echo_and_asks_for_the_window(vendors: LabClient) -> None:
    async def talk() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", vendors.device("nx1")["telnet_port"])
        first = await reader.readexactly(12)
        writer.write(IAC + WILL + NAWS + IAC + SB + NAWS + b"\x00\x50\x00\x18" + IAC + SE + IAC + DO + ECHO)
        writer.close()
        return first

    assert asyncio.run(talk()) == IAC + WILL + ECHO + IAC + WILL + SGA + IAC + DO + TTYPE + IAC + DO + NAWS


ASKED = r"([Ll]ogin|[Uu]sername|[Ll]ogin [Nn]ame): ?$"


@pytest.mark.parametrize("platform", ["cisco_ios", *WALKS])
def test_name_and_password_lead_to_the_prompt(vendors: LabClient, platform: str) -> None:
    entry = next(entry for entry in vendors.inventory["devices"] if entry["platform"] == platform)

    async def talk() -> None:
        session = await dial(vendors, entry["name"])
        await session.read(ASKED)
        session.type(entry["username"])
        assert await session.read(r"assword: ?$")
        session.type("wrong")
        await session.read(ASKED)
        session.type(entry["username"])
        asked = await session.read(r"assword: ?$")
        assert entry["username"] in asked
        session.type(entry["password"])
        if platform == "hp_procurve":
            await session.read("Press any key")
            session.type("")
        answer = await session.read(r"[\w~)}\] ][>#$] ?$")
        assert entry["password"] not in answer
        session.writer.close()

    asyncio.run(talk())
    assert entry["password"] not in str(vendors.control(entry["name"], "journal")["entries"])


def test_after_three_wrong_passwords_the_connection_ends(vendors: LabClient) -> None:
    async def talk() -> None:
        session = await dial(vendors, "mx1")
        for _ in range(3):
            await session.read(ASKED)
            session.type("netops")
            await session.read("assword:")
            session.type("wrong")
        await session.read("never")

    with pytest.raises(ConnectionError):
        asyncio.run(talk())
