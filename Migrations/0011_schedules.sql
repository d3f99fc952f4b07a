-- Schedules, and what became of each of their due times.

CREATE TABLE schedule (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    action text NOT NULL,
    timing text NOT NULL,
    cron text,
    interval_minutes integer,
    -- A time on the clock of the zone, not an instant: 2026-07-01T02:30.
    starts_at text,
    zone text NOT NULL,
    selection text NOT NULL,
    device_ids uuid[] NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}',
    windows jsonb NOT NULL DEFAULT '[]',
    blackouts jsonb NOT NULL DEFAULT '[]',
    misfire text NOT NULL,
    grace_minutes integer NOT NULL,
    overlap text NOT NULL,
    is_enabled boolean NOT NULL DEFAULT true,
    -- The first due time that nothing was decided about, and when to look at it; later when it waits for a window.
    next_due_at timestamptz,
    wakes_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    CONSTRAINT schedule_name_not_empty CHECK (name <> ''),
    CONSTRAINT schedule_action_known CHECK (action IN ('back_up_device', 'test_connection', 'read_configuration')),
    CONSTRAINT schedule_timing_known CHECK (timing IN ('cron', 'interval', 'once')),
    CONSTRAINT schedule_timing_whole CHECK (
        (timing = 'cron') = (cron IS NOT NULL)
        AND (timing = 'interval') = (interval_minutes IS NOT NULL)
        AND (timing IN ('interval', 'once')) = (starts_at IS NOT NULL)
    ),
    CONSTRAINT schedule_interval_bounds CHECK (interval_minutes BETWEEN 1 AND 527040),
    CONSTRAINT schedule_selection_known CHECK (selection IN ('devices', 'tags', 'all')),
    -- An empty selection would mean no device; it is refused, so that it can never be taken for all.
    CONSTRAINT schedule_selection_whole CHECK (
        (selection = 'devices') = (cardinality(device_ids) > 0) AND (selection = 'tags') = (cardinality(tags) > 0)
    ),
    CONSTRAINT schedule_misfire_known CHECK (misfire IN ('skip', 'run_once')),
    CONSTRAINT schedule_grace_bounds CHECK (grace_minutes BETWEEN 1 AND 10080),
    CONSTRAINT schedule_overlap_known CHECK (overlap IN ('skip', 'queue')),
    CONSTRAINT schedule_wakes_when_due CHECK ((next_due_at IS NULL) = (wakes_at IS NULL)),
    CONSTRAINT schedule_off_is_never_due CHECK (is_enabled OR next_due_at IS NULL)
);

CREATE UNIQUE INDEX schedule_name_unique ON schedule (lower(name));
-- Finds what is due, and when something is due next.
CREATE INDEX schedule_wakes_at ON schedule (wakes_at, id) WHERE wakes_at IS NOT NULL;

CREATE TABLE schedule_run (
    id uuid PRIMARY KEY,
    schedule_id uuid NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
    due_at timestamptz NOT NULL,
    -- Earlier than due_at when the row stands for many due times that were skipped in a row.
    first_due_at timestamptz NOT NULL,
    occurrences integer NOT NULL DEFAULT 1,
    decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason text NOT NULL,
    detail text NOT NULL DEFAULT '',
    requested_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    left_out integer NOT NULL DEFAULT 0,
    -- No references: jobs are kept for a shorter time than this record.
    job_ids uuid[] NOT NULL DEFAULT '{}',
    -- Fired once, whatever happens: the row and its jobs are written in one transaction.
    CONSTRAINT schedule_run_once UNIQUE (schedule_id, due_at),
    CONSTRAINT schedule_run_reason_known CHECK (
        reason IN (
            'on_time', 'made_up', 'asked', 'blackout', 'window_closed', 'missed', 'too_late', 'collapsed', 'overlap',
            'no_devices'
        )
    ),
    CONSTRAINT schedule_run_ran_with_jobs CHECK (
        (reason IN ('on_time', 'made_up', 'asked')) = (cardinality(job_ids) > 0)
    ),
    CONSTRAINT schedule_run_counts CHECK (occurrences >= 1 AND left_out >= 0 AND first_due_at <= due_at)
);

-- The newest run that had jobs, for the list and for the rule about overlaps.
CREATE INDEX schedule_run_ran ON schedule_run (schedule_id, due_at DESC) WHERE cardinality(job_ids) > 0;
