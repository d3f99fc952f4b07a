"""What `bin/bench queue` makes of its measurements."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Benchmarks" / "Queue"))

from comparison import table
from peers import measurement, processes

OURS = {
    "batch": {"name": "batch", "jobs_per_second": 12_000.0},
    "one_by_one": {"name": "one_by_one", "jobs_per_second": 6_000.0},
    "idle": {"name": "idle", "p50_ms": 1.0, "p99_ms": 12.0},
}


def peer(name: str, rate: float) -> dict[str, object]:
    return {
        "name": name,
        "configuration": "two workers",
        "jobs_per_second": rate,
        "one_by_one_jobs_per_second": rate / 2,
        "processor_us_per_job": 100.0,
        "p50_ms": 2.0,
        "p99_ms": 20.0,
    }


class FakePeer:
    """Finishes half of what is unfinished at each question."""

    name = "fake"

    def __init__(self) -> None:
        self.left = 0

    def enqueue_many(self, count: int) -> None:
        self.left += count

    def unfinished(self) -> int:
        self.left //= 2
        return self.left

    def store_process(self) -> int:
        return 0


@pytest.fixture
def no_workers(tmp_path: Path) -> processes.Workers:
    log = tmp_path / "log"
    log.write_text("the last words\n")
    return processes.Workers([], log)


def test_the_table_divides_ours_by_each_peer() -> None:
    ours = table.row_of_ours(OURS)
    lines = table.text([ours, peer("RQ", 3_000.0)], ours).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["NetStacks", "RQ"]
    assert lines[2].split()[1:5] == ["3,000", "4.0", "1,500", "4.0"]


def test_a_goal_that_is_missed_is_said() -> None:
    peers = [peer("Procrastinate", 1_000.0), peer("RQ", 3_000.0), peer("SAQ", 2_000.0)]
    lines = table.goals(table.row_of_ours(OURS), peers).splitlines()
    assert [line.startswith("met") for line in lines] == [True, True, True, False, False]


@pytest.mark.parametrize(("share", "expected"), [(0.5, 100.0), (0.99, 198.0), (1.0, 200.0), (0.0, 1.0)])
def test_a_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert measurement.percentile([float(value) for value in range(1, 201)], share) == expected


def test_a_run_ends_when_every_job_is_finished(no_workers: processes.Workers) -> None:
    peer = FakePeer()
    run = measurement.run_once(peer, peer.enqueue_many, 8, no_workers)
    assert (run.jobs, peer.left) == (8, 0)
    assert 0 <= run.enqueue_seconds <= run.seconds


def test_workers_that_stand_still_are_an_error_with_their_last_words(
    no_workers: processes.Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measurement, "LIMIT_SECONDS", 0.0)
    peer = FakePeer()
    peer.enqueue_many(10**9)
    with pytest.raises(measurement.NotFinished, match="the last words"):
        measurement.wait_until_finished(peer, no_workers)


def test_the_processor_time_of_children_counts_also_when_they_have_ended() -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    with subprocess.Popen(
        ["sh", "-c", '"$0" -c "$1"; echo ended; read line', sys.executable, busy],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        try:
            assert parent.stdout is not None
            assert parent.stdout.readline() == b"ended\n"
            assert processes.processor_seconds([parent.pid]) >= 0.25
        finally:
            parent.kill()


def test_workers_and_their_children_end_with_the_block(tmp_path: Path) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)
    # The child holds the pipe open, so that its end is the end of the file.
    with processes.running([["sh", "-c", f"sleep 60 >{said} & echo $! >{said}; wait"]], {}):
        pipe = said.open()
        child = Path("/proc") / pipe.readline().strip()
        assert child.exists()
    with pipe:
        assert pipe.read() == ""
