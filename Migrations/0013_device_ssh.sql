-- How devices speak SSH: whether weak algorithms are allowed, what was agreed on, and what was offered.

ALTER TABLE device ADD COLUMN allows_legacy_algorithms boolean NOT NULL DEFAULT false;

-- Written after a login that differs from the one before, or once a day: devices have thousands of sessions.
CREATE TABLE device_ssh (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    -- The login; null while nobody has signed in.
    engine text,
    reason text,
    key_exchange text,
    host_key_algorithm text,
    cipher text,
    -- Empty with a cipher that proves integrity by itself.
    mac text,
    first_seen_at timestamptz,
    seen_at timestamptz,
    -- What the server offered last; null while that could not be read.
    offer_identification text,
    offered_key_exchanges text[],
    offered_host_keys text[],
    offered_ciphers text[],
    offered_macs text[],
    -- Why no session can be had, as long as that is so.
    mismatch text,
    legacy_would_help boolean,
    mismatched_since timestamptz,
    CONSTRAINT device_ssh_engine_known CHECK (engine IN ('libssh2', 'libssh')),
    CONSTRAINT device_ssh_reason_known CHECK (
        reason IN ('usual', 'rsa_login', 'rsa_host_key', 'remembered', 'algorithms')
    ),
    CONSTRAINT device_ssh_login_whole CHECK (
        num_nonnulls(engine, reason, key_exchange, host_key_algorithm, cipher, mac, first_seen_at, seen_at) IN (0, 8)
    ),
    CONSTRAINT device_ssh_offer_whole CHECK (
        num_nonnulls(
            offer_identification, offered_key_exchanges, offered_host_keys, offered_ciphers, offered_macs
        ) IN (0, 5)
    ),
    CONSTRAINT device_ssh_mismatch_whole CHECK (num_nonnulls(mismatch, legacy_would_help, mismatched_since) IN (0, 3))
);
