"""Processes of `netstacks`: commands that end, and `serve` and `worker`, which do not."""

import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("NETSTACKS_PROGRAM") or ROOT / ".build" / "debug" / "netstacks")


def command(environment: dict[str, str], *arguments: str, given: str = "") -> str:
    """Runs a command to its end; the answer is what it printed."""
    environment = {**os.environ, **environment}
    done = subprocess.run(
        [str(PROGRAM), *arguments], input=given, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert done.returncode == 0, f"netstacks {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


class Process:
    """A `netstacks` that runs until it is ended; it never outlives the tests."""

    def __init__(self, environment: dict[str, str], log: Path, *arguments: str) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", str(PROGRAM), *arguments],
                stdout=output, stderr=output, cwd=ROOT, env={**os.environ, **environment},
            )  # fmt: skip

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """As the kernel does when memory is short: nothing is said, nothing is tidied up."""
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> int:
        """Asks it to end; the answer is its exit status."""
        if self.is_running:
            self.process.terminate()
        try:
            return self.process.wait(90)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"netstacks did not end within 90 seconds; its log is {self.log}") from None
