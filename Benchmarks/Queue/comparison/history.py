"""Whether a long history slows the queue: ours on an empty history and on one of ten million rows, in turns."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from comparison import ours, stores

SQL = Path(__file__).parent.parent / "history.sql"
ROWS = 10_000_000
ROUNDS = 3
GOAL = 0.9


def fill(url: str, rows: int) -> None:
    """Writes rows of finished jobs with the statements of history.sql."""
    began = time.monotonic()
    command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-v", f"rows={rows}", "-f", str(SQL), url]
    subprocess.run(command, check=True)
    print(f"  {rows:,} rows of history written in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def compare(rows: int) -> None:
    """Prints jobs a second without and with history, medians of turns, and the ratio of the two."""
    rates: dict[str, dict[str, list[float]]] = {}
    with stores.database("queue_short") as short, stores.database("queue_long") as long:
        # The first run makes the tables.
        ours.measured(long)
        fill(long, rows)
        for _ in range(ROUNDS):
            for which, url in (("short", short), ("long", long)):
                for name, figures in ours.measured(url).items():
                    if "jobs_per_second" in figures:
                        rates.setdefault(name, {}).setdefault(which, []).append(figures["jobs_per_second"])
    print(f"jobs/s, medians of {ROUNDS} runs in turns on an empty history and on one of {rows:,} rows:")
    for name, turns in rates.items():
        empty, full = statistics.median(turns["short"]), statistics.median(turns["long"])
        verdict = "met" if full / empty >= GOAL else "NOT MET"
        print(f"{verdict:8}{name}: {empty:,.0f} and {full:,.0f}, ratio {full / empty:.2f} (at least {GOAL})")
