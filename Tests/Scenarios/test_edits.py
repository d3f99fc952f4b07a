"""What was approved is what is there: an edited device, a text that hides something, a stop that comes too late."""

import pytest
from api import Refused
from house import House, editable, states, target
from lab import LabDevice

# Each in the middle of a command; a reviewer would see something else, or nothing.
HIDDEN = {"a line separator": "\u2028", "a reversal": "\u202e", "an interrupt": "\u0003", "a C1 control": "\u0085"}


def test_a_device_edited_after_the_plan_refuses_the_run(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines(2))
    device = house.author.get(f"/devices/{house.ids['sw1']}")
    kept = editable(device)
    mark = switch.mark()
    house.author.ask("PUT", f"/devices/{device['id']}", {**kept, "platform": "frr"})
    try:
        with pytest.raises(Refused) as refusal:
            house.start(change)
        assert (refusal.value.status, refusal.value.code) == (409, "device_edited")
    finally:
        house.author.ask("PUT", f"/devices/{device['id']}", kept)
    assert switch.sent(mark) == []


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_command_that_hides_a_character_is_not_planned(house: House, switch: LabDevice, kind: str) -> None:
    change = house.settled(house.propose(["sw1"], f"ntp server 192.0.2.9{HIDDEN[kind]}reload"))
    assert change["state"] == "failed", states(change)
    assert "invisible character" in change["outcome"]


def test_a_stop_while_it_saves_comes_too_late_and_says_so(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines(2))
    switch.fault("pause", "^copy running-config")
    house.start(change)
    switch.wait_paused()
    house.author.post(f"/changes/{change['id']}/cancellation", {})
    switch.ask("release")
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert all(command in switch.running() for command in change["targets"][0]["commands"])
