"""FakeNOS, a simulator by others: a process of its own that ends with its standard input."""

import json
import logging
import sys

from fakenos import FakeNOS


def main() -> None:
    """Starts a host of each platform named on the command line as ``platform=port``; says when they listen."""
    logging.disable(logging.CRITICAL)
    hosts = {}
    for argument in sys.argv[1:]:
        platform, _, port = argument.partition("=")
        hosts[platform] = {"username": "fake", "password": "fake-word", "platform": platform, "port": int(port)}
    network = FakeNOS(inventory={"hosts": hosts})
    network.start()
    print(json.dumps({"ready": sorted(hosts)}), flush=True)
    sys.stdin.read()
    network.stop()


if __name__ == "__main__":
    main()
