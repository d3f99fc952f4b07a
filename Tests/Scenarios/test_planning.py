"""Plans: what cannot be rendered, what need not be sent, and that a plan never writes."""

from house import House
from lab import LabDevice


def test_an_undefined_variable_fails_the_plan_with_its_name_template_and_line(house: House, switch: LabDevice) -> None:
    template = house.template("Two servers", "ntp server {{ first }}\nntp server {{ second }}\n")
    mark = switch.mark()
    change = house.settled(house.propose(["sw1"], template=template, variables={"first": "192.0.2.1"}))
    assert change["state"] == "failed"
    assert "second" in change["outcome"]
    assert "Two servers/deploy" in change["outcome"]
    assert "line 2" in change["outcome"] or ":2" in change["outcome"]
    assert switch.journal(mark) == [], "a template that fails costs no session"


def test_a_template_that_renders_nothing_fails_the_plan(house: House) -> None:
    template = house.template("Nothing", "{% if false %}\nntp server 192.0.2.1\n{% endif %}\n")
    change = house.settled(house.propose(["sw1"], template=template))
    assert change["state"] == "failed"
    assert "sw1: The template rendered no line at all for sw1." in change["outcome"]


def test_a_plan_never_enters_the_configuration_mode(house: House) -> None:
    devices = [device for device in house.lab.devices if device.is_switch]
    marks = {device.name: device.mark() for device in devices}
    before = {device.name: device.running() for device in house.lab.devices}
    house.settled(house.propose(["sw1", "sw2", "sw3"], house.fresh_lines()))
    for device in devices:
        entries = device.journal(marks[device.name])
        lines = [entry["line"] for entry in entries if entry["event"] == "line"]
        assert "show running-config" in lines
        assert device.sent(marks[device.name]) == []
        assert not any(line.startswith(("conf", "copy", "write", "reload")) for line in lines), lines
    assert {device.name: device.running() for device in house.lab.devices} == before


def test_a_change_that_is_in_place_already_is_done_without_a_run(house: House, switch: LabDevice) -> None:
    switch.ask("edit", lines=["ntp server 10.78.0.1"])
    change = house.settled(house.propose(["sw1"], "ntp server 10.78.0.1"))
    assert (change["state"], change["outcome"]) == ("done", "Every device is already as wanted. Nothing was sent.")


def test_the_plan_shows_exactly_the_lines_and_their_difference(house: House) -> None:
    lines = house.fresh_lines(3)
    found = house.plan(["sw1"], lines)["targets"][0]
    assert found["commands"] == lines.splitlines()
    assert [line for line in found["diff"].splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        f"+{line}" for line in lines.splitlines()
    ]
