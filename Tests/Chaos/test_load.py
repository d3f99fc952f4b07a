"""Storms, floods and rivals: what waits comes to its turn, and nobody stands in another's way for ever."""

import time

from queue_under_test import Queue
from waiting import until


def test_a_storm_of_failing_jobs_starves_nobody_and_comes_back_spread(queue: Queue) -> None:
    queue.start(2)
    queue.enqueue(300, "chaos_failing", label="storm", ticks=0, max_attempts=2)
    queue.enqueue(30, "chaos_safe", label="others", ticks=1, pause_ms=5)
    until("the others are done", lambda: queue.ended("others") == 30)
    queue.settle()
    attempts = queue.server.query(
        "SELECT count(*), count(DISTINCT date_trunc('milliseconds', scheduled_at)),"
        " max(scheduled_at - created_at) - min(scheduled_at - created_at) > interval '0.5 seconds'"
        " FROM job_history WHERE kind = 'chaos_failing' AND attempt = 2 AND state = 'failed'"
    )[0]
    assert attempts[0] == "300" and int(attempts[1]) > 150 and attempts[2] == "t", attempts
    assert queue.server.number("SELECT count(*) FROM chaos_conclusion") == 300


def test_a_flood_of_one_key_starves_no_other(queue: Queue) -> None:
    queue.start(2)
    queue.enqueue(150, "chaos_safe", label="flood", keys="{device:one}", priority=0, ticks=1, pause_ms=10)
    until("the flood runs", lambda: queue.begun() > 0)
    queue.enqueue(40, "chaos_safe", label="others", keys="{device:other-#}", spread=40, ticks=1, pause_ms=10)
    until("the others are done", lambda: queue.ended("others") == 40)
    assert queue.ended("flood") < 150
    queue.settle()


def test_what_waited_long_passes_a_flood_of_higher_priority(queue: Queue) -> None:
    old = queue.server.query("SELECT clock_timestamp() - interval '40 minutes'")[0][0]
    queue.enqueue(300, "chaos_safe", label="flood", priority=0, ticks=1, pause_ms=10)
    queue.enqueue(3, "chaos_safe", label="bulk", priority=2, ticks=1, pause_ms=10, due=old)
    queue.start(1, CHAOS_SLOTS="4")
    until("the old ones are done", lambda: queue.ended("bulk") == 3)
    assert queue.ended("flood") < 300
    queue.settle()


def test_a_new_job_is_not_left_lying_while_others_wait_for_a_key(queue: Queue) -> None:
    """A worker that found nothing but jobs that have to wait is told of new ones."""
    queue.start(1, short=False, CHAOS_SLOTS="4", CHAOS_POLL_SECONDS="30", CHAOS_HEARTBEAT_MS="8000")
    queue.enqueue(1, "chaos_safe", label="holder", keys="{device:one}", ticks=1, pause_ms=4000)
    until("the key is held", lambda: queue.begun() == 1)
    queue.enqueue(3, "chaos_safe", label="waiting", keys="{device:one}", ticks=1, pause_ms=5)
    waiting = "SELECT count(*) FROM job WHERE waiting_for IS NOT NULL"
    until("they wait", lambda: queue.server.number(waiting) == 3)
    queue.enqueue(1, "chaos_safe", label="new", ticks=1, pause_ms=5)
    until("the new one is done", lambda: queue.ended("new") == 1, 2)
    assert queue.ended("holder") == 0, "the machine is too slow to tell"
    queue.settle()


FAMILIES = """
DO $$
DECLARE
    parent uuid;
    first uuid[];
    wanted uuid;
BEGIN
    FOR round IN 1..10 LOOP
        parent := (chaos_enqueue(1, 'chaos_parent', ticks => 0))[1];
        COMMIT;
        first := chaos_enqueue(6, 'chaos_safe', keys => '{device:#,site:hall}', spread => 8, parent => parent::text,
            ticks => 1, pause_ms => 3);
        COMMIT;
        PERFORM chaos_enqueue(4, 'chaos_safe', keys => '{device:#}', spread => 8, parent => parent::text,
            ticks => 1, pause_ms => 3, needs => first);
        COMMIT;
        PERFORM chaos_enqueue(8, 'chaos_safe', keys => '{site:hall,device:#}', spread => 8, unique_key => 'u#',
            ticks => 1, pause_ms => 3);
        COMMIT;
        IF round % 3 = 0 THEN
            PERFORM cancel_job(parent, 'Stopped by the test.');
            COMMIT;
        END IF;
        IF round % 5 = 0 THEN
            PERFORM sweep_queue();
            COMMIT;
            PERFORM keep_partitions();
            COMMIT;
        END IF;
    END LOOP;
END
$$
"""


def test_rivals_for_the_same_rows_never_stand_in_a_circle(queue: Queue) -> None:
    queue.limit("site:hall", 6)
    queue.start(2, CHAOS_SLOTS="16")
    rivals = [queue.server.background(FAMILIES) for _ in range(3)]
    for rival in rivals:
        _, complaint = rival.communicate(timeout=90)
        assert rival.returncode == 0, complaint
    queue.settle()
    incomplete = queue.server.query(
        "SELECT parent_id, total, succeeded + failed + cancelled + interrupted FROM job_tally"
        " WHERE total <> succeeded + failed + cancelled + interrupted"
    )
    assert incomplete == []


def test_a_thousand_jobs_are_done_without_waiting_for_a_poll(queue: Queue) -> None:
    queue.start(2, short=False, CHAOS_POLL_SECONDS="30", CHAOS_HEARTBEAT_MS="5000", CHAOS_SLOTS="16")
    began = time.monotonic()
    for _ in range(10):
        queue.enqueue(100, "chaos_safe", keys="{device:#}", spread=37, ticks=0)
    queue.settle()
    print(f"\n1000 jobs in {time.monotonic() - began:.1f} s")
