-- Backups become points of change: a row for each configuration that a device came to have, with the time in which it was seen.

-- Large texts are compressed, and may build on a newer text that is kept whole.
ALTER TABLE content
    ADD COLUMN encoding text NOT NULL DEFAULT 'plain',
    ADD COLUMN base_hash text REFERENCES content (hash),
    ADD CONSTRAINT content_encoding_known CHECK (encoding IN ('plain', 'zstd', 'difference')),
    ADD CONSTRAINT content_difference_has_base CHECK ((encoding = 'difference') = (base_hash IS NOT NULL)),
    ADD CONSTRAINT content_is_not_its_base CHECK (base_hash <> hash),
    -- It does not get smaller any more.
    ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Which contents build on one, before it goes.
CREATE INDEX content_base_hash ON content (base_hash) WHERE base_hash IS NOT NULL;

ALTER TABLE backup RENAME COLUMN taken_at TO first_seen_at;
ALTER TABLE backup
    -- Counts the points of a device from 1, in the order in which they came.
    ADD COLUMN number integer,
    ADD COLUMN last_seen_at timestamptz,
    ADD COLUMN state text NOT NULL DEFAULT 'good',
    -- Why it may not be whole; empty when nothing speaks against it.
    ADD COLUMN doubt text NOT NULL DEFAULT '',
    ADD COLUMN accepted_at timestamptz,
    ADD COLUMN accepted_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    ADD COLUMN schedule_id uuid REFERENCES schedule (id) ON DELETE SET NULL,
    ADD COLUMN job_id uuid,
    -- When it got its place in the order of commits.
    ADD COLUMN archived_at timestamptz,
    -- A point that someone wants kept, whatever the rules of retention say.
    ADD COLUMN held_at timestamptz,
    ADD COLUMN held_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    ADD COLUMN hold_reason text NOT NULL DEFAULT '';

-- What was known before and after each change, also where it is a point that was known already.
CREATE TABLE change_backup (
    change_id uuid NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    cause text NOT NULL,
    backup_id uuid NOT NULL REFERENCES backup (id) ON DELETE CASCADE,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (change_id, device_id, cause),
    CONSTRAINT change_backup_cause_known CHECK (cause IN ('before_change', 'after_change'))
);

CREATE INDEX change_backup_backup_id ON change_backup (backup_id);

-- Runs that found what the run before had found become one point, named by the first of them.
CREATE TEMPORARY TABLE run_of_point ON COMMIT DROP AS
SELECT id, device_id, first_seen_at, first_value(id) OVER (PARTITION BY device_id, run ORDER BY first_seen_at, id) AS point_id
FROM (
    SELECT *, count(*) FILTER (WHERE is_new) OVER (PARTITION BY device_id ORDER BY first_seen_at, id) AS run
    FROM (
        SELECT
            id, device_id, first_seen_at,
            content_hash IS DISTINCT FROM lag(content_hash) OVER (PARTITION BY device_id ORDER BY first_seen_at, id) AS is_new
        FROM backup
    ) AS compared
) AS grouped;

UPDATE backup
SET number = counted.number, last_seen_at = counted.last_seen_at
FROM (
    SELECT
        point_id, max(first_seen_at) AS last_seen_at,
        row_number() OVER (PARTITION BY device_id ORDER BY min(first_seen_at), point_id) AS number
    FROM run_of_point
    GROUP BY device_id, point_id
) AS counted
WHERE backup.id = counted.point_id;

INSERT INTO change_backup (change_id, device_id, cause, backup_id, seen_at)
SELECT backup.change_id, backup.device_id, backup.cause, run_of_point.point_id, backup.first_seen_at
FROM backup
JOIN run_of_point ON run_of_point.id = backup.id
WHERE backup.change_id IS NOT NULL AND backup.cause IN ('before_change', 'after_change')
ORDER BY backup.first_seen_at DESC
ON CONFLICT DO NOTHING;

UPDATE change
SET source = jsonb_set(source, '{backup_id}', to_jsonb(run_of_point.point_id::text))
FROM run_of_point
WHERE source ->> 'kind' = 'restore' AND source ->> 'backup_id' = run_of_point.id::text
    AND run_of_point.point_id <> run_of_point.id;

