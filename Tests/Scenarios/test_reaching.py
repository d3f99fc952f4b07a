"""Devices that cannot be reached, or are not who they were."""

import pytest
from api import Refused
from house import House, states, target
from lab import LabDevice


def failed_plan(house: House, device: str) -> str:
    """The sentence of a plan that cannot be made."""
    change = house.settled(house.propose([device], house.fresh_lines(1)))
    assert change["state"] == "failed", change["state"]
    assert change["devices"][0]["planning"] == "failed"
    assert change["devices"][0]["problem"].startswith(f"{device}: ")
    assert change["targets"] == []
    return str(change["outcome"])


def held(house: House, switch: LabDevice, fault: str) -> tuple[str, str]:
    """State and sentence of a device that gets a fault between plan and run; nothing may have been sent to it."""
    change = house.plan([switch.name], house.fresh_lines())
    before, mark = switch.running(), switch.mark()
    switch.fault(fault)
    found = target(house.run(change), switch.name)
    assert switch.sent(mark) == []
    assert switch.running() == before
    assert found["detail"].endswith("Nothing was sent.")
    return found["state"], found["detail"]


@pytest.mark.parametrize("device", ["sw1", "r1"])
def test_the_plan_for_an_unreachable_device_fails_with_its_name(house: House, device: str) -> None:
    house.lab.device(device).fault("unreachable")
    outcome = failed_plan(house, device)
    assert f"Planning failed on 1 of 1 devices. {device}: " in outcome
    assert "refused the connection" in outcome or "unreachable" in outcome


def test_one_unreachable_device_among_others_is_named(house: House) -> None:
    house.lab.device("sw2").fault("unreachable")
    change = house.settled(house.propose(["sw1", "sw2", "sw3"], house.fresh_lines(1)))
    assert change["state"] == "failed"
    assert "Planning failed on 1 of 3 devices. sw2: " in change["outcome"]
    assert [device["planning"] for device in change["devices"]] == ["planned", "failed", "planned"]


def test_a_device_that_went_away_after_the_plan_is_held(house: House, switch: LabDevice) -> None:
    state, sentence = held(house, switch, "unreachable")
    assert state == "held_unreachable"
    assert "refused the connection" in sentence or "unreachable" in sentence


def test_a_device_that_accepts_the_connection_and_says_nothing_fails_the_plan(house: House, switch: LabDevice) -> None:
    switch.fault("hang-connect")
    assert "did not answer in time (SSH key exchange" in failed_plan(house, "sw1")


@pytest.mark.parametrize("device", ["sw1", "r1"])
def test_the_plan_with_a_wrong_password_fails_and_says_so(house: House, device: str) -> None:
    house.lab.device(device).fault("wrong-password")
    assert "refused the login. Check user name and password or key" in failed_plan(house, device)


def test_a_password_that_was_changed_after_the_plan_sends_nothing(house: House, switch: LabDevice) -> None:
    state, sentence = held(house, switch, "wrong-password")
    assert state == "failed_before_send"
    assert "refused the login" in sentence


def test_a_wrong_enable_secret_fails_the_plan(house: House, switch: LabDevice) -> None:
    switch.fault("wrong-enable")
    assert "refused the privileged mode. Check the enable password." in failed_plan(house, "sw1")


@pytest.mark.parametrize("name", ["sw2", "r2"])
def test_a_changed_host_key_is_refused_until_a_person_accepts_it(house: House, name: str) -> None:
    device = house.lab.device(name)
    first = device.entry["host_key_fingerprint"]
    path = f"/devices/{house.ids[name]}/host-key"
    lines = house.fresh_lines(1) if device.is_switch else "interface eth0.90\n description pinned"
    house.plan([name], lines)
    assert house.author.get(path)["fingerprint"] == first
    device.fault("host-key")

    refused = failed_plan(house, name)
    record = house.author.get(path)
    offered = record["offered_fingerprint"]
    assert record["fingerprint"] == first and offered not in (None, first)
    assert first in refused and offered in refused and "No login was sent" in refused

    for answer, status in [
        ({"fingerprint": offered, "reason": ""}, 422),
        ({"fingerprint": first, "reason": "Guessed"}, 409),
    ]:
        with pytest.raises(Refused) as refusal:
            house.author.post(path, answer)
        assert refusal.value.status == status
    with pytest.raises(Refused) as refusal:
        house.approver.post(path, {"fingerprint": offered, "reason": "Not allowed to"})
    assert refusal.value.status == 403

    accept(house, path, offered, "The device was replaced; compared over the console.")
    house.plan([name], lines)
    entry = house.author.get(f"/audit?subject_id={house.ids[name]}")["items"][0]
    assert offered in entry["summary"] and "compared over the console" in entry["summary"]

    device.fault("host-key-restore")
    failed_plan(house, name)
    accept(house, path, first, "The first one is back.")


def accept(house: House, path: str, fingerprint: str, reason: str) -> None:
    record = house.author.post(path, {"fingerprint": fingerprint, "reason": reason})
    assert record["fingerprint"] == fingerprint and record["offered_fingerprint"] is None


def test_a_host_key_that_changed_after_the_plan_holds_the_device(house: House, switch: LabDevice) -> None:
    state, sentence = held(house, switch, "host-key")
    assert state == "held_host_key"
    assert "offered another host key" in sentence and switch.entry["host_key_fingerprint"] in sentence


def test_a_change_that_could_not_be_planned_is_planned_again(house: House, switch: LabDevice) -> None:
    switch.fault("unreachable")
    change = house.settled(house.propose(["sw1"], house.fresh_lines(1)))
    assert change["state"] == "failed"
    switch.fault("reachable")
    house.author.post(f"/changes/{change['id']}/plans")
    again = house.settled(change["id"])
    assert again["state"] == "approved", states(again)
    assert again["revision"] == change["revision"] + 1
