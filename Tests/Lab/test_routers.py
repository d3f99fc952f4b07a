"""The real routers, and the life of the lab."""

import asyncio
import os
import select
import subprocess
import sys
from pathlib import Path

import asyncssh
import pytest
from client import LabClient, Session
from conftest import HERE, start_lab


def test_a_router_takes_saves_and_undoes_a_line(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.session("r1") as session:
            await session.say("terminal length 0")
            await session.say("configure terminal", r"r1\(config\)# $")
            await session.say("ip route 192.0.2.0/24 Null0")
            await session.say("end")
            assert "[OK]" in await session.say("write memory")
            assert "% Unknown command: frobnicate" in await session.say("frobnicate")

    asyncio.run(talk())
    assert "ip route 192.0.2.0/24 Null0" in lab.control("r1", "startup")["text"]
    lab.control("r1", "edit", lines=["no ip route 192.0.2.0/24 Null0"])
    assert "192.0.2.0/24" not in lab.control("r1", "running")["text"]


def test_the_two_routers_speak_bgp(lab: LabClient) -> None:
    async def established(session: Session) -> None:
        while "Established" not in await session.say("show bgp neighbors 10.255.0.1"):
            await asyncio.sleep(0.1)

    async def talk() -> None:
        async with lab.session("r2") as session:
            await session.say("terminal length 0")
            await asyncio.wait_for(established(session), 90)

    asyncio.run(talk())


def test_a_router_can_be_deaf_another_or_refuse_the_key(lab: LabClient) -> None:
    async def key() -> str:
        async with lab.connect("r2") as connection:
            return connection.get_server_host_key().get_fingerprint()

    known = lab.device("r2")["host_key_fingerprint"]
    lab.fault("r2", "unreachable")
    with pytest.raises(ConnectionRefusedError):
        asyncio.run(key())
    lab.fault("r2", "host-key")
    assert asyncio.run(key()) != known
    lab.fault("r2", "wrong-password")
    with pytest.raises(asyncssh.PermissionDenied):
        asyncio.run(key())
    lab.control("r2", "clear")
    assert asyncio.run(key()) == known


def test_cutting_a_router_ends_its_sessions(lab: LabClient) -> None:
    async def talk() -> None:
        async with lab.session("r1") as session:
            # The sessions of earlier tests may still be ending.
            assert lab.control("r1", "cut")["count"] >= 1
            await session.say("show version")

    with pytest.raises((ConnectionError, asyncssh.Error)):
        asyncio.run(talk())


def test_the_machine_itself_sees_nothing_of_the_routers(lab: LabClient) -> None:
    links = subprocess.run(["ip", "-br", "link"], capture_output=True, text=True, check=True).stdout
    assert "eth1@" not in links
    accounts = Path("/etc/passwd").read_text()
    assert str(lab.folder) not in accounts


def test_killing_the_lab_leaves_no_process(tmp_path: Path) -> None:
    process = start_lab(tmp_path, "--routers", "1", "--switches", "1")
    family = [os.pidfd_open(pid) for pid in descendants(process.pid)]
    assert len(family) >= 5  # unshare, the box, zebra, staticd, bgpd, sshd
    process.kill()
    process.wait()
    for member in family:
        assert select.select([member], [], [], 30)[0], "a process of the lab outlived it"
        os.close(member)


def test_a_lab_ends_with_its_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen(["sleep", "60"])
    command = [sys.executable, "-m", "netlab", "start", "--foreground", "--parent-pid", str(parent.pid)]
    command += ["--dir", str(tmp_path), "--routers", "0", "--switches", "1"]
    lab = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(HERE)})
    assert lab.stdout is not None
    assert lab.stdout.readline().startswith("ready ")
    parent.kill()
    parent.wait()
    assert lab.wait(60) == 0


def test_a_second_lab_in_the_same_folder_is_refused_and_devices_keep_their_identity(tmp_path: Path) -> None:
    first = start_lab(tmp_path, "--routers", "0", "--switches", "1")
    before = LabClient(tmp_path).device("sw1")
    command = [sys.executable, "-m", "netlab", "start", "--dir", str(tmp_path)]
    second = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(HERE)}, check=False
    )
    assert second.returncode == 1
    assert "runs in" in second.stderr
    first.terminate()
    first.wait(60)
    again = start_lab(tmp_path, "--routers", "0", "--switches", "1")
    assert LabClient(tmp_path).device("sw1") == before
    again.terminate()
    again.wait(60)


def descendants(pid: int) -> list[int]:
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *descendants(int(child))]
    return found
