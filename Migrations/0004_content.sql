-- Configurations, stored once each under the hash of their bytes and sealed, because they contain secrets.

CREATE TABLE content (
    hash text PRIMARY KEY,
    sealed bytea NOT NULL,
    size integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT content_hash_form CHECK (hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT content_size_positive CHECK (size >= 0)
);
