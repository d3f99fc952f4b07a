"""`device exec`, `task` and `copy` at a real OpenSSH server of this machine, and signing in by an agent."""

import getpass
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from netstacks import Done, Program
from ports import free_ports


@dataclass
class Host:
    """A server for the account that runs the tests, whose home is a folder of its own."""

    port: int
    folder: Path

    def ask(self, program: Program, verb: str, *arguments: str, secrets: dict[str, str] | None = None) -> Done:
        return program.run(
            "device", verb, *self.way, *self.login, "--host-key-file", str(program.keys), "--accept-new", *arguments,
            secrets=secrets,
        )  # fmt: skip

    @property
    def way(self) -> list[str]:
        return ["127.0.0.1", "--port", str(self.port), "-u", getpass.getuser()]

    @property
    def login(self) -> list[str]:
        return ["--key", str(self.folder / "user")]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (port,) = free_ports(1)
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\nPidFile none\n"
        f"StrictModes no\nUsePAM no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\nSetEnv HOME={folder}\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", f"{folder}/sshd_config"], stderr=subprocess.PIPE, text=True)
    assert server.stderr
    assert "listening" in server.stderr.readline()
    yield Host(port, folder)
    server.kill()
    server.communicate(timeout=60)


def test_a_command_gives_its_outputs_and_its_status(host: Host, program: Program) -> None:
    done = host.ask(program, "exec", "echo out; echo err >&2; exit 7")
    assert (done.status, done.output) == (7, "out\n")
    assert "err\n" in done.complaint
    # Several words are a program with arguments: nothing is read by a shell.
    done = host.ask(program, "exec", "--", "printf", "%s|", "$HOME", "a b;c")
    assert (done.status, done.output) == (0, "$HOME|a b;c|")


def test_variables_folders_terminals_and_limits(host: Host, program: Program) -> None:
    done = host.ask(
        program, "exec", "--env", "TOKEN", "--folder", "/usr", 'echo "$TOKEN"; pwd; test -t 1 || echo none',
        secrets={"TOKEN": "not for the list of processes"},
    )  # fmt: skip
    assert done.output == "not for the list of processes\n/usr\nnone\n"
    assert "yes" in host.ask(program, "exec", "--terminal", "test -t 1 && echo yes").output
    done = host.ask(program, "exec", "--limit", "1", "--json", "echo begun; sleep 60")
    assert done.status == 124
    report = json.loads(done.output)
    assert (report["timed_out"], report["output"]) == (True, "begun\n")


def test_a_script_is_read_by_its_interpreter(host: Host, program: Program, tmp_path: Path) -> None:
    script = tmp_path / "audit.py"
    script.write_text("import sys\nprint('checked', sys.argv[1:])\nsys.exit(3)\n")
    done = host.ask(program, "exec", "--script", str(script), "--interpreter", "python3", "--", "a b", "c")
    assert (done.status, done.output) == (3, "checked ['a b', 'c']\n")


def test_what_cannot_begin_is_told_apart_from_what_fails(host: Host, program: Program) -> None:
    done = host.ask(program, "exec", "--env", "NO_SUCH_VARIABLE", "true")
    assert done.status == 64
    done = program.run("device", "exec", "127.0.0.1", "--port", str(free_ports(1)[0]), "--accept-new", "--password-env", "HOME", "true")
    assert done.status == 255
    assert "refused the connection" in done.complaint


def test_a_task_outlives_the_connection_and_its_log_is_read_by_offset(host: Host, program: Program) -> None:
    fifo = host.folder / "go"
    os.mkfifo(fifo)
    started = host.ask(program, "task", "start", "night", f"echo one; read word < {fifo}; echo two; exit 5")
    assert started.status == 0, started.complaint
    assert "night running" in started.output
    assert host.ask(program, "task", "start", "night", "true").status == 1
    # The task waits until somebody writes; then it ends.
    fifo.write_text("go\n")
    while "running" in (state := host.ask(program, "task", "status", "night").output):
        pass
    assert "ended with status 5" in state
    assert host.ask(program, "task", "log", "night").output == "one\ntwo\n"
    assert host.ask(program, "task", "log", "night", "--offset", "4").output == "two\n"
    assert "night" in host.ask(program, "task", "list").output
    assert host.ask(program, "task", "remove", "night").status == 0
    assert host.ask(program, "task", "status", "night").status == 1


def test_a_task_is_stopped(host: Host, program: Program) -> None:
    assert host.ask(program, "task", "start", "endless", "sleep 3000").status == 0
    stopped = host.ask(program, "task", "stop", "endless")
    assert f"status {128 + signal.SIGTERM}" in stopped.output or "vanished" in stopped.output, stopped
    assert host.ask(program, "task", "remove", "endless").status == 0


@pytest.mark.parametrize("way", [[], ["--scp"]])
def test_a_file_goes_there_and_back_and_is_proven(way: list[str], host: Host, program: Program, tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.write_bytes(os.urandom(300_000))
    there, back = host.folder / "copied", tmp_path / "back"
    done = host.ask(program, "copy", str(original), f":{there}", *way)
    assert done.status == 0, done.complaint
    assert "300000 bytes" in done.complaint and "proven by" in done.complaint
    assert there.read_bytes() == original.read_bytes()
    assert host.ask(program, "copy", f":{there}", str(back), *way).status == 0
    assert back.read_bytes() == original.read_bytes()
    missing = host.ask(program, "copy", f":{host.folder}/none", str(back), *way)
    assert missing.status == 1, missing.complaint
    assert "none" in missing.complaint
    assert host.ask(program, "copy", str(original), str(back)).status == 64


def test_an_agent_signs_in(host: Host, program: Program, tmp_path: Path) -> None:
    socket = tmp_path / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE, text=True)
    assert agent.stdout
    assert agent.stdout.readline()
    environment = {"SSH_AUTH_SOCK": str(socket)}
    words = ["--agent", "--host-key-file", str(program.keys), "--accept-new", "echo in"]
    try:
        refused = program.run("device", "exec", *host.way, *words, secrets=environment)
        assert refused.status == 255, refused
        assert "refused the login" in refused.complaint
        subprocess.run(["ssh-add", "-q", str(host.folder / "user")], check=True, env={**os.environ, **environment})
        for engine in ("libssh2", "libssh"):
            done = program.run("device", "exec", *host.way, *words, "--engine", engine, secrets=environment)
            assert (done.status, done.output) == (0, "in\n"), done.complaint
    finally:
        agent.kill()
        agent.wait(timeout=60)
