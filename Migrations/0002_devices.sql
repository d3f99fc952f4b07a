-- Devices, how to sign in to them, and the keys by which they prove to be themselves.

-- The value that shows whether the key file at hand is the one that sealed what is stored.
CREATE TABLE key_check (
    key_id text PRIMARY KEY,
    sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE credential_set (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    username text NOT NULL,
    sealed_password bytea,
    sealed_private_key bytea,
    sealed_passphrase bytea,
    sealed_enable_secret bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT credential_set_can_sign_in CHECK (sealed_password IS NOT NULL OR sealed_private_key IS NOT NULL),
    CONSTRAINT credential_set_passphrase_has_key CHECK (sealed_passphrase IS NULL OR sealed_private_key IS NOT NULL)
);

CREATE UNIQUE INDEX credential_set_name_unique ON credential_set (lower(name));

CREATE TABLE device (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    host text NOT NULL,
    port integer NOT NULL DEFAULT 22,
    platform text NOT NULL,
    credential_set_id uuid REFERENCES credential_set (id) ON DELETE RESTRICT,
    tags text[] NOT NULL DEFAULT '{}',
    notes text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz,
    last_failure text NOT NULL DEFAULT '',
    CONSTRAINT device_port_valid CHECK (port BETWEEN 1 AND 65535)
);

CREATE UNIQUE INDEX device_name_unique ON device (lower(name));
-- Serves the tag filter and the policy's scope.
CREATE INDEX device_tags ON device USING gin (tags);
-- Counts the devices of a credential set and guards its removal.
CREATE INDEX device_credential_set_id ON device (credential_set_id);

CREATE TABLE device_host_key (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    algorithm text NOT NULL,
    key_bytes bytea NOT NULL,
    fingerprint text NOT NULL,
    pinned_at timestamptz NOT NULL DEFAULT now(),
    pinned_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    offered_algorithm text,
    offered_key_bytes bytea,
    offered_fingerprint text,
    offered_at timestamptz,
    CONSTRAINT device_host_key_offer_whole CHECK (
        num_nonnulls(offered_algorithm, offered_key_bytes, offered_fingerprint, offered_at) IN (0, 4)
    )
);

-- One writer per device. The row outlives each holder so that the fencing token only ever rises.
CREATE TABLE device_lease (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    fencing_token bigint NOT NULL DEFAULT 0,
    holder_job_id uuid,
    purpose text NOT NULL DEFAULT '',
    acquired_at timestamptz,
    expires_at timestamptz,
    CONSTRAINT device_lease_held_whole CHECK (num_nonnulls(holder_job_id, acquired_at, expires_at) IN (0, 3))
);
