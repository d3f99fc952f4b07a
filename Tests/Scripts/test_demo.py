"""`bin/demo` with a stand-in for the compiler and the program: what it starts, and that nothing stays."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAKES = Path(__file__).resolve().parent / "fakes"


class Clone:
    """A copy of the scripts and the lab, with this clone's Python packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("bin", "Tests/Lab"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "Tests" / "requirements.txt", folder / "Tests")
        (folder / "Package.swift").touch()
        (folder / "Sources").mkdir()
        (folder / "var").mkdir()
        (folder / "var" / "python").symlink_to(ROOT / "var" / "python")

    @property
    def data(self) -> Path:
        return self.folder / "var" / "demo"

    def start(self, *options: str, **environment: str) -> subprocess.Popen[str]:
        path = f"{FAKES}:{os.environ['PATH']}"
        return subprocess.Popen(
            [str(self.folder / "bin" / "demo"), "--port", "0", *options],
            env={**os.environ, "PATH": path, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def left_over(self) -> list[str]:
        """Processes that still mention this clone."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # it ended while we looked
            if str(self.folder) in command:
                found.append(command)
        return found

    def await_silence(self) -> None:
        """Returns when no process of the clone is left; a minute is a failure."""
        deadline = time.monotonic() + 60
        while left := self.left_over():
            assert time.monotonic() < deadline, left


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    clone = Clone(tmp_path / "clone")
    yield clone
    subprocess.run([str(clone.folder / "bin" / "lab"), "stop", "--dir", str(clone.data / "lab")], check=False)


def await_line(process: subprocess.Popen[str], pattern: str) -> str:
    """Reads until a line fits; gives all that was read."""
    assert process.stdout is not None
    text = ""
    for line in process.stdout:
        text += line
        if re.search(pattern, line):
            return text
    assert process.stderr is not None
    pytest.fail(f"the demo ended: {text}{process.stderr.read()}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_prints_its_address_and_leaves_nothing_running(clone: Clone, number: signal.Signals) -> None:
    demo = clone.start()
    text = await_line(demo, "Ctrl-C")
    assert re.search(r"^Address: http://127\.0\.0\.1:\d+$", text, re.MULTILINE)
    assert "password, shown only now: correct-horse" in text
    calls = (clone.data / "calls").read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["migrate", "demo-seed", "serve"]
    assert Path(calls[1].split()[-1]).name == "inventory.json"
    os.killpg(demo.pid, number)
    demo.wait(30)
    assert (clone.data / "ended").exists()
    clone.await_silence()


def test_killing_the_demo_ends_what_it_started(clone: Clone) -> None:
    demo = clone.start()
    await_line(demo, "Ctrl-C")
    demo.kill()
    demo.wait(30)
    clone.await_silence()


def test_a_failing_build_is_the_end_and_says_so(clone: Clone) -> None:
    demo = clone.start(FAKE_BUILD_FAILS="1")
    _, said = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert "the build failed" in said
    assert clone.left_over() == []


def test_a_server_that_does_not_start_is_the_end_and_shows_its_log(clone: Clone) -> None:
    demo = clone.start(FAKE_SERVE_FAILS="1")
    _, said = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert "the schema is older than the program" in said
    clone.await_silence()


def test_an_unknown_option_is_named(clone: Clone) -> None:
    demo = clone.start("--frobnicate")
    _, said = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert "there is no option --frobnicate" in said
