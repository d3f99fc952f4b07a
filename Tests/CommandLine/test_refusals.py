"""What goes wrong is told in a sentence and by the exit status, and no secret is sent where it must not."""

import json
import subprocess
from pathlib import Path

import pytest
from netstacks import Device, Program
from ports import free_ports


def test_a_rejected_command_is_status_one(lab: dict[str, Device], program: Program) -> None:
    read = program.device("run", lab["sw1"], "show clock", "show nonsense", "show version")
    assert read.status == 1
    assert "rejected 'show nonsense': % Invalid input" in read.complaint
    assert "Cisco IOS Software" in read.output


def test_only_reading_commands_are_sent(lab: dict[str, Device], program: Program) -> None:
    for command in ("configure terminal", "reload", "show run | redirect flash:x"):
        read = program.device("run", lab["sw1"], command)
        assert (read.status, read.output) == (64, "")
        assert f"'{command}' is no reading command of Cisco IOS, so nothing was sent" in read.complaint
    assert not program.keys.exists()


def test_a_wrong_password_is_status_two(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    device_secrets = {**device.secrets, "LAB_PASSWORD": "wrong-word"}
    read = program.run(
        "device", "run", *device.place.arguments, "--platform", "cisco_ios", "--accept-new", "--json",
        "--host-key-file", str(program.keys), *device.login, "show version", secrets=device_secrets,
    )  # fmt: skip
    assert read.status == 2
    assert "refused the login. Check user name and password" in read.complaint
    assert json.loads(read.output)["error"]["code"] == "authentication"
    assert "wrong-word" not in read.output + read.complaint


def test_an_unknown_host_key_is_shown_and_no_login_sent(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    arguments = ["--platform", "ios", "--host-key-file", str(program.keys), *device.login]
    first = program.run("device", "test", *device.place.arguments, *arguments, secrets=device.secrets)
    assert first.status == 2
    assert device.fingerprint in first.complaint and "--accept-new" in first.complaint
    assert not program.keys.exists()
    second = program.run("device", "test", *device.place.arguments, *arguments, "--accept-new", secrets=device.secrets)
    assert second.status == 0, second.complaint
    assert program.keys.read_text() == f"[127.0.0.1]:{device.place.port} {device.host_key}\n"
    assert program.keys.stat().st_mode & 0o777 == 0o600
    third = program.run("device", "test", *device.place.arguments, *arguments, secrets=device.secrets)
    assert third.status == 0, third.complaint


def test_a_changed_host_key_is_refused_with_both_fingerprints(lab: dict[str, Device], program: Program) -> None:
    device, other = lab["sw1"], lab["xe1"]
    program.keys.write_text(f"# mine\n[127.0.0.1]:{device.place.port} {other.host_key}\n")
    tested = program.device("run", device, "show version")
    assert tested.status == 2
    assert device.fingerprint in tested.complaint and other.fingerprint in tested.complaint
    assert f"{program.keys}, line 2" in tested.complaint


@pytest.mark.parametrize(
    ("name", "hint"),
    [("cisco_iso", "Did you mean «cisco_ios»?"), ("cisco_ios_telnet", "Give --telnet to allow that")],
)
def test_a_platform_that_is_not_there(name: str, hint: str, lab: dict[str, Device], program: Program) -> None:
    tested = program.device("test", lab["sw1"], platform=name)
    assert tested.status == 64
    assert hint in tested.complaint


def test_the_wrong_platform_shows_what_the_device_said(lab: dict[str, Device], program: Program) -> None:
    tested = program.device("test", lab["sw1"], "--timeout", "2", platform="linux")
    assert tested.status == 2
    complaint = tested.complaint
    assert "Check that the platform is the right one" in complaint, complaint
    assert "The device's last words were" in complaint


def test_nobody_listens(program: Program) -> None:
    port = free_ports(1)[0]
    tested = program.run("device", "test", "127.0.0.1", "--port", str(port), "--platform", "ios", "--password-env", "HOME")
    assert tested.status == 2
    assert f"127.0.0.1:{port} refused the connection" in tested.complaint


def test_a_password_is_asked_at_a_terminal_only(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    keys = ["--host-key-file", str(program.keys), "--accept-new"]
    read = program.run("device", "run", *device.place.arguments, "-p", "ios", *keys, "show version")
    assert read.status == 64
    assert "there is no terminal to ask at. Give --password-file" in read.complaint


def test_a_password_comes_from_a_file(lab: dict[str, Device], program: Program, tmp_path: Path) -> None:
    device = lab["hw1"]
    secret = tmp_path / "secret"
    secret.write_text(device.place.password + "\n")
    keys = ["--host-key-file", str(program.keys), "--accept-new"]
    read = program.run(
        "device", "run", *device.place.arguments, "-p", "huawei", *keys, "--password-file", str(secret), "display version"
    )
    assert read.status == 0, read.complaint


def test_each_engine_can_be_asked_for(lab: dict[str, Device], program: Program) -> None:
    for engine in ("libssh2", "libssh"):
        tested = program.device("test", lab["r1"], "--engine", engine, "--json")
        assert tested.status == 0, tested.complaint
        assert json.loads(tested.output)["ssh"]["engine"] == engine


def test_old_algorithms_need_a_word_and_are_marked(lab: dict[str, Device], program: Program) -> None:
    device = lab["nx1"]
    device.tell("fault", name="legacy", value=None)
    try:
        refused = program.device("test", device)
        assert refused.status == 2
        assert "Here that is --allow-legacy." in refused.complaint
        allowed = program.device("test", device, "--allow-legacy")
        assert allowed.status == 0, allowed.complaint
        assert "(legacy, weak)" in allowed.output
    finally:
        device.tell("clear")


def test_the_privileged_mode_needs_its_password(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    read = program.run(
        "device", "run", *device.place.arguments, "-p", "ios", "--host-key-file", str(program.keys), "--accept-new",
        "--password-env", "LAB_PASSWORD", "show version", secrets=device.secrets,
    )  # fmt: skip
    assert read.status == 2
    assert "refused the privileged mode" in read.complaint and "--enable" in read.complaint


def test_the_lab_is_handed_over(program: Program) -> None:
    told = program.run("lab", "--help")
    assert told.status == 0, told.complaint
    assert "usage: bin/lab" in told.output


def test_a_lab_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    told = program.run("lab", "start", secrets={"NETSTACKS_PLATFORMS_FOLDER": str(tmp_path / "Platforms")})
    assert told.status == 64
    assert f"there is no {tmp_path}/bin/lab" in told.complaint and "Clone the repository" in told.complaint


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["root@127.0.0.1"], "Give the user with --username"), (["127.0.0.1:22"], "Give the port with --port"),
        (["[::1]:22"], "Give the port with --port"), ([" 127.0.0.1"], "holds a blank"),
        (["127.0.0.1", "--port", "0"], "--port 0 is no port"),
        (["127.0.0.1", "--telnet", "--key", "/etc/hostname"], "Telnet knows no keys"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_before_anything_is_sent(arguments: list[str], hint: str, program: Program) -> None:
    tested = program.run("device", "test", *arguments, "-p", "ios")
    assert tested.status == 64, tested.complaint
    assert hint in tested.complaint


def test_a_key_that_is_none_and_an_agent_that_is_gone_are_told(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    for words, hint in ((["--key", "/etc/passwd"], "holds no private key"), (["--agent"], "No ssh-agent answers at")):
        tested = program.run(
            "device", "test", *device.place.arguments, "-p", "ios", "--host-key-file", str(program.keys), "--accept-new",
            *words, secrets={"SSH_AUTH_SOCK": "/nonexistent"},
        )  # fmt: skip
        assert tested.status == 64, tested.complaint
        assert hint in tested.complaint


def test_a_line_break_in_a_command_is_no_second_command(lab: dict[str, Device], program: Program) -> None:
    read = program.device("run", lab["sw1"], "show clock\nreload")
    assert (read.status, read.output) == (64, "")
    assert not program.keys.exists()


def test_a_file_of_known_hosts_is_read_as_openssh_reads_it(lab: dict[str, Device], program: Program, tmp_path: Path) -> None:
    device, other = lab["sw1"], lab["xe1"]
    place = f"[127.0.0.1]:{device.place.port}"
    for line, status in (
        (f"{place} {other.host_key}", 2), (f"@revoked {place} {device.host_key}", 2), (f"* {other.host_key}", 2),
        (f"{place},10.0.0.1\t{device.host_key.replace(' ', chr(9))} a comment of words", 0),
        (f"[127.0.0.?]:* {device.host_key}", 0), (f"[192.0.2.1]:22 {other.host_key}", 0),
        (f"!{place},* {other.host_key}", 0),
    ):  # fmt: skip
        # The last line without an end: what is added must not become a part of it.
        program.keys.write_text(line)
        tested = program.device("test", device)
        assert tested.status == status, (line, tested.complaint)
    hashed = tmp_path / "hashed"
    for key, status in ((device.host_key, 0), (other.host_key, 2)):
        hashed.write_text(f"{place} {key}\n")
        subprocess.run(["ssh-keygen", "-H", "-f", str(hashed)], check=True, capture_output=True)
        assert "127.0.0.1" not in hashed.read_text()
        program.keys.write_text(hashed.read_text())
        tested = program.device("test", device)
        assert tested.status == status, tested.complaint
        if status:
            assert "another host key" in tested.complaint


def test_the_report_of_a_failure_says_where_it_stood(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    device.tell("fault", name="drop-output", value="300")
    try:
        read = program.device("run", device, "show version", "--json")
    finally:
        device.tell("clear")
    assert read.status == 2
    error = json.loads(read.output)["error"]
    assert error["code"] == "disconnected_mid_command"
    assert "show version" in error["state"]
    assert error["last_seen"]
    assert "The device's last words were" in read.complaint


def test_an_ipv6_address_may_stand_in_brackets(program: Program) -> None:
    tested = program.run("device", "test", "[::1]", "--port", str(free_ports(1)[0]), "-p", "ios", "--password-env", "HOME")
    assert tested.status == 2
    assert "refused the connection" in tested.complaint or "unreachable" in tested.complaint
