"""Measures our configuration trees beside Python's hier_config: two IOS configurations that differ in 1 % of their lines.

Both are single threaded, and their processor time is measured: on an idle machine that is the time on the clock. The two take
turns, so that both meet the machine in the same states; of each the best turn counts. Before anything is measured, the commands
of both are compared, and both must lead from the one configuration to the other.
"""

import argparse
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from comparison.configurations import changed, configuration, text
from comparison.engines import HierConfig, Ours

LINES = 20_000
HEADER = ("", "ours ms", "hier_config ms", "ratio", "goal", "")
# What is measured, and the least ratio that is wanted; None where none is.
SIDES = [
    ("parse", "parsing both", None),
    ("diff", "the difference", 20),
    ("patch", "the commands", 20),
    ("whole", "all of it", 20),
]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench config", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9, help="turns of each (default 9)")
    return parser.parse_args()


def table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(rows[0]))]
    for cells in rows:
        title, *figures = cells
        rest = (cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))
        print("  ".join([title.ljust(widths[0]), *rest]).rstrip())


def compare(ours: Ours, peer: HierConfig, folder: Path) -> None:
    """Both must lead to the target by the same commands; headers and exits are each one's own way."""
    mine, theirs = ours.commands(), peer.commands()
    for name, commands in (("ours", mine), ("hier_config", theirs)):
        file = folder / name
        file.write_text(text(commands))
        if not ours.leads(file):
            raise SystemExit(f"the commands of {name} do not lead to the new configuration")
    left, right = (
        {line.strip() for line in commands if line.strip() not in ("exit", "exit-address-family")}
        for commands in (mine, theirs)
    )
    print(f"The commands: {len(left & right)} the same, {len(left - right)} only ours, "
          f"{len(right - left)} only hier_config's; both lead to the new configuration.")  # fmt: skip
    for line in sorted(left - right)[:3] + sorted(right - left)[:3]:
        print(f"  only {'ours' if line in left else 'hier_config'}: {line}")


def beside(ours: Ours, peer: HierConfig, rounds: int) -> None:
    rows = [HEADER]
    for what, title, goal in SIDES:
        turns = [(ours.seconds(what), getattr(peer, what)()) for _ in range(rounds)]
        mine, theirs = (min(times) * 1000 for times in zip(*turns, strict=True))
        ratio = theirs / mine
        verdict = "" if goal is None else "met" if ratio >= goal else "MISSED"
        rows.append((title, f"{mine:,.2f}", f"{theirs:,.1f}", f"{ratio:.1f} x", f"{goal} x" if goal else "", verdict))
    table(rows)


def alone(ours: Ours, small: Path, large: Path, rounds: int) -> None:
    """What hier_config has no like of, or no use for."""
    rows = [("", "MB/s", "goal", "")]
    for what, title, file, goal in (
        ("parse", "parsing 0.5 MB", small, 100),
        ("parse", "parsing 10 MB", large, 100),
        ("redact", "hiding the secrets of 0.5 MB", small, None),
    ):
        ours.take(file)
        best = min(ours.seconds(what) for _ in range(rounds))
        rate = file.stat().st_size / 1e6 / best
        verdict = "" if goal is None else "met" if rate >= goal else "MISSED"
        rows.append((title, f"{rate:,.1f}", str(goal or ""), verdict))
    table(rows)


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch, Ours() as ours:
        folder = Path(scratch)
        old = configuration(LINES)
        texts = {"old": old, "new": changed(old, LINES // 100), "large": configuration(LINES * 20)}
        for name, lines in texts.items():
            (folder / name).write_text(text(lines))
        peer = HierConfig(text(texts["old"]), text(texts["new"]))
        ours.take(folder / "old", folder / "new")
        compare(ours, peer, folder)
        print(
            f"\nTwo configurations of {LINES:,} lines, {LINES // 100} of them changed; processor time, best of "
            f"{options.rounds} turns, hier_config {version('hier-config')}"
        )
        beside(ours, peer, options.rounds)
        print("\nOurs alone")
        alone(ours, folder / "old", folder / "large", options.rounds)
    cores = os.cpu_count() or 1
    if (load_now := os.getloadavg()[0]) > cores:
        print(f"The machine is busy (load {load_now:.1f}, {cores} cores): caches are shared, so look at the ratios only.")


main()
