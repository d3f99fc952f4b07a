-- The queue: a small table of live jobs, an append-only history in partitions, keys with limits, tallies of children.
--
-- A job is a row of job from its enqueuing to its end, then a row of job_history. The live table stays small, so a claim
-- costs the same whatever the history holds; the history is only ever inserted into and dropped by whole partitions.

-- ── workers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The heartbeat is a counter, not a time: others watch it by their own steady clocks, so a step of any clock kills nobody.
ALTER TABLE worker
    ADD COLUMN heartbeat bigint NOT NULL DEFAULT 0,
    ADD COLUMN slots integer NOT NULL DEFAULT 0,
    ADD COLUMN running integer NOT NULL DEFAULT 0,
    ADD COLUMN finished bigint NOT NULL DEFAULT 0,
    ADD COLUMN wanted text NOT NULL DEFAULT 'run',
    ADD COLUMN is_hungry boolean NOT NULL DEFAULT true,
    ADD COLUMN lost_at timestamptz,
    -- It has ended, and nothing is left running to its name.
    ADD COLUMN is_settled boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT worker_wanted_known CHECK (wanted IN ('run', 'pause', 'drain')),
    ADD CONSTRAINT worker_settled_has_ended CHECK (NOT is_settled OR stopped_at IS NOT NULL OR lost_at IS NOT NULL),
    ADD CONSTRAINT worker_lost_is_not_stopped CHECK (lost_at IS NULL OR stopped_at IS NULL);

ALTER TABLE worker SET (fillfactor = 50);

-- The workers that live, or are thought to.
CREATE INDEX worker_living ON worker (id) WHERE stopped_at IS NULL AND lost_at IS NULL;

-- ── live jobs ────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE job RENAME TO job_before;
DROP INDEX job_claim, job_lease, job_unique_key, job_created_at, job_device_id, job_change_id;
ALTER TABLE job_before RENAME CONSTRAINT job_pkey TO job_before_pkey;

