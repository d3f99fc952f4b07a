"""Measures a peer: jobs a second from the first enqueue to the last finished, and the wait for the start when idle."""

import json
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peers.peer import Configuration, Peer
from peers.processes import Workers, processor_seconds, running

# A run shorter than this says little; a longer one costs patience. Seconds.
RUN_SECONDS = 5.0
WARM_UP_JOBS = 200
TIMED_JOBS = 200
WARM_UP_TIMED_JOBS = 10
POLL_SECONDS = 0.01
# No run of a bounded number of jobs takes this long, however slow the peer. Seconds.
LIMIT_SECONDS = 120.0


class NotFinished(Exception):
    """The workers did not do their jobs in time; the message ends with what they last said."""


@dataclass(frozen=True)
class Run:
    """Jobs enqueued and finished, the seconds until the last was enqueued and finished, and the processor's work."""

    jobs: int
    enqueue_seconds: float
    seconds: float
    processor_seconds: float

    @property
    def jobs_per_second(self) -> float:
        return self.jobs / self.seconds

    @property
    def processor_microseconds(self) -> float:
        """Processor time for each job of all who take part: the enqueuer, the store and the workers."""
        return self.processor_seconds * 1e6 / self.jobs


def wait_until_finished(peer: Peer, workers: Workers) -> None:
    deadline = time.monotonic() + LIMIT_SECONDS
    while (left := peer.unfinished()) > 0:
        if time.monotonic() > deadline:
            raise NotFinished(f"{peer.name}: {left} jobs unfinished after {LIMIT_SECONDS:g} s\n{workers.last_lines()}")
        time.sleep(POLL_SECONDS)


def run_once(peer: Peer, enqueue: Callable[[int], None], jobs: int, workers: Workers) -> Run:
    roots = [os.getpid(), peer.store_process(), *workers.processes]
    used = processor_seconds(roots)
    began = time.monotonic()
    enqueue(jobs)
    enqueued = time.monotonic()
    wait_until_finished(peer, workers)
    ended = time.monotonic()
    return Run(jobs, enqueued - began, ended - began, processor_seconds(roots) - used)


def throughput(peer: Peer, enqueue: Callable[[int], None], workers: Workers) -> Run:
    """Warms up until the rate is known, then runs as many jobs as take RUN_SECONDS or a little more."""
    run_once(peer, enqueue, 1, workers)
    rate = run_once(peer, enqueue, WARM_UP_JOBS, workers).jobs_per_second
    rate = run_once(peer, enqueue, math.ceil(rate), workers).jobs_per_second
    run = run_once(peer, enqueue, math.ceil(rate * RUN_SECONDS * 1.1), workers)
    if run.seconds < RUN_SECONDS:
        run = run_once(peer, enqueue, math.ceil(run.jobs_per_second * RUN_SECONDS * 1.2), workers)
    return run


def waits_when_idle(peer: Peer, workers: Workers) -> list[float]:
    """Milliseconds from before the enqueue to the start of each of TIMED_JOBS jobs, one at a time, sorted."""
    with tempfile.TemporaryDirectory(prefix="netstacks-bench-") as folder:
        notes = Path(folder) / "notes"
        notes.touch()
        for number in range(1, WARM_UP_TIMED_JOBS + TIMED_JOBS + 1):
            peer.enqueue_timed(str(notes))
            deadline = time.monotonic() + LIMIT_SECONDS
            while notes.read_bytes().count(b"\n") < number:
                if time.monotonic() > deadline:
                    raise NotFinished(f"{peer.name}: a single job did not start\n{workers.last_lines()}")
                time.sleep(0.001)
            # Uneven, so that no poll of the peer's can fall into step with it.
            time.sleep(random.uniform(0.005, 0.015))
        waits = [int(line) / 1e6 for line in notes.read_text().split()]
    return sorted(waits[WARM_UP_TIMED_JOBS:])


def percentile(values: list[float], share: float) -> float:
    """The value of a sorted list below which lies the given share of it (nearest rank)."""
    return values[max(0, math.ceil(share * len(values)) - 1)]


def best_configuration(peer: Peer) -> tuple[Configuration, Run]:
    """Runs every configuration and keeps the one with the most jobs a second."""
    best: tuple[Configuration, Run] | None = None
    for configuration in peer.configurations:
        peer.clear()
        with running(configuration.commands, configuration.environment) as workers:
            run = throughput(peer, peer.enqueue_many, workers)
        figures = f"{run.jobs_per_second:.0f} jobs/s, {run.processor_microseconds:.0f} µs of processor time a job"
        print(f"  {peer.name}, {configuration.name}: {figures}", file=sys.stderr, flush=True)
        if best is None or run.jobs_per_second > best[1].jobs_per_second:
            best = configuration, run
    assert best is not None, f"{peer.name} has no configuration"
    return best


def report(peer: Peer) -> None:
    """Prints the peer's figures as one line of JSON."""
    configuration, many = best_configuration(peer)
    peer.clear()
    with running(configuration.commands, configuration.environment) as workers:
        each = throughput(peer, peer.enqueue_each, workers)
        waits = waits_when_idle(peer, workers)
    peer.close()
    figures = {
        "name": peer.name,
        "configuration": configuration.name,
        "jobs": many.jobs,
        "seconds": round(many.seconds, 2),
        "jobs_per_second": round(many.jobs_per_second, 1),
        "processor_us_per_job": round(many.processor_microseconds, 1),
        "one_by_one_jobs_per_second": round(each.jobs_per_second, 1),
        "one_by_one_enqueues_per_second": round(each.jobs / each.enqueue_seconds, 1),
        "p50_ms": round(percentile(waits, 0.50), 3),
        "p99_ms": round(percentile(waits, 0.99), 3),
    }
    print(json.dumps(figures, ensure_ascii=False), flush=True)
