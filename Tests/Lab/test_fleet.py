"""A small fleet: many devices of one kind in two processes."""

import asyncio
import os
import signal
from pathlib import Path

import asyncssh
from client import LabClient
from conftest import start_lab


def test_a_fleet_answers_obeys_and_ends_with_its_lab(tmp_path: Path) -> None:
    process = start_lab(tmp_path, "--fleet", "30", "--platform", "arista_eos", "--workers", "2", "--telnet")
    lab = LabClient(tmp_path)
    entries = lab.inventory["devices"]
    assert [entry["name"] for entry in entries] == [f"fleet-{number:04d}" for number in range(1, 31)]
    assert len({entry["port"] for entry in entries} | {entry["telnet_port"] for entry in entries}) == 60

    async def login(name: str) -> str:
        async with lab.session(name) as session:
            return await session.say("show hostname")

    async def everyone() -> list[str]:
        return list(await asyncio.gather(*(login(entry["name"]) for entry in entries)))

    answers = asyncio.run(everyone())
    assert all(f"Hostname: {entry['name']}" in answer for entry, answer in zip(entries, answers, strict=True))
    assert lab.control("fleet-0002", "sessions")["count"] == 0
    assert len(lab.control("all", "sessions")["devices"]) == 30
    lab.fault("fleet-0003", "hostname", "changed")
    assert "hostname changed" in lab.control("fleet-0003", "running")["text"]
    assert "hostname fleet-0004" in lab.control("fleet-0004", "running")["text"]
    lab.fault("fleet-0005", "unreachable")
    try:
        asyncio.run(login("fleet-0005"))
        raise AssertionError("an unreachable device answered")
    except (OSError, asyncssh.Error):
        pass
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(10) == 0
    again = start_lab(tmp_path, "--fleet", "30", "--platform", "arista_eos", "--workers", "2", "--telnet")
    assert [entry["port"] for entry in lab.inventory["devices"]] == [entry["port"] for entry in entries]
    again.terminate()
    again.wait(10)
