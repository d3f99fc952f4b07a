-- What happens in the queue, each step in one call: enqueue, claim, end, rescue, cancel, and keeping the partitions.
--
-- Locks are always taken in this order: rows of job, tallies by parent, keys by name. Rows of job that others may hold are
-- passed by (SKIP LOCKED), so no two of these steps wait for each other in a circle.

-- ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Wakes who follows these topics; one notification holds less than 8000 bytes.
CREATE FUNCTION notify_topics(topics text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    FOR begin_at IN 1..coalesce(cardinality(topics), 0) BY 150 LOOP
        PERFORM pg_notify('netstacks_event', array_to_string(topics[begin_at:begin_at + 149], ' '));
    END LOOP;
END
$$;

DROP FUNCTION append_event(text, text, text);

-- Appends an event and wakes who follows its topic. The lock makes ids of one topic appear in the order of commits, so that a
-- reader that resumes after the highest id it saw misses none. (Events of a job need none: their writers hold its row.)
CREATE FUNCTION append_event(event_topic text, event_kind text, event_subject text, event_text text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    new_id bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(1852142452, hashtext(event_topic));
    INSERT INTO event (topic, kind, subject, text)
    VALUES (event_topic, event_kind, event_subject, event_text)
    RETURNING id INTO new_id;
    PERFORM pg_notify('netstacks_event', event_topic);
    RETURN new_id;
END
$$;

-- ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Each key with the limits that hold for it and the starts that its rate allows now. A clock that goes back fills no bucket.
CREATE VIEW job_key_state AS
SELECT
    job_key.name,
    coalesce(job_key.concurrency, job_key_class.concurrency) AS concurrency,
    limits.rate,
    limits.rate_seconds,
    least(
        limits.rate,
        coalesce(job_key.tokens, limits.rate)
            + greatest(0, extract(epoch FROM clock_timestamp() - coalesce(job_key.filled_at, clock_timestamp())))
            * limits.rate / limits.rate_seconds
    )::double precision AS allowed_starts,
    job_key.wake_at
FROM job_key
LEFT JOIN job_key_class ON job_key_class.class = split_part(job_key.name, ':', 1)
CROSS JOIN LATERAL (
    SELECT
        coalesce(job_key.rate, job_key_class.rate) AS rate,
        coalesce(job_key.rate_seconds, job_key_class.rate_seconds, 60) AS rate_seconds
) AS limits;

-- Locks these keys, making those that are missing: one may be cleared away while we wait for it.
CREATE FUNCTION lock_keys(names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        IF cardinality(ARRAY(SELECT name FROM job_key WHERE name = ANY (names) ORDER BY name FOR UPDATE))
            = (SELECT count(DISTINCT name) FROM unnest(names) AS name)
        THEN
            RETURN;
        END IF;
        INSERT INTO job_key (name)
        SELECT DISTINCT name FROM unnest(names) AS name ORDER BY name
        ON CONFLICT DO NOTHING;
    END LOOP;
END
$$;

-- The lowest share of a key that nobody has; NULL when as many are taken as there may be, also of those that a higher limit
-- had given out before it was lowered.
CREATE FUNCTION free_slot(key_name text, concurrency integer) RETURNS integer LANGUAGE sql AS $$
    SELECT slot
    FROM generate_series(1, concurrency) AS slot
    WHERE NOT EXISTS (SELECT 1 FROM job_hold WHERE job_hold.key = key_name AND job_hold.slot = slot.slot)
        AND (SELECT count(*) FROM job_hold WHERE job_hold.key = key_name) < concurrency
    ORDER BY slot
    LIMIT 1
$$;

-- Lets as many of those who wait for each key go on as there is room for, in their order. The keys are locked by the caller.
CREATE FUNCTION hand_on_keys(names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    share record;
    room integer;
    woken integer := 0;
BEGIN
    FOR share IN SELECT * FROM job_key_state WHERE name = ANY (names) ORDER BY name LOOP
        room := least(
            1000,
            share.concurrency - (SELECT count(*) FROM job_hold WHERE key = share.name),
            floor(share.allowed_starts)
        );
        IF room > 0 THEN
            UPDATE job
            SET waiting_for = NULL
            WHERE id = ANY (
                ARRAY(
                    SELECT id
                    FROM job
                    WHERE waiting_for = share.name
                    ORDER BY turn, id
                    LIMIT room
                    FOR UPDATE SKIP LOCKED
                )
            );
            IF FOUND THEN woken := woken + 1; END IF;
        END IF;
        UPDATE job_key
        SET wake_at = later.wake_at
        FROM (
            SELECT CASE
                WHEN share.allowed_starts < 1 AND EXISTS (SELECT 1 FROM job WHERE waiting_for = share.name)
                    THEN clock_timestamp()
                        + (1 - share.allowed_starts) * share.rate_seconds / share.rate * interval '1 second'
            END AS wake_at
        ) AS later
        WHERE name = share.name AND job_key.wake_at IS DISTINCT FROM later.wake_at;
    END LOOP;
    IF woken > 0 THEN PERFORM ring_workers(); END IF;
END
$$;

-- Takes the shares that these queued jobs need, for those that can have all of theirs; the others wait for the first key that
-- has none left. Gives back the ids of those that may start. Their rows are locked by the caller.
CREATE FUNCTION admit_jobs(keyed uuid[]) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    candidate record;
    share record;
    blocker text;
    slots jsonb;
    free integer;
    admitted uuid[] := '{}';
    spared text[] := '{}';
BEGIN
    PERFORM lock_keys(ARRAY(SELECT DISTINCT unnest(keys) FROM job WHERE id = ANY (keyed)));
    FOR candidate IN
        SELECT id, keys, fencing_token, waiting_since FROM job WHERE id = ANY (keyed) ORDER BY turn, id
    LOOP
        blocker := NULL;
        slots := '{}';
        FOR share IN SELECT * FROM job_key_state WHERE name = ANY (candidate.keys) ORDER BY name LOOP
            IF share.concurrency IS NOT NULL THEN
                free := free_slot(share.name, share.concurrency);
                IF free IS NULL THEN blocker := share.name; EXIT; END IF;
                slots := slots || jsonb_build_object(share.name, free);
            END IF;
            IF share.allowed_starts < 1 THEN blocker := share.name; EXIT; END IF;
        END LOOP;
        IF blocker IS NULL THEN
            INSERT INTO job_hold (key, slot, job_id, fencing_token)
            SELECT key, value::integer, candidate.id, candidate.fencing_token + 1 FROM jsonb_each_text(slots);
            UPDATE job_key
            SET tokens = job_key_state.allowed_starts - 1, filled_at = clock_timestamp()
            FROM job_key_state
            WHERE job_key.name = ANY (candidate.keys) AND job_key_state.name = job_key.name
                AND job_key_state.rate IS NOT NULL;
            admitted := admitted || candidate.id;
        ELSE
            UPDATE job
            SET waiting_for = blocker, waiting_since = coalesce(waiting_since, clock_timestamp())
            WHERE id = candidate.id;
            IF candidate.waiting_since IS NULL THEN
                INSERT INTO event (topic, kind, subject) VALUES ('job:' || candidate.id, 'waiting', blocker);
            END IF;
            spared := spared || candidate.keys;
        END IF;
    END LOOP;
    -- Who had to wait for one key leaves the room it would have taken of its others to the next in line.
    IF spared <> '{}' THEN PERFORM hand_on_keys(ARRAY(SELECT DISTINCT unnest(spared))); END IF;
    RETURN admitted;
END
$$;

-- Gives back what these starts hold and lets the next ones go on; what is given back already is left alone.
CREATE FUNCTION release_keys(names text[], ids uuid[], tokens bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_keys(names);
    DELETE FROM job_hold
    USING unnest(ids, tokens) AS ended (id, token)
    WHERE job_hold.job_id = ended.id AND job_hold.fencing_token = ended.token;
    PERFORM hand_on_keys(names);
END
$$;

-- ── enqueue ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Wakes the workers, if one of them has room: those that are full come back by themselves.
CREATE FUNCTION ring_workers() RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('netstacks_job', '')
    FROM worker
    WHERE stopped_at IS NULL AND lost_at IS NULL AND is_hungry
    LIMIT 1
$$;

-- How much later the turn of a job is for each step of priority.
CREATE FUNCTION job_turn(due timestamptz, priority integer) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT due + priority * interval '15 minutes'
$$;

-- Stores new jobs; an empty text stands for NULL. Answers with one row for each unique key: the new job that has it, or the
-- live one that had it already.
CREATE FUNCTION enqueue_jobs(
    ids uuid[], kinds text[], priorities integer[], max_attempts integer[], are_repeatable boolean[],
    unique_keys text[], are_unique_while_running boolean[], retentions text[], scheduled text[],
    arguments text[], devices text[], changes text[], users text[], parents text[], replays text[],
    keys text[], prerequisites text[], run_after_failure boolean[]
) RETURNS TABLE (placed_id uuid, placed_key text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := clock_timestamp();
    chained record;
BEGIN
    RETURN QUERY
        WITH given AS (
            SELECT *
            FROM unnest(
                ids, kinds, priorities, max_attempts, are_repeatable, unique_keys, are_unique_while_running, retentions,
                scheduled, arguments, devices, changes, users, parents, replays, keys, run_after_failure
            ) WITH ORDINALITY AS given (
                id, kind, priority, max_attempts, is_repeatable, unique_key, is_unique_while_running, retention,
                scheduled, arguments, device, change, requester, parent, replay, keys, runs_after_failure, position
            )
        ),
        stored AS (
            INSERT INTO job (
                id, kind, priority, max_attempts, is_repeatable, unique_key, is_unique_while_running, retention,
                created_at, scheduled_at, turn, arguments, device_id, change_id, requested_by, parent_id, replay_of,
                keys, runs_after_failure
            )
            SELECT
                id, kind, priority, max_attempts, is_repeatable, nullif(unique_key, ''), is_unique_while_running, retention,
                moment, due.at, job_turn(due.at, priority), arguments::jsonb, nullif(device, '')::uuid,
                nullif(change, '')::uuid, nullif(requester, '')::uuid, nullif(parent, '')::uuid, nullif(replay, '')::uuid,
                keys::text[], runs_after_failure
            FROM given
            CROSS JOIN LATERAL (SELECT coalesce(nullif(scheduled, '')::timestamptz, moment) AS at) AS due
            ORDER BY unique_key, position
            -- DO NOTHING would give back no row for a key that is taken; this update changes nothing.
            ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL DO UPDATE SET unique_key = EXCLUDED.unique_key
            RETURNING job.id, job.unique_key
        )
        SELECT stored.id, stored.unique_key FROM stored WHERE stored.unique_key IS NOT NULL;
    IF EXISTS (SELECT 1 FROM unnest(keys) AS given_keys WHERE given_keys <> '{}') THEN
        INSERT INTO job_key (name)
        SELECT DISTINCT unnest(given.names::text[]) AS name FROM unnest(keys) AS given (names)
        ORDER BY name
        ON CONFLICT DO NOTHING;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(parents) AS given_parent WHERE given_parent <> '') THEN
        INSERT INTO job_tally (parent_id, total)
        SELECT parent_id, count(*) FROM job WHERE id = ANY (ids) AND parent_id IS NOT NULL
        GROUP BY parent_id ORDER BY parent_id
        ON CONFLICT (parent_id) DO UPDATE SET total = job_tally.total + EXCLUDED.total, updated_at = now();
    END IF;
    FOR chained IN
        SELECT given.id, given.needs::uuid[] AS needs
        FROM unnest(ids, prerequisites) AS given (id, needs)
        WHERE given.needs <> '{}' AND EXISTS (SELECT 1 FROM job WHERE job.id = given.id)
    LOOP
        PERFORM chain_job(chained.id, chained.needs);
    END LOOP;
    PERFORM ring_workers();
END
$$;

-- Makes a job wait for others to end. One that ended well already counts for nothing; one that did not ends the job.
CREATE FUNCTION chain_job(dependent uuid, needs uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    live uuid[];
    unknown uuid;
    spoiler uuid;
BEGIN
    -- Under this lock none of them can end before the mark is set; what has ended is in the history that is read after it.
    live := ARRAY(SELECT id FROM job WHERE id = ANY (needs) AND id <> dependent ORDER BY id FOR UPDATE);
    UPDATE job SET has_dependents = true WHERE id = ANY (live) AND NOT has_dependents;
    INSERT INTO job_prerequisite (job_id, needs_id) SELECT dependent, unnest(live);
    UPDATE job SET prerequisites_left = cardinality(live) WHERE id = dependent;
    SELECT need INTO unknown
    FROM unnest(needs) AS need
    WHERE need <> ALL (live) AND NOT EXISTS (SELECT 1 FROM job_history WHERE id = need)
    LIMIT 1;
    IF unknown IS NOT NULL THEN
        RAISE foreign_key_violation USING
            CONSTRAINT = 'job_prerequisite_known', MESSAGE = format('there is no job %s to wait for', unknown);
    END IF;
    SELECT job_history.id INTO spoiler
    FROM job_history
    WHERE job_history.id = ANY (needs) AND job_history.state <> 'succeeded'
    LIMIT 1;
    IF spoiler IS NOT NULL AND NOT (SELECT runs_after_failure FROM job WHERE id = dependent) THEN
        PERFORM end_one_job(dependent, 'cancelled', 'It needed job ' || spoiler || ', which did not succeed.');
    END IF;
END
$$;

-- ── claim ────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Starts at most max_jobs due jobs for a worker, in the order of their turns; those on devices it has sessions with first. The
-- floors say, for each priority, before which time nothing is left to find: so rows that are dead but not yet swept cost
-- nothing. Nobody else gets the same job, and no limit of a key is exceeded.
CREATE FUNCTION claim_jobs(claimer uuid, known_kinds text[], max_jobs integer, floors timestamptz[], warm_devices uuid[])
RETURNS SETOF job LANGUAGE plpgsql
-- A plan that was made while the table was empty must not read all of it later; and to plan anew for each list of ids would
-- cost as much as the claim itself.
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := clock_timestamp();
    startable text[];
    chosen uuid[] := '{}';
    more uuid[];
    keyed uuid[];
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM worker WHERE id = claimer AND stopped_at IS NULL AND lost_at IS NULL AND wanted = 'run'
    ) THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT 1 FROM job_key WHERE wake_at <= moment) THEN
        PERFORM hand_on_keys(ARRAY(
            SELECT name FROM job_key WHERE wake_at <= moment ORDER BY name LIMIT 100 FOR UPDATE SKIP LOCKED));
    END IF;
    startable := ARRAY(SELECT unnest(known_kinds) EXCEPT SELECT kind FROM job_pause);
    IF cardinality(warm_devices) > 0 THEN
        chosen := ARRAY(
            SELECT id
            FROM job
            WHERE device_id = ANY (warm_devices) AND scheduled_at <= moment AND state = 'queued'
                AND waiting_for IS NULL AND prerequisites_left = 0 AND kind = ANY (startable)
            ORDER BY turn, id
            LIMIT max_jobs
            FOR UPDATE SKIP LOCKED
        );
    END IF;
    more := ARRAY(
        SELECT due.id
        FROM unnest(ARRAY[0, 1, 2]::smallint[], floors) AS level (priority, floor)
        CROSS JOIN LATERAL (
            SELECT job.id, job.turn
            FROM job
            WHERE job.state = 'queued' AND job.waiting_for IS NULL AND job.prerequisites_left = 0
                AND job.priority = level.priority
                AND job.scheduled_at >= level.floor AND job.scheduled_at <= moment
                AND job.kind = ANY (startable) AND job.id <> ALL (chosen)
            ORDER BY job.scheduled_at, job.id
            LIMIT max_jobs - cardinality(chosen)
            FOR UPDATE SKIP LOCKED
        ) AS due
        ORDER BY due.turn, due.id
        LIMIT max_jobs - cardinality(chosen)
    );
    chosen := chosen || more;
    IF chosen = '{}' THEN
        UPDATE worker SET is_hungry = true WHERE id = claimer AND NOT is_hungry;
        RETURN;
    END IF;
    UPDATE worker
    SET is_hungry = cardinality(chosen) < max_jobs
    WHERE id = claimer AND is_hungry IS DISTINCT FROM (cardinality(chosen) < max_jobs);
    keyed := ARRAY(SELECT id FROM job WHERE id = ANY (chosen) AND keys <> '{}');
    IF keyed <> '{}' THEN
        chosen := ARRAY(SELECT unnest(chosen) EXCEPT SELECT unnest(keyed)) || admit_jobs(keyed);
    END IF;
    RETURN QUERY
        WITH claimed AS (
            UPDATE job
            SET state = 'running', attempt = job.attempt + 1, fencing_token = job.fencing_token + 1,
                worker_id = claimer, claimed_at = moment, started_at = coalesce(job.started_at, moment),
                waiting_since = NULL,
                unique_key = CASE WHEN job.is_unique_while_running THEN job.unique_key END
            WHERE job.id = ANY (chosen)
            RETURNING job.*
        ),
        told AS (
            INSERT INTO event (topic, kind, subject, text)
            SELECT 'job:' || claimed.id, 'state', 'running', 'Attempt ' || claimed.attempt
            FROM claimed
        )
        SELECT * FROM claimed;
    PERFORM notify_topics(ARRAY(SELECT 'job:' || id FROM unnest(chosen) AS id));
END
$$;

-- ── end ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- One failed attempt, for the column failures.
CREATE FUNCTION job_failure(attempt integer, message text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'attempt', attempt,
        'message', message
    )
$$;

-- Ends attempts of jobs, and gives back the ids of those whose end was accepted: one with an older token, or of a job that is
-- not in the state it was left in, is refused. Outcomes: succeeded, failed, cancelled, interrupted (it is over); retry (queued
-- again after the delay, or failed when no attempt is left or someone wants it stopped); rescue (queued again at once, whoever
-- wants it stopped); wait (queued again after the delay, the attempt not counted); children (it ends with its children).
CREATE FUNCTION end_jobs(
    ids uuid[], tokens bigint[], from_states text[], outcomes text[], results text[], messages text[],
    delays double precision[]
) RETURNS uuid[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    ended_ids uuid[];
    ended_tokens bigint[];
    ended_parents uuid[];
    chained_ids uuid[];
    names text[] := '{}';
    more_names text[];
    again_ids uuid[] := '{}';
    again_tokens bigint[] := '{}';
    parent uuid;
    parent_ids uuid[] := '{}';
BEGIN
    IF 'retry' = ANY (outcomes) THEN
        outcomes := ARRAY(
            SELECT CASE
                WHEN given.outcome = 'retry' AND (job.attempt >= job.max_attempts OR job.cancel_requested_at IS NOT NULL)
                    THEN 'failed'
                ELSE given.outcome
            END
            FROM unnest(ids, outcomes) WITH ORDINALITY AS given (id, outcome, position)
            LEFT JOIN job ON job.id = given.id
            ORDER BY given.position
        );
    END IF;
    WITH given AS (
        SELECT *
        FROM unnest(ids, tokens, from_states, outcomes, results, messages)
            AS given (id, token, from_state, outcome, result, message)
        WHERE outcome IN ('succeeded', 'failed', 'cancelled', 'interrupted')
    ),
    ended AS (
        DELETE FROM job
        USING given
        WHERE job.id = given.id AND job.fencing_token = given.token AND job.state = given.from_state
        RETURNING job.*, given.outcome, given.result, given.message
    ),
    kept AS (
        INSERT INTO job_history (
            id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at,
            scheduled_at, started_at, finished_at, cancel_requested_at, device_id, change_id, requested_by, worker_id,
            parent_id, replay_of, unique_key, keys, arguments, progress, result, failures
        )
        SELECT
            id, kind, outcome, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at,
            scheduled_at, started_at, clock_timestamp(), cancel_requested_at, device_id, change_id, requested_by, worker_id,
            parent_id, replay_of, unique_key, keys, arguments,
            CASE WHEN outcome = 'cancelled' THEN message ELSE '' END,
            CASE WHEN result = '' THEN 'null' ELSE result::jsonb END,
            CASE WHEN outcome IN ('failed', 'interrupted') THEN failures || job_failure(attempt, message) ELSE failures END
        FROM ended
    ),
    told AS (
        INSERT INTO event (topic, kind, subject, text)
        SELECT 'job:' || id, 'state', outcome, message FROM ended
    )
    SELECT
        array_agg(id), array_agg(fencing_token),
        array_agg(DISTINCT parent_id) FILTER (WHERE parent_id IS NOT NULL),
        array_agg(id) FILTER (WHERE has_dependents),
        coalesce((SELECT array_agg(DISTINCT key) FROM ended AS each_end CROSS JOIN unnest(each_end.keys) AS key), '{}')
    INTO ended_ids, ended_tokens, ended_parents, chained_ids, names
    FROM ended;
    ended_ids := coalesce(ended_ids, '{}');

    IF outcomes && ARRAY['retry', 'rescue', 'wait', 'children'] THEN
        -- The tallies first, as whoever ends a child does.
        PERFORM 1
        FROM job_tally
        WHERE parent_id = ANY (ids)
        ORDER BY parent_id
        FOR UPDATE;
        WITH given AS (
            SELECT *
            FROM unnest(ids, tokens, from_states, outcomes, messages, delays)
                AS given (id, token, from_state, outcome, message, delay)
            WHERE outcome IN ('retry', 'rescue', 'wait', 'children')
        ),
        again AS (
            UPDATE job
            SET state = CASE WHEN outcome = 'children' THEN 'awaiting' ELSE 'queued' END,
                attempt = CASE WHEN outcome = 'wait' THEN attempt - 1 ELSE attempt END,
                scheduled_at = due.at,
                turn = job_turn(due.at, priority),
                worker_id = NULL,
                claimed_at = NULL,
                progress = CASE WHEN outcome IN ('wait', 'children') THEN message ELSE '' END,
                failures = CASE
                    WHEN outcome IN ('retry', 'rescue') THEN failures || job_failure(attempt, message)
                    ELSE failures
                END
            FROM given
            CROSS JOIN LATERAL (
                SELECT clock_timestamp() + given.delay * interval '1 second' AS at
            ) AS due
            WHERE job.id = given.id AND fencing_token = token AND state = from_state
            RETURNING job.id, fencing_token, keys, outcome, message, cancel_requested_at, priority
        ),
        told AS (
            INSERT INTO event (topic, kind, subject, text)
            SELECT 'job:' || id, 'state', CASE WHEN outcome = 'children' THEN 'awaiting' ELSE 'queued' END, message
            FROM again
        )
        SELECT
            coalesce(array_agg(id), '{}'), coalesce(array_agg(fencing_token), '{}'),
            coalesce((SELECT array_agg(DISTINCT key) FROM again AS each_end CROSS JOIN unnest(each_end.keys) AS key), '{}'),
            coalesce(array_agg(id) FILTER (WHERE outcome = 'children'), '{}')
        INTO again_ids, again_tokens, more_names, parent_ids
        FROM again;
        names := names || more_names;
        -- Who waits and is wanted stopped comes back at once, to hear of it.
        UPDATE job
        SET scheduled_at = clock_timestamp(), turn = job_turn(clock_timestamp(), priority)
        WHERE id = ANY (again_ids) AND state = 'queued' AND cancel_requested_at IS NOT NULL;
    END IF;

    IF chained_ids IS NOT NULL THEN PERFORM settle_dependents(chained_ids); END IF;
    IF ended_parents IS NOT NULL THEN
        parent_ids := parent_ids || count_children(ended_ids);
    END IF;
    FOREACH parent IN ARRAY parent_ids LOOP
        PERFORM settle_parent(parent);
    END LOOP;
    IF names <> '{}' THEN
        PERFORM release_keys(
            ARRAY(SELECT DISTINCT unnest(names)), ended_ids || again_ids, coalesce(ended_tokens, '{}') || again_tokens);
    END IF;
    PERFORM notify_topics(ARRAY(SELECT 'job:' || id FROM unnest(ended_ids || again_ids) AS id));
    IF again_ids <> '{}' THEN PERFORM ring_workers(); END IF;
    RETURN ended_ids || again_ids;
END
$$;

-- Ends a job that no worker runs.
CREATE FUNCTION end_one_job(job_id uuid, outcome text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_jobs(
        ARRAY[id], ARRAY[fencing_token], ARRAY[state], ARRAY[outcome], ARRAY[''], ARRAY[message],
        ARRAY[0::double precision])
    FROM job
    WHERE id = job_id AND state <> 'running'
    FOR UPDATE;
END
$$;

-- Lets the jobs that waited for these go on, or ends them where one that they needed did not succeed.
CREATE FUNCTION settle_dependents(ended_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    dependent record;
BEGIN
    FOR dependent IN
        WITH settled AS (
            DELETE FROM job_prerequisite WHERE needs_id = ANY (ended_ids) RETURNING job_id, needs_id
        )
        SELECT
            settled.job_id AS id, count(*)::integer AS settled,
            (array_agg(settled.needs_id) FILTER (WHERE job_history.state <> 'succeeded'))[1] AS spoiler
        FROM settled
        JOIN job_history ON job_history.id = settled.needs_id
        GROUP BY settled.job_id
        ORDER BY settled.job_id
    LOOP
        UPDATE job
        SET prerequisites_left = prerequisites_left - dependent.settled,
            scheduled_at = greatest(scheduled_at, clock_timestamp())
        WHERE id = dependent.id;
        IF dependent.spoiler IS NOT NULL AND NOT (SELECT runs_after_failure FROM job WHERE id = dependent.id) THEN
            PERFORM end_one_job(
                dependent.id, 'cancelled', 'It needed job ' || dependent.spoiler || ', which did not succeed.');
            DELETE FROM job_prerequisite WHERE job_id = dependent.id;
        END IF;
    END LOOP;
    PERFORM ring_workers();
END
$$;

-- Counts ended children; gives back the parents that have none left under way.
CREATE FUNCTION count_children(ended_ids uuid[]) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    family record;
    complete uuid[] := '{}';
BEGIN
    FOR family IN
        SELECT
            parent_id,
            count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
            count(*) FILTER (WHERE state = 'failed') AS failed,
            count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
            count(*) FILTER (WHERE state = 'interrupted') AS interrupted
        FROM job_history
        WHERE id = ANY (ended_ids) AND parent_id IS NOT NULL
        GROUP BY parent_id
        ORDER BY parent_id
    LOOP
        UPDATE job_tally
        SET succeeded = job_tally.succeeded + family.succeeded,
            failed = job_tally.failed + family.failed,
            cancelled = job_tally.cancelled + family.cancelled,
            interrupted = job_tally.interrupted + family.interrupted,
            updated_at = now()
        WHERE parent_id = family.parent_id;
        complete := complete || ARRAY(
            SELECT parent_id
            FROM job_tally
            WHERE parent_id = family.parent_id AND total = succeeded + failed + cancelled + interrupted
        );
    END LOOP;
    PERFORM notify_topics(ARRAY(
        SELECT DISTINCT 'job:' || parent_id FROM job_history WHERE id = ANY (ended_ids) AND parent_id IS NOT NULL));
    RETURN complete;
END
$$;

-- Ends a job that waits for its children, when none of them is under way any more.
CREATE FUNCTION settle_parent(parent uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    family record;
BEGIN
    SELECT
        coalesce(sum(total), 0)::integer AS total, coalesce(sum(succeeded), 0)::integer AS succeeded,
        coalesce(sum(failed), 0)::integer AS failed, coalesce(sum(cancelled), 0)::integer AS cancelled,
        coalesce(sum(interrupted), 0)::integer AS interrupted
    INTO family
    FROM job_tally
    WHERE parent_id = parent;
    IF family.total > family.succeeded + family.failed + family.cancelled + family.interrupted THEN RETURN; END IF;
    PERFORM end_jobs(
        ARRAY[id], ARRAY[fencing_token], ARRAY['awaiting'],
        ARRAY[CASE
            WHEN family.succeeded = family.total THEN 'succeeded'
            WHEN cancel_requested_at IS NOT NULL THEN 'cancelled'
            ELSE 'failed'
        END],
        ARRAY[jsonb_build_object(
            'total', family.total, 'succeeded', family.succeeded, 'failed', family.failed,
            'cancelled', family.cancelled, 'interrupted', family.interrupted
        )::text],
        ARRAY[CASE
            WHEN family.succeeded = family.total THEN ''
            ELSE family.total - family.succeeded || ' of ' || family.total || ' did not succeed.'
        END],
        ARRAY[0::double precision])
    FROM job
    WHERE id = parent AND state = 'awaiting'
    FOR UPDATE;
END
$$;

-- ── rescue and cancel ────────────────────────────────────────────────────────────────────────────────────────────────

-- Takes these running jobs from a worker: those that may be repeated are queued again, the others end as interrupted. Gives back
-- the ids of all.
CREATE FUNCTION rescue_jobs(loser uuid, lost_ids uuid[], message text) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    lost record;
BEGIN
    SELECT
        coalesce(array_agg(id ORDER BY id), '{}') AS ids,
        array_agg(fencing_token ORDER BY id) AS tokens,
        array_agg('running'::text) AS from_states,
        array_agg(CASE WHEN is_repeatable AND attempt < max_attempts THEN 'rescue' ELSE 'interrupted' END ORDER BY id)
            AS outcomes,
        array_agg(''::text) AS results,
        array_agg(message) AS messages,
        array_agg(0::double precision) AS delays
    INTO lost
    FROM (
        SELECT id, fencing_token, is_repeatable, attempt, max_attempts
        FROM job
        WHERE worker_id = loser AND id = ANY (lost_ids)
        ORDER BY id
        FOR UPDATE SKIP LOCKED
    ) AS running;
    IF lost.ids = '{}' THEN RETURN '{}'; END IF;
    RETURN end_jobs(lost.ids, lost.tokens, lost.from_states, lost.outcomes, lost.results, lost.messages, lost.delays);
END
$$;

-- Stops a job that is not running at once and asks a running one to stop; its children with it. NULL when it is over or unknown.
CREATE FUNCTION cancel_job(wanted uuid, message text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    live record;
    child uuid;
BEGIN
    SELECT id, state INTO live FROM job WHERE id = wanted FOR UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()) WHERE id = wanted;
    IF live.state = 'queued' THEN
        PERFORM end_one_job(wanted, 'cancelled', message);
        DELETE FROM job_prerequisite WHERE job_id = wanted;
    ELSE
        INSERT INTO event (topic, kind, subject, text) VALUES ('job:' || wanted, 'state', 'cancelling', message);
        PERFORM notify_topics(ARRAY['job:' || wanted]);
        PERFORM pg_notify('netstacks_job_cancel', wanted::text);
    END IF;
    FOR child IN SELECT id FROM job WHERE parent_id = wanted ORDER BY id LOOP
        PERFORM cancel_job(child, message);
    END LOOP;
    RETURN wanted;
END
$$;

-- Mends what no rule should leave behind: shares of jobs that do not run, and lines in front of keys that have room.
CREATE FUNCTION sweep_queue() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    names text[];
    orphans text[];
BEGIN
    names := ARRAY(
        SELECT DISTINCT key FROM (
            SELECT waiting_for AS key FROM job WHERE waiting_for IS NOT NULL
            UNION
            SELECT key FROM job_hold
            WHERE NOT EXISTS (
                SELECT 1 FROM job
                WHERE job.id = job_hold.job_id AND job.fencing_token = job_hold.fencing_token AND job.state = 'running'
            )
        ) AS touched
    );
    IF names = '{}' THEN RETURN 0; END IF;
    PERFORM lock_keys(names);
    WITH dropped AS (
        DELETE FROM job_hold
        WHERE key = ANY (names) AND NOT EXISTS (
            SELECT 1 FROM job
            WHERE job.id = job_hold.job_id AND job.fencing_token = job_hold.fencing_token AND job.state = 'running'
        )
        RETURNING key
    )
    SELECT coalesce(array_agg(key), '{}') INTO orphans FROM dropped;
    PERFORM hand_on_keys(names);
    RETURN cardinality(orphans);
END
$$;

-- ── record and retention ─────────────────────────────────────────────────────────────────────────────────────────────

-- Every job, live or over.
CREATE VIEW job_record AS
SELECT
    id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at, scheduled_at,
    started_at, NULL::timestamptz AS finished_at, cancel_requested_at, device_id, change_id, requested_by, worker_id,
    parent_id, replay_of, unique_key, keys, arguments, progress, 'null'::jsonb AS result, failures, waiting_for,
    waiting_since, prerequisites_left, turn
FROM job
UNION ALL
SELECT
    id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at, scheduled_at,
    started_at, finished_at, cancel_requested_at, device_id, change_id, requested_by, worker_id,
    parent_id, replay_of, unique_key, keys, arguments, progress, result, failures, NULL::text,
    NULL::timestamptz, 0, scheduled_at
FROM job_history;

-- Makes the partitions of now and next, and drops those whose rows have been kept long enough. Gives back how many it dropped.
CREATE FUNCTION keep_partitions(moment timestamptz DEFAULT clock_timestamp()) RETURNS integer LANGUAGE plpgsql
-- Whoever reads the history for long must not make everybody wait: the next turn tries again.
SET lock_timeout = '2s' SET timezone = 'UTC' AS $$
DECLARE
    rule record;
    part record;
    starts timestamptz;
    ends timestamptz;
    step interval;
    part_name text;
    dropped integer := 0;
BEGIN
    FOR rule IN SELECT * FROM retention_rule ORDER BY class LOOP
        step := ('1 ' || rule.span)::interval;
        FOR ahead IN 0..2 LOOP
            starts := date_trunc(rule.span, moment) + ahead * step;
            ends := starts + step;
            part_name := rule.partitioned_table || to_char(starts, '_YYYYMMDD');
            IF to_regclass(part_name) IS NULL THEN
                BEGIN
                    EXECUTE format(
                        'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                        part_name, rule.partitioned_table, starts, ends);
                EXCEPTION WHEN check_violation THEN
                    -- Rows of this time came before their partition did; they stay where they are, and are deleted below.
                    NULL;
                END;
            END IF;
        END LOOP;
        FOR part IN
            SELECT
                child.relname AS name,
                substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS ends
            FROM pg_inherits
            JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
            WHERE pg_inherits.inhparent = rule.partitioned_table::regclass
        LOOP
            IF part.ends IS NULL THEN
                EXECUTE format(
                    'DELETE FROM %I WHERE %I < %L', part.name,
                    CASE rule.class WHEN 'event' THEN 'at' ELSE 'finished_at' END, moment - rule.keep);
            ELSIF part.ends < moment - rule.keep THEN
                EXECUTE format('DROP TABLE %I', part.name);
                dropped := dropped + 1;
            END IF;
        END LOOP;
    END LOOP;
    DELETE FROM job_tally
    WHERE updated_at < moment - interval '90 days'
        AND NOT EXISTS (SELECT 1 FROM job WHERE job.id = job_tally.parent_id OR job.parent_id = job_tally.parent_id);
    DELETE FROM job_key
    WHERE concurrency IS NULL AND rate IS NULL AND wake_at IS NULL
        AND coalesce(filled_at, '-infinity') < moment - interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM job_hold WHERE job_hold.key = job_key.name)
        AND NOT EXISTS (SELECT 1 FROM job WHERE job_key.name = ANY (job.keys));
    DELETE FROM worker WHERE coalesce(stopped_at, lost_at) < moment - interval '7 days';
    RETURN dropped;
END
$$;

SELECT keep_partitions();

-- ── what there was before ────────────────────────────────────────────────────────────────────────────────────────────

INSERT INTO job_history (
    id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at, scheduled_at,
    started_at, finished_at, cancel_requested_at, device_id, change_id, requested_by, worker_id, parent_id, replay_of,
    unique_key, keys, arguments, progress, result, failures
)
SELECT
    id, kind, state, 1, attempt, max_attempts, kind IN ('plan_change', 'run_target'), 'normal', fencing_token, created_at,
    scheduled_at, started_at, finished_at, cancel_requested_at, device_id, change_id, requested_by, worker_id, NULL, NULL,
    unique_key, '{}', arguments, progress, result, failures
FROM job_before
WHERE finished_at IS NOT NULL;

-- Whoever ran a job then has stopped to run this migration; its worker is found dead, and the job rescued.
INSERT INTO job (
    id, kind, state, attempt, max_attempts, is_repeatable, fencing_token, created_at, scheduled_at, turn, started_at,
    claimed_at, cancel_requested_at, device_id, change_id, requested_by, worker_id, unique_key, arguments, progress, failures
)
SELECT
    id, kind, state, attempt, max_attempts, kind IN ('plan_change', 'run_target'), fencing_token, created_at, scheduled_at,
    job_turn(scheduled_at, 1), started_at, started_at, cancel_requested_at, device_id, change_id, requested_by, worker_id,
    unique_key, arguments, progress, failures
FROM job_before
WHERE finished_at IS NULL;

DROP TABLE job_before;
