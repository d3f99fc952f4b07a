"""Workers and databases that die: nothing is lost, nothing is sent twice."""

import time

from house import House, states, target
from lab import LabDevice
from waiting import until

OUTAGE = 10.0


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


def test_a_worker_killed_after_the_last_command_is_confirmed_without_sending_again(
    house: House, switch: LabDevice
) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    mark = switch.mark()
    switch.fault("pause", "^copy running-config")
    house.start(change)
    switch.wait_paused()
    house.worker.kill()
    switch.wait_dropped(mark)
    switch.ask("clear")
    house.start_worker()
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == change["targets"][0]["commands"]
    assert any(entry["event"] == "saved" for entry in switch.journal(mark))


def test_a_worker_killed_before_it_sent_anything_sends_it_once(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    mark = switch.mark()
    switch.fault("pause", "^show running-config")
    house.start(change)
    switch.wait_paused()
    house.worker.kill()
    switch.wait_dropped(mark)
    switch.ask("clear")
    house.start_worker()
    ended = house.settled(change["id"])
    assert ended["state"] == "done", states(ended)
    assert switch.sent(mark) == change["targets"][0]["commands"]


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
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    mark = switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    house.server.stop()
    gone = time.monotonic()
    switch.ask("release")
    until("ten seconds are over", lambda: time.monotonic() - gone > OUTAGE, OUTAGE + 1)
    assert commands[5] not in switch.sent(mark), "a line whose sending could not be noted was sent"
    house.server.start()
    until("serve answers again", house.is_ready_again)
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == commands


def test_a_database_that_does_not_answer_for_ten_seconds_costs_nothing(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines())
    commands = change["targets"][0]["commands"]
    mark = switch.mark()
    switch.fault("pause", f"^{commands[4]}$")
    house.start(change)
    switch.wait_paused()
    frozen = house.server.freeze()
    stopped = time.monotonic()
    switch.ask("release")
    until("ten seconds are over", lambda: time.monotonic() - stopped > OUTAGE, OUTAGE + 1)
    house.server.thaw(frozen)
    ended = house.settled(change["id"])
    assert (ended["state"], target(ended, "sw1")["state"]) == ("done", "confirmed"), states(ended)
    assert switch.sent(mark) == commands
