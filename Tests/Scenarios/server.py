"""A PostgreSQL server of the tests' own, which they may stop, freeze and start again."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from waiting import until

OWNER = "postgres"


def binaries() -> Path:
    """The newest PostgreSQL that Debian has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    assert found, "PostgreSQL is missing (Debian package postgresql-15)"
    return found[-1]


class Server:
    """One cluster in a folder of its own; it listens on a Unix socket there and nowhere else."""

    def __init__(self) -> None:
        self.bin = binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="ns-pg-"))  # short: a socket's path has at most 107 bytes
        self.process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:
            shutil.chown(self.folder, OWNER, OWNER)
        data = str(self.folder / "data")
        self.run_as_owner("initdb", "-D", data, "-U", "netstacks", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()
        self.client("createdb", "netstacks")

    @property
    def url(self) -> str:
        return f"postgresql://netstacks@/netstacks?host={self.folder}"

    def owned(self, program: str, *arguments: str) -> list[str]:
        """PostgreSQL refuses to run as root, and must not outlive the tests."""
        command = ["setpriv", "--pdeathsig", "QUIT", str(self.bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups", *command]
        return command

    def run_as_owner(self, program: str, *arguments: str) -> None:
        done = subprocess.run(self.owned(program, *arguments), capture_output=True, text=True, cwd="/")
        assert done.returncode == 0, done.stderr

    def client(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.bin / program), "-h", str(self.folder), "-U", "netstacks", *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        assert program == "psql" or done.returncode == 0, done.stderr
        return done

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", f"unix_socket_directories={self.folder}"]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.owned("postgres", "-D", str(self.folder / "data"), *settings), stdout=log, stderr=log, cwd="/"
            )
        until("PostgreSQL answers", self.answers)

    def answers(self) -> bool:
        command = [str(self.bin / "pg_isready"), "-q", "-h", str(self.folder)]
        return subprocess.run(command).returncode == 0

    def stop(self) -> None:
        """Ends it at once, as a crash does: connections break in the middle of what they are doing."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)
            self.process = None

    def freeze(self) -> list[int]:
        """Stops the postmaster and its backends from doing anything; the connections stay open."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        frozen = [self.process.pid, *map(int, children)]
        for process in frozen:
            os.kill(process, signal.SIGSTOP)
        return frozen

    def thaw(self, frozen: list[int]) -> None:
        for process in frozen:
            os.kill(process, signal.SIGCONT)

    def query(self, sql: str) -> list[list[str]]:
        """The rows of a statement, as texts."""
        done = self.psql(sql)
        assert done.returncode == 0, done.stderr
        return [row.split("\x1f") for row in done.stdout.splitlines()]

    def psql(self, sql: str) -> subprocess.CompletedProcess[str]:
        return self.client("psql", "-XAtq", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-d", "netstacks", "-c", sql)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)
