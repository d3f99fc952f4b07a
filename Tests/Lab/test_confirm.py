"""Changes that the devices take back by themselves unless somebody confirms them."""

import asyncio
import re
from dataclasses import dataclass

import pytest
from client import LabClient
from walks import WALKS


@dataclass(frozen=True)
class Trial:
    """``lines`` end with a commit that waits; ``confirm`` makes it stay."""

    name: str
    lines: list[str]
    kept: str
    confirm: list[str]
    waits: float


TRIALS = {
    "cisco_xe": Trial(
        "xe1", ["configure terminal revert timer 1", "snmp-server contact trial", "end"], "contact trial",
        ["configure confirm"], 60,
    ),
    "cisco_xr": Trial(
        "xr1", ["configure exclusive", "snmp-server contact trial", "commit confirmed 30"], "contact trial",
        ["commit"], 30,
    ),
    "arista_eos": Trial(
        "eos1", ["configure session trial", "snmp-server contact trial", "commit timer 00:01:00"], "contact trial",
        ["configure session trial commit"], 60,
    ),
    "juniper_junos": Trial(
        "mx1", ["configure exclusive", "set snmp contact trial", "commit confirmed 1"], "contact trial", ["commit"], 60
    ),
    "vyos": Trial(
        "vy1",
        ["configure", "set service snmp contact trial", "commit-confirm 1 => Proceed\\? \\[confirm\\]$", "y"],
        "contact", ["confirm"], 60,
    ),
    "nokia_sros": Trial(
        "sr1", ["edit-config private", "/configure system contact trial", "commit confirmed 1"], 'contact "trial"',
        ["commit confirmed accept"], 60,
    ),
    "nokia_srl": Trial(
        "srl1", ["enter candidate private", "set / system information contact trial", "commit confirmed timeout 60"],
        "contact trial", ["commit confirmed-accept"], 60,
    ),
}  # fmt: skip

TRIED = pytest.mark.parametrize(("platform", "trial"), TRIALS.items(), ids=TRIALS)


NOTICES = {
    "juniper_junos": "Commit was not confirmed; automatic rollback complete.",
    "cisco_xe": "Rollback Confirmed Change: rolling to",
}


def start(vendors: LabClient, trial: Trial) -> int:
    vendors.control(trial.name, "reboot")
    entries = vendors.control(trial.name, "journal")["entries"]
    assert trial.kept not in vendors.control(trial.name, "running")["text"]
    return int(entries[-1]["seq"]) if entries else 0


@TRIED
def test_what_nobody_confirms_is_taken_back(vendors: LabClient, platform: str, trial: Trial) -> None:
    since = start(vendors, trial)
    vendors.control(trial.name, "time-scale", name="0.004")

    async def talk() -> None:
        async with vendors.walking(trial.name, WALKS[platform]) as session:
            for line in trial.lines:
                await session.step(line)
            reply = await asyncio.to_thread(
                vendors.control, trial.name, "wait-event", name="confirm-awaited", since=since
            )
            assert reply["entries"][0]["seconds"] == trial.waits
            await asyncio.to_thread(vendors.control, trial.name, "wait-event", name="reverted", since=since)
            if platform in NOTICES:
                await session.read(NOTICES[platform])

    asyncio.run(talk())
    assert trial.kept not in vendors.control(trial.name, "running")["text"]


@TRIED
def test_what_is_confirmed_stays(vendors: LabClient, platform: str, trial: Trial) -> None:
    since = start(vendors, trial)

    async def talk() -> None:
        async with vendors.walking(trial.name, WALKS[platform]) as session:
            for line in [*trial.lines, *trial.confirm]:
                await session.step(line)

    asyncio.run(talk())
    events = [entry["event"] for entry in vendors.control(trial.name, "journal", since=since)["entries"]]
    assert "confirmed" in events
    assert "reverted" not in events
    assert trial.kept in vendors.control(trial.name, "running")["text"]
    undo = {"juniper_junos": "delete snmp contact", "cisco_xr": "no snmp-server contact"}.get(platform)
    if undo:
        vendors.control(trial.name, "edit", lines=[undo])


def test_a_commit_that_waits_ends_with_the_session_on_sr_os(vendors: LabClient) -> None:
    trial = TRIALS["nokia_sros"]
    since = start(vendors, trial)

    async def talk() -> None:
        async with vendors.walking(trial.name, WALKS["nokia_sros"]) as session:
            for line in trial.lines:
                await session.step(line)

    asyncio.run(talk())
    vendors.control(trial.name, "wait-event", name="reverted", since=since)
    assert trial.kept not in vendors.control(trial.name, "running")["text"]


def test_the_timer_outlives_the_session_on_junos(vendors: LabClient) -> None:
    trial = TRIALS["juniper_junos"]
    since = start(vendors, trial)
    vendors.control(trial.name, "time-scale", name="0.01")

    async def talk() -> None:
        async with vendors.walking(trial.name, WALKS["juniper_junos"]) as session:
            for line in trial.lines:
                await session.step(line)

    asyncio.run(talk())
    vendors.control(trial.name, "wait-quiet")
    assert trial.kept in vendors.control(trial.name, "running")["text"]
    vendors.control(trial.name, "wait-event", name="reverted", since=since)


def test_a_checkpoint_brings_a_nexus_back(vendors: LabClient) -> None:
    before = vendors.control("nx1", "running")["text"]

    async def talk() -> None:
        async with vendors.walking("nx1", WALKS["cisco_nxos"]) as session:
            assert "Done" in await session.step("checkpoint before")
            for line in ("configure terminal", "vlan 99", "name trial", "end"):
                await session.step(line)
            assert "name trial" in await session.step("show diff rollback-patch checkpoint before running-config")
            answer = await session.step("rollback running-config checkpoint before atomic")
            assert "Rollback completed successfully." in answer
            assert "Checkpoint does not exist" in await session.step("rollback running-config checkpoint never")
            assert "Done" in await session.step("no checkpoint before")

    asyncio.run(talk())
    assert vendors.control("nx1", "running")["text"] == before


COMMITS = {
    "cisco_xr": ("xr1", ["configure exclusive", "snmp-server contact bad", "commit"], "Failed to commit"),
    "arista_eos": ("eos1", ["configure session bad", "snmp-server contact bad", "commit"], "Commit failed"),
    "juniper_junos": ("mx1", ["configure exclusive", "set snmp contact bad", "commit"], "check-out failed"),
    "vyos": ("vy1", ["configure", "set service snmp contact bad", "commit"], "Commit failed"),
    "paloalto_panos": ("pa1", ["configure", "set address bad fqdn a.example", "commit => # $"], "Commit failed"),
    "nokia_sros": ("sr1", ["edit-config private", "/configure system contact bad", "commit"], "MGMT_CORE"),
    "nokia_srl": ("srl1", ["enter candidate private", "set / system information contact bad", "commit stay"], "Commit failed"),
}  # fmt: skip


@pytest.mark.parametrize("platform", COMMITS)
def test_a_refused_commit_changes_nothing(vendors: LabClient, platform: str) -> None:
    name, lines, complaint = COMMITS[platform]
    vendors.fault(name, "commit-fails", "no such hardware")

    async def talk() -> None:
        async with vendors.walking(name, WALKS[platform]) as session:
            answers = [await session.step(line) for line in lines]
            assert re.search(complaint, answers[-1]), answers[-1]

    asyncio.run(talk())
    assert "bad" not in vendors.control(name, "running")["text"]
    vendors.control(name, "reboot")
