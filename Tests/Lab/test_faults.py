"""Faults of a simulated switch, each seen from the client's end."""

import asyncio

import asyncssh
import pytest
from client import LabClient


def applied(lab: LabClient, line: str) -> bool:
    return line in lab.control("sw1", "running")["text"].splitlines()


def test_a_line_is_rejected_as_often_as_asked(lab: LabClient) -> None:
    lab.fault("sw1", "reject", "^snmp-server contact", times=1)

    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            assert "% Invalid input" in await session.say("snmp-server contact first")
            assert await session.say("snmp-server contact second") == ""

    asyncio.run(talk())
    assert not applied(lab, "snmp-server contact first")
    assert applied(lab, "snmp-server contact second")


@pytest.mark.parametrize("before", [True, False])
def test_the_session_is_cut_at_a_line(lab: LabClient, before: bool) -> None:
    line = f"snmp-server contact cut-{before}"
    lab.fault("sw1", "drop-at", "contact cut", before=before)

    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            await session.say(line)

    with pytest.raises((ConnectionError, asyncssh.Error)):
        asyncio.run(talk())
    assert applied(lab, line) is not before


def test_the_session_is_cut_after_some_lines(lab: LabClient) -> None:
    lab.fault("sw1", "drop-after", 2)

    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            await session.say("ntp server 192.0.2.11")
            await session.say("ntp server 192.0.2.12")

    with pytest.raises((ConnectionError, asyncssh.Error)):
        asyncio.run(talk())
    assert applied(lab, "ntp server 192.0.2.12")


def test_a_paused_line_is_applied_when_released(lab: LabClient) -> None:
    lab.fault("sw1", "pause", "contact slow")

    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            session.type("snmp-server contact slow\r")
            waiting = await asyncio.to_thread(lab.control, "sw1", "wait-paused")
            assert waiting["line"] == "snmp-server contact slow"
            assert not applied(lab, "snmp-server contact slow")
            lab.control("sw1", "release")
            await session.read()

    asyncio.run(talk())
    assert applied(lab, "snmp-server contact slow")


def test_a_paused_line_is_dropped_when_its_session_dies(lab: LabClient) -> None:
    lab.fault("sw1", "pause", "contact dead")

    async def talk() -> None:
        async with lab.configuring("sw1") as session:
            session.type("snmp-server contact dead\r")
            await asyncio.to_thread(lab.control, "sw1", "wait-paused")
            session.process.channel.get_connection().abort()

    asyncio.run(talk())
    assert lab.control("sw1", "wait-quiet")["ok"]
    assert not lab.ask("sw1", "release")["ok"]
    assert not applied(lab, "snmp-server contact dead")
    entries = lab.control("sw1", "journal")["entries"]
    events = [entry["event"] for entry in entries if entry.get("line") == "snmp-server contact dead"]
    assert events == ["line", "dropped"]


def test_waiting_for_a_pause_ends(lab: LabClient) -> None:
    assert lab.ask("sw1", "wait-paused", timeout=0.05)["timed_out"]


def test_a_mute_switch_never_answers(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.session("sw1") as session:
            lab.fault("sw1", "mute")
            session.type("show clock\r")
            await session.read("UTC", timeout=0.3)

    with pytest.raises(TimeoutError):
        asyncio.run(talk())


def test_output_arrives_byte_by_byte_and_complete(lab: LabClient) -> None:
    lab.fault("sw1", "chunk", 1)

    async def talk() -> str:
        async with lab.session("sw1") as session:
            return await session.say("show clock", r"sw1>$")

    assert "UTC" in asyncio.run(talk())


def test_a_log_line_arrives_in_the_prompt(lab: LabClient) -> None:
    lab.fault("sw1", "noise")

    async def talk() -> str:
        async with lab.session("sw1") as session:
            session.type("show clock\r")
            return await session.read(r"sw\r\n\*Mar.*%SYS-5-CONFIG_I.*\r\nsw1>$")

    assert "UTC" in asyncio.run(talk())


def test_a_new_host_key_is_seen_and_the_first_comes_back(lab: LabClient) -> None:
    async def key() -> str:
        async with lab.connect("sw1") as connection:
            return connection.get_server_host_key().get_fingerprint()

    known = lab.device("sw1")["host_key_fingerprint"]
    lab.fault("sw1", "host-key")
    assert asyncio.run(key()) != known
    lab.fault("sw1", "host-key-restore")
    assert asyncio.run(key()) == known


def test_an_unreachable_switch_comes_back_at_the_same_port(lab: LabClient) -> None:
    async def connect() -> None:
        async with lab.connect("sw1"):
            pass

    lab.fault("sw1", "unreachable")
    with pytest.raises(ConnectionRefusedError):
        asyncio.run(connect())
    lab.fault("sw1", "reachable")
    asyncio.run(connect())


def test_a_switch_without_a_banner_hangs_the_client(lab: LabClient) -> None:
    lab.fault("sw1", "hang-connect")

    async def connect() -> None:
        async with lab.connect("sw1", login_timeout=0.3):
            pass

    with pytest.raises(asyncssh.Error):
        asyncio.run(connect())


def test_an_edit_behind_the_back_is_drift(lab: LabClient) -> None:
    lab.control("sw1", "edit", lines=["interface GigabitEthernet1/0/5", "description by hand"])
    assert applied(lab, " description by hand")
    reply = lab.ask("sw1", "edit", lines=["frobnicate"])
    assert "refuses 'frobnicate'" in reply["error"]


def test_sessions_above_the_limit_are_turned_away(lab: LabClient) -> None:
    lab.fault("sw1", "session-limit", 0)

    async def talk() -> None:
        async with lab.session("sw1"):
            pass

    with pytest.raises(ConnectionError, match="Connection refused by remote host"):
        asyncio.run(talk())
