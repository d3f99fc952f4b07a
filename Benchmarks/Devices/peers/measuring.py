"""What every peer reports, and the command line of all of them."""

import json
import sys
import time
from collections.abc import Callable
from typing import Protocol

from comparison.clients import hosts

Host = tuple[str, int, str, str]


class Peer(Protocol):
    """One session at a time over a blocking library."""

    def open(self, host: Host) -> None: ...
    def run(self, command: str) -> str: ...
    def close(self) -> None: ...


def report(seconds: float, commanding: float, failures: int, commands: int, processor: float) -> None:
    """Prints the figures; `processor` is `time.process_time` before the first login: importing a library is not its work."""
    figures = {
        "seconds": seconds, "commanding_seconds": commanding, "failures": failures, "commands": commands,
        "processor": time.process_time() - processor,
    }  # fmt: skip
    print(json.dumps(figures))


def single(make: Callable[[], Peer], path: str, times: int, command: str) -> None:
    """One session, the command so often."""
    processor, start = time.process_time(), time.perf_counter()
    peer = make()
    peer.open(hosts(path)[0])
    commanding = time.perf_counter()
    for _ in range(times):
        if not peer.run(command):
            raise SystemExit("a command gave nothing")
    end = time.perf_counter()
    peer.close()
    report(end - start, end - commanding, 0, times, processor)


def cold(make: Callable[[], Peer], path: str, threads: int, command: str) -> None:
    """Every device: sign in, run the command once, leave; so many threads at once."""
    from concurrent.futures import ThreadPoolExecutor

    def one(host: Host) -> bool:
        peer = make()
        try:
            peer.open(host)
            answered = bool(peer.run(command))
            peer.close()
            return answered
        except Exception as problem:  # noqa: BLE001: whatever a library throws is a failure of this device
            print(f"{host[1]}: {problem}", file=sys.stderr)
            return False

    processor, start = time.process_time(), time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        outcomes = list(pool.map(one, hosts(path)))
    seconds = time.perf_counter() - start
    report(seconds, seconds, outcomes.count(False), outcomes.count(True), processor)


def main(make: Callable[[], Peer]) -> None:
    mode, path, number, command = sys.argv[1:5]
    (single if mode == "single" else cold)(make, path, int(number), command)
