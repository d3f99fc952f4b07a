"""Measures each peer in a process of its own, one after the other."""

import json
import os
import subprocess
import sys

from comparison import stores
from comparison.ours import Figures

NAMES = ("procrastinate", "rq", "saq", "celery")
# Each takes about 40 s on an idle machine.
LIMIT_SECONDS = 300.0


def measured(names: tuple[str, ...] = NAMES) -> list[Figures]:
    """The figures of the peers, in the order of their names."""
    with stores.database("procrastinate") as database, stores.redis_server() as socket:
        environment = {
            **os.environ,
            "PROCRASTINATE_URL": database,
            "REDIS_SOCKET": socket,
            "REDIS_URL": f"unix://{socket}",
            "C_FORCE_ROOT": "1",
        }
        return [measure(name, environment) for name in names]


def measure(name: str, environment: dict[str, str]) -> Figures:
    done = subprocess.run(
        [sys.executable, "-m", "peers", name],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    print(done.stdout, end="", file=sys.stderr, flush=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures
