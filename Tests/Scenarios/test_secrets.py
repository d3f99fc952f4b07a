"""Secrets go in and never come out: not in answers, rows of jobs and records, pages or logs."""

import re

import pytest
from api import API
from house import House, target
from lab import LabDevice
from pages import Visitor

COMMUNITY = "canary-Zq7Xw2"
OTHER_COMMUNITY = "canary-Vt9Kp4"
REJECTED_COMMUNITY = "canary-Hn3Ls8"
# Where the exact bytes are that people wrote and devices get; the API shows them redacted.
ORIGINALS = ("change", "change_target")


@pytest.fixture
def canaries(house: House) -> dict[str, str]:
    """Every secret that the program was given, by what it is."""
    found = {"community": COMMUNITY, "edited community": OTHER_COMMUNITY, "rejected community": REJECTED_COMMUNITY}
    for entry in house.lab.inventory["devices"]:
        for kind in ("password", "enable_password"):
            if entry[kind]:
                found[f"{kind} of {entry['name']}"] = entry[kind]
        if entry["private_key"]:
            found["private key"] = open(entry["private_key"]).read().splitlines()[2]
    found["password of the administrator"] = house.password
    found["token of the author"] = house.author.token
    return found


def test_secrets_stay_where_they_are_needed(house: House, switch: LabDevice, canaries: dict[str, str]) -> None:
    snmp = next(each["id"] for each in house.author.get("/templates")["items"] if each["name"] == "SNMP")
    values = {"snmp_location": "Lab", "snmp_community": COMMUNITY}
    change = house.plan(["sw1"], template=snmp, variables=values)
    assert any("•••" in command for command in change["targets"][0]["commands"])
    assert house.run(change)["state"] == "done"
    assert any(COMMUNITY in line for line in switch.running()), "the device itself got the secret"

    rejected = house.plan(["sw1"], f"snmp-server contact before\nsnmp-server community {REJECTED_COMMUNITY} RO")
    switch.fault("reject", "^snmp-server community")
    failed = target(house.run(rejected), "sw1")
    assert failed["state"] == "reverted" and "•••" in failed["detail"], failed["detail"]
    switch.ask("clear")

    drifting = house.plan(["sw1"], house.fresh_lines(1))
    switch.ask("edit", lines=[f"snmp-server community {OTHER_COMMUNITY} RW"])
    assert target(house.run(drifting), "sw1")["state"] == "held_drift"

    job = house.author.post(f"/devices/{house.ids['sw1']}/configuration-reads")
    device = f"/devices/{house.ids['sw1']}"
    read_everything(house, [change["id"], rejected["id"], drifting["id"]], device, str(job["job_id"]))
    visitor = Visitor(house.port, "admin", house.password)
    pages = [visitor.get(f"/changes/{each['id']}") for each in (change, rejected, drifting)]
    pages += [visitor.get(path) for path in (device, f"{device}/configuration", "/audit", "/jobs", "/credentials")]

    leaks = [
        f"{what} in {where}"
        for what, secret in canaries.items()
        for where, text in evidence(house, pages)
        if secret in text and not (what.startswith("token") and where == "answers")
    ]
    assert leaks == []


def read_everything(house: House, changes: list[str], device: str, job: str) -> None:
    """Asks for all that the API can say about these; the answers are kept by `API.seen`."""
    for path in ["/jobs?size=500", "/audit?size=500", "/credentials", "/devices", device, f"{device}/backups"]:
        house.author.get(path)
    for change in changes:
        house.change(change)
    house.author.get(f"/jobs/{job}")


def evidence(house: House, pages: list[str]) -> list[tuple[str, str]]:
    found = [("answers", "\n".join(API.seen)), ("pages", "\n".join(pages))]
    tables = house.server.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for table in {row[0] for row in tables}.difference(ORIGINALS):
        rows = house.server.query(f"SELECT row_to_json(each) FROM {table} AS each")
        found.append((f"table {table}", "\n".join(row[0] for row in rows)))
    for name in ("serve", "worker"):
        found.append((f"log of {name}", house.log(name).read_text(errors="replace")))
    return found


def test_the_logs_speak_of_the_jobs(house: House) -> None:
    """So that the search above has looked at something."""
    assert re.search(r"worker started", house.log("worker").read_text())
    assert len(API.seen) > 20
