"""The two engines: ours in a process of its own, Python's in this one. Times are processor time, in seconds."""

import gc
import json
import os
import subprocess
import time
from types import TracebackType

import jinja2
from markupsafe import _speedups  # noqa: F401  # the C half of markupsafe: without it the comparison would be unfair

from comparison.workloads import Workload


class Python:
    """jinja2 as it is usually used: one environment, templates compiled once, autoescaping by markupsafe."""

    def __init__(self, workloads: list[Workload]) -> None:
        self.environments = {
            load.key: jinja2.Environment(
                loader=jinja2.DictLoader(load.templates), undefined=jinja2.StrictUndefined, **load.options
            )
            for load in workloads
        }

    def seconds(self, load: Workload) -> float:
        environment = self.environments[load.key]
        gc.collect()
        if load.name is None:
            sources = list(load.templates.values())
            start = time.process_time()
            for _ in range(load.times):
                for text in sources:
                    environment.from_string(text)
            return time.process_time() - start
        render, variables = environment.get_template(load.name).render, load.variables
        start = time.process_time()
        for _ in range(load.times):
            render(variables)
        return time.process_time() - start

    def output(self, load: Workload) -> bytes:
        return self.environments[load.key].get_template(load.name).render(load.variables).encode()


class Ours:
    """Our program, which keeps its compiled templates as a server does."""

    def __init__(self, workloads: list[Workload]) -> None:
        self.process = subprocess.Popen(
            [os.environ["JINJA_BENCHMARK"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.keys = [load.key for load in workloads]
        for load in workloads:
            given = {
                "key": load.key,
                "templates": load.templates,
                "name": load.name,
                "vars": load.variables,
                "options": {**load.options, "strict": True},
                "times": load.times,
            }
            self.ask(json.dumps(given))

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
        return answer

    def seconds(self, load: Workload) -> float:
        return float(self.ask(json.dumps({"measure": load.key})))

    def output(self, load: Workload) -> bytes:
        return json.loads(self.ask(json.dumps({"output": load.key}))).encode()