DELETE FROM backup WHERE number IS NULL;

ALTER TABLE backup
    ALTER COLUMN number SET NOT NULL,
    ALTER COLUMN last_seen_at SET NOT NULL,
    DROP CONSTRAINT backup_cause_known,
    ADD CONSTRAINT backup_cause_known CHECK (cause IN ('manual', 'scheduled', 'before_change', 'after_change', 'api')),
    ADD CONSTRAINT backup_number_once UNIQUE (device_id, number),
    ADD CONSTRAINT backup_number_positive CHECK (number >= 1),
    ADD CONSTRAINT backup_seen_in_order CHECK (first_seen_at <= last_seen_at),
    ADD CONSTRAINT backup_state_known CHECK (state IN ('good', 'suspect')),
    ADD CONSTRAINT backup_suspect_has_doubt CHECK (state <> 'suspect' OR doubt <> ''),
    ADD CONSTRAINT backup_doubt_was_accepted CHECK (state = 'suspect' OR doubt = '' OR accepted_at IS NOT NULL),
    ADD CONSTRAINT backup_hold_has_reason CHECK ((held_at IS NULL) = (hold_reason = ''));

-- The timeline is by number now.
DROP INDEX backup_device_id;
-- The newest good point of a device.
CREATE INDEX backup_good ON backup (device_id, number DESC) WHERE state = 'good';
-- What has no place in the order of commits yet.
CREATE INDEX backup_unarchived ON backup (first_seen_at, id) WHERE archived_at IS NULL AND state = 'good';
-- Which points keep a content.
CREATE INDEX backup_content_hash ON backup (content_hash);

-- ── git ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What is to be a commit, and which one it became. Numbers are given under one lock, so that every repository that is made from
-- this table has the same commits in the same order. Everything that a commit says stands here, besides the text itself.
CREATE TABLE archive_entry (
    number bigint PRIMARY KEY,
    device_id uuid NOT NULL,
    -- The point whose configuration is the file's; NULL where the file moves or goes. No reference: history outlives points.
    backup_id uuid,
    path text NOT NULL,
    -- The path that the device had before, where it is another one; the whole of it for a device that is gone.
    old_path text,
    message text NOT NULL,
    author text NOT NULL,
    at timestamptz NOT NULL,
    commit_id text,
    CONSTRAINT archive_entry_number_positive CHECK (number >= 1),
    CONSTRAINT archive_entry_commit_form CHECK (commit_id ~ '^[0-9a-f]{40}$')
);

CREATE UNIQUE INDEX archive_entry_backup_id ON archive_entry (backup_id) WHERE backup_id IS NOT NULL;
-- What git does not have yet, in order.
CREATE INDEX archive_entry_pending ON archive_entry (number) WHERE commit_id IS NULL;
CREATE UNIQUE INDEX archive_entry_commit_id ON archive_entry (commit_id) WHERE commit_id IS NOT NULL;
CREATE INDEX archive_entry_device_id ON archive_entry (device_id, number DESC);

-- Where each device's file stands now.
CREATE TABLE archive_file (
    device_id uuid PRIMARY KEY,
    device_name text NOT NULL,
    path text NOT NULL,
    CONSTRAINT archive_file_path_once UNIQUE (path) DEFERRABLE INITIALLY DEFERRED
);

-- Where commits are pushed to, and how far that is; one row.
CREATE TABLE archive_remote (
    is_only boolean PRIMARY KEY DEFAULT true,
    url text NOT NULL,
    branch text NOT NULL DEFAULT 'main',
    credential_set_id uuid REFERENCES credential_set (id) ON DELETE SET NULL,
    -- SHA-256 fingerprints of SSH host keys that are trusted.
    host_keys text[] NOT NULL DEFAULT '{}',
    -- The key that was offered and is not trusted.
    offered_host_key text,
    pushed_commit text,
    pushed_at timestamptz,
    failure text NOT NULL DEFAULT '',
    failed_at timestamptz,
    CONSTRAINT archive_remote_is_only CHECK (is_only),
    CONSTRAINT archive_remote_failure_whole CHECK ((failure = '') = (failed_at IS NULL))
);
