"""`netstacks render`: files, variables, the list of variables, origins of lines, and batches."""

import json
import os
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest
from netstacks import PROGRAM, ROOT

CASES = ROOT / "Tests" / "JinjaTests" / "Cases"


def render(folder: Path, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs the command in a folder."""
    return subprocess.run(
        [str(PROGRAM), "render", *arguments], input=given, capture_output=True, text=True, timeout=120, cwd=folder
    )


def batch(folder: Path, *cases: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers to cases."""
    done = render(folder, "--batch", "-", given="".join(json.dumps(case) + "\n" for case in cases))
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A template with a part in another folder, and variables as YAML and JSON."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "vlan.j2").write_text("vlan {{ v.id }}\n name {{ v.name }}\n")
    (tmp_path / "switch.j2").write_text(
        "hostname {{ hostname }}\n  {% for v in vlans %}\n{% include 'parts/vlan.j2' %}\n\n  {% endfor %}\nend\n"
    )
    (tmp_path / "sw1.yaml").write_text("hostname: sw1\nvlans:\n  - {id: 10, name: users}\n  - {id: 0x14, name: 'no'}\n")
    (tmp_path / "sw1.json").write_text('{"hostname": "sw1", "vlans": [{"id": 12345678901234567890, "name": "é"}]}')
    return tmp_path


def test_a_template_is_rendered_with_variables_from_yaml(folder: Path) -> None:
    done = render(folder, "switch.j2", "--vars", "sw1.yaml", "--trim-blocks", "--lstrip-blocks")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "hostname sw1\nvlan 10\n name users\nvlan 20\n name no\nend"


def test_later_variables_win_and_numbers_keep_their_digits(folder: Path) -> None:
    done = render(folder, "switch.j2", "--vars", "sw1.yaml", "--vars", "sw1.json", "--trim-blocks", "--lstrip-blocks")
    assert done.stdout == "hostname sw1\nvlan 12345678901234567890\n name é\nend"


@pytest.mark.parametrize("name", ["sw1.yaml", "sw1.json"])
def test_variables_come_on_the_input(folder: Path, name: str) -> None:
    done = render(folder, "switch.j2", "--vars", "-", given=(folder / name).read_text())
    assert done.stdout.startswith("hostname sw1\n")


def test_kinds_of_yaml_are_those_of_python(folder: Path) -> None:
    (folder / "all.j2").write_text("{{ all }}")
    (folder / "all.yaml").write_text(
        "all: [1, 010, 0x1F, 1.5, .5, 1e3, 1.0e+3, yes, Off, ~, null, 'yes', 1_000, 1:30, 12:30:45, 10.0.0.1, "
        "00:1a:2b:3c:4d:5e, -7, '', 2024-01-01x]\nbase: &b {a: 1, b: 2}\nmerged: {<<: *b, b: 3}\n10: ten\n"
    )
    done = render(folder, "all.j2", "--vars", "all.yaml")
    assert done.stdout == (
        "[1, 8, 31, 1.5, 0.5, '1e3', 1000.0, True, False, None, None, 'yes', 1000, 90, 45045, '10.0.0.1', "
        "'00:1a:2b:3c:4d:5e', -7, '', '2024-01-01x']"
    )
    (folder / "all.j2").write_text("{{ merged }}")
    assert render(folder, "all.j2", "--vars", "all.yaml").stdout == "{'a': 1, 'b': 3}"


def test_includes_come_from_the_search_folders(folder: Path) -> None:
    (folder / "top.j2").write_text("{% include 'vlan.j2' %}")
    found = render(folder, "top.j2", "--search", "parts", "--vars", "-", given="v: {id: 1, name: a}")
    assert found.stdout == "vlan 1\n name a"
    missing = render(folder, "top.j2")
    assert missing.returncode == 1
    assert "There is no template named “vlan.j2”" in missing.stderr
    (folder / "top.j2").write_text("{% include '../top.j2' %}")
    assert "There is no template" in render(folder / "parts", "../top.j2", "--search", ".").stderr


def test_an_undefined_variable_is_status_one_with_its_place(folder: Path) -> None:
    done = render(folder, "switch.j2", "--vars", "-", given="{hostnam: x}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "“hostname” is undefined (did you mean “hostnam”?) — switch.j2, line 1, column 13" in done.stderr
    assert "  hostname {{ hostname }}\n              ^" in done.stderr
    lenient = render(folder, "switch.j2", "--not-strict")
    assert (lenient.returncode, lenient.stdout) == (0, "hostname \n  \nend")


def test_the_variables_of_a_template_are_listed(folder: Path) -> None:
    (folder / "some.j2").write_text("{{ a.b }}\n{{ mtu|default(1500) }}{% for v in vlans %}{{ v.id + 1 }}{% endfor %}")
    listed = {use["path"]: use for use in json.loads(render(folder, "--variables", "some.j2").stdout)}
    assert listed["mtu"] == {"path": "mtu", "kind": "number", "optional": True, "default": 1500, "lines": [2]}
    assert listed["vlans[].id"]["kind"] == "number"
    assert set(listed) == {"a", "a.b", "mtu", "vlans", "vlans[]", "vlans[].id"}


def test_lines_tell_where_they_come_from(folder: Path) -> None:
    done = render(folder, "switch.j2", "--vars", "sw1.yaml", "--trim-blocks", "--lstrip-blocks", "--provenance")
    assert done.stdout.splitlines() == [
        "switch.j2:1     │ hostname sw1",
        "parts/vlan.j2:1 │ vlan 10",
        "parts/vlan.j2:2 │  name users",
        "parts/vlan.j2:1 │ vlan 20",
        "parts/vlan.j2:2 │  name no",
        "switch.j2:6     │ end",
    ]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--batch", "-", "switch.j2"], ["switch.j2", "--vars", "-", "--vars", "-"], ["switch.j2", "--nonsense"]],
)
def test_a_wrong_command_line_is_status_64(folder: Path, arguments: list[str]) -> None:
    assert render(folder, *arguments).returncode == 64


@pytest.mark.parametrize("arguments", [["none.j2"], ["switch.j2", "--vars", "none.yaml"], ["--batch", "none.jsonl"]])
def test_a_missing_file_is_status_one(folder: Path, arguments: list[str]) -> None:
    done = render(folder, *arguments)
    assert done.returncode == 1
    assert "cannot be read from" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["parts"], "parts is a folder"),
        (["/dev/zero"], "a device of this machine"),
        (["switch.j2", "--vars", "latin.yaml"], "not UTF-8"),
        (["switch.j2", "--vars", "tagged.yaml"], "The tag"),
        (["switch.j2", "--search", "nowhere"], "--search nowhere is no folder"),
        (["switch.j2", "--vars", "sw1.yaml", "--search", "parts"], "it is not in parts; --search"),
        (["link.j2"], "leads out of"),
        (["up.j2"], "never leads out"),
        (["switch.j2"], "--vars FILE"),
        (["", "--vars", "sw1.yaml"], "empty name"),
        (["switch.j2", "--variables", "--provenance"], "without --vars and --provenance"),
    ],
)
def test_what_is_wrong_is_said_as_it_is(folder: Path, arguments: list[str], words: str) -> None:
    (folder / "latin.yaml").write_bytes(b"hostname: caf\xe9\n")
    (folder / "tagged.yaml").write_text("hostname: !!python/object:os.system x\n")
    (folder / "outside").symlink_to("/etc/hostname")
    (folder / "link.j2").write_text("{% include 'outside' %}")
    (folder / "up.j2").write_text("{% include '../x' %}")
    done = render(folder, *arguments)
    assert done.returncode in (1, 64)
    assert words in done.stderr


