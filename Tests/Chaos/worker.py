"""Processes of the chaos worker."""

import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("NETSTACKS_CHAOS_WORKER") or ROOT / ".build" / "debug" / "ChaosWorker")
# Short, so that the loss of a worker is noticed within a test's patience.
SHORT = {"CHAOS_LEASE_MS": "2000", "CHAOS_HEARTBEAT_MS": "400", "CHAOS_POLL_SECONDS": "1"}


class ChaosWorker:
    """A worker that never outlives the tests."""

    def __init__(self, queue: str, trace: str, log: Path, settings: dict[str, str]) -> None:
        self.log = log
        environment = {**os.environ, "CHAOS_QUEUE_URL": queue, "CHAOS_TRACE_URL": trace, **settings}
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", str(PROGRAM)], stdout=output, stderr=output, env=environment
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> int:
        """Asks it to end; the answer is its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the worker did not end: {self.log.read_text()[-3000:]}") from None
