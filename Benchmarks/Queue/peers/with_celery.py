"""Celery with Redis as broker and result backend; `group` for bulk; results kept as by default (one day)."""

import os
import time

from celery import Celery, group
from redis import Redis

from peers import workload
from peers.peer import Configuration

BATCH = 1000
SOCKET = os.environ["REDIS_SOCKET"]
# Results are in a database of their own, so that counting them is one cheap question.
RESULTS = 1

BROKER = f"redis+socket://{SOCKET}?virtual_host=0"

app = Celery("peers.with_celery", broker=BROKER, backend=f"redis+socket://{SOCKET}?virtual_host={RESULTS}")
app.conf.update(
    # What Celery's guide to optimising names: no rate limits, as many messages reserved as short tasks need.
    worker_disable_rate_limits=True,
    worker_prefetch_multiplier=int(os.environ.get("CELERY_PREFETCH", "4")),
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)
app.task(name="no_op")(workload.no_op)
app.task(name="note_start")(workload.note_start)

# Enqueues by name and knows of no results: one that did would subscribe to each result, which halves its speed.
sender = Celery("sender", broker=BROKER, set_as_current=False)


def workers(pool: str, concurrency: int, processes: int, prefetch: int) -> Configuration:
    command = ["celery", "-A", "peers.with_celery", "-q", "worker", "-l", "ERROR", "-P", pool, "-c", str(concurrency)]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    commands = [[*command, "-n", f"worker{number}@localhost"] for number in range(processes)]
    name = f"{processes} × {pool} {concurrency}, prefetch {prefetch}"
    return Configuration(name, commands, {"CELERY_PREFETCH": str(prefetch), "C_FORCE_ROOT": "1"})


class CeleryPeer:
    name = "Celery"
    configurations = [workers("prefork", 2, 1, 64), workers("threads", 4, 2, 64), workers("solo", 1, 2, 64)]

    def __init__(self) -> None:
        self.redis = Redis(unix_socket_path=SOCKET, db=RESULTS)
        self.enqueued = 0

    def clear(self) -> None:
        self.redis.flushall()
        self.enqueued = 0

    def enqueue_many(self, count: int) -> None:
        for start in range(0, count, BATCH):
            size = min(BATCH, count - start)
            group((sender.signature("no_op") for _ in range(size)), app=sender).apply_async()
            self.enqueued += size

    def enqueue_each(self, count: int) -> None:
        for _ in range(count):
            sender.send_task("no_op")
            self.enqueued += 1

    def enqueue_timed(self, path: str) -> None:
        self.enqueued += 1
        sender.send_task("note_start", (time.monotonic_ns(), path))

    def unfinished(self) -> int:
        return self.enqueued - self.redis.dbsize()

    def store_process(self) -> int:
        return int(self.redis.info("server")["process_id"])

    def close(self) -> None:
        self.redis.close()