def test_a_batch_answers_each_line(folder: Path) -> None:
    answers = batch(
        folder,
        {"templates": {"a": "{% include 'b' %}!", "b": "{{ x }}"}, "name": "a", "vars": {"x": [1, 1.0, 10**30, None]}},
        {"templates": {"a": "x\n{{ nope }}"}, "name": "a"},
        {"templates": {"a": "{{ nope }}{% do 1 %}\n"}, "name": "a", "options": {"strict": False}},
        {"templates": {"a": "{% do 1 %}"}, "name": "a", "options": {"do": False}},
        {"templates": {"a": "<%= x %>\n% if x\ny\n% endif"}, "name": "a", "vars": {"x": "<"}, "options": {
            "variable_start_string": "<%=", "variable_end_string": "%>", "line_statement_prefix": "%",
            "autoescape": True, "newline_sequence": "\r\n"}},
        {"templates": {}, "name": "a"},
        {"templates": {"a": ""}, "name": "a", "options": {"no_such": 1}},
        {"templates": {"a": "{% for i in range(9**9) %}{% endfor %}"}, "name": "a", "limits": {"iterations": 10}},
    )  # fmt: skip
    assert answers[0] == {"output": "[1, 1.0, 1000000000000000000000000000000, None]!"}
    assert answers[1]["error"].pop("message") == "“nope” is undefined"
    assert answers[1] == {"error": {"kind": "undefined", "template": "a", "line": 2, "column": 4}}
    assert answers[2] == {"output": ""}
    assert answers[4] == {"output": "&lt;\r\ny\r\n"}
    kinds = [answer["error"]["kind"] if "error" in answer else None for answer in answers]
    assert kinds == [None, "undefined", None, "syntax", None, "templateNotFound", "value", "limit"]


