"""Ways to devices: through jump hosts, one behind the other, and over Telnet."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from api import JSON, Refused
from house import House, editable
from lab import Lab, LabDevice
from waiting import until


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Two jump hosts and a switch, all with Telnet."""
    folder: Path = tmp_path_factory.mktemp("ways")
    lab = Lab(folder, "--devices", "linux=2,cisco_ios=1", "--telnet")
    yield lab
    lab.stop()


class Inventory:
    """The lab's devices as a person adds them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.mark = uuid.uuid4().hex[:6]

    def add(self, device: LabDevice, *, password: str | None = None, **more: object) -> JSON:
        entry = device.entry
        login = {"username": entry["username"], "password": password or entry["password"]}
        if entry["enable_password"]:
            login["enable_secret"] = entry["enable_password"]
        name = f"{device.name}-{self.mark}-{uuid.uuid4().hex[:4]}"
        credentials = self.house.author.post("/credentials", {"name": name, **login})
        body = {
            "name": name, "host": entry["host"], "port": entry["port"], "platform": entry["platform"],
            "credential_set_id": credentials["id"], **more,
        }  # fmt: skip
        return self.house.author.post("/devices", body)

    def tested(self, device: JSON) -> JSON:
        return self.house.check_connection(device["id"])


@pytest.fixture
def inventory(house: House) -> Inventory:
    return Inventory(house)


def failure(job: JSON) -> str:
    return str(job["failures"][-1]["message"])


def forwards(device: LabDevice) -> list[str]:
    return [entry["to"] for entry in device.journal() if entry["event"] == "forwarded"]


def test_a_chain_of_jump_hosts_leads_to_the_device(others: Lab, inventory: Inventory) -> None:
    lx1, lx2, sw1 = (others.device(name) for name in ("lx1", "lx2", "sw1"))
    first = inventory.add(lx1)
    second = inventory.add(lx2, jump_host_id=first["id"])
    switch = inventory.add(sw1, jump_host_id=second["id"], site="lisbon")
    early = inventory.tested(switch)
    assert early["state"] == "failed"
    assert "whose host key is not known yet. Test the connection of" in failure(early), early
    for device in (first, second, switch):
        job = inventory.tested(device)
        assert job["state"] == "succeeded", job["failures"]
    assert forwards(lx1)[-1] == f"127.0.0.1:{lx2.entry['port']}"
    assert forwards(lx2)[-1] == f"127.0.0.1:{sw1.entry['port']}"
    backup = inventory.house.author.post(f"/devices/{switch['id']}/backups")["job_id"]
    until("the backup ends", lambda: inventory.house.author.get(f"/jobs/{backup}")["finished_at"])
    assert inventory.house.author.get(f"/jobs/{backup}")["state"] == "succeeded"
    with pytest.raises(Refused) as refused:
        inventory.house.author.ask("PUT", f"/devices/{first['id']}", {**editable(first), "jump_host_id": switch["id"]})
    assert "back to itself" in str(refused.value.problem)
    with pytest.raises(Refused) as refused:
        inventory.house.author.ask("DELETE", f"/devices/{first['id']}")
    assert refused.value.problem["code"] == "jump_host_in_use"


def test_a_jump_host_that_refuses_is_named_and_not_taken_for_the_device(others: Lab, inventory: Inventory) -> None:
    """What a jump host did used to be recorded as the device's: its host key, its refusals, its breaker."""
    lx1, sw1 = others.device("lx1"), others.device("sw1")
    jump = inventory.add(lx1)
    switch = inventory.add(sw1, jump_host_id=jump["id"])
    for device in (jump, switch):
        assert inventory.tested(device)["state"] == "succeeded"
    lx1.fault("host-key")
    failed = inventory.tested(switch)
    lx1.fault("host-key-restore")
    assert failed["state"] == "failed"
    author = inventory.house.author
    assert author.get(f"/devices/{jump['id']}/host-key")["offered_fingerprint"] is not None
    assert author.get(f"/devices/{switch['id']}/host-key")["offered_fingerprint"] is None
    sentence = author.get(f"/devices/{switch['id']}")["last_failure"]
    assert sentence.startswith(f"The jump host {jump['name']} failed: "), sentence


def test_a_device_without_ssh_is_read_over_telnet(others: Lab, inventory: Inventory) -> None:
    sw1 = others.device("sw1")
    device = inventory.add(sw1, port=sw1.entry["telnet_port"], protocol="telnet")
    job = inventory.tested(device)
    assert job["state"] == "succeeded", job["failures"]
    assert job["result"]["host_key"] is None
    wrong = inventory.add(sw1, port=sw1.entry["telnet_port"], protocol="telnet", password="no-such-word")
    refused = inventory.tested(wrong)
    assert refused["state"] == "failed"
    assert "refused the login" in failure(refused), refused
    assert "no-such-word" not in str(refused)
