"""`python -m peers rq` measures one peer and prints its figures as a line of JSON."""

import importlib
import sys

from peers import measurement

# The module of each, and the class in it; imported only when asked for, as each reads its own settings.
PEERS = {
    "procrastinate": ("with_procrastinate", "Procrastinate"),
    "rq": ("with_rq", "RQ"),
    "saq": ("with_saq", "SAQ"),
    "celery": ("with_celery", "CeleryPeer"),
}


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in PEERS:
        sys.exit(f"usage: python -m peers {'|'.join(PEERS)}")
    module, name = PEERS[sys.argv[1]]
    measurement.report(getattr(importlib.import_module(f"peers.{module}"), name)())


if __name__ == "__main__":
    main()
