-- Configurations of devices as they were read.

CREATE TABLE backup (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    content_hash text NOT NULL REFERENCES content (hash),
    taken_at timestamptz NOT NULL DEFAULT now(),
    cause text NOT NULL,
    change_id uuid REFERENCES change (id) ON DELETE SET NULL,
    requested_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    CONSTRAINT backup_cause_known CHECK (cause IN ('manual', 'before_change', 'after_change'))
);

-- The timeline of a device, newest first.
CREATE INDEX backup_device_id ON backup (device_id, taken_at DESC);
-- The backups around a change.
CREATE INDEX backup_change_id ON backup (change_id);

-- The newest live reading of each device, for its configuration page.
CREATE TABLE configuration_reading (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    content_hash text NOT NULL REFERENCES content (hash),
    read_at timestamptz NOT NULL,
    job_id uuid NOT NULL
);
