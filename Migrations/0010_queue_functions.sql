-- What happens in the queue, each step in one call: enqueue, claim, end, rescue, cancel, and keeping the partitions.
--
-- Locks are always taken in this order: families, rows of job by id, tallies from the youngest parent to the oldest, keys by
-- name. Whoever takes jobs up passes by the rows that others hold (SKIP LOCKED). So no two of these steps wait for each other
-- in a circle.

-- One job that ends may end others: those that needed it, and its parent with its last child. Their rows are met in no order,
-- so whoever may come across several takes this lock alone; who ends jobs one by one shares it.
CREATE FUNCTION lock_families(alone boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN
        PERFORM pg_advisory_xact_lock(1785688934, 0);
    ELSE
        PERFORM pg_advisory_xact_lock_shared(1785688934, 0);
    END IF;
END
$$;

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

-- Locks these keys, having made those that are missing first: one may be cleared away while we wait for it.
CREATE FUNCTION lock_keys(names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        INSERT INTO job_key (name)
        SELECT DISTINCT given.name
        FROM unnest(names) AS given (name)
        WHERE NOT EXISTS (SELECT 1 FROM job_key WHERE job_key.name = given.name)
        ORDER BY given.name
        ON CONFLICT DO NOTHING;
        IF cardinality(ARRAY(SELECT name FROM job_key WHERE name = ANY (names) ORDER BY name FOR UPDATE))
            = (SELECT count(DISTINCT name) FROM unnest(names) AS name)
        THEN
            RETURN;
        END IF;
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
-- Those whose kind is paused are passed by: nobody would take them up, and the others would wait behind them.
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
                    WHERE waiting_for = share.name AND kind NOT IN (SELECT kind FROM job_pause)
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

-- Lets the first who waits for each key try again, without the key's lock: who finds no room waits again, in the same place.
CREATE FUNCTION wake_first(names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    woken integer := 0;
    key_name text;
BEGIN
    FOREACH key_name IN ARRAY names LOOP
        UPDATE job
        SET waiting_for = NULL
        WHERE id = ANY (
            ARRAY(
                SELECT id
                FROM job
                WHERE waiting_for = key_name AND kind NOT IN (SELECT kind FROM job_pause)
                ORDER BY turn, id
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
        );
        IF FOUND THEN woken := woken + 1; END IF;
    END LOOP;
    IF woken > 0 THEN PERFORM ring_workers(); END IF;
END
$$;

-- Takes the shares that these queued jobs need, for those that can have all of theirs; the others wait for the first key that
-- has none left. Gives back the ids of those that may start. Their rows are locked by the caller; one that has locked keys
-- already must not wait for more, so it leaves those whose keys somebody else has locked to the next claim.
CREATE FUNCTION admit_jobs(keyed uuid[], waits boolean) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    candidate record;
    share record;
    blocker text;
    slots jsonb;
    free integer;
    names text[];
    admitted uuid[] := '{}';
    spared text[] := '{}';
BEGIN
    names := ARRAY(SELECT DISTINCT unnest(keys) FROM job WHERE id = ANY (keyed));
    IF waits THEN
        PERFORM lock_keys(names);
    ELSE
        names := ARRAY(SELECT name FROM job_key WHERE name = ANY (names) ORDER BY name FOR UPDATE SKIP LOCKED);
        keyed := ARRAY(SELECT id FROM job WHERE id = ANY (keyed) AND keys <@ names);
    END IF;
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

-- Wakes the workers, if one of them has found nothing last time: the others come back by themselves. Transactions that notify
-- commit one after the other, so under load, when nobody sleeps, none of them should.
CREATE FUNCTION ring_workers() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM worker WHERE stopped_at IS NULL AND lost_at IS NULL AND is_hungry) THEN
        PERFORM pg_notify('netstacks_job', '');
    END IF;
END
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
    are_chained boolean := EXISTS (SELECT 1 FROM unnest(prerequisites) AS given_needs WHERE given_needs <> '{}');
    have_unique_keys boolean := EXISTS (SELECT 1 FROM unnest(unique_keys) AS given_key WHERE given_key <> '');
    left_over uuid[];
    found_ids uuid[];
    found_keys text[];
    chained record;
BEGIN
    IF are_chained THEN
        -- None of them may end before they are marked.
        PERFORM lock_families(false);
        PERFORM 1
        FROM job
        WHERE id IN (SELECT unnest(given.needs::uuid[]) FROM unnest(prerequisites) AS given (needs))
        ORDER BY id
        FOR UPDATE;
    END IF;
    -- A job that has a key already may end while we look; then the key is ours in the next round.
    LOOP
        INSERT INTO job (
            id, kind, priority, max_attempts, is_repeatable, unique_key, is_unique_while_running, retention, created_at,
            scheduled_at, queued_at, turn, arguments, device_id, change_id, requested_by, parent_id, replay_of, keys,
            runs_after_failure
        )
        SELECT
            id, kind, priority, max_attempts, is_repeatable, nullif(unique_key, ''), is_unique_while_running, retention,
            moment, due.at, CASE WHEN scheduled = '' THEN moment END, job_turn(due.at, priority), arguments::jsonb,
            nullif(device, '')::uuid, nullif(change, '')::uuid, nullif(requester, '')::uuid, nullif(parent, '')::uuid,
            nullif(replay, '')::uuid, keys::text[], runs_after_failure
        FROM unnest(
            ids, kinds, priorities, max_attempts, are_repeatable, unique_keys, are_unique_while_running, retentions,
            scheduled, arguments, devices, changes, users, parents, replays, keys, run_after_failure
        ) WITH ORDINALITY AS given (
            id, kind, priority, max_attempts, is_repeatable, unique_key, is_unique_while_running, retention,
            scheduled, arguments, device, change, requester, parent, replay, keys, runs_after_failure, position
        )
        CROSS JOIN LATERAL (SELECT coalesce(nullif(scheduled, '')::timestamptz, moment) AS at) AS due
        WHERE left_over IS NULL OR id = ANY (left_over)
        ORDER BY unique_key, position
        ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL DO NOTHING;
        EXIT WHEN NOT have_unique_keys;
        SELECT array_agg(id), array_agg(unique_key)
        INTO found_ids, found_keys
        FROM job
        WHERE unique_key = ANY (unique_keys);
        left_over := ARRAY(
            SELECT given.id
            FROM unnest(ids, unique_keys) AS given (id, key)
            WHERE given.key <> '' AND NOT EXISTS (SELECT 1 FROM unnest(found_keys) AS found (key) WHERE found.key = given.key)
        );
        EXIT WHEN left_over = '{}';
    END LOOP;
    RETURN QUERY SELECT found.id, found.key FROM unnest(found_ids, found_keys) AS found (id, key);
    IF EXISTS (SELECT 1 FROM unnest(parents) AS given_parent WHERE given_parent <> '') THEN
        INSERT INTO job_tally (parent_id, total)
        SELECT parent_id, count(*) FROM job WHERE id = ANY (ids) AND parent_id IS NOT NULL
        GROUP BY parent_id ORDER BY parent_id
        ON CONFLICT (parent_id) DO UPDATE SET total = job_tally.total + EXCLUDED.total, updated_at = now();
    END IF;
    IF are_chained THEN
        FOR chained IN
            SELECT given.id, given.needs::uuid[] AS needs
            FROM unnest(ids, prerequisites) AS given (id, needs)
            WHERE given.needs <> '{}' AND EXISTS (SELECT 1 FROM job WHERE job.id = given.id)
        LOOP
            PERFORM chain_job(chained.id, chained.needs);
        END LOOP;
    END IF;
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

-- Starts at most max_jobs due jobs for a worker, in the order of their turns; those on devices it has sessions with a minute
-- before their turn. The
-- floors say, for each priority, before which time nothing is left to find: so rows that are dead but not yet swept cost
-- nothing. Nobody else gets the same job, and no limit of a key is exceeded.
CREATE FUNCTION claim_jobs(claimer uuid, known_kinds text[], max_jobs integer, floors timestamptz[], warm_devices uuid[])
RETURNS SETOF job LANGUAGE plpgsql
-- A plan that was made while the table was empty must not read all of it later; to plan anew for each list of ids would cost
-- as much as the claim itself; and a scan that is off and needed all the same counts as so costly that the plan would be
-- compiled, which takes half a second.
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := clock_timestamp();
    startable text[];
    chosen uuid[] := '{}';
    more uuid[];
    keyed uuid[];
    due_keys text[] := '{}';
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM worker WHERE id = claimer AND stopped_at IS NULL AND lost_at IS NULL AND wanted = 'run'
    ) THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT 1 FROM job_key WHERE wake_at <= moment) THEN
        due_keys := ARRAY(
            SELECT name FROM job_key WHERE wake_at <= moment ORDER BY name LIMIT 100 FOR UPDATE SKIP LOCKED);
        PERFORM hand_on_keys(due_keys);
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
            LIMIT max_jobs
            FOR UPDATE SKIP LOCKED
        ) AS due
        ORDER BY due.turn, due.id
        LIMIT max_jobs
    );
    chosen := chosen || more;
    IF cardinality(chosen) > max_jobs THEN
        -- A session that is open already is worth a minute, and no more: else whoever has none would wait for ever.
        chosen := ARRAY(
            SELECT id
            FROM job
            WHERE id = ANY (chosen)
            ORDER BY turn - CASE WHEN device_id = ANY (warm_devices) THEN interval '1 minute' ELSE interval '0' END, id
            LIMIT max_jobs
        );
    END IF;
    IF chosen = '{}' THEN
        UPDATE worker SET is_hungry = true WHERE id = claimer AND NOT is_hungry;
        RETURN;
    END IF;
    keyed := ARRAY(SELECT id FROM job WHERE id = ANY (chosen) AND keys <> '{}');
    IF keyed <> '{}' THEN
        chosen := ARRAY(SELECT unnest(chosen) EXCEPT SELECT unnest(keyed)) || admit_jobs(keyed, due_keys = '{}');
    END IF;
    -- Who got something comes back without being told. One whose finds all have to wait for keys is to be told of the next job.
    UPDATE worker
    SET is_hungry = (chosen = '{}')
    WHERE id = claimer AND is_hungry IS DISTINCT FROM (chosen = '{}');
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
-- wants it stopped); stopped (its worker was: rescued if it may be repeated and has an attempt left, else interrupted); wait
-- (queued again after the delay, the attempt not counted); children (it ends with its children).
CREATE FUNCTION end_jobs(
    ids uuid[], tokens bigint[], from_states text[], outcomes text[], results text[], messages text[],
    delays double precision[]
) RETURNS uuid[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan SET jit = off AS $$
BEGIN
    -- No join: with the statistics of some moments the planner would read the whole table for it.
    PERFORM lock_families(
        EXISTS (SELECT 1 FROM job WHERE id = ANY (ids) AND has_dependents)
        OR EXISTS (
            SELECT 1
            FROM job
            WHERE id = ANY (ARRAY(SELECT parent_id FROM job WHERE id = ANY (ids) AND parent_id IS NOT NULL))
                AND has_dependents
        ));
    RETURN end_locked_jobs(ids, tokens, from_states, outcomes, results, messages, delays);
END
$$;

-- The same, for callers that have the lock of families.
CREATE FUNCTION end_locked_jobs(
    ids uuid[], tokens bigint[], from_states text[], outcomes text[], results text[], messages text[],
    delays double precision[]
) RETURNS uuid[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan SET jit = off AS $$
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
    woken text[];
    turned uuid[] := '{}';
    asked text[] := outcomes;
BEGIN
    -- Several rows that two statements would take one after the other are taken in order first.
    IF cardinality(ids) > 1 AND outcomes && ARRAY['retry', 'rescue', 'stopped', 'wait', 'children'] THEN
        PERFORM 1 FROM job WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
    END IF;
    IF outcomes && ARRAY['retry', 'stopped'] THEN
        outcomes := ARRAY(
            SELECT CASE
                WHEN given.outcome = 'stopped' AND job.is_repeatable AND job.attempt < job.max_attempts THEN 'rescue'
                WHEN given.outcome = 'stopped' THEN 'interrupted'
                WHEN given.outcome = 'retry' AND (job.attempt >= job.max_attempts OR job.cancel_requested_at IS NOT NULL)
                    THEN 'failed'
                ELSE given.outcome
            END
            FROM unnest(ids, outcomes) WITH ORDINALITY AS given (id, outcome, position)
            LEFT JOIN job ON job.id = given.id
            ORDER BY given.position
        );
        turned := ARRAY(
            SELECT given.id FROM unnest(ids, asked, outcomes) AS given (id, asked, outcome) WHERE given.asked <> given.outcome);
    END IF;
    WITH given AS (
        SELECT *
        FROM unnest(ids, tokens, from_states, outcomes, results, messages)
            AS given (id, token, from_state, outcome, result, message)
        WHERE outcome IN ('succeeded', 'failed', 'cancelled', 'interrupted')
        ORDER BY id
    ),
    ended AS (
        DELETE FROM job
        USING given
        WHERE job.id = given.id AND job.fencing_token = given.token AND job.state = given.from_state
        RETURNING job.*, given.outcome, given.result, given.message, given.from_state
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
    ),
    -- Whoever ran a job to its end has said elsewhere how it ended; of these nobody has.
    unsaid AS (
        INSERT INTO job_unsaid (job_id)
        SELECT id
        FROM ended
        WHERE outcome = 'interrupted'
            OR outcome <> 'succeeded' AND (
                from_state = 'awaiting' OR id = ANY (turned) OR from_state = 'queued' AND cancel_requested_at IS NULL
            )
        ON CONFLICT DO NOTHING
    )
    SELECT
        array_agg(id), array_agg(fencing_token),
        array_agg(DISTINCT parent_id) FILTER (WHERE parent_id IS NOT NULL),
        array_agg(id) FILTER (WHERE has_dependents),
        ARRAY(
            SELECT DISTINCT key FROM ended AS each_end CROSS JOIN unnest(each_end.keys) AS key
            WHERE each_end.from_state = 'running'
        ),
        ARRAY(
            SELECT DISTINCT key FROM ended AS each_end CROSS JOIN unnest(each_end.keys) AS key
            WHERE each_end.from_state = 'queued' AND each_end.waiting_for IS NULL
        )
    INTO ended_ids, ended_tokens, ended_parents, chained_ids, names, woken
    FROM ended;
    ended_ids := coalesce(ended_ids, '{}');

    IF outcomes && ARRAY['retry', 'rescue', 'wait', 'children'] THEN
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
                queued_at = clock_timestamp(),
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
        SET scheduled_at = clock_timestamp(), queued_at = clock_timestamp(),
            turn = job_turn(clock_timestamp(), priority)
        WHERE id = ANY (again_ids) AND state = 'queued' AND cancel_requested_at IS NOT NULL;
    END IF;

    IF chained_ids IS NOT NULL THEN PERFORM settle_dependents(chained_ids); END IF;
    IF ended_parents IS NOT NULL OR parent_ids <> '{}' THEN
        -- A child that ends and its parent that begins to wait for it must see each other. Parents are older than their
        -- children, so this is also the way up from family to family.
        PERFORM 1
        FROM job_tally
        WHERE parent_id = ANY (parent_ids || ended_parents)
        ORDER BY parent_id DESC
        FOR UPDATE;
    END IF;
    IF ended_parents IS NOT NULL THEN
        parent_ids := parent_ids || count_children(ended_ids);
    END IF;
    FOREACH parent IN ARRAY parent_ids LOOP
        PERFORM settle_parent(parent);
    END LOOP;
    -- What ended before it started leaves its place to the next in line.
    IF woken <> '{}' THEN PERFORM wake_first(woken); END IF;
    IF names <> '{}' THEN
        PERFORM release_keys(
            ARRAY(SELECT DISTINCT unnest(names)), ended_ids || again_ids, coalesce(ended_tokens, '{}') || again_tokens);
    END IF;
    PERFORM notify_topics(ARRAY(SELECT 'job:' || id FROM unnest(ended_ids || again_ids) AS id));
    IF again_ids <> '{}' THEN PERFORM ring_workers(); END IF;
    RETURN ended_ids || again_ids;
END
$$;

-- Ends a job that no worker runs; the caller has the lock of families.
CREATE FUNCTION end_one_job(job_id uuid, outcome text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_locked_jobs(
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
            scheduled_at = greatest(scheduled_at, clock_timestamp()),
            queued_at = CASE WHEN scheduled_at <= clock_timestamp() THEN clock_timestamp() ELSE queued_at END
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
        ORDER BY parent_id DESC
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
    PERFORM end_locked_jobs(
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
    PERFORM lock_families(true);
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
    RETURN end_locked_jobs(lost.ids, lost.tokens, lost.from_states, lost.outcomes, lost.results, lost.messages, lost.delays);
END
$$;

-- Stops a job that is not running at once and asks a running one to stop; its children with it. NULL when it is over or unknown.
CREATE FUNCTION cancel_job(wanted uuid, message text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    family uuid[];
    queued record;
    others uuid[];
    other uuid;
BEGIN
    PERFORM lock_families(EXISTS (
        SELECT 1 FROM job WHERE id = wanted AND has_dependents OR parent_id = wanted));
    WITH RECURSIVE members AS (
        SELECT id FROM job WHERE id = wanted
        UNION
        SELECT job.id FROM job JOIN members ON job.parent_id = members.id
    )
    SELECT array_agg(id) INTO family FROM members;
    -- Again by id: the first look took no locks.
    family := ARRAY(SELECT id FROM job WHERE id = ANY (family) ORDER BY id FOR UPDATE);
    IF wanted <> ALL (family) THEN RETURN NULL; END IF;
    UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()) WHERE id = ANY (family);
    others := ARRAY(SELECT id FROM job WHERE id = ANY (family) AND state <> 'queued' ORDER BY id);
    INSERT INTO event (topic, kind, subject, text)
    SELECT 'job:' || id, 'state', 'cancelling', message FROM unnest(others) AS id;
    PERFORM notify_topics(ARRAY(SELECT 'job:' || id FROM unnest(others) AS id));
    FOREACH other IN ARRAY others LOOP
        PERFORM pg_notify('netstacks_job_cancel', other::text);
    END LOOP;
    SELECT array_agg(id) AS ids, array_agg(fencing_token) AS tokens, count(*)::integer AS number
    INTO queued
    FROM job
    WHERE id = ANY (family) AND state = 'queued';
    IF queued.number > 0 THEN
        PERFORM end_locked_jobs(
            queued.ids, queued.tokens, array_fill('queued'::text, ARRAY[queued.number]),
            array_fill('cancelled'::text, ARRAY[queued.number]), array_fill(''::text, ARRAY[queued.number]),
            array_fill(message, ARRAY[queued.number]), array_fill(0::double precision, ARRAY[queued.number]));
        DELETE FROM job_prerequisite WHERE job_id = ANY (queued.ids);
    END IF;
    RETURN wanted;
END
$$;

-- Mends what no rule should leave behind: shares of jobs that do not run, lines in front of keys that have room, and jobs and
-- keys that would wait for a time that comes again, because the clock was set back.
CREATE FUNCTION sweep_queue() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    names text[];
    orphans text[];
    moment timestamptz := clock_timestamp();
BEGIN
    -- One at a time: two that sweep would only wait for each other's keys.
    IF NOT pg_try_advisory_xact_lock(1785688934, 1) THEN RETURN 0; END IF;
    UPDATE job
    SET scheduled_at = scheduled_at - (queued_at - moment), turn = turn - (queued_at - moment), queued_at = moment
    WHERE id = ANY (
        ARRAY(
            SELECT id
            FROM job
            WHERE state = 'queued' AND waiting_for IS NULL AND prerequisites_left = 0 AND priority = ANY ('{0,1,2}')
                AND scheduled_at > moment AND queued_at > moment + interval '1 second'
            FOR UPDATE SKIP LOCKED
        )
    );
    IF FOUND THEN PERFORM ring_workers(); END IF;
    names := ARRAY(
        SELECT DISTINCT key FROM (
            -- Some of them each time, so that not every key of a long line is locked at once.
            (SELECT waiting_for AS key FROM job WHERE waiting_for IS NOT NULL GROUP BY waiting_for ORDER BY random() LIMIT 200)
            UNION
            SELECT name FROM job_key WHERE filled_at > moment + interval '1 second'
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
    UPDATE job_key SET filled_at = moment WHERE name = ANY (names) AND filled_at > moment;
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
    WHERE name = ANY (
        ARRAY(
            SELECT name
            FROM job_key
            WHERE concurrency IS NULL AND rate IS NULL AND wake_at IS NULL
                AND coalesce(filled_at, '-infinity') < moment - interval '1 day'
                AND NOT EXISTS (SELECT 1 FROM job_hold WHERE job_hold.key = job_key.name)
                AND NOT EXISTS (SELECT 1 FROM job WHERE job_key.name = ANY (job.keys))
            ORDER BY name
            FOR UPDATE SKIP LOCKED
        )
    );
    DELETE FROM worker WHERE is_settled AND coalesce(stopped_at, lost_at) < moment - interval '7 days';
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
