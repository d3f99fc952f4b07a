"""Waits until a web address answers, or the process that serves it has ended: `python -m netlab.ready URL PID`."""

import os
import select
import sys
import urllib.error
import urllib.request

LIMIT = 60.0
STEP = 0.1


def main() -> int:
    url, pid = sys.argv[1], int(sys.argv[2])
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return 1
    for _ in range(int(LIMIT / STEP)):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status < 500:
                    return 0
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return 0
        except OSError:
            pass  # it does not listen yet
        if select.select([process], [], [], STEP)[0]:
            return 1
    return 2


if __name__ == "__main__":
    sys.exit(main())
