"""Workers and databases that die: nothing is lost, nothing is sent twice."""

import time
from collections.abc import Iterator

import pytest
from house import House, states, target
from lab import LabDevice
from waiting import until

OUTAGE = 10.0


@pytest.fixture(autouse=True)
def short_lease(house: House) -> Iterator[None]:
    """Each test finds, and leaves, the one worker that notices a loss soon."""
    yield
    if house.worker.is_running:
        house.worker.end()


def test_a_worker_killed_between_two_commands_sends_nothing_twice(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    before, mark = switch.running(), switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    house.worker.kill()
    switch.wait_dropped(mark)
    house.start_worker()
    ended = house.settled(change["id"])
    found = target(ended, "sw1")
    assert (ended["state"], found["state"]) == ("failed", "reverted"), states(ended)
    assert "The worker that was sending stopped at line 5 of 10." in found["detail"]
    sent = switch.sent(mark)
    assert sent[:5] == commands[:5] and not set(sent) & set(commands[5:])
    assert len(sent) == len(set(sent)), sent
    assert switch.running() == before


# Where a worker dies, as the line that the device has received and not answered; and what becomes of the device.
MOMENTS = {
    "before the drift check": ("^show running-config", "confirmed"),
    "before the first line": ("^configure terminal", "failed_before_send"),
    "at the first line": (r"\.1$", "failed_before_send"),
    "at the last line": (r"\.10$", "reverted"),
    "after the last line": ("^end", "confirmed"),
    "while it saves": ("^copy running-config", "confirmed"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_worker_killed_at_any_moment_leaves_a_named_state_and_sends_nothing_twice(
    house: House, switch: LabDevice, moment: str
) -> None:
    line, expected = MOMENTS[moment]
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    before, mark = switch.running(), switch.mark()
    switch.fault("pause", line)
    house.start(change)
    switch.wait_paused()
    house.worker.kill()
    switch.wait_dropped(mark)
    switch.ask("clear")
    house.start_worker()
    ended = house.settled(change["id"])
    assert target(ended, "sw1")["state"] == expected, states(ended)
    assert ended["state"] == ("done" if expected == "confirmed" else "failed")
    sent = switch.sent(mark)
    assert len(sent) == len(set(sent)), sent
    if expected == "confirmed":
        assert sent == commands
        assert any(entry["event"] == "saved" for entry in switch.journal(mark))
    else:
        assert switch.running() == before


def test_a_worker_killed_while_it_takes_lines_back_is_followed_by_one_that_finishes(
    house: House, switch: LabDevice
) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    before, mark = switch.running(), switch.mark()
    switch.fault("reject", f"^{commands[4]}$")
    switch.fault("pause", f"^no {commands[1]}$")
    house.start(change)
    switch.wait_paused()
    house.worker.kill()
    switch.wait_dropped(mark)
    switch.ask("clear")
    house.start_worker()
    ended = house.settled(change["id"])
    found = target(ended, "sw1")
    assert (ended["state"], found["state"]) == ("failed", "reverted"), states(ended)
    assert "rejected line 5 of 10" in found["detail"] and "as before" in found["detail"], found["detail"]
    assert [line for line in switch.sent(mark) if not line.startswith("no ")] == commands[:5]
    assert switch.running() == before


def test_a_worker_that_is_asked_to_end_finishes_its_device_first(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    mark = switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    house.worker.process.terminate()
    switch.ask("release")
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == commands
    assert house.worker.end() == 0


def test_two_workers_share_a_change_and_each_device_gets_it_once(house: House) -> None:
    devices = [house.lab.device(name) for name in ("sw1", "sw2", "sw3")]
    marks = {device.name: device.mark() for device in devices}
    first = house.worker
    house.start_worker()
    changes = [house.plan([device.name], house.fresh_lines(3)) for device in devices]
    for change in changes:
        house.start(change)
    for change, device in zip(changes, devices, strict=True):
        assert house.settled(change["id"])["state"] == "done"
        assert device.sent(marks[device.name]) == change["targets"][0]["commands"]
    assert first.end() == 0


def test_a_worker_killed_while_it_plans_is_replaced_by_another(house: House, switch: LabDevice) -> None:
    mark = switch.mark()
    switch.fault("pause", "^show running-config")
    change = house.propose(["sw1"], house.fresh_lines())
    switch.wait_paused()
    house.worker.kill()
    switch.wait_dropped(mark)
    switch.ask("clear")
    house.start_worker()
    assert house.settled(change)["state"] == "approved"


def test_a_worker_that_wakes_up_late_sends_nothing_more(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    before, mark = switch.running(), switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    late = house.worker
    late.freeze()
    switch.ask("release")
    house.start_worker()
    ended = house.settled(change["id"])
    assert target(ended, "sw1")["state"] == "reverted", states(ended)
    late.thaw()
    assert late.end() == 0, "the late worker ends in order"
    sent = switch.sent(mark)
    assert not set(sent) & set(commands[5:]), sent
    assert len(sent) == len(set(sent)), sent
    assert switch.running() == before
    assert house.change(change["id"])["targets"] == ended["targets"]


def test_a_database_that_is_gone_for_ten_seconds_costs_nothing(house: House, switch: LabDevice) -> None:
    house.use_standard_lease()
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    mark = switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    house.server.stop()
    gone = time.monotonic()
    switch.ask("release")
    until("ten seconds are over", lambda: time.monotonic() - gone > OUTAGE, OUTAGE + 60)
    assert commands[5] not in switch.sent(mark), "a line whose sending could not be noted was sent"
    house.server.start()
    until("serve answers again", house.is_ready_again)
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == commands


@pytest.mark.parametrize("line", ["^show running-config", "^configure terminal", "^end", "^copy running-config"])
def test_a_database_that_restarts_at_any_moment_costs_nothing(house: House, switch: LabDevice, line: str) -> None:
    house.use_standard_lease()  # the restart of a busy machine's server may outlast the short one
    change = house.plan(["sw1"], house.fresh_lines())
    mark = switch.mark()
    switch.fault("pause", line)
    house.start(change)
    switch.wait_paused()
    house.server.stop()
    switch.ask("release")
    house.server.start()
    until("serve answers again", house.is_ready_again)
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == change["targets"][0]["commands"]


def test_a_database_that_restarts_while_a_change_is_planned_costs_nothing(house: House, switch: LabDevice) -> None:
    switch.fault("pause", "^show running-config")
    change = house.propose(["sw1"], house.fresh_lines())
    switch.wait_paused()
    house.server.stop()
    switch.ask("release")
    house.server.start()
    until("serve answers again", house.is_ready_again)
    planned = house.settled(change)
    assert planned["state"] == "approved", planned["outcome"]


def test_a_database_that_does_not_answer_for_ten_seconds_costs_nothing(house: House, switch: LabDevice) -> None:
    house.use_standard_lease()
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    mark = switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    frozen = house.server.freeze()
    stopped = time.monotonic()
    switch.ask("release")
    until("ten seconds are over", lambda: time.monotonic() - stopped > OUTAGE, OUTAGE + 60)
    house.server.thaw(frozen)
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == commands
