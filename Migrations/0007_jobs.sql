-- The queue: claimed with SKIP LOCKED, woken by NOTIFY, leased with a heartbeat.

CREATE TABLE worker (
    id uuid PRIMARY KEY,
    host text NOT NULL,
    process_id integer NOT NULL,
    version text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    heartbeat_at timestamptz NOT NULL DEFAULT now(),
    stopped_at timestamptz
);

CREATE TABLE job (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    arguments jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'queued',
    attempt integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL,
    device_id uuid REFERENCES device (id) ON DELETE CASCADE,
    change_id uuid REFERENCES change (id) ON DELETE CASCADE,
    requested_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    unique_key text,
    created_at timestamptz NOT NULL DEFAULT now(),
    scheduled_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    cancel_requested_at timestamptz,
    worker_id uuid REFERENCES worker (id),
    fencing_token bigint NOT NULL DEFAULT 0,
    lease_expires_at timestamptz,
    progress text NOT NULL DEFAULT '',
    result jsonb NOT NULL DEFAULT 'null',
    failures jsonb NOT NULL DEFAULT '[]',
    CONSTRAINT job_state_known CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
    CONSTRAINT job_final_has_end CHECK (
        (state IN ('succeeded', 'failed', 'cancelled', 'interrupted')) = (finished_at IS NOT NULL)
    ),
    CONSTRAINT job_running_has_lease CHECK (
        (state = 'running') = (worker_id IS NOT NULL AND lease_expires_at IS NOT NULL)
    ),
    CONSTRAINT job_attempts_bounds CHECK (attempt BETWEEN 0 AND max_attempts AND max_attempts >= 1)
);

-- Serves the claim: the oldest job that is due.
CREATE INDEX job_claim ON job (scheduled_at, id) WHERE state = 'queued';
-- Finds the jobs of dead workers.
CREATE INDEX job_lease ON job (lease_expires_at) WHERE state = 'running';
-- At most one live job under a key.
CREATE UNIQUE INDEX job_unique_key ON job (unique_key) WHERE state IN ('queued', 'running');
-- The list of jobs, newest first, and those of a device or a change.
CREATE INDEX job_created_at ON job (created_at DESC, id);
CREATE INDEX job_device_id ON job (device_id, created_at DESC);
CREATE INDEX job_change_id ON job (change_id, created_at DESC);
