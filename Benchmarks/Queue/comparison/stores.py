"""The stores of the comparison: databases on the PostgreSQL server, and a Redis server of its own."""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from psycopg import sql

from peers import processes

START_LIMIT = 10.0


def server_url() -> str:
    """The URL of the PostgreSQL server on which ours and Procrastinate run."""
    url = os.environ.get("BENCH_DATABASE_URL")
    if not url:
        raise SystemExit("BENCH_DATABASE_URL must name a PostgreSQL server; bin/bench queue starts one")
    return url


@contextlib.contextmanager
def database(name: str) -> Iterator[str]:
    """A new database on the server for the length of the block; gives its URL."""
    with psycopg.connect(server_url(), autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server_url())._replace(path=f"/{name}"))
        finally:
            connection.execute(drop)


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """Debian's redis-server on a Unix socket, the fastest way to it; gives the socket's path.

    It writes nothing to the disk, which is fastest too: a restart would lose every job.
    """
    with tempfile.TemporaryDirectory(prefix="netstacks-bench-", dir="/tmp") as folder:
        socket = f"{folder}/redis.sock"
        command = ["redis-server", "--port", "0", "--unixsocket", socket, "--dir", folder]
        command += ["--save", "", "--appendonly", "no"]
        log = Path(folder) / "redis.log"
        process = processes.start(command, {}, log)
        try:
            client = redis.Redis(unix_socket_path=socket)
            deadline = time.monotonic() + START_LIMIT
            while not answers(client):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"redis-server did not start: {log.read_text(errors='replace')[-500:]}")
                time.sleep(0.02)
            yield socket
        finally:
            processes.end(process)


def answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
