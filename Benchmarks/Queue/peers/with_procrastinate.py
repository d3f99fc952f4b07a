"""Procrastinate on the same PostgreSQL server as ours; `batch_defer` for bulk; finished jobs kept as by default."""

import asyncio
import os
import time
from pathlib import Path

import psycopg
from procrastinate import App, PsycopgConnector

from peers import workload
from peers.peer import Configuration

BATCH = 1000
# Calls in flight when each job is enqueued by a call of its own.
CALLERS = 16
URL = os.environ["PROCRASTINATE_URL"]

app = App(
    connector=PsycopgConnector(conninfo=URL, min_size=1, max_size=int(os.environ.get("PROCRASTINATE_POOL", CALLERS))),
    import_paths=["peers.with_procrastinate"],
)


@app.task(name="no_op")
async def no_op() -> None:
    workload.no_op()


@app.task(name="note_start")
async def note_start(sent: int, path: str) -> None:
    workload.note_start(sent, path)


def workers(processes: int, concurrency: int, pool: int) -> Configuration:
    command = ["procrastinate", "-a", "peers.with_procrastinate.app", "--log-level", "error", "worker"]
    command += ["-c", str(concurrency)]
    name = f"{processes} workers, concurrency {concurrency}, {pool} connections each"
    return Configuration(name, [command] * processes, {"PROCRASTINATE_POOL": str(pool)})


class Procrastinate:
    name = "Procrastinate"
    configurations = [workers(2, 50, 16), workers(2, 100, 32)]

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.database = psycopg.connect(URL, autocommit=True)
        self.runner.run(self.open())

    async def open(self) -> None:
        await app.open_async()
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()

    def clear(self) -> None:
        self.database.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        self.database.execute("VACUUM ANALYZE")

    def enqueue_many(self, count: int) -> None:
        for start in range(0, count, BATCH):
            size = min(BATCH, count - start)
            self.runner.run(no_op.batch_defer_async(*({} for _ in range(size))))

    def enqueue_each(self, count: int) -> None:
        async def enqueue() -> None:
            left = iter(range(count))

            async def caller() -> None:
                for _ in left:
                    await no_op.defer_async()

            await asyncio.gather(*(caller() for _ in range(CALLERS)))

        self.runner.run(enqueue())

    def enqueue_timed(self, path: str) -> None:
        self.runner.run(note_start.defer_async(sent=time.monotonic_ns(), path=path))

    def unfinished(self) -> int:
        row = self.database.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
        ).fetchone()
        return row[0] if row else 0

    def store_process(self) -> int:
        backend = Path(f"/proc/{self.database.info.backend_pid}/stat")
        # proc(5): after the name in brackets, the 2nd field is the parent, and that of a backend is the server.
        return int(backend.read_text().rpartition(")")[2].split()[1])

    def close(self) -> None:
        self.runner.run(app.close_async())
        self.runner.close()
        self.database.close()
