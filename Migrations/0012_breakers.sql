-- What keeps NetStacks from trying again and again: breakers in front of addresses, lockouts in front of logins.
-- A row is there only while something has failed; reaching the device, or signing in, removes it.

CREATE TABLE device_breaker (
    id uuid PRIMARY KEY,
    context text NOT NULL,
    address text NOT NULL,
    port integer NOT NULL,
    state text NOT NULL DEFAULT 'closed',
    failure_count integer NOT NULL DEFAULT 0,
    failed_at timestamptz[] NOT NULL DEFAULT '{}',
    last_failure text NOT NULL DEFAULT '',
    opened_at timestamptz,
    open_count integer NOT NULL DEFAULT 0,
    next_probe_at timestamptz,
    probe_id uuid,
    probe_deadline timestamptz,
    -- Serves the look before each session.
    CONSTRAINT device_breaker_key_unique UNIQUE (context, address, port),
    CONSTRAINT device_breaker_port_valid CHECK (port BETWEEN 1 AND 65535),
    CONSTRAINT device_breaker_state_known CHECK (state IN ('closed', 'open', 'half_open')),
    CONSTRAINT device_breaker_open_whole CHECK (
        CASE WHEN state = 'closed' THEN num_nonnulls(opened_at, next_probe_at) = 0 AND open_count = 0
        ELSE num_nonnulls(opened_at, next_probe_at) = 2 AND open_count > 0 END
    ),
    CONSTRAINT device_breaker_probe_whole CHECK (
        num_nonnulls(probe_id, probe_deadline) = CASE WHEN state = 'half_open' THEN 2 ELSE 0 END
    )
) WITH (fillfactor = 50);

CREATE TABLE login_lockout (
    id uuid PRIMARY KEY,
    -- Null for work that nobody asked for in person.
    caller_id uuid REFERENCES user_account (id) ON DELETE CASCADE,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    login text NOT NULL,
    credential_set_id uuid REFERENCES credential_set (id) ON DELETE CASCADE,
    refusal_count integer NOT NULL DEFAULT 0,
    refused_at timestamptz[] NOT NULL DEFAULT '{}',
    last_failure text NOT NULL DEFAULT '',
    locked_at timestamptz,
    locked_until timestamptz,
    -- Serves the look before each session, and the lockouts of a device.
    CONSTRAINT login_lockout_key_unique UNIQUE NULLS NOT DISTINCT (device_id, login, caller_id),
    CONSTRAINT login_lockout_locked_whole CHECK (num_nonnulls(locked_at, locked_until) IN (0, 2))
) WITH (fillfactor = 50);

-- Ends the lockouts of a credential set whose secret changed.
CREATE INDEX login_lockout_credential_set_id ON login_lockout (credential_set_id);

-- Finds the devices behind a breaker.
CREATE INDEX device_host_port ON device (host, port);
