"""`device test` and `device run` at each simulated platform, real routers and FakeNOS."""

import json

import pytest
from netstacks import Device, Place, Program

SHOW = {
    "cisco_ios": ("sw1", "show version"),
    "cisco_xe": ("xe1", "show version"),
    "cisco_nxos": ("nx1", "show version"),
    "cisco_xr": ("xr1", "show version"),
    "cisco_asa": ("asa1", "show version"),
    "arista_eos": ("eos1", "show version"),
    "juniper_junos": ("mx1", "show version"),
    "vyos": ("vy1", "show version"),
    "huawei_vrp": ("hw1", "display version"),
    "hp_comware": ("cw1", "display version"),
    "hp_procurve": ("pc1", "show version"),
    "fortinet": ("fg1", "get system status"),
    "paloalto_panos": ("pa1", "show system info"),
    "nokia_sros": ("sr1", "show version"),
    "nokia_srl": ("srl1", "show version"),
    "mikrotik_routeros": ("mt1", "/system resource print"),
    "dell_os10": ("os10-1", "show version"),
    "ubiquiti_edgeos": ("er1", "show version"),
    "linux": ("lx1", "uname -a"),
    "frr": ("r1", "show version"),
}


@pytest.mark.parametrize("platform", SHOW)
def test_each_platform_is_tested_and_read(platform: str, lab: dict[str, Device], program: Program) -> None:
    name, command = SHOW[platform]
    device = lab[name]
    tested = program.device("test", device, "--json")
    assert tested.status == 0, tested.complaint
    report = json.loads(tested.output)
    assert [stage["stage"] for stage in report["stages"]] == [
        "name lookup", "TCP", "key exchange", "sign-in", "shell", "prompt",
    ]  # fmt: skip
    assert all(stage["milliseconds"] > 0 for stage in report["stages"])
    assert report["host_key"].endswith(device.fingerprint)
    assert report["facts"]["version"]
    read = program.device("run", device, "--json", command)
    assert read.status == 0, read.complaint
    (result,) = json.loads(read.output)["results"]
    assert result["accepted"] and len(result["output"]) > 20


@pytest.mark.parametrize("platform", SHOW)
def test_each_platform_is_found_out(platform: str, lab: dict[str, Device], program: Program) -> None:
    report = program.device("test", lab[SHOW[platform][0]], "--json", platform="autodetect")
    assert report.status == 0, report.complaint
    answer = json.loads(report.output)
    assert answer["platform"] == platform
    best = answer["candidates"][0]
    assert best["platform"] == platform and best["score"] >= 60 and best["evidence"]


@pytest.mark.parametrize("platform", [name for name in SHOW if name not in ("frr",)])
def test_each_platform_is_read_over_telnet(platform: str, lab: dict[str, Device], program: Program) -> None:
    name, command = SHOW[platform]
    device = lab[name]
    if device.telnet_port is None:
        pytest.skip("the lab has no Telnet there")
    read = program.device("run", device, "--telnet", "--port", str(device.telnet_port), command)
    assert read.status == 0, read.complaint
    assert len(read.output) > 20


@pytest.mark.parametrize("platform", ["cisco_ios", "arista_eos", "juniper_junos", "cisco_asa"])
def test_devices_of_another_simulator_are_read(platform: str, fakes: dict[str, Place], program: Program) -> None:
    place = fakes[platform]
    read = program.run(
        "device", "run", *place.arguments, "--platform", platform, "--password-env", "WORD", "--accept-new",
        "--host-key-file", str(program.keys), "show version", secrets={"WORD": place.password},
    )  # fmt: skip
    assert read.status == 0, read.complaint
    assert len(read.output) > 100


def test_several_commands_are_told_apart(lab: dict[str, Device], program: Program) -> None:
    read = program.device("run", lab["r1"], "show version", "show interface brief")
    assert read.status == 0, read.complaint
    assert read.output.startswith("── r1: show version\nFRRouting ")
    assert "\n── r1: show interface brief\n" in read.output


def test_the_way_may_lead_through_a_jump_host(lab: dict[str, Device], jump: Place, program: Program) -> None:
    device = lab["sw1"]
    way = ["--jump", f"{jump.username}@{jump.host}:{jump.port}", "--jump-password-env", "JUMP"]
    tested = program.run(
        "device", "test", *device.place.arguments, "--platform", "ios", *way, *device.login, "--accept-new", "--json",
        "--host-key-file", str(program.keys), secrets={**device.secrets, "JUMP": jump.password},
    )  # fmt: skip
    assert tested.status == 0, tested.complaint
    assert json.loads(tested.output)["stages"][0]["stage"] == "jump hosts"
    assert len(program.keys.read_text().splitlines()) == 2
    wrong = program.run(
        "device", "test", *device.place.arguments, "--platform", "ios", *way, *device.login,
        "--host-key-file", str(program.keys), secrets={**device.secrets, "JUMP": "wrong"},
    )  # fmt: skip
    assert wrong.status == 2
    assert f"{jump.host}:{jump.port} refused the login" in wrong.complaint
