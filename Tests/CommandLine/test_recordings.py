"""A recorded session plays again without its device; those kept beside this file are tests of the dialogue."""

from pathlib import Path

import pytest
from netstacks import Device, Program

KEPT = sorted((Path(__file__).parent / "recordings").glob("*.jsonl"))


@pytest.mark.parametrize("chunk", [65536, 7, 1])
@pytest.mark.parametrize("recording", KEPT, ids=lambda path: path.stem)
def test_a_kept_recording_plays(recording: Path, chunk: int, program: Program) -> None:
    played = program.run("device", "replay", str(recording), "--chunk", str(chunk))
    assert played.status == 0, played.complaint


@pytest.mark.parametrize(
    ("name", "chunk"), [("sw1", 3), ("mx1", 3), ("hw1", 3), ("sr1", 3), ("mt1", 3), ("fg1", 3)]
)
def test_what_was_recorded_plays_again(
    name: str, chunk: int, lab: dict[str, Device], program: Program, tmp_path: Path
) -> None:
    device, file = lab[name], tmp_path / "session.jsonl"
    tested = program.device("test", device, "--record", str(file))
    assert tested.status == 0, tested.complaint
    text = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert device.place.password not in text and (not device.enable or device.enable not in text)
    played = program.run("device", "replay", str(file), "--chunk", str(chunk))
    assert played.status == 0, played.complaint
    told = tested.output[tested.output.index("  hostname") :].split("uptime")[0]
    assert told in played.output


def test_a_recorded_telnet_login_plays_again(lab: dict[str, Device], program: Program, tmp_path: Path) -> None:
    device, file = lab["sw1"], tmp_path / "session.jsonl"
    read = program.device(
        "run", device, "--telnet", "--port", str(device.telnet_port), "--record", str(file), "show running-config"
    )
    assert read.status == 0, read.complaint
    text = file.read_text()
    assert device.place.password not in text and '"sent":"•••"' in text
    assert "secret 5 •••" in text
    assert program.run("device", "replay", str(file)).status == 0


def test_a_recording_is_never_overwritten(lab: dict[str, Device], program: Program, tmp_path: Path) -> None:
    file = tmp_path / "session.jsonl"
    file.write_text("mine")
    read = program.device("run", lab["sw1"], "--record", str(file), "show version")
    assert read.status == 64 and "exists already" in read.complaint
    assert file.read_text() == "mine"


def test_where_session_and_recording_part_is_named(program: Program) -> None:
    played = program.run("device", "replay", str(KEPT[0]), "--platform", "mikrotik_routeros")
    assert played.status == 1
    assert "Line " in played.complaint


def test_what_is_no_recording_is_refused(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text('{"a": 1}\n')
    played = program.run("device", "replay", str(file))
    assert played.status == 64 and "Line 1: This is no line of a recording" in played.complaint
