-- What configurations say, line by line and without their secrets, so that many are searched at once.

-- A trusted extension: the owner of the database may make it. It comes with PostgreSQL's own package.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Each line once, however many configurations have it, with the lines that it stands under.
CREATE TABLE search_line (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The first 16 bytes of the SHA-256 of both texts.
    digest bytea NOT NULL,
    text text NOT NULL,
    -- From the outermost, one a line.
    parents text NOT NULL,
    CONSTRAINT search_line_digest_unique UNIQUE (digest),
    CONSTRAINT search_line_digest_length CHECK (octet_length(digest) = 16)
);

-- Expressions over lines, and over what they stand under.
CREATE INDEX search_line_text ON search_line USING gin (text gin_trgm_ops);
CREATE INDEX search_line_parents ON search_line USING gin (parents gin_trgm_ops);

-- The lines of each device's newest good point.
CREATE TABLE search_current (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    backup_id uuid NOT NULL REFERENCES backup (id) ON DELETE CASCADE,
    -- That of the point, so that the points after it are found.
    number integer NOT NULL,
    lines integer[] NOT NULL
);

CREATE INDEX search_current_lines ON search_current USING gin (lines);
CREATE INDEX search_current_backup_id ON search_current (backup_id);

-- The lines that a point had and the next one had not any more.
CREATE TABLE search_past (
    backup_id uuid PRIMARY KEY REFERENCES backup (id) ON DELETE CASCADE,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    lines integer[] NOT NULL
);

CREATE INDEX search_past_lines ON search_past USING gin (lines);
CREATE INDEX search_past_device_id ON search_past (device_id);

-- ── snapshots ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A named set of points: the network at one time. Its points are kept for as long as it is.
CREATE TABLE network_snapshot (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    CONSTRAINT network_snapshot_name_not_empty CHECK (name <> '')
);

CREATE UNIQUE INDEX network_snapshot_name_unique ON network_snapshot (lower(name));

CREATE TABLE network_snapshot_point (
    snapshot_id uuid NOT NULL REFERENCES network_snapshot (id) ON DELETE CASCADE,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    backup_id uuid NOT NULL REFERENCES backup (id) ON DELETE CASCADE,
    PRIMARY KEY (snapshot_id, device_id)
);

-- Whether a point is in a snapshot, before it goes.
CREATE INDEX network_snapshot_point_backup_id ON network_snapshot_point (backup_id);

-- ── retention ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A point goes when it is older than the days and not among the newest of its device; one row, none while nothing goes.
CREATE TABLE backup_retention (
    is_only boolean PRIMARY KEY DEFAULT true,
    keep_count integer NOT NULL,
    keep_days integer NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    CONSTRAINT backup_retention_is_only CHECK (is_only),
    CONSTRAINT backup_retention_bounds CHECK (keep_count BETWEEN 1 AND 100000 AND keep_days BETWEEN 1 AND 36500)
);

-- A schedule may apply the rule.
ALTER TABLE schedule
    DROP CONSTRAINT schedule_action_known,
    ADD CONSTRAINT schedule_action_known
    CHECK (action IN ('back_up_device', 'test_connection', 'read_configuration', 'read_facts', 'prune_backups'));
