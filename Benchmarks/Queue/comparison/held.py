"""How throughput holds while another session keeps a transaction open, so that no dead row can be cleaned away."""

import contextlib
import sys
from collections.abc import Iterator

import psycopg

from comparison import ours, stores

BASELINE_SECONDS = 60
SECONDS = 600


@contextlib.contextmanager
def transaction_held(url: str) -> Iterator[None]:
    """Keeps a snapshot of the database for the length of the block, as a long report or a forgotten session does."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("SELECT 1")
        yield
        held = connection.execute(
            "SELECT backend_xmin IS NOT NULL, round(extract(epoch FROM clock_timestamp() - xact_start))"
            " FROM pg_stat_activity WHERE pid = pg_backend_pid()"
        ).fetchone()
        if held is None or not held[0]:
            raise SystemExit("the transaction was not held to the end")
        print(f"  the transaction was open for {held[1]} s", file=sys.stderr, flush=True)


def compare(seconds: int) -> None:
    """Prints jobs a second for each half minute: a minute without the transaction, then with it."""
    with stores.database("queue_held") as url:
        free = sustained(url, BASELINE_SECONDS, None)
        with transaction_held(url):
            held = sustained(url, seconds, free)
    print(f"the last half minute of {seconds} s with an open transaction has {held / free:.2f} of the rate without")


def sustained(url: str, seconds: int, free: float | None) -> float:
    """Runs ours for the time, prints each half minute, and gives the rate of the last."""
    rate = 0.0
    for figures in ours.lines(url, "--for", str(seconds)):
        if figures["name"] == "sustained":
            rate = figures["jobs_per_second"]
            share = "" if free is None else f"  {rate / free:.2f} of the rate without"
            state = "free" if free is None else "held"
            print(f"{state}  {figures['at_seconds']:>4} s  {rate:>9,.0f} jobs/s{share}", flush=True)
    if rate == 0.0:
        raise SystemExit("our benchmark printed no sustained rate")
    return rate
