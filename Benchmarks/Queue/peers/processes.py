"""Processes that end with the measurement, by their id."""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

END_LIMIT = 10.0


def start(command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Starts a command that the kernel ends should this program be killed."""
    with log.open("ab") as output:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **environment},
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """Asks the process and its children, a session of their own, to end, then ends what is left of them."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(END_LIMIT)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass(frozen=True)
class Workers:
    """The worker processes that run, and the file to which they write their output."""

    processes: list[int]
    log: Path

    def last_lines(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


@contextlib.contextmanager
def running(commands: Sequence[Sequence[str]], environment: Mapping[str, str]) -> Iterator[Workers]:
    """Runs the commands for the length of the block."""
    with tempfile.TemporaryDirectory(prefix="netstacks-bench-") as folder:
        log = Path(folder) / "output.log"
        log.touch()
        processes = [start(command, environment, log) for command in commands]
        try:
            yield Workers([process.pid for process in processes], log)
        finally:
            for process in processes:
                end(process)


def processor_seconds(roots: Sequence[int]) -> float:
    """The processor time that the processes and all their descendants, ended ones too, have used so far."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        # A process may end while it is being read.
        with contextlib.suppress(OSError):
            if entry.name.isdecimal():
                # proc(5): after the name in brackets, the 2nd field is the parent, the 12th to 15th are times.
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                used[int(entry.name)] = sum(map(int, fields[11:15]))

    def belongs(process: int) -> bool:
        while process not in roots:
            process = parents.get(process, 0)
            if process == 0:
                return False
        return True

    return sum(ticks for process, ticks in used.items() if belongs(process)) / os.sysconf("SC_CLK_TCK")
