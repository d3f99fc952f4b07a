"""Measures NetStacks' queue and four others with the same jobs, and prints a table with the ratio of ours to each.

The job does nothing. Jobs a second count from the first enqueue to the last job finished with its result or history
kept, as each queue keeps it by default: once enqueued by the fastest documented way, once with a call for each job.
The idle figures are the time from the enqueue of a single job to its start, while nothing else is going on. Each peer
runs in several configurations after a warm-up, for five seconds or more, and its best counts. NetStacks and
Procrastinate use the same PostgreSQL server, which keeps what it confirms; Redis keeps everything in memory only,
which is faster and loses the queue at a restart.
"""

import argparse
import os

from comparison import held, history, ours, peers_measured, stores, table

# A load above this share of the cores, before anything was started, means that others are at work.
BUSY_SHARE = 0.25


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench queue", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--ours", action="store_true", help="measure ours only")
    part.add_argument("--peers", action="store_true", help="measure the peers only")
    part.add_argument(
        "--history",
        type=int,
        nargs="?",
        const=history.ROWS,
        metavar="ROWS",
        help=f"ours on an empty history and on one of ROWS rows (default {history.ROWS:,})",
    )
    part.add_argument(
        "--held",
        type=int,
        nargs="?",
        const=held.SECONDS,
        metavar="SECONDS",
        help=f"ours while another session holds a transaction open (default {held.SECONDS})",
    )
    return parser.parse_args()


def our_row() -> ours.Figures:
    with stores.database("queue_bench") as url:
        return table.row_of_ours(ours.measured(url))


def compare(with_ours: bool, with_peers: bool) -> None:
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    mine = our_row() if with_ours else None
    peers = peers_measured.measured() if with_peers else []
    if mine and peers:
        # Once more after the peers: of two runs with the machine in two states, the slower one counts.
        mine = min(mine, our_row(), key=lambda row: row["jobs_per_second"])
    print(table.text([*([mine] if mine else []), *peers], mine))
    if load > cores * BUSY_SHARE:
        print(f"\nThe machine was busy before this run (load {load:.1f}, {cores} cores): the rows were measured one")
        print("after the other under changing load, so neither ratios nor goals can be relied on. Repeat it when idle.")
    if mine and peers:
        print()
        print(table.goals(mine, peers))


def main() -> None:
    chosen = arguments()
    if chosen.history is not None:
        history.compare(chosen.history)
    elif chosen.held is not None:
        held.compare(chosen.held)
    else:
        compare(with_ours=not chosen.peers, with_peers=not chosen.ours)


if __name__ == "__main__":
    main()
