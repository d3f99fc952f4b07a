"""Workers that die, freeze and come back: no job is lost, none is run twice that must not be."""

import random
import time

from queue_under_test import Queue
from waiting import until


def busy(queue: Queue, number: int = 40) -> None:
    """Jobs of every kind, with keys that are scarce."""
    queue.limit("site:berlin", 3)
    queue.enqueue(number, "chaos_safe", label="keyed", keys="{device:#,site:berlin}", spread=5, ticks=2, pause_ms=30)
    queue.enqueue(number, "chaos_safe", label="plain", ticks=3, pause_ms=50)
    queue.enqueue(number, "chaos_once", label="once", ticks=3, pause_ms=50)
    queue.enqueue(number, "chaos_once", label="keyed once", keys="{device:#}", spread=10, ticks=2, pause_ms=30)


def test_with_the_usual_settings_the_jobs_of_a_dead_worker_are_free_within_30_seconds(queue: Queue) -> None:
    victim, _ = queue.start(2, short=False)
    queue.enqueue(24, "chaos_safe", ticks=60, pause_ms=50, keys="{device:#}", spread=24)
    until("the victim is at work", lambda: queue.running(victim) >= 4)
    victim.kill()
    died = time.monotonic()
    until("its jobs are free", lambda: queue.running(victim) == 0, 40)
    took = time.monotonic() - died
    print(f"\nfree after {took:.1f} s")
    assert took < 30
    queue.settle()


def test_a_killed_worker_loses_no_job(queue: Queue) -> None:
    victim, _, _ = queue.start(3)
    busy(queue)
    until("the victim is at work", lambda: queue.running(victim) >= 3)
    victim.kill()
    queue.settle()


def test_workers_that_are_killed_again_and_again_lose_no_job(queue: Queue) -> None:
    workers = queue.start(3)
    busy(queue, 60)
    deadline = time.monotonic() + 6
    chance = random.Random(20)
    while time.monotonic() < deadline:
        victim = chance.choice(workers)
        until("someone is at work", lambda: queue.begun() > 0)
        victim.kill()
        workers.remove(victim)
        queue.workers.remove(victim)
        workers += queue.start(1)
    queue.settle()


def test_a_worker_that_was_frozen_for_longer_than_its_lease_is_refused_and_begins_anew(queue: Queue) -> None:
    sleeper, _ = queue.start(2)
    busy(queue)
    until("the sleeper is at work", lambda: queue.running(sleeper) >= 3)
    sleeper.freeze()
    held = queue.server.query(
        "SELECT job.id, fencing_token FROM job JOIN worker ON worker.id = worker_id"
        f" WHERE process_id = {sleeper.pid}"
    )  # fmt: skip
    until("the others took its jobs", lambda: queue.running(sleeper) == 0)
    sleeper.thaw()
    until("it begins anew", lambda: "begins anew" in sleeper.log.read_text())
    queue.settle()
    for job, token in held:
        ticks = queue.server.number(
            "SELECT count(*) FROM job_history JOIN chaos_tick ON job_id = id AND chaos_tick.token = fencing_token"
            f" WHERE id = '{job}' AND fencing_token > {token} AND state = 'interrupted'"
        )
        assert ticks == 0, f"the late worker wrote to {job}"
    queue.enqueue(20, "chaos_safe", ticks=5, pause_ms=100)
    until("it works again", lambda: queue.running(sleeper) > 0)
    queue.settle()


def test_a_worker_that_is_told_to_end_gives_its_jobs_back(queue: Queue) -> None:
    leaver, _ = queue.start(2, CHAOS_DRAIN_SECONDS="1")
    queue.enqueue(12, "chaos_safe", ticks=60, pause_ms=50)
    until("it is at work", lambda: queue.running(leaver) >= 4)
    assert leaver.end() == 0
    assert queue.running(leaver) == 0
    queue.settle()
