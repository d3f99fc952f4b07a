"""Measures sessions with simulated devices: ours, Netmiko, scrapli and asyncssh, and the floor, a bare C client of libssh2.

One process of the lab plays all devices (Nexus switches on loopback); every client signs in by password, switches paging
off, and runs `show version`. All clients run one after the other on the machine that the devices run on. Ours and the
floor take turns, so that both meet the machine in the same states; the median of the rounds counts.
"""

import argparse
import os
import statistics
from collections.abc import Callable

from comparison import clients, fleet, table
from comparison.clients import Result
from comparison.fleet import Fleet

BUSY_SHARE = 0.25


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench devices", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", action="store_true", help="ours and the floor only")
    parser.add_argument("--devices", type=int, default=1000, help="devices of the cold start (default 1000)")
    parser.add_argument("--sessions", type=int, default=2000, help="sessions held open (default 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of ours and the floor (default 3)")
    return parser.parse_args()


def in_turns(rounds: int, *measures: Callable[[], Result]) -> list[Result]:
    """Each measure so often, taking turns; of each the run with the median time."""
    runs = [[measure() for measure in measures] for _ in range(rounds)]
    columns = zip(*runs, strict=True)
    return [sorted(column, key=lambda run: run.commanding)[len(column) // 2] for column in columns]


def one_device(found: Fleet, options: argparse.Namespace) -> table.Part:
    ours, floor = in_turns(
        options.rounds,
        lambda: clients.ours(found, "single", 1000),
        lambda: clients.floor(found, "single", 1000),
    )
    one = [(clients.ours(found, "single", 1).seconds, clients.openssh(found)) for _ in range(5)]
    connect = statistics.median(mine - theirs for mine, theirs in one)
    peers = {} if options.ours else {name: clients.peer(name, found, "single", 300) for name in clients.PEERS}
    return table.one_device(ours, floor, peers, connect)


def all_cold(found: Fleet, options: argparse.Namespace) -> table.Part:
    ours, floor = in_turns(
        options.rounds, lambda: clients.ours(found, "cold", 64), lambda: clients.floor(found, "cold", 64)
    )
    peers = {} if options.ours else {name: clients.peer(name, found, "cold", 32) for name in clients.PEERS}
    return table.all_cold(ours, floor, peers, options.devices)


def all_warm(found: Fleet, options: argparse.Namespace, netmiko: float | None) -> table.Part:
    return table.all_warm(clients.ours(found, "warm", 10), options.sessions, netmiko)


def main() -> None:
    options = arguments()
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    with fleet.running(options.devices) as found:
        first = one_device(found, options)
        parts = [first, all_cold(found, options)]
    with fleet.running(options.sessions) as found:
        parts.append(all_warm(found, options, first.processor.get("netmiko")))
    for part in parts:
        print(part.text, end="\n\n")
    if load > cores * BUSY_SHARE:
        print(f"The machine was busy before this run (load {load:.1f}, {cores} cores): the figures are too high.")


main()
