"""`device facts` by every protocol: net-snmp's own agent, the lab's command lines, scripted NETCONF and HTTPS devices."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from netstacks import Device, Program
from tellers import NETCONF_USER, SNMP, certificate, https_switches, netconf_router, snmp_agent

SECRETS = {"COMMUNITY": SNMP["community"], "WORD": SNMP["password"], "COVER": SNMP["privacy_password"]}
USER = ["--snmp", "3", "-u", "ops", "--authentication", "sha256", "--privacy", "aes128", "--privacy-password-env", "COVER"]


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The arguments that lead to an agent."""
    teller = snmp_agent(tmp_path_factory.mktemp("snmpd") / "agent")
    yield ["127.0.0.1", "--port", str(teller.port)]
    teller.stop()


def facts(program: Program, agent: list[str], *arguments: str) -> dict[str, object]:
    """The facts, asked for until the agent has started."""
    for _ in range(100):
        done = program.run("device", "facts", *agent, *arguments, "--json", secrets=SECRETS)
        report = json.loads(done.output)
        if report.get("error", {}).get("code") != "refused":
            break
    assert done.status == 0, done.complaint
    return report["facts"]


def test_an_agent_tells_the_same_by_community_and_by_user(agent: list[str], program: Program) -> None:
    by_community = facts(program, agent, "--snmp", "2c", "--community-env", "COMMUNITY")
    assert (by_community["vendor"], by_community["os"], by_community["version"]) == ("Arista", "EOS", "4.29.2F")
    assert by_community["hostname"] == "lab-sw1"
    assert "lo" in [each["name"] for each in by_community["interfaces"]]
    by_user = facts(program, agent, *USER, "--password-env", "WORD")
    assert {**by_user, "uptime": 0} == {**by_community, "uptime": 0}


def test_a_wrong_password_is_told_apart_and_never_printed(agent: list[str], program: Program) -> None:
    facts(program, agent, "--snmp", "2c", "--community-env", "COMMUNITY")
    done = program.run("device", "facts", *agent, *USER, "--password-env", "COVER", secrets=SECRETS)
    assert done.status == 2
    assert "authentication password" in done.complaint
    assert not any(secret in done.output + done.complaint for secret in SECRETS.values())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--snmp", "1"], ["--snmp", "3"], ["--snmp", "2c", "-u", "ops"], ["--snmp", "3", "-u", "ops", "--privacy", "des"],
        ["--snmp", "3", "-u", "ops", "--authentication", "crc"], ["--snmp", "2c"],
        ["--snmp", "2c", "--community-env", "NO_SUCH_VARIABLE"],
    ],
)  # fmt: skip
def test_a_wrong_command_line_sends_nothing(arguments: list[str], program: Program) -> None:
    assert program.run("device", "facts", "127.0.0.1", "--port", "9", *arguments).status == 64


@pytest.fixture(scope="module")
def https(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The arguments that lead to a switch of each kind behind one self-signed certificate."""
    teller = https_switches(certificate(tmp_path_factory.mktemp("tls")))
    yield ["127.0.0.1", "--port", str(teller.port), "-u", "admin", "--password-env", "WORD"]
    teller.stop()


@pytest.fixture(scope="module")
def netconf() -> Iterator[list[str]]:
    """The arguments that lead to a router with NETCONF."""
    teller = netconf_router()
    yield ["127.0.0.1", "--port", str(teller.port), "-u", NETCONF_USER, "--password-env", "WORD"]
    teller.stop()


def told(program: Program, *arguments: str, word: str = "secret") -> tuple[int, dict[str, object]]:
    done = program.run("device", "facts", *arguments, "--json", secrets={"WORD": word})
    assert word not in done.output + done.complaint or word == "secret"
    assert done.output, done.complaint
    return done.status, json.loads(done.output)


@pytest.mark.parametrize("way", ["eapi", "nxapi", "restconf"])
def test_a_switch_tells_over_https_once_its_certificate_is_trusted(
    way: str, https: list[str], program: Program, tmp_path: Path
) -> None:
    pins = ["--certificate-file", str(tmp_path / "folder" / "certificates")]
    status, report = told(program, *https, "--by", way, *pins)
    assert (status, report["error"]["code"]) == (2, "certificate_unknown")
    assert "public-key:" in report["error"]["message"]
    status, report = told(program, *https, "--by", way, *pins, "--accept-new")
    assert status == 0, report
    assert report["facts"]["hostname"]
    assert report["facts"]["interfaces"]
    # It is remembered, and a wrong password is told apart.
    status, report = told(program, *https, "--by", way, *pins, word="not the word")
    assert (status, report["error"]["code"]) == (2, "authentication")


def test_another_certificate_than_the_pinned_one_gets_no_password(https: list[str], program: Program, tmp_path: Path) -> None:
    pins = tmp_path / "certificates"
    pins.write_text(f"127.0.0.1:{https[2]} public-key:{'00' * 32}\n")
    status, report = told(program, *https, "--by", "eapi", "--certificate-file", str(pins))
    assert (status, report["error"]["code"]) == (2, "certificate_changed")
    assert "No login was sent" in report["error"]["message"]


def test_a_router_tells_over_netconf(netconf: list[str], program: Program, tmp_path: Path) -> None:
    keys = ["--host-key-file", str(tmp_path / "keys")]
    status, report = told(program, *netconf, "--by", "netconf", *keys)
    assert (status, report["error"]["code"]) == (2, "host_key_unknown")
    status, report = told(program, *netconf, "--by", "netconf", *keys, "--accept-new")
    assert status == 0, report
    assert report["facts"]["hostname"]
    status, report = told(program, *netconf, "--by", "netconf", *keys, word="not the word")
    assert (status, report["error"]["code"]) == (2, "authentication")


@pytest.mark.parametrize("platform", ["arista_eos", "cisco_ios", "juniper_junos", "nokia_sros"])
def test_a_command_line_tells_without_further_options(platform: str, lab: dict[str, Device], program: Program) -> None:
    device = next(each for each in lab.values() if each.platform == platform)
    done = program.device("facts", device, "--json")
    assert done.status == 0, done.complaint
    facts = json.loads(done.output)["facts"]
    assert facts["hostname"]
    assert facts["version"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--by", "gnmi"], ["--by", "snmp"], ["--by", "eapi", "--snmp", "2c"], ["--by", "netconf", "--telnet"],
        ["--by", "eapi", "--jump", "a@b"], ["--by", "nxapi", "--agent"], ["--by", "cli", "--community-env", "A"],
    ],
)  # fmt: skip
def test_two_ways_at_once_send_nothing(arguments: list[str], program: Program) -> None:
    assert program.run("device", "facts", "127.0.0.1", "--port", "9", *arguments).status == 64
