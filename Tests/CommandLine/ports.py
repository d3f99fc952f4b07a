"""Ports that nothing listens on."""

import socket


def free_ports(count: int) -> list[int]:
    """So many at once, all different."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
