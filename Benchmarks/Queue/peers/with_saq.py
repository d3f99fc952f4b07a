"""SAQ: two worker processes on uvloop; a call for each job, many at a time; results kept as by default (600 s)."""

import asyncio
import os
import time
from typing import Any

import uvloop
from redis import asyncio as redis
from saq.queue.redis import RedisQueue

from peers import workload
from peers.peer import Configuration

# SAQ has no enqueue of many at once: its documentation gathers single ones, of which it lets 20 run at a time.
CALLERS = 20
URL = os.environ["REDIS_URL"]

uvloop.install()


def store() -> RedisQueue:
    """Made from a client, because SAQ's own way from a URL knows no Unix socket."""
    return RedisQueue(redis.from_url(URL))


async def no_op(_: Any) -> None:
    workload.no_op()


async def note_start(_: Any, *, sent: int, path: str) -> None:
    workload.note_start(sent, path)


def settings() -> dict[str, Any]:
    """What `saq peers.with_saq.settings` runs, in each of its processes."""
    return {
        "queue": store(),
        "functions": [no_op, note_start],
        "concurrency": int(os.environ["SAQ_CONCURRENCY"]),
    }


def workers(processes: int, concurrency: int) -> Configuration:
    command = ["saq", "peers.with_saq.settings", "--workers", str(processes)]
    name = f"{processes} processes, concurrency {concurrency}, uvloop"
    return Configuration(name, [command], {"SAQ_CONCURRENCY": str(concurrency)})


class SAQ:
    name = "SAQ"
    configurations = [workers(2, 10), workers(2, 50)]

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.queue = store()
        self.runner.run(self.queue.connect())

    def clear(self) -> None:
        self.runner.run(self.queue.redis.flushall())

    def enqueue_many(self, count: int) -> None:
        async def enqueue() -> None:
            left = iter(range(count))

            async def caller() -> None:
                for _ in left:
                    await self.queue.enqueue("no_op")

            await asyncio.gather(*(caller() for _ in range(CALLERS)))

        self.runner.run(enqueue())

    def enqueue_each(self, count: int) -> None:
        self.enqueue_many(count)

    def enqueue_timed(self, path: str) -> None:
        self.runner.run(self.queue.enqueue("note_start", sent=time.monotonic_ns(), path=path))

    def unfinished(self) -> int:
        return self.runner.run(self.queue.count("incomplete"))

    def store_process(self) -> int:
        return int(self.runner.run(self.queue.redis.info("server"))["process_id"])

    def close(self) -> None:
        self.runner.run(self.queue.disconnect())
        self.runner.close()
