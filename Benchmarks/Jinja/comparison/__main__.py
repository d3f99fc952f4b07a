"""Measures our template engine beside Python's jinja2, on the same templates and values.

Both are single threaded, and their processor time is measured: on an idle machine that is the time on the clock. The two take
turns, so that both meet the machine in the same states; of each the best turn counts. What they render is compared byte for
byte before anything is measured.
"""

import argparse
import os

import jinja2

from comparison.engines import Ours, Python
from comparison.workloads import Workload, workloads

HEADER = ("", "ours ms", "jinja2 ms", "ratio", "goal", "least", "")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench jinja", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7, help="turns of each engine (default 7)")
    parser.add_argument("--only", help="one of switch, interface, page, compile")
    return parser.parse_args()


def compare(load: Workload, ours: Ours, python: Python) -> None:
    if load.name is None:
        return
    mine, theirs = ours.output(load), python.output(load)
    if mine == theirs:
        lines = theirs.decode().count("\n")
        print(f"{load.title}: {lines:,} lines, {len(theirs):,} bytes, the same from both")
        return
    for number, (left, right) in enumerate(zip(mine.splitlines(), theirs.splitlines(), strict=False), 1):
        if left != right:
            raise SystemExit(f"{load.title}: line {number} differs\nours   {left!r}\njinja2 {right!r}")
    raise SystemExit(f"{load.title}: {len(mine)} bytes from ours, {len(theirs)} from jinja2")


def row(load: Workload, ours: Ours, python: Python, rounds: int) -> tuple[str, ...]:
    turns = [(ours.seconds(load), python.seconds(load)) for _ in range(rounds)]
    mine, theirs = (min(times) / load.times * 1000 for times in zip(*turns, strict=True))
    ratio = theirs / mine
    met = "met" if ratio >= load.goal else "MISSED" if ratio < load.least else "below the goal"
    return load.title, f"{mine:,.4f}", f"{theirs:,.4f}", f"{ratio:.1f} x", f"{load.goal:g} x", f"{load.least:g} x", met


def main() -> None:
    options = arguments()
    loads = [load for load in workloads() if options.only in (None, load.key)]
    python = Python(loads)
    with Ours(loads) as ours:
        for load in loads:
            compare(load, ours, python)
        rows = [HEADER, *(row(load, ours, python, options.rounds) for load in loads)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEADER))]
    print(f"\nProcessor time of one pass, best of {options.rounds} turns, jinja2 {jinja2.__version__}")
    for cells in rows:
        title, *figures = [cell.ljust(widths[0]) if not at else cell for at, cell in enumerate(cells)]
        print("  ".join([title, *(cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))]).rstrip())
    cores = os.cpu_count() or 1
    if (load_now := os.getloadavg()[0]) > cores:
        print(f"The machine is busy (load {load_now:.1f}, {cores} cores): caches are shared, so look at the ratios only.")


main()
