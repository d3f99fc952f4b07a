"""RQ: a pool of SimpleWorkers (no fork per job); `enqueue_many` for bulk; results kept as by default (500 s)."""

import os
import time

from redis import Redis
from rq import Queue
from rq.registry import FinishedJobRegistry

from peers import workload
from peers.peer import Configuration

BATCH = 1000
URL = os.environ["REDIS_URL"]


def pool(workers: int) -> Configuration:
    """SimpleWorker runs jobs in the worker's own process, which is RQ's fastest; Worker forks for each."""
    command = ["rq", "worker-pool", "-q", "-u", URL, "-n", str(workers), "-w", "rq.SimpleWorker"]
    return Configuration(f"worker-pool of {workers}, SimpleWorker", [command])


class RQ:
    name = "RQ"
    configurations = [pool(2), pool(4)]

    def __init__(self) -> None:
        self.redis = Redis.from_url(URL)
        self.queue = Queue(connection=self.redis)
        self.finished = FinishedJobRegistry(queue=self.queue)
        self.enqueued = 0

    def clear(self) -> None:
        self.redis.flushall()
        self.enqueued = 0

    def enqueue_many(self, count: int) -> None:
        for start in range(0, count, BATCH):
            size = min(BATCH, count - start)
            self.queue.enqueue_many([Queue.prepare_data(workload.no_op) for _ in range(size)])
            self.enqueued += size

    def enqueue_each(self, count: int) -> None:
        for _ in range(count):
            self.queue.enqueue(workload.no_op)
            self.enqueued += 1

    def enqueue_timed(self, path: str) -> None:
        self.enqueued += 1
        self.queue.enqueue(workload.note_start, time.monotonic_ns(), path)

    def unfinished(self) -> int:
        return self.enqueued - self.redis.zcard(self.finished.key)

    def store_process(self) -> int:
        return int(self.redis.info("server")["process_id"])

    def close(self) -> None:
        self.redis.close()
