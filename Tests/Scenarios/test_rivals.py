"""Others at the same device: another change, or a person on the console."""

from house import House, states, target
from lab import LabDevice


def test_the_second_of_two_approved_changes_is_held_because_the_device_has_moved(
    house: House, switch: LabDevice
) -> None:
    first = house.plan(["sw1"], house.fresh_lines(2))
    second = house.plan(["sw1"], house.fresh_lines(2))
    assert any(f"Change #{first['number']}" in warning for warning in second["targets"][0]["warnings"])
    assert house.run(first)["state"] == "done"
    mark = switch.mark()
    held = house.run(second)
    found = target(held, "sw1")
    assert (held["state"], found["state"]) == ("failed", "held_drift"), states(held)
    assert "2 lines came and 0 went. Nothing was sent." in found["detail"]
    assert found["observed"]["added"] == 2
    assert switch.sent(mark) == []

    house.author.post(f"/changes/{held['id']}/plans")
    again = house.settled(held["id"])
    assert again["state"] == "approved" and again["digest"] != held["digest"]
    assert house.run(again)["state"] == "done"
    assert switch.sent(mark) == second["targets"][0]["commands"]


def test_a_change_waits_for_the_device_and_says_who_holds_it(house: House, switch: LabDevice) -> None:
    first = house.plan(["sw1"], house.fresh_lines(2))
    second = house.plan(["sw1"], house.fresh_lines(2))
    switch.fault("pause", f"^{first['targets'][0]['commands'][1]}$")
    house.start(first)
    switch.wait_paused()
    house.start(second)
    waiting = house.in_state(second["id"], "sw1", "held_lease")
    assert f"sw1 is held by change #{first['number']} since " in waiting["detail"]
    switch.ask("release")
    assert house.settled(first["id"])["state"] == "done"
    assert target(house.settled(second["id"]), "sw1")["state"] == "held_drift"


def test_an_edit_between_plan_and_run_holds_the_device_with_the_difference(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    switch.ask("edit", lines=["snmp-server location moved by hand"])
    mark = switch.mark()
    held = house.run(change)
    found = target(held, "sw1")
    assert found["state"] == "held_drift", states(held)
    assert {(each["kind"], each["text"]) for each in found["observed"]["lines"]} >= {
        ("added", "snmp-server location moved by hand")
    }
    assert switch.sent(mark) == []


def test_the_devices_without_drift_go_on(house: House) -> None:
    change = house.plan(["sw1", "sw2", "sw3"], house.fresh_lines(2))
    house.lab.device("sw2").ask("edit", lines=["snmp-server location moved again by hand"])
    ended = house.run(change)
    assert ended["state"] == "needs_person"
    assert {each["device_name"]: each["state"] for each in ended["targets"]} == {
        "sw1": "confirmed", "sw2": "held_drift", "sw3": "confirmed",
    }  # fmt: skip
    assert "2 of 3 devices confirmed" in ended["outcome"]
