"""Our own queue, measured by the program that QUEUE_BENCHMARK names.

It is called with the URL of a database, makes its tables there when they are missing, runs the same jobs as the peers,
and prints a line of JSON for each measurement. Without options these are `batch` (jobs enqueued thousands at a time),
`one_by_one` (a call for each), both from the first enqueue to the last finished, and `idle` (single jobs, from enqueue
to start); `processor_us_per_job` and `configuration` may stand beside them:

    {"name": "batch", "jobs_per_second": 12000.5}
    {"name": "idle", "p50_ms": 1.2, "p99_ms": 3.4}

With `--for SECONDS` it keeps enqueuing in batches and working, and prints at the end of each 30 seconds:

    {"name": "sustained", "at_seconds": 30, "jobs_per_second": 11000.0}
"""

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]


def program() -> str:
    """The path of our benchmark, built by bin/bench."""
    path = os.environ.get("QUEUE_BENCHMARK", "")
    if not os.access(path, os.X_OK):
        raise SystemExit("QUEUE_BENCHMARK must name our compiled benchmark; bin/bench queue does that")
    return path


def lines(url: str, *options: str) -> Iterator[Figures]:
    """What our benchmark prints, as it prints it."""
    command = ["setpriv", "--pdeathsig", "KILL", program(), url, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                yield json.loads(line)
    if process.returncode != 0:
        raise SystemExit(f"our benchmark ended with {process.returncode}")


def measured(url: str) -> dict[str, Figures]:
    """Every measurement of one whole run, by its name."""
    return {figures["name"]: figures for figures in lines(url)}
