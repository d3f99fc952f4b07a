"""`device facts` at net-snmp's own agent."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from netstacks import Program
from ports import free_ports

CONFIGURATION = """
rocommunity our-word
sysName lab-sw1
sysDescr Arista Networks EOS version 4.29.2F running on an Arista Networks DCS-7050SX3
sysObjectID 1.3.6.1.4.1.30065.1.3011
createUser ops SHA-256 "a secret word" AES "another word"
rouser ops priv
"""
SECRETS = {"COMMUNITY": "our-word", "WORD": "a secret word", "COVER": "another word"}
USER = ["--snmp", "3", "-u", "ops", "--authentication", "sha256", "--privacy", "aes128", "--privacy-password-env", "COVER"]


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The arguments that lead to an agent."""
    folder = tmp_path_factory.mktemp("snmpd")
    (folder / "kept").mkdir()
    (folder / "snmpd.conf").write_text(CONFIGURATION)
    (port,) = free_ports(1)
    process = subprocess.Popen(
        ["/usr/sbin/snmpd", "-f", "-Ln", "-C", "-c", f"{folder}/snmpd.conf", f"udp:127.0.0.1:{port}"],
        env={"SNMPCONFPATH": str(folder), "SNMP_PERSISTENT_DIR": f"{folder}/kept", "MIBS": "", "HOME": str(folder)},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield ["127.0.0.1", "--port", str(port)]
    process.kill()
    process.wait(timeout=60)


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
