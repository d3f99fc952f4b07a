"""`netstacks config`: diff, patch, redact and check of configurations in files, without a database."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from netstacks import PROGRAM, ROOT

OLD = """!
! Last configuration change at 10:00:00 UTC Mon Jan 1 2024
hostname sw1
enable secret 9 $9$S3cr3t-old
snmp-server community S3cr3t-ro RO
interface Vlan10
 description old users
 ip address 192.0.2.1 255.255.255.0
line vty 0 4
 transport input ssh
end
"""
NEW = (
    OLD.replace("10:00:00", "11:11:11")
    .replace("description old users", "description new users")
    .replace("S3cr3t-ro", "S3cr3t-rw")
    .replace("ip address 192.0.2.1", "ip address 192.0.2.2")
)


def config(folder: Path, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs the command in a folder, where nothing tells of a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "NETSTACKS_"))}
    kept["NETSTACKS_PLATFORMS_FOLDER"] = str(ROOT / "Platforms")
    return subprocess.run(
        [str(PROGRAM), "config", *arguments],
        input=given, capture_output=True, text=True, timeout=120, cwd=folder, env=kept,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two configurations, one of them twice."""
    (tmp_path / "old.cfg").write_text(OLD)
    (tmp_path / "new.cfg").write_text(NEW)
    (tmp_path / "same.cfg").write_text(OLD.replace("10:00:00", "12:34:56").replace("\n", "\r\n"))
    return tmp_path


def test_a_difference_stands_under_its_parents_and_its_status_is_one(folder: Path) -> None:
    done = config(folder, "diff", "old.cfg", "new.cfg", "--platform", "cisco_ios", "--context", "0")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "--- old.cfg", "+++ new.cfg", "  ...",
        "-snmp-server community •••1 RO", "+snmp-server community •••2 RO",
        " interface Vlan10", "- description old users", "+ description new users",
        "- ip address 192.0.2.1 255.255.255.0", "+ ip address 192.0.2.2 255.255.255.0",
    ]  # fmt: skip


def test_volatile_lines_and_line_ends_are_no_difference(folder: Path) -> None:
    done = config(folder, "diff", "old.cfg", "same.cfg", "-p", "cisco_ios", "--hidden")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == ["old.cfg: «! ...» hid 1", "same.cfg: «! ...» hid 1"]


def test_a_difference_as_json_names_paths_and_what_was_hidden(folder: Path) -> None:
    done = config(folder, "diff", "old.cfg", "-", "-p", "cisco_ios", "--format", "json", given=NEW)
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert (document["added"], document["removed"]) == (3, 3)
    assert {"kind": "added", "line": "description new users", "path": ["interface Vlan10"]} in document["changes"]
    assert document["hidden"]["old"]["rules"][0]["lines"][0]["number"] == 2
    assert "S3cr3t" not in done.stdout


def test_two_columns_hold_old_and_new_side_by_side(folder: Path) -> None:
    done = config(folder, "diff", "old.cfg", "new.cfg", "-p", "cisco_ios", "--format", "side-by-side", "--width", "80")
    assert done.returncode == 1
    row = next(line for line in done.stdout.splitlines() if "description" in line)
    assert row == " description old users".ljust(38) + " |  description new users"
    assert all(len(line) <= 80 for line in done.stdout.splitlines()) and "S3cr3t" not in done.stdout


def test_commands_lead_forth_and_back_and_hide_secrets_unless_asked(folder: Path) -> None:
    forth = config(folder, "patch", "old.cfg", "new.cfg", "-p", "cisco_ios")
    assert forth.returncode == 1 and "interface Vlan10" in forth.stdout and "S3cr3t" not in forth.stdout
    assert " description new users" in forth.stdout.splitlines()
    back = config(folder, "patch", "old.cfg", "new.cfg", "-p", "cisco_ios", "--inverse", "--show-secrets")
    assert back.returncode == 1 and "snmp-server community S3cr3t-ro RO" in back.stdout.splitlines()
    nothing = config(folder, "patch", "old.cfg", "same.cfg", "-p", "cisco_ios")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "")


