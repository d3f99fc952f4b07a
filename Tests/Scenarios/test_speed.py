"""How long it takes; printed (`pytest -s`), and held only against what would be absurd."""

import time

from house import House, states
from pages import Visitor


def test_the_main_job_on_five_devices(house: House) -> None:
    vlan = next(each["id"] for each in house.author.get("/templates")["items"] if each["name"] == "VLAN")
    began = time.perf_counter()
    change = house.propose(
        ["r1", "r2", "sw1", "sw2", "sw3"], template=vlan, variables={"vlan_id": 77, "vlan_name": "SPEED"}
    )
    planned = house.settled(change)
    print(f"\nplan of 5 devices: {time.perf_counter() - began:.2f} s")
    assert planned["state"] == "awaiting_approval", planned["outcome"]
    house.approve(planned)
    began = time.perf_counter()
    done = house.run(planned)
    print(f"run on 5 devices: {time.perf_counter() - began:.2f} s")
    assert done["state"] == "done", states(done)


def test_the_pages(house: House) -> None:
    visitor = Visitor(house.port, "admin", house.password)
    change = house.author.get("/changes")["items"][0]["id"]
    device = house.ids["sw1"]
    print()
    paths = ["/", "/devices", f"/devices/{device}", "/credentials", "/templates", "/stacks", "/changes"]
    for path in [*paths, f"/changes/{change}", "/jobs", "/users", "/account", "/audit", "/docs/api"]:
        print(f"{visitor.milliseconds(path):6.1f} ms  {path}")
    resident = open(f"/proc/{house.serve.process.pid}/status").read()
    print(next(line for line in resident.splitlines() if line.startswith("VmRSS")))
