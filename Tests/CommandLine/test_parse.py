"""`netstacks parse`: outputs by the index of a collection, by a template of one's own, and in batches."""

import json
import subprocess
from pathlib import Path

import pytest
from netstacks import PROGRAM, ROOT

COLLECTION = ROOT / "var" / "ntc-templates"
OUTPUT = """Interface              IP-Address      OK? Method Status                Protocol
GigabitEthernet0/0     192.0.2.1       YES NVRAM  up                    up
GigabitEthernet0/1     unassigned      YES NVRAM  administratively down down
"""
TEMPLATE = "Value NAME (\\S+)\nValue ADDRESS ([\\d.]+)\n\nStart\n  ^${NAME}\\s+${ADDRESS}\\s -> Record\n"


def parse(*arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs the command."""
    return subprocess.run(
        [str(PROGRAM), "parse", *arguments], input=given, capture_output=True, text=True, timeout=120, cwd=ROOT
    )


def test_the_index_finds_the_template_of_a_shortened_command() -> None:
    done = parse("--platform", "cisco_ios", "--command", "sh ip int br", "-", given=OUTPUT)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0] == {
        "interface": "GigabitEthernet0/0", "ip_address": "192.0.2.1", "status": "up", "proto": "up"
    }


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.textfsm").write_text(TEMPLATE)
    (tmp_path / "out.txt").write_text(OUTPUT)
    done = parse("--template", str(tmp_path / "mine.textfsm"), str(tmp_path / "out.txt"))
    assert json.loads(done.stdout) == [{"NAME": "GigabitEthernet0/0", "ADDRESS": "192.0.2.1"}]


def test_a_batch_answers_each_line() -> None:
    lines = [
        json.dumps({"platform": "cisco_ios", "command": "show ip interface brief", "text": OUTPUT}),
        json.dumps({"template": TEMPLATE, "text": OUTPUT}),
        json.dumps({"template": "Value A (\n\nStart\n", "text": ""}),
        json.dumps({"platform": "nothing", "command": "show", "text": ""}),
        '{"text": 1}',
    ]
    done = parse("--batch", "-", given="".join(line + "\n" for line in lines))
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(answer.get("rows", [])) for answer in answers] == [2, 1, 0, 0, 0]
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, None, "template", "no_template", "case"]
    assert answers[2]["error"]["template_line"] == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--platform", "cisco_ios", "-"], 64, "--platform and --command"),
        (["--template", "none.textfsm", "-"], 1, "there is no such file"),
        (["--platform", "cisco_ios", "--command", "show nothing", "-"], 1, "There is no template for «show nothing»"),
        (["--collection", "/nowhere", "--platform", "x", "--command", "y", "-"], 1, "no file «index»"),
        (["--batch", "-", "file"], 64, "--batch takes everything"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], status: int, words: str) -> None:
    done = parse(*arguments)
    assert done.returncode == status
    assert words in done.stderr