def test_a_redacted_text_keeps_everything_but_secrets(folder: Path) -> None:
    done = config(folder, "redact", "-", "-p", "cisco_ios", given=OLD)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == OLD.replace("$9$S3cr3t-old", "•••1").replace("S3cr3t-ro", "•••2")


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("juniper_junos", 'set system root-authentication encrypted-password "S3cr3t"\n'),
        ("fortinet", 'config system admin\n edit "a"\n  set password ENC S3cr3t\n next\nend\n'),
        ("paloalto_panos", "set mgt-config users admin phash S3cr3t\n"),
        ("mikrotik_routeros", "/ppp secret\nadd name=u password=S3cr3t\n"),
        ("hp_procurve", 'snmp-server community "S3cr3t" unrestricted\n'),
        ("cisco_ios", "banner motd ^C\npassword S3cr3t\n"),
        ("cisco_ios", "enable secret \0 S3cr3t\n"),
    ],
)
def test_every_platform_is_redacted_also_without_a_grammar_and_when_damaged(
    folder: Path, platform: str, text: str
) -> None:
    done = config(folder, "redact", "-", "-p", platform, given=text)
    assert (done.returncode, done.stderr) == (0, "")
    assert "S3cr3t" not in done.stdout and "•••" in done.stdout


def test_an_expectation_that_holds_says_nothing(folder: Path) -> None:
    (folder / "good.txt").write_text(
        "hostname sw1\n- ip http server\n~ ^snmp-server community \\S+ RO$\n"
        "line vty 0 4\n transport input ssh\n -~ telnet\n* interface Vlan*\n ~ ^ip address 192\\.0\\.2\\.\n"
    )
    done = config(folder, "check", "old.cfg", "-p", "cisco_ios", "--expect", "good.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_does_not_hold_is_named_with_its_path_and_without_secrets(folder: Path) -> None:
    wanted = "ntp server 192.0.2.9\ninterface Vlan10\n - description\n- snmp-server community\n"
    done = config(folder, "check", "old.cfg", "-p", "cisco_ios", "--expect", "-", given=wanted)
    assert done.returncode == 1 and done.stderr == ""
    assert done.stdout.splitlines() == [
        "missing: ntp server 192.0.2.9",
        "must not be there: interface Vlan10 / description old users",
        "must not be there: snmp-server community •••1 RO",
    ]


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (["diff", "absent.cfg", "new.cfg", "-p", "cisco_ios"], "", ["absent.cfg", "cannot be read"]),
        (["diff", "old.cfg", "new.cfg", "-p", "nonsense"], "", ["nonsense"]),
        (["diff", "old.cfg", "-", "-p", "cisco_ios"], "enable secret S3cr3t\0\n", ["the input", "Line 1", "control"]),
        (["diff", "old.cfg", "-", "-p", "cisco_ios"], "banner motd ^C\nS3cr3t\n", ["the input", "Line 1", "never ends"]),
        (["check", "old.cfg", "-p", "cisco_ios", "--expect", "-"], "hostname a\n~ (S3cr3t\n", ["Line 2", "regular"]),
    ],
)
def test_trouble_is_a_sentence_and_the_status_two(
    folder: Path, arguments: list[str], given: str, words: list[str]
) -> None:
    done = config(folder, *arguments, given=given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("✗ ") and all(word in done.stderr for word in words), done.stderr
    assert "S3cr3t" not in done.stderr


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / "latin.cfg").write_bytes(b"hostname \xe9\n")
    done = config(folder, "redact", "latin.cfg", "-p", "cisco_ios")
    assert done.returncode == 2 and "UTF-8" in done.stderr and "iconv" in done.stderr


def test_the_input_is_read_only_once(folder: Path) -> None:
    assert config(folder, "diff", "-", "-", "-p", "cisco_ios").returncode == 64


def test_settings_are_still_shown_without_a_verb(folder: Path) -> None:
    for arguments in ([], ["settings"]):
        done = config(folder, *arguments)
        assert done.returncode == 0 and "data_folder" in done.stdout
    assert config(folder, "--markdown").stdout.startswith("|")
