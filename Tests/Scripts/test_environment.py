"""What the scripts say and do about what is missing."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """A machine made of stand-ins for the few commands that environment.sh asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "clone" / "bin").mkdir(parents=True)
        script = ROOT / "bin" / "environment.sh"
        (folder / "clone" / "bin" / "environment.sh").write_text(script.read_text())
        self.tool("dpkg-query", 'echo "frr installed"; exit 1')
        self.tool("sudo", "exit 1")
        self.tool("apt-get", f'echo "$@" >>{folder}/apt')

    def tool(self, name: str, body: str) -> None:
        path = self.folder / "tools" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/bash\n{body}\n")
        path.chmod(0o755)

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", f"set -euo pipefail; . {self.folder}/clone/bin/environment.sh; {command}"],
            env={**os.environ, "PATH": f"{self.folder}/tools:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_root_the_missing_packages_are_named_exactly(machine: Machine) -> None:
    machine.tool("id", "echo 1000")
    result = machine.run("need_packages frr chromium libpq-dev")
    assert result.returncode == 1
    assert "these Debian packages are missing: chromium libpq-dev\n" in result.stderr
    assert "sudo apt-get install chromium libpq-dev" in result.stderr


def test_root_installs_only_what_is_missing(machine: Machine) -> None:
    machine.tool("id", "echo 0")
    result = machine.run("need_packages frr chromium")
    assert result.returncode == 0, result.stderr
    update, install = (machine.folder / "apt").read_text().splitlines()
    assert update.startswith("update")
    assert install.split()[-1] == "chromium"
    assert "frr" not in install


def test_sudo_is_used_when_it_asks_for_no_password(machine: Machine) -> None:
    machine.tool("id", "echo 1000")
    machine.tool("sudo", '[ "$2" = true ] || { shift; exec "$@"; }')
    assert machine.run("need_packages chromium").returncode == 0
    assert "chromium" in (machine.folder / "apt").read_text()


def test_a_failing_apt_shows_what_it_said(machine: Machine) -> None:
    machine.tool("id", "echo 0")
    machine.tool("apt-get", "echo E: Unable to locate package; exit 100")
    result = machine.run("need_packages chromium")
    assert result.returncode == 1
    assert "E: Unable to locate package" in result.stderr
    assert "apt could not install chromium" in result.stderr


@pytest.mark.parametrize(("version", "accepted"), [("6.2", True), ("6.10.1", True), ("6.1.3", False), ("5.10", False)])
def test_an_old_swift_is_refused_with_its_version(machine: Machine, version: str, accepted: bool) -> None:
    machine.tool("swift", f'echo "Swift version {version} (swift-RELEASE)"')
    result = machine.run("need_swift")
    assert (result.returncode == 0) is accepted
    if not accepted:
        assert ".".join(version.split(".")[:2]) in result.stderr
