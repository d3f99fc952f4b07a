"""The queue, its workers, and what must be true of it whatever happened."""

import itertools
import shutil
import tempfile
from pathlib import Path

from database import QueueServer
from proxy import Proxy
from waiting import until
from worker import SHORT, ChaosWorker


class Queue:
    """One server; each test finds it empty and starts the workers it needs."""

    def __init__(self, *, has_clock: bool = False) -> None:
        self.server = QueueServer(has_clock=has_clock)
        self.folder = Path(tempfile.mkdtemp(prefix="ns-chaos-"))
        self.workers: list[ChaosWorker] = []
        self.proxies: list[Proxy] = []
        self.numbers = itertools.count(1)

    def start(self, count: int = 1, *, url: str = "", short: bool = True, **settings: str) -> list[ChaosWorker]:
        """Starts workers and waits until each is registered; the settings are those of its environment."""
        before = self.registered()
        settings = {**(SHORT if short else {}), **settings}
        fresh = [
            ChaosWorker(
                url or self.server.url, self.server.url, self.folder / f"worker-{next(self.numbers)}.log", settings
            )
            for _ in range(count)
        ]  # fmt: skip
        self.workers += fresh
        until("the workers are there", lambda: self.registered() >= before + count, 30)
        return fresh

    def registered(self) -> int:
        return self.server.number("SELECT count(*) FROM worker")

    def proxy(self) -> Proxy:
        self.proxies.append(Proxy(self.server.folder))
        return self.proxies[-1]

    def enqueue(self, number: int, kind: str, **how: str | int) -> None:
        named = "".join(
            f", {name} => {value if isinstance(value, int) else quoted(value)}" for name, value in how.items()
        )
        self.server.query(f"SELECT cardinality(chaos_enqueue({number}, '{kind}'{named}))")

    def limit(self, key: str, concurrency: int) -> None:
        self.server.query(
            f"INSERT INTO job_key (name, concurrency) VALUES ('{key}', {concurrency})"
            f" ON CONFLICT (name) DO UPDATE SET concurrency = {concurrency}"
        )

    def running(self, worker: ChaosWorker) -> int:
        """How many jobs the database thinks that this process runs."""
        return self.server.number_or_none(
            "SELECT count(*) FROM job JOIN worker ON worker.id = job.worker_id"
            f" WHERE worker.process_id = {worker.pid}"
        ) or 0  # fmt: skip

    def begun(self) -> int:
        return self.server.number_or_none("SELECT count(*) FROM chaos_begin") or 0

    def left(self) -> int | None:
        return self.server.number_or_none(
            "SELECT count(*) FROM chaos_job WHERE NOT EXISTS (SELECT 1 FROM job_history WHERE id = job_id)"
        )

    def ended(self, label: str) -> int:
        return self.server.number_or_none(
            "SELECT count(*) FROM chaos_job JOIN job_history ON id = job_id"
            f" WHERE label = '{label}'"
        ) or 0  # fmt: skip

    def settle(self, limit: float = 60.0) -> None:
        """Waits until every job has ended, then holds the queue against its promises."""
        try:
            until("every job has ended", lambda: self.left() == 0, limit)
        except AssertionError:
            raise AssertionError(f"{self.left()} jobs are left: {self.stuck()}") from None
        nothing = {
            "a job ended twice": "SELECT id FROM job_history GROUP BY id HAVING count(*) > 1",
            "a job is live and over": "SELECT id FROM job JOIN job_history USING (id)",
            "an unrepeatable job began twice":
                "SELECT job_id FROM chaos_begin JOIN chaos_job USING (job_id) WHERE kind = 'chaos_once'"
                " GROUP BY job_id HAVING count(*) > 1",
            "a limit was exceeded": "SELECT what FROM chaos_violation",
            "a key is still held": "SELECT key, job_id FROM job_hold",
            "an end was not told":
                "SELECT id FROM job_history JOIN chaos_job ON job_id = id WHERE state IN ('failed', 'interrupted')"
                " AND NOT EXISTS (SELECT 1 FROM chaos_conclusion WHERE chaos_conclusion.job_id = id)",
            "a repeatable job was lost":
                "SELECT id, state, failures FROM job_history JOIN chaos_job ON job_id = id"
                " WHERE chaos_job.kind = 'chaos_safe' AND state <> 'succeeded' AND cancel_requested_at IS NULL"
                " AND progress NOT LIKE 'It needed job%'",
        }  # fmt: skip
        until("no key is held and all ends are told", lambda: not any(
            self.server.query(nothing[what]) for what in ("a key is still held", "an end was not told")), 10)  # fmt: skip
        for what, sql in nothing.items():
            assert self.server.query(sql) == [], what
        self.look_at_log()

    def look_at_log(self) -> None:
        log = self.server.log_path.read_text(errors="replace")
        for word in ("deadlock detected", "violates exclusion constraint", "PANIC"):
            place = log.find(word)
            assert place < 0, log[max(0, place - 1500) : place + 2500]

    def stuck(self) -> list[list[str]]:
        return self.server.query(
            "SELECT kind, state, attempt, scheduled_at - clock_timestamp(), waiting_for, prerequisites_left, worker_id,"
            " progress FROM job LIMIT 10"
        )

    def rest(self) -> None:
        """Ends the workers and empties the queue: how each test finds it."""
        for worker in self.workers:
            worker.thaw()
            worker.process.terminate()
        for worker in self.workers:
            worker.end()
        for proxy in self.proxies:
            proxy.close()
        self.workers, self.proxies = [], []
        self.server.query(
            "TRUNCATE job, job_history, job_hold, job_key, job_tally, job_prerequisite, worker, event, chaos_job,"
            " chaos_begin, chaos_tick, chaos_conclusion, chaos_violation, chaos_hold"
        )

    def remove(self) -> None:
        for worker in self.workers:
            worker.kill()
        self.server.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
