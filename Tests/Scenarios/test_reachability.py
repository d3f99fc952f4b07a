"""A schedule asks devices whether they can be reached: what goes away and comes back, and what flaps."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from api import JSON
from house import House
from lab import Lab
from waiting import until


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder: Path = tmp_path_factory.mktemp("group")
    lab = Lab(folder, "--devices", "cisco_ios=2")
    yield lab
    lab.stop()


class Watch:
    """A schedule that tests the connections of all devices with a tag of its own."""

    def __init__(self, house: House, lab: Lab) -> None:
        self.author, self.lab = house.author, lab
        self.tag = "watched-" + uuid.uuid4().hex[:6]
        self.devices = {device.name: self.add(device.entry) for device in lab.devices}
        schedule = self.author.post(
            "/schedules",
            {
                "name": self.tag, "action": "test_connection", "selection": "tags", "tags": [self.tag],
                "timing": "cron", "cron": "0 3 * * *", "zone": "Europe/Lisbon",
            },
        )  # fmt: skip
        self.schedule = schedule["id"]

    def add(self, entry: JSON) -> str:
        login = {"username": entry["username"], "password": entry["password"]}
        if entry["enable_password"]:
            login["enable_secret"] = entry["enable_password"]
        name = f"{entry['name']}-{self.tag}"
        credentials = self.author.post("/credentials", {"name": name, **login})
        device = self.author.post(
            "/devices",
            {
                "name": name, "host": entry["host"], "port": entry["port"], "platform": entry["platform"],
                "credential_set_id": credentials["id"], "tags": [self.tag],
            },
        )  # fmt: skip
        return str(device["id"])

    def run(self, times: int = 1) -> None:
        """Has the schedule run, one run after the other."""
        for _ in range(times):
            run = self.author.post(f"/schedules/{self.schedule}/runs")["id"]
            until("the run ends", lambda run=run: self.ended(run))  # type: ignore[misc]

    def ended(self, run: str) -> bool:
        runs = self.author.get(f"/schedules/{self.schedule}/runs")["items"]
        return any(each["id"] == run and each["job_ids"] and not each["unfinished"] for each in runs)

    def of(self, name: str) -> JSON:
        return self.author.get(f"/devices/{self.devices[name]}/reachability")

    def states(self) -> dict[str, str]:
        return {name: self.of(name)["state"] for name in self.devices}

    def history(self, name: str) -> list[tuple[str, str, bool]]:
        """From, to, damped; oldest first."""
        found = self.author.get(f"/devices/{self.devices[name]}/reachability/transitions?size=500")["items"]
        return [(each["from"], each["to"], each["was_damped"]) for each in reversed(found)]

    def listed(self, state: str) -> set[str]:
        found = self.author.get(f"/devices?tag={self.tag}&state={state}")["items"]
        return {name for name, id in self.devices.items() if id in [each["id"] for each in found]}


def test_a_device_that_goes_away_and_comes_back_is_followed_and_one_that_flaps_is_damped(
    house: House, group: Lab
) -> None:
    watch = Watch(house, group)
    assert watch.states() == {"sw1": "unknown", "sw2": "unknown"}
    watch.run()
    assert watch.states() == {"sw1": "up", "sw2": "up"}
    stages = watch.of("sw1")["last_attempt"]
    assert [each["stage"] for each in stages["stages"]] == [
        "resolve", "tcp", "key_exchange", "authentication", "shell", "prompt",
    ]  # fmt: skip
    assert stages["ended_in"] is None and all(each["milliseconds"] > 0 for each in stages["stages"])

    # Away: the first failure says nothing yet.
    group.device("sw1").fault("unreachable")
    watch.run()
    assert watch.states() == {"sw1": "up", "sw2": "up"}
    watch.run()
    assert watch.states() == {"sw1": "down", "sw2": "up"}
    assert (watch.listed("down"), watch.listed("up")) == ({"sw1"}, {"sw2"})
    away = watch.of("sw1")
    assert away["failure_count"] == 2 and away["last_failure"]
    assert away["last_attempt"]["ended_in"] in ("tcp", "key_exchange"), away

    # Back: two successes in a row.
    group.device("sw1").fault("reachable")
    watch.run()
    assert watch.of("sw1")["state"] == "down"
    watch.run()
    back = watch.of("sw1")
    assert back["state"] == "up" and 0 < back["availability"]["day"] < 1, back
    assert watch.history("sw1") == [("unknown", "up", False), ("up", "down", False), ("down", "up", False)]
    assert watch.history("sw2") == [("unknown", "up", False)]
    assert watch.of("sw2")["availability"]["day"] == 1

    # Away again so soon: from here on it flaps, and every change is for the history only.
    for fault in ("unreachable", "reachable", "unreachable"):
        group.device("sw1").fault(fault)
        watch.run(2)
    flapping = watch.of("sw1")
    assert (flapping["state"], flapping["settled"]) == ("flapping", "down")
    assert watch.history("sw1")[3:] == [
        ("up", "down", True), ("down", "flapping", False), ("down", "up", True), ("up", "down", True),
    ]  # fmt: skip
    assert watch.listed("flapping") == {"sw1"}
    page = house.author.get(f"/devices/{watch.devices['sw1']}")
    assert "password" not in page["last_failure"]


def test_a_refused_login_takes_a_device_down_and_is_told_with_its_stage(house: House, group: Lab) -> None:
    watch = Watch(house, group)
    group.device("sw2").fault("reachable")
    group.device("sw2").fault("wrong-password")
    watch.run(2)
    found = watch.of("sw2")
    assert found["state"] == "down" and found["last_attempt"]["ended_in"] == "authentication"
    passed = [each["stage"] for each in found["last_attempt"]["stages"]]
    assert passed == ["resolve", "tcp", "key_exchange"]
    assert "refused the login" in found["last_failure"]
    assert group.device("sw2").entry["password"] not in str(found)
    group.device("sw2").ask("clear")
    group.device("sw1").ask("clear")
