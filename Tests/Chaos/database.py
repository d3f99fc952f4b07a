"""A PostgreSQL of the chaos tests' own, with the queue's schema, that can be killed and whose clock can be set."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from server import Server
from waiting import until

ROOT = Path(__file__).resolve().parents[2]
FAKETIME = "/usr/lib/*/faketime/libfaketime.so.1"


class QueueServer(Server):
    """A cluster whose log is kept apart, because no deadlock may be in it."""

    def __init__(self, *, has_clock: bool = False) -> None:
        self.clock = Path(tempfile.mkdtemp(prefix="ns-clock-")) / "offset"
        self.clock.parent.chmod(0o755)
        self.set_clock(0)
        self.has_clock = has_clock
        super().__init__()
        for path in sorted((ROOT / "Migrations").glob("*.sql")):
            self.script(path)
        self.script(Path(__file__).parent / "schema.sql")

    @property
    def log_path(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    def script(self, path: Path) -> None:
        done = self.client("psql", "-Xq1", "-v", "ON_ERROR_STOP=1", "-d", "netstacks", "-f", str(path))
        assert done.returncode == 0, f"{path.name}: {done.stderr}"

    def owned(self, program: str, *arguments: str) -> list[str]:
        command = super().owned(program, *arguments)
        if program == "postgres" and self.has_clock:
            place = command.index(str(self.bin / program))
            command[place:place] = ["env", *(f"{name}={value}" for name, value in self.fake_clock().items())]
        return command

    def fake_clock(self) -> dict[str, str]:
        library = next(iter(sorted(Path("/").glob(FAKETIME[1:]))), None)
        assert library is not None, "libfaketime is missing (Debian package faketime)"
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DISABLE_SHM": "1",
            # What waits goes on: only what the clock says is changed.
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set_clock(self, seconds: int) -> None:
        """Steps the server's clock to so many seconds beside the true time."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}s\n")
        fresh.rename(self.clock)

    def restart(self) -> None:
        """As an administrator does: sessions are ended, and the server is back at once."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        self.start()

    def kill(self) -> None:
        """The postmaster is gone without a word; its children find out by themselves."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
        until("the server's processes are gone", lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))

    def number(self, sql: str) -> int:
        return int(self.query(sql)[0][0])

    def number_or_none(self, sql: str) -> int | None:
        """For a time in which the server may be away."""
        done = self.psql(sql)
        return int(done.stdout.strip()) if done.returncode == 0 and done.stdout.strip() else None

    def background(self, sql: str) -> subprocess.Popen[str]:
        """A session of its own that runs a statement while the test goes on."""
        command = [str(self.bin / "psql"), "-h", str(self.folder), "-U", "netstacks", "-XAtq", "-d", "netstacks"]
        return subprocess.Popen([*command, "-c", sql], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def remove(self) -> None:
        super().remove()
        shutil.rmtree(self.clock.parent, ignore_errors=True)
