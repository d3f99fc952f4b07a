"""Real FRRouting routers, each behind an OpenSSH server of its own, inside private namespaces."""
