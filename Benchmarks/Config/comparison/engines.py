"""The two: ours in a process of its own, hier_config in this one. Times are processor time, in seconds."""

import gc
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from hier_config import HConfig, Platform, WorkflowRemediation, get_hconfig


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


class HierConfig:
    """hier_config as its documentation uses it."""

    def __init__(self, old: str, new: str) -> None:
        self.texts = old, new
        self.trees = self.parsed()

    def parsed(self) -> tuple[HConfig, HConfig]:
        old, new = (get_hconfig(Platform.CISCO_IOS, text) for text in self.texts)
        return old, new

    @staticmethod
    def remediation(old: HConfig, new: HConfig) -> HConfig:
        return WorkflowRemediation(old, new).remediation_config

    def commands(self) -> list[str]:
        return [child.cisco_style_text() for child in self.remediation(*self.parsed()).all_children_sorted()]

    def parse(self) -> float:
        return timed(self.parsed)

    def diff(self) -> float:
        return timed(lambda: list(self.trees[0].unified_diff(self.trees[1])))

    def patch(self) -> float:
        return timed(lambda: list(self.remediation(*self.trees).all_children_sorted()))

    def whole(self) -> float:
        def work() -> None:
            old, new = self.parsed()
            list(old.unified_diff(new))
            list(self.remediation(old, new).all_children_sorted())

        return timed(work)


class Ours:
    """Our program; what it is asked is told in its source."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [os.environ["CONFIG_BENCHMARK"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.ask(f"grammar {os.environ['PLATFORM']}")

    def __enter__(self) -> "Ours":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.stdin.close()
        self.process.wait()

    def ask(self, line: str) -> str:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("our program ended; what it said stands above")
        return answer.strip()

    def take(self, *files: Path) -> None:
        self.ask("texts " + " ".join(map(str, files)))

    def seconds(self, what: str) -> float:
        return float(self.ask(what))

    def commands(self) -> list[str]:
        return json.loads(self.ask("commands"))

    def leads(self, commands: Path) -> bool:
        return self.ask(f"leads {commands}") == "yes"
