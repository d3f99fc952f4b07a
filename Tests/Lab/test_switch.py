"""A session with a simulated switch."""

import asyncio
import re

import asyncssh
import pytest
from client import LabClient


def test_pager_enable_and_configuration_mode(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.session("sw1") as session:
            await session.enable(lab.device("sw1")["enable_password"])
            first = await session.say("show running-config", r"--More-- $")
            assert "Building configuration..." in first
            session.type(" ")
            await session.read(r"--More-- $")
            session.type("q")
            await session.read()
            await session.say("terminal length 0")
            assert "--More--" not in await session.say("show running-config")
            assert await session.say("configure terminal", r"sw1\(config\)#$") != ""
            await session.say("interface GigabitEthernet1/0/3", r"sw1\(config-if\)#$")
            await session.say("end", r"sw1#$")

    asyncio.run(talk())


def test_an_invalid_line_is_marked_under_the_wrong_word(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            session.type("snmp-server colour blue\r")
            answer = (await session.read()).split("\r\n")
            assert answer[1] == " " * len("sw1(config)#snmp-server ") + "^"
            assert answer[2] == "% Invalid input detected at '^' marker."
            assert "% Incomplete command." in await session.say("ntp server")
            assert '% Ambiguous command:  "s"' in await session.say("s")

    asyncio.run(talk())


def test_saving_asks_for_the_file_and_survives_a_reboot(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.configuring("sw2") as session:
            await session.say("snmp-server contact saved")
            await session.say("end")
            await session.say("copy running-config startup-config", r"Destination filename \[startup-config\]\? $")
            assert "[OK]" in await session.say("")
            await session.say("configure terminal")
            await session.say("snmp-server contact lost")

    asyncio.run(talk())
    assert "snmp-server contact lost" in lab.control("sw2", "running")["text"]
    lab.control("sw2", "reboot")
    assert "snmp-server contact saved" in lab.control("sw2", "running")["text"]


def test_the_size_and_the_end_of_a_configuration_are_right(lab: LabClient) -> None:
    async def talk() -> str:
        async with lab.session("sw1") as session:
            await session.enable(lab.device("sw1")["enable_password"])
            await session.say("terminal length 0")
            return await session.say("show running-config")

    text = asyncio.run(talk())
    size = re.search(r"Current configuration : (\d+) bytes\n", text)
    assert size is not None
    assert int(size[1]) == len(text[size.end() :])
    assert text.endswith("\nend\n")


def test_wrong_passwords_are_refused(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.connect("sw1", password="wrong"):
            pass

    with pytest.raises(asyncssh.PermissionDenied):
        asyncio.run(talk())
    lab.fault("sw1", "wrong-enable")

    async def enable() -> str:
        async with lab.session("sw1") as session:
            await session.say("enable", r"Password: $")
            return await session.say("anything")

    assert "% Access denied" in asyncio.run(enable())


def test_the_journal_holds_every_line_once_and_no_password(lab: LabClient) -> None:
    since = lab.control("sw1", "journal")["entries"][-1]["seq"]

    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            await session.say("ntp server 192.0.2.1")
            await session.say("frobnicate")

    asyncio.run(talk())
    entries = lab.control("sw1", "journal", since=since)["entries"]
    assert lab.control("sw1", "lines", since=since)["lines"] == ["ntp server 192.0.2.1", "frobnicate"]
    assert [entry["event"] for entry in entries if entry.get("line") == "frobnicate"] == ["line", "rejected"]
    assert lab.device("sw1")["enable_password"] not in str(entries)


def test_only_the_token_opens_the_control_port(lab: LabClient) -> None:
    from netlab.cli import ask

    address = {**lab.inventory["control"], "token": "guess"}
    assert not ask(address, {"device": "sw1", "command": "running"})["ok"]
