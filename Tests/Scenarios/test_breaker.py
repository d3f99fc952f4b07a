"""Devices that do not answer are left alone for a while; nobody can lock out anybody by wrong logins."""

import time

import pytest
from api import API, JSON
from house import House, states, target
from lab import LabDevice
from program import command
from waiting import until

LIMIT = 5


@pytest.fixture
def colleague(house: House) -> API:
    """Somebody else who may read devices: bella, who otherwise approves."""
    return house.approver


def tried(house: House, device: str, by: API | None = None) -> JSON:
    """A connection test, once it has ended."""
    caller = by or house.author
    job = caller.post(f"/devices/{house.ids[device]}/connection-tests")["job_id"]
    return until("the test ends", lambda: ended(caller, job))


def ended(caller: API, job: str) -> JSON | None:
    found = caller.get(f"/jobs/{job}")
    return found if found["finished_at"] else None


def reason(job: JSON) -> str:
    assert job["state"] == "failed", job
    return str(job["failures"][-1]["message"])


def breaker_of(house: House, device: str) -> JSON | None:
    found: list[JSON] = house.author.get("/breakers?size=500")["items"]
    return next((each for each in found if device in [one["name"] for one in each["devices"]]), None)


def open_breaker(house: House, device: str) -> JSON:
    """Takes the device away and tries until it is not tried any more."""
    house.lab.device(device).fault("unreachable")
    for _ in range(LIMIT):
        assert "is not being tried" not in reason(tried(house, device))
    found = breaker_of(house, device)
    assert found is not None
    return found


def test_after_five_failures_a_device_is_not_tried_until_somebody_resets_its_breaker(house: House) -> None:
    opened = open_breaker(house, "sw3")
    assert (opened["state"], opened["failure_count"]) == ("open", LIMIT)
    house.lab.device("sw3").fault("reachable")
    for _ in range(2):
        sentence = reason(tried(house, "sw3"))
        assert sentence.startswith("sw3 is not being tried since 20"), sentence
        assert f"{LIMIT} attempts in a row did not reach" in sentence and "reset the breaker" in sentence
    # Refusals neither count nor put the next attempt off.
    assert breaker_of(house, "sw3") == opened
    assert tried(house, "sw2")["state"] == "succeeded"
    house.author.post(f"/breakers/{opened['id']}/reset")
    assert tried(house, "sw3")["state"] == "succeeded"
    assert breaker_of(house, "sw3") is None
    entry = house.author.get("/audit?action=breaker.reset")["items"][0]
    assert entry["action"] == "breaker.reset" and f"after {LIMIT} failures" in entry["summary"]


def test_an_open_breaker_outlives_a_restart_of_the_worker(house: House) -> None:
    opened = open_breaker(house, "sw3")
    house.worker.kill()
    house.start_worker()
    assert "is not being tried" in reason(tried(house, "sw3"))
    assert breaker_of(house, "sw3") == opened


def test_when_the_pause_is_over_one_session_finds_out(house: House) -> None:
    house.worker.end()
    house.start_worker(NETSTACKS_BREAKER_PAUSE="1s", NETSTACKS_BREAKER_FAILURES="2")
    house.lab.device("sw3").fault("unreachable")
    for _ in range(2):
        assert "is not being tried" not in reason(tried(house, "sw3"))
    assert "is not being tried" in reason(tried(house, "sw3"))
    house.lab.device("sw3").fault("reachable")
    found = until("the probe", lambda: succeeded(house, "sw3"), limit=15.0)
    assert found["state"] == "succeeded"
    assert breaker_of(house, "sw3") is None
    house.worker.end()
    house.start_worker()


def succeeded(house: House, device: str) -> JSON | None:
    job = tried(house, device)
    return job if job["state"] == "succeeded" else None


def test_a_change_for_a_device_that_is_not_tried_is_held_and_sends_nothing(house: House) -> None:
    switch = house.lab.device("sw3")
    change = house.plan(["sw3"], house.fresh_lines())
    open_breaker(house, "sw3")
    switch.fault("reachable")
    mark = switch.mark()
    found = target(house.run(change), "sw3")
    assert found["state"] == "held_unreachable"
    assert found["detail"].startswith("sw3 is not being tried since") and found["detail"].endswith("Nothing was sent.")
    assert switch.sent(mark) == []


def test_a_device_that_was_sent_to_is_brought_back_although_its_breaker_is_open(house: House) -> None:
    switch = house.lab.device("sw3")
    before = switch.running()
    change = house.plan(["sw3"], house.fresh_lines())
    commands = target(change, "sw3")["commands"]
    switch.fault("pause", f"^{commands[3]}$")
    house.start(change)
    switch.wait_paused()
    # From here on nobody gets through; the breaker opens by the tests of a person.
    switch.fault("unreachable")
    for _ in range(LIMIT):
        tried(house, "sw3")
    opened = until("the breaker opens", lambda: breaker_of(house, "sw3"))
    assert opened["state"] == "open"
    house.worker.kill()
    switch.ask("clear")
    assert breaker_of(house, "sw3") is not None
    house.start_worker()
    found = house.settled(change["id"], limit=60.0)
    assert target(found, "sw3")["state"] == "reverted", states(found)
    assert switch.running() == before
    # It was reached, so it is tried again by everybody.
    assert breaker_of(house, "sw3") is None


def test_wrong_logins_of_one_person_hold_back_neither_the_device_nor_anybody_else(
    house: House, colleague: API
) -> None:
    switch: LabDevice = house.lab.device("sw3")
    switch.fault("wrong-password")
    for _ in range(LIMIT):
        assert "refused the login" in reason(tried(house, "sw3"))
    mark = switch.mark()
    for _ in range(LIMIT):
        assert "for you, so it is not tried again before" in reason(tried(house, "sw3"))
    assert [entry for entry in switch.journal(mark) if entry["event"] == "login-refused"] == []
    held = house.author.get(f"/lockouts?device_id={house.ids['sw3']}")["items"]
    assert [(each["refusal_count"], each["caller"]["name"]) for each in held] == [(LIMIT, held[0]["caller"]["name"])]
    assert breaker_of(house, "sw3") is None
    # The device really is asked for somebody else, and lets them in once it may.
    assert "refused the login" in reason(tried(house, "sw3", by=colleague))
    switch.ask("clear")
    assert tried(house, "sw3", by=colleague)["state"] == "succeeded"
    assert "for you, so it is not tried again" in reason(tried(house, "sw3"))
    house.author.post(f"/lockouts/{held[0]['id']}/reset")
    assert tried(house, "sw3")["state"] == "succeeded"


def test_an_open_breaker_answers_at_once(house: House) -> None:
    open_breaker(house, "sw3")
    house.lab.device("sw3").fault("reachable")
    house.lab.device("sw3").fault("hang-connect")
    began = time.monotonic()
    job = tried(house, "sw3")
    assert "is not being tried" in reason(job)
    # A device that hangs would have taken the three seconds of a key exchange.
    assert time.monotonic() - began < 2.0


def test_the_settings_are_explained(house: House) -> None:
    said = command(house.environment, "config")
    for name in ("breaker_failures", "breaker_pause", "breaker_longest_pause", "lockout_refusals", "lockout_pause"):
        assert name in said
