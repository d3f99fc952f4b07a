"""One device of each platform: its prompts, complaints, changes, and what survives."""

import asyncio
import re

import pytest
from client import LabClient
from walks import WALKS, Walk

PLATFORMS = pytest.mark.parametrize(("platform", "walk"), WALKS.items(), ids=WALKS)


def name_of(lab: LabClient, platform: str) -> str:
    return next(str(entry["name"]) for entry in lab.inventory["devices"] if entry["platform"] == platform)


@PLATFORMS
def test_it_shows_its_prompt_its_version_and_its_complaint(vendors: LabClient, platform: str, walk: Walk) -> None:
    async def talk() -> None:
        async with vendors.walking(name_of(vendors, platform), walk) as session:
            if walk.paging_off:
                await session.step(walk.paging_off)
            assert re.search(walk.fact, await session.step(walk.facts))
            wrong = await session.step(walk.wrong)
            assert re.search(walk.complaint, wrong), wrong
            assert re.search(walk.prompt, wrong), wrong

    asyncio.run(talk())


@PLATFORMS
def test_a_change_is_kept_and_survives_when_it_is_saved(vendors: LabClient, platform: str, walk: Walk) -> None:
    name = name_of(vendors, platform)
    since = len(vendors.control(name, "journal")["entries"])

    async def talk() -> None:
        async with vendors.walking(name, walk) as session:
            for line in walk.change:
                await session.step(line)
            assert walk.kept in vendors.control(name, "running")["text"]
            for line in walk.save:
                await session.step(line)

    asyncio.run(talk())
    entries = vendors.control(name, "journal", since=since)["entries"]
    typed = [entry["line"] for entry in entries if entry["event"] == "line"]
    expected = [line.partition(" => ")[0] for line in walk.change]
    assert [line for line in typed if line in expected] == expected
    assert not [entry for entry in entries if entry["event"] == "rejected"]
    vendors.control(name, "reboot")
    assert walk.kept in vendors.control(name, "running")["text"]
    assert walk.kept in vendors.control(name, "startup")["text"]


UNSAVED = ["cisco_xe", "cisco_nxos", "arista_eos", "huawei_vrp", "hp_comware", "cisco_asa", "dell_os10", "hp_procurve"]


@pytest.mark.parametrize("platform", UNSAVED)
def test_a_reboot_forgets_what_was_not_saved(vendors: LabClient, platform: str) -> None:
    name = name_of(vendors, platform)
    before = vendors.control(name, "running")["text"]
    vendors.fault(name, "hostname", "renamed")
    assert "renamed" in vendors.control(name, "running")["text"]
    vendors.control(name, "reboot")
    after = vendors.control(name, "running")["text"]
    assert [line for line in after.splitlines() if "change" not in line] == [
        line for line in before.splitlines() if "change" not in line
    ]


PAGED = [platform for platform, walk in WALKS.items() if platform not in ("linux", "mikrotik_routeros")]


@pytest.mark.parametrize("platform", PAGED)
def test_the_pager_stops_goes_on_and_can_be_left(vendors: LabClient, platform: str) -> None:
    walk = WALKS[platform]

    async def talk() -> None:
        async with vendors.walking(name_of(vendors, platform), walk, rows=8) as session:
            question = re.escape(walk.question)
            session.type(walk.show + "\r")
            await session.read(question)
            session.type(" ")
            await session.read(question)
            session.type("q")
            assert re.search(walk.prompt, await session.read(walk.prompt))
            if walk.paging_off:
                await session.step(walk.paging_off)
                assert walk.question not in (await session.step(walk.show)).removesuffix("$ ") or walk.question == ":"

    asyncio.run(talk())


@PLATFORMS
def test_a_new_hostname_is_in_the_next_prompt(vendors: LabClient, platform: str, walk: Walk) -> None:
    name = name_of(vendors, platform)

    async def talk() -> None:
        async with vendors.walking(name, walk) as session:
            vendors.fault(name, "hostname", "other")
            assert "other" in await session.step("")

    asyncio.run(talk())
    vendors.fault(name, "hostname", name)