def test_a_line_that_is_no_case_does_not_end_the_batch(folder: Path) -> None:
    (folder / "cases").write_text('{"templates": 5\n\n[1]\n{"templates": {"a": "ok"}}\n')
    lines = [json.loads(line) for line in render(folder, "--batch", "cases").stdout.splitlines()]
    assert [line.get("output") or line["error"]["kind"] for line in lines] == ["value", "value", "ok"]


def test_hostile_templates_are_refused_in_bounded_memory(folder: Path) -> None:
    sources = (CASES / "hostile.txt").read_text().splitlines()
    lines = [{"templates": {"a": source, "loop": "{% include 'loop' %}"}, "name": "a", "limits": {"seconds": 0.3}}
             for source in sources]  # fmt: skip
    given = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "hostile.jsonl").write_text(given)
    with (folder / "answers").open("w") as answers:
        process = subprocess.Popen([str(PROGRAM), "render", "--batch", "hostile.jsonl"], cwd=folder, stdout=answers)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    found = [json.loads(line) for line in (folder / "answers").read_text().splitlines()]
    assert [source for source, answer in zip(sources, found, strict=True) if "error" not in answer] == []
    assert isinstance(usage, resource.struct_rusage)
    # Kilobytes; the program itself takes 40 MB.
    assert usage.ru_maxrss < 400_000


def peak_bytes(folder: Path, template: str) -> tuple[int, int]:
    """The length of what a template gives, and the most memory the program held meanwhile."""
    (folder / "long.j2").write_text(template)
    process = subprocess.Popen([str(PROGRAM), "render", "long.j2"], stdout=subprocess.PIPE, cwd=folder)
    assert process.stdout is not None
    length = 0
    while piece := process.stdout.read(1 << 20):
        length += len(piece)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return length, usage.ru_maxrss * 1024


def test_a_long_output_streams(folder: Path) -> None:
    line = "x" * 999 + "\n"
    template = "{% for number in range(COUNT) %}" + line + "{% endfor %}"
    _, short = peak_bytes(folder, template.replace("COUNT", "1"))
    length, long = peak_bytes(folder, template.replace("COUNT", "100000"))
    assert length == 100_000_000
    assert long - short < 10_000_000
