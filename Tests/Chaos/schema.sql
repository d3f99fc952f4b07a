-- What the chaos tests keep beside the queue: who began what, and who held which share of a key when.
--
-- Moments are counted, not timed, so that a clock that is set back is no excuse.
CREATE EXTENSION btree_gist;
CREATE SEQUENCE chaos_moment;

CREATE TABLE chaos_job (job_id uuid PRIMARY KEY, kind text NOT NULL, label text NOT NULL);
CREATE TABLE chaos_begin (
    job_id uuid, token bigint, worker_id uuid, at timestamptz NOT NULL DEFAULT clock_timestamp(),
    moment bigint NOT NULL DEFAULT nextval('chaos_moment'),
    PRIMARY KEY (job_id, token)
);
CREATE TABLE chaos_tick (job_id uuid, token bigint, number integer, PRIMARY KEY (job_id, token, number));
CREATE TABLE chaos_conclusion (job_id uuid, sentence text);
CREATE TABLE chaos_violation (what text);

CREATE TABLE chaos_hold (
    key text NOT NULL,
    slot integer NOT NULL,
    job_id uuid NOT NULL,
    held int8range NOT NULL,
    EXCLUDE USING gist (key WITH =, slot WITH =, held WITH &&)
);
CREATE INDEX chaos_hold_open ON chaos_hold (key, slot) WHERE upper_inf(held);

-- Follows the shares of keys, and counts them against the limit whenever one is taken.
CREATE FUNCTION chaos_follow_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE chaos_hold SET held = int8range(lower(held), nextval('chaos_moment'))
        WHERE key = OLD.key AND slot = OLD.slot AND upper_inf(held);
        RETURN OLD;
    END IF;
    INSERT INTO chaos_hold (key, slot, job_id, held)
    VALUES (NEW.key, NEW.slot, NEW.job_id, int8range(nextval('chaos_moment'), NULL));
    INSERT INTO chaos_violation (what)
    SELECT format('%s is held %s times, the limit is %s', NEW.key, holds.number, job_key_state.concurrency)
    FROM job_key_state
    CROSS JOIN LATERAL (SELECT count(*) AS number FROM chaos_hold WHERE key = NEW.key AND upper_inf(held)) AS holds
    WHERE job_key_state.name = NEW.key AND holds.number > job_key_state.concurrency;
    RETURN NEW;
END
$$;

CREATE TRIGGER chaos_follow_hold AFTER INSERT OR DELETE ON job_hold FOR EACH ROW EXECUTE FUNCTION chaos_follow_hold();

-- At every step of a job: no more jobs with its keys run than may, whatever the shares say.
CREATE FUNCTION chaos_check_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO chaos_violation (what)
    SELECT format('%s jobs with %s run, the limit is %s', count(*), job_key_state.name, job_key_state.concurrency)
    FROM job AS mine
    JOIN job_key_state ON job_key_state.name = ANY (mine.keys)
    JOIN job ON job.state = 'running' AND job_key_state.name = ANY (job.keys)
    WHERE mine.id = NEW.job_id
    GROUP BY job_key_state.name, job_key_state.concurrency
    HAVING count(*) > job_key_state.concurrency;
    RETURN NEW;
END
$$;

CREATE TRIGGER chaos_check_begin AFTER INSERT ON chaos_begin FOR EACH ROW EXECUTE FUNCTION chaos_check_step();
CREATE TRIGGER chaos_check_tick AFTER INSERT ON chaos_tick FOR EACH ROW EXECUTE FUNCTION chaos_check_step();

-- A new id, later ones greater as those of the program are.
CREATE FUNCTION chaos_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (
        lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
        || substr(replace(gen_random_uuid()::text, '-', ''), 13)
    )::uuid
$$;

-- Enqueues alike jobs; «#» in the keys and in the unique key stands for the number of the job modulo `spread`.
CREATE FUNCTION chaos_enqueue(
    number integer, kind text, label text DEFAULT '', keys text DEFAULT '{}', spread integer DEFAULT 1,
    ticks integer DEFAULT 3, pause_ms integer DEFAULT 20, priority integer DEFAULT 1, max_attempts integer DEFAULT 20,
    due text DEFAULT '', parent text DEFAULT '', unique_key text DEFAULT '', needs uuid[] DEFAULT '{}'
) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    ids uuid[] := ARRAY(SELECT chaos_id() FROM generate_series(1, number));
    placed uuid[];
BEGIN
    SELECT array_agg(placed_id) INTO placed FROM enqueue_jobs(
        ids, array_fill(kind, ARRAY[number]), array_fill(priority, ARRAY[number]),
        array_fill(CASE WHEN kind = 'chaos_once' THEN 1 ELSE max_attempts END, ARRAY[number]),
        array_fill(kind <> 'chaos_once', ARRAY[number]),
        ARRAY(SELECT replace(unique_key, '#', (i % spread)::text) FROM generate_series(1, number) AS i),
        array_fill(true, ARRAY[number]), array_fill('normal'::text, ARRAY[number]), array_fill(due, ARRAY[number]),
        array_fill(jsonb_build_object('ticks', ticks::text, 'pause_ms', pause_ms::text)::text, ARRAY[number]),
        array_fill(''::text, ARRAY[number]), array_fill(''::text, ARRAY[number]), array_fill(''::text, ARRAY[number]),
        array_fill(parent, ARRAY[number]), array_fill(''::text, ARRAY[number]),
        ARRAY(SELECT replace(keys, '#', (i % spread)::text) FROM generate_series(1, number) AS i),
        array_fill(needs::text, ARRAY[number]), array_fill(false, ARRAY[number])
    );
    -- Only those with a unique key may be others than were given.
    IF unique_key = '' THEN placed := ids; END IF;
    INSERT INTO chaos_job (job_id, kind, label) SELECT id, kind, label FROM unnest(placed) AS id ON CONFLICT DO NOTHING;
    RETURN placed;
END
$$;