CREATE TABLE job (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    state text NOT NULL DEFAULT 'queued',
    priority smallint NOT NULL DEFAULT 1,
    attempt integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL,
    prerequisites_left integer NOT NULL DEFAULT 0,
    is_repeatable boolean NOT NULL DEFAULT false,
    is_unique_while_running boolean NOT NULL DEFAULT true,
    has_dependents boolean NOT NULL DEFAULT false,
    runs_after_failure boolean NOT NULL DEFAULT false,
    retention text COLLATE "C" NOT NULL DEFAULT 'normal',
    fencing_token bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    scheduled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- From when its delay counts; NULL when it was given a time. One that lies ahead tells that the clock was set back.
    queued_at timestamptz DEFAULT clock_timestamp(),
    -- When its turn is: its time, later by a quarter of an hour for each step of priority. So a job of low priority waits
    -- behind urgent ones for so long and no longer.
    turn timestamptz NOT NULL,
    started_at timestamptz,
    claimed_at timestamptz,
    cancel_requested_at timestamptz,
    waiting_since timestamptz,
    device_id uuid REFERENCES device (id) ON DELETE CASCADE,
    change_id uuid REFERENCES change (id) ON DELETE CASCADE,
    requested_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    worker_id uuid,
    parent_id uuid,
    replay_of uuid,
    unique_key text,
    waiting_for text,
    keys text[] NOT NULL DEFAULT '{}',
    arguments jsonb NOT NULL DEFAULT '{}',
    progress text NOT NULL DEFAULT '',
    failures jsonb NOT NULL DEFAULT '[]',
    CONSTRAINT job_state_known CHECK (state IN ('queued', 'running', 'awaiting')),
    CONSTRAINT job_running_has_worker CHECK ((state = 'running') = (worker_id IS NOT NULL)),
    CONSTRAINT job_attempts_bounds CHECK (attempt BETWEEN 0 AND max_attempts AND max_attempts >= 1),
    CONSTRAINT job_priority_known CHECK (priority BETWEEN 0 AND 2),
    CONSTRAINT job_retention_known CHECK (retention IN ('brief', 'normal', 'record')),
    CONSTRAINT job_waits_while_queued CHECK (waiting_for IS NULL OR state = 'queued'),
    CONSTRAINT job_keys_bounds CHECK (cardinality(keys) <= 8),
    CONSTRAINT job_prerequisites_bounds CHECK (prerequisites_left >= 0)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

-- Serves the claim: what is due, by priority.
CREATE INDEX job_claim ON job (priority, scheduled_at, id)
    WHERE state = 'queued' AND waiting_for IS NULL AND prerequisites_left = 0;
-- The line in front of a key.
CREATE INDEX job_waiting ON job (waiting_for, turn, id) WHERE waiting_for IS NOT NULL;
-- At most one live job under a key; one that is unique only while it is queued gives its key up when it starts.
CREATE UNIQUE INDEX job_unique_key ON job (unique_key) WHERE unique_key IS NOT NULL;
-- What a worker runs.
CREATE INDEX job_worker ON job (worker_id) WHERE worker_id IS NOT NULL;
-- Which of it someone wants stopped: asked for at each heartbeat, so apart from the many that nobody does.
CREATE INDEX job_cancelling ON job (worker_id) WHERE worker_id IS NOT NULL AND cancel_requested_at IS NOT NULL;
CREATE INDEX job_device_id ON job (device_id, scheduled_at) WHERE device_id IS NOT NULL;
CREATE INDEX job_change_id ON job (change_id) WHERE change_id IS NOT NULL;
CREATE INDEX job_parent_id ON job (parent_id) WHERE parent_id IS NOT NULL;

-- Which jobs have to end before another may start.
CREATE TABLE job_prerequisite (
    job_id uuid NOT NULL,
    needs_id uuid NOT NULL,
    PRIMARY KEY (job_id, needs_id)
);

CREATE INDEX job_prerequisite_needs_id ON job_prerequisite (needs_id);

-- How the children of a job stand.
CREATE TABLE job_tally (
    parent_id uuid PRIMARY KEY,
    total integer NOT NULL DEFAULT 0,
    succeeded integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    cancelled integer NOT NULL DEFAULT 0,
    interrupted integer NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT job_tally_bounds CHECK (succeeded + failed + cancelled + interrupted <= total)
) WITH (fillfactor = 50);

-- Jobs that ended without the worker that ran them: what has to be said elsewhere has not been said yet.
CREATE TABLE job_unsaid (
    job_id uuid PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Kinds of which no job is started.
CREATE TABLE job_pause (
    kind text PRIMARY KEY,
    paused_at timestamptz NOT NULL DEFAULT now(),
    paused_by uuid REFERENCES user_account (id) ON DELETE SET NULL
);

-- ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What jobs share: 'device:…', 'credential:…', 'site:…', 'tenant:…'. The limits of a class hold for every key of it that has
-- none of its own; NULL means no limit.
CREATE TABLE job_key_class (
    class text PRIMARY KEY,
    concurrency integer,
    rate integer,
    rate_seconds integer NOT NULL DEFAULT 60,
    CONSTRAINT job_key_class_form CHECK (class ~ '^[a-z][a-z_]{0,30}$'),
    CONSTRAINT job_key_class_limits CHECK (concurrency BETWEEN 1 AND 100000 AND rate BETWEEN 1 AND 1000000 AND rate_seconds BETWEEN 1 AND 86400)
);

-- One job at a time talks to a device unless its own limit says otherwise.
INSERT INTO job_key_class (class, concurrency) VALUES ('device', 1), ('credential', NULL), ('site', NULL), ('tenant', NULL);

-- Locked by whoever takes or gives up a share of the key, so that no two decide at once.
CREATE TABLE job_key (
    name text PRIMARY KEY,
    concurrency integer,
    rate integer,
    rate_seconds integer,
    -- Starts left in the bucket at filled_at; NULL is a full bucket.
    tokens double precision,
    filled_at timestamptz,
    -- When the next start is allowed again, while jobs wait for that.
    wake_at timestamptz,
    CONSTRAINT job_key_form CHECK (name ~ '^[a-z][a-z_]{0,30}:.{1,200}$'),
    CONSTRAINT job_key_limits CHECK (concurrency BETWEEN 1 AND 100000 AND rate BETWEEN 1 AND 1000000 AND rate_seconds BETWEEN 1 AND 86400)
) WITH (fillfactor = 50);

CREATE INDEX job_key_wake_at ON job_key (wake_at) WHERE wake_at IS NOT NULL;

-- Who has a share of a key. The number of the share is bounded by the limit, so a limit cannot be exceeded by a wrong count,
-- and giving a share back twice gives back nothing.
CREATE TABLE job_hold (
    key text NOT NULL,
    slot integer NOT NULL,
    job_id uuid NOT NULL,
    fencing_token bigint NOT NULL,
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (key, slot),
    CONSTRAINT job_hold_slot_positive CHECK (slot >= 1)
) WITH (fillfactor = 50);

CREATE INDEX job_hold_job_id ON job_hold (job_id);

-- ── history ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- No foreign keys: what happened stays on record when its device is gone.
CREATE TABLE job_history (
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    priority smallint NOT NULL,
    attempt integer NOT NULL,
    max_attempts integer NOT NULL,
    is_repeatable boolean NOT NULL,
    retention text COLLATE "C" NOT NULL,
    fencing_token bigint NOT NULL,
    created_at timestamptz NOT NULL,
    scheduled_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz NOT NULL,
    cancel_requested_at timestamptz,
    device_id uuid,
    change_id uuid,
    requested_by uuid,
    worker_id uuid,
    parent_id uuid,
    replay_of uuid,
    unique_key text,
    keys text[] NOT NULL,
    arguments jsonb NOT NULL,
    progress text NOT NULL,
    result jsonb NOT NULL,
    failures jsonb NOT NULL,
    CONSTRAINT job_history_state_known CHECK (state IN ('succeeded', 'failed', 'cancelled', 'interrupted')),
    CONSTRAINT job_history_retention_known CHECK (retention IN ('brief', 'normal', 'record'))
) PARTITION BY LIST (retention);

-- Ids are made in the order of time, so this serves the list of the newest as well.
CREATE INDEX job_history_id ON job_history (id);
CREATE INDEX job_history_device_id ON job_history (device_id, id) WHERE device_id IS NOT NULL;
CREATE INDEX job_history_change_id ON job_history (change_id, id) WHERE change_id IS NOT NULL;
CREATE INDEX job_history_parent_id ON job_history (parent_id, id) WHERE parent_id IS NOT NULL;
-- What was given up, newest first, and which of it was started again.
CREATE INDEX job_history_given_up ON job_history (id) WHERE state IN ('failed', 'interrupted');
CREATE INDEX job_history_replay_of ON job_history (replay_of) WHERE replay_of IS NOT NULL;

CREATE TABLE job_history_brief PARTITION OF job_history FOR VALUES IN ('brief') PARTITION BY RANGE (finished_at);
CREATE TABLE job_history_normal PARTITION OF job_history FOR VALUES IN ('normal') PARTITION BY RANGE (finished_at);
CREATE TABLE job_history_record PARTITION OF job_history FOR VALUES IN ('record') PARTITION BY RANGE (finished_at);
-- What no partition was made for in time.
CREATE TABLE job_history_brief_rest PARTITION OF job_history_brief DEFAULT;
CREATE TABLE job_history_normal_rest PARTITION OF job_history_normal DEFAULT;
CREATE TABLE job_history_record_rest PARTITION OF job_history_record DEFAULT;

-- ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE event RENAME TO event_before;
ALTER INDEX event_topic RENAME TO event_before_topic;
CREATE SEQUENCE event_id AS bigint;

CREATE TABLE event (
    id bigint NOT NULL DEFAULT nextval('event_id'),
    -- Ids in text: their bytes are all the order there is.
    topic text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL DEFAULT '',
    text text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT clock_timestamp()
) PARTITION BY RANGE (at);

CREATE INDEX event_topic ON event (topic, id);
CREATE TABLE event_rest PARTITION OF event DEFAULT;

INSERT INTO event (id, topic, kind, subject, at) SELECT id, topic, kind, subject, at FROM event_before;
SELECT setval('event_id', greatest(1, (SELECT coalesce(max(id), 1) FROM event)));
DROP TABLE event_before;

-- How long each class of rows is kept, and how long one partition of it spans.
CREATE TABLE retention_rule (
    class text PRIMARY KEY,
    partitioned_table text NOT NULL,
    keep interval NOT NULL,
    span text NOT NULL,
    CONSTRAINT retention_rule_span_known CHECK (span IN ('day', 'week', 'month')),
    CONSTRAINT retention_rule_keep_positive CHECK (keep >= interval '1 day')
);

INSERT INTO retention_rule (class, partitioned_table, keep, span) VALUES
    ('brief', 'job_history_brief', '7 days', 'day'),
    ('normal', 'job_history_normal', '90 days', 'week'),
    ('record', 'job_history_record', '5 years', 'month'),
    ('event', 'event', '90 days', 'week');
