"""A database that restarts, dies, is cut off or changes its clock."""

import time

from queue_under_test import Queue
from test_workers import busy
from waiting import until


def test_a_restart_of_postgresql_loses_no_job(queue: Queue) -> None:
    queue.start(3)
    busy(queue)
    until("jobs are under way", lambda: queue.begun() >= 10)
    queue.server.restart()
    queue.settle()


def test_a_postmaster_that_is_killed_loses_no_job(queue: Queue) -> None:
    queue.start(3)
    busy(queue)
    until("jobs are under way", lambda: queue.begun() >= 10)
    queue.server.kill()
    queue.server.start()
    queue.settle()


def test_connections_that_are_cut_again_and_again_lose_no_job(queue: Queue) -> None:
    proxy = queue.proxy()
    queue.start(1, url=proxy.url)
    queue.start(1)
    busy(queue)
    deadline = time.monotonic() + 4
    while time.monotonic() < deadline:
        seen = queue.begun()
        proxy.cut()
        until("jobs go on", lambda: queue.begun() > seen or queue.left() == 0)
    queue.settle()


def test_a_worker_that_is_cut_off_stops_its_jobs_before_others_may_take_them(queue: Queue) -> None:
    proxy = queue.proxy()
    (lonely,) = queue.start(1, url=proxy.url)
    queue.enqueue(6, "chaos_safe", ticks=80, pause_ms=50, keys="{device:#}", spread=6)
    until("it is at work", lambda: queue.running(lonely) == 6)
    proxy.swallow()
    # Nobody else is there: that its jobs tick no more is its own doing.
    ticks = "SELECT count(*) FROM chaos_tick"
    stopped = until("its jobs stopped", lambda: is_still(queue, ticks), 20)
    assert stopped
    queue.start(1)
    until("the other took them", lambda: queue.running(lonely) == 0, 20)
    proxy.let_pass()
    queue.settle()


def is_still(queue: Queue, sql: str) -> bool:
    """Whether the number is the same half a second later, in which a job at work would have ticked ten times."""
    before = queue.server.number(sql)
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        if queue.server.number(sql) != before:
            return False
    return True


def test_a_clock_that_steps_an_hour_kills_nobody_and_holds_up_nothing(clocked: Queue) -> None:
    workers = clocked.start(2)
    clocked.server.query("INSERT INTO job_key (name, rate, rate_seconds) VALUES ('tenant:rated', 5, 1)")
    for offset in (3600, 0):  # an hour on, and an hour back
        before = clocked.server.query("SELECT clock_timestamp()")[0][0]
        busy(clocked, 20)
        clocked.enqueue(10, "chaos_safe", keys="{tenant:rated}")
        clocked.enqueue(10, "chaos_failing", label="failing", max_attempts=2)
        begun = clocked.begun()
        until("jobs are under way", lambda: clocked.begun() >= begun + 5)
        clocked.server.set_clock(offset)
        stepped = clocked.server.number(
            f"SELECT round(extract(epoch FROM clock_timestamp() - timestamptz '{before}') / 3600)"
        )
        assert stepped == (1 if offset else -1)
        clocked.settle(40)
    assert clocked.server.number("SELECT count(*) FROM worker WHERE lost_at IS NOT NULL") == 0
    assert clocked.registered() == len(workers)
    assert clocked.server.number(
        "SELECT count(*) FROM job_history WHERE state = 'interrupted' OR failures::text LIKE '%died%'"
    ) == 0  # fmt: skip


def test_a_worker_with_two_connections_does_all_its_jobs(queue: Queue) -> None:
    queue.start(1, CHAOS_CONNECTIONS="2", CHAOS_SLOTS="64")
    queue.enqueue(200, "chaos_safe", keys="{device:#}", spread=100, ticks=1, pause_ms=5)
    queue.enqueue(100, "chaos_once", ticks=1, pause_ms=5)
    queue.settle()
    assert queue.server.number("SELECT count(*) FROM worker") == 1, "it was given up"
