-- Whether devices can be reached: what the last checks say, with flaps damped, and its history.

CREATE TABLE device_reachability (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    -- What the checks in a row say, and what pages show.
    settled text NOT NULL DEFAULT 'unknown',
    is_damped boolean NOT NULL DEFAULT false,
    state text NOT NULL GENERATED ALWAYS AS (CASE WHEN is_damped THEN 'flapping' ELSE settled END) STORED,
    since timestamptz NOT NULL DEFAULT now(),
    failure_count integer NOT NULL DEFAULT 0,
    success_count integer NOT NULL DEFAULT 0,
    -- As of checked_at; it decays from then on.
    penalty double precision NOT NULL DEFAULT 0,
    checked_at timestamptz,
    -- How far the last attempt came of which that is known.
    stages jsonb,
    stages_at timestamptz,
    last_failure text NOT NULL DEFAULT '',
    CONSTRAINT device_reachability_settled_known CHECK (settled IN ('unknown', 'up', 'down')),
    CONSTRAINT device_reachability_counts_valid CHECK (failure_count >= 0 AND success_count >= 0 AND penalty >= 0),
    CONSTRAINT device_reachability_stages_whole CHECK (num_nonnulls(stages, stages_at) IN (0, 2))
) WITH (fillfactor = 50);

-- Serves the filter by state and the counts of the first page; almost every device is up.
CREATE INDEX device_reachability_state ON device_reachability (state) WHERE state <> 'up';

CREATE TABLE reachability_transition (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    at timestamptz NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    sentence text NOT NULL,
    -- It happened while the device was flapping, and so was told to nobody.
    was_damped boolean NOT NULL,
    CONSTRAINT reachability_transition_states_known CHECK (
        from_state IN ('unknown', 'up', 'down', 'flapping') AND to_state IN ('unknown', 'up', 'down', 'flapping')
    ),
    CONSTRAINT reachability_transition_is_change CHECK (from_state <> to_state)
);

-- Serves the history of a device, newest first, and its end.
CREATE INDEX reachability_transition_device ON reachability_transition (device_id, at DESC, id DESC);
