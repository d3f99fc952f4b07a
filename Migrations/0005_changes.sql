-- The change: its inputs, its plan, the answers to it, its run and its transcript.

CREATE TABLE change_policy (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tag text,
    risk text NOT NULL,
    approvals_needed integer NOT NULL,
    approver_role text NOT NULL DEFAULT 'approver',
    CONSTRAINT change_policy_risk_known CHECK (risk IN ('low', 'medium', 'high')),
    CONSTRAINT change_policy_approvals_bounds CHECK (approvals_needed BETWEEN 0 AND 9),
    CONSTRAINT change_policy_role_known
        CHECK (approver_role IN ('viewer', 'operator', 'engineer', 'approver', 'administrator')),
    CONSTRAINT change_policy_no_tie UNIQUE NULLS NOT DISTINCT (tag, risk)
);

INSERT INTO change_policy (tag, risk, approvals_needed)
VALUES ('lab', 'low', 0), (NULL, 'low', 1), (NULL, 'medium', 1), (NULL, 'high', 1);

CREATE TABLE change (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    title text NOT NULL,
    reason text NOT NULL DEFAULT '',
    author_id uuid NOT NULL REFERENCES user_account (id) ON DELETE RESTRICT,
    source_kind text NOT NULL,
    source jsonb NOT NULL,
    variables jsonb NOT NULL DEFAULT '{}',
    revision integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'draft',
    outcome text NOT NULL DEFAULT '',
    risk text NOT NULL DEFAULT 'low',
    risk_reasons jsonb NOT NULL DEFAULT '[]',
    approvals_needed integer NOT NULL DEFAULT 1,
    approver_role text NOT NULL DEFAULT 'approver',
    policy text NOT NULL DEFAULT '',
    digest text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    planned_at timestamptz,
    approved_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    cancel_requested_at timestamptz,
    CONSTRAINT change_number_unique UNIQUE (number),
    -- Lets an approval carry its change's author, so that four eyes is a rule of the schema.
    CONSTRAINT change_id_author_unique UNIQUE (id, author_id),
    CONSTRAINT change_title_not_empty CHECK (title <> ''),
    CONSTRAINT change_source_kind_known CHECK (source_kind IN ('template', 'stack', 'restore', 'undo', 'lines')),
    CONSTRAINT change_state_known CHECK (state IN (
        'draft', 'planning', 'planned', 'awaiting_approval', 'approved', 'running', 'verifying', 'done',
        'failed', 'cancelled', 'rejected', 'stale', 'paused', 'undone', 'needs_person'
    )),
    CONSTRAINT change_risk_known CHECK (risk IN ('low', 'medium', 'high')),
    CONSTRAINT change_planned_has_digest CHECK (
        state IN ('draft', 'planning', 'failed', 'cancelled') OR digest ~ '^[0-9a-f]{64}$'
    )
);

-- Serves the list of changes and its filter by state.
CREATE INDEX change_state_created_at ON change (state, created_at DESC);

-- Which devices the change names, frozen when it was proposed, and how the planning of each went.
CREATE TABLE change_device (
    change_id uuid NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE RESTRICT,
    position integer NOT NULL,
    planning text NOT NULL DEFAULT 'waiting',
    problem text NOT NULL DEFAULT '',
    PRIMARY KEY (change_id, device_id),
    CONSTRAINT change_device_position_unique UNIQUE (change_id, position),
    CONSTRAINT change_device_planning_known CHECK (planning IN ('waiting', 'reading', 'planned', 'failed'))
);

-- Lists the changes of a device.
CREATE INDEX change_device_device_id ON change_device (device_id);

-- The plan of one device; written once and never changed.
CREATE TABLE change_target (
    id uuid PRIMARY KEY,
    change_id uuid NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    revision integer NOT NULL,
    position integer NOT NULL,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE RESTRICT,
    platform text NOT NULL,
    commands text[] NOT NULL,
    inverse text[] NOT NULL,
    base_hash text NOT NULL REFERENCES content (hash),
    base_read_at timestamptz NOT NULL,
    predicted_hash text NOT NULL REFERENCES content (hash),
    diff jsonb NOT NULL,
    lines_added integer NOT NULL,
    lines_removed integer NOT NULL,
    expectation text NOT NULL DEFAULT '',
    safety_net text NOT NULL,
    warnings text[] NOT NULL DEFAULT '{}',
    CONSTRAINT change_target_once UNIQUE (change_id, revision, device_id),
    CONSTRAINT change_target_position_unique UNIQUE (change_id, revision, position),
    CONSTRAINT change_target_safety_net_known CHECK (safety_net IN ('inverse_commands'))
);

CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once and never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER change_target_immutable BEFORE UPDATE ON change_target
    FOR EACH ROW EXECUTE FUNCTION refuse_update();

-- Four eyes: the approver is never the author, whoever they are. Used once: one answer per person and plan.
CREATE TABLE approval (
    id uuid PRIMARY KEY,
    change_id uuid NOT NULL,
    author_id uuid NOT NULL,
    approver_id uuid NOT NULL REFERENCES user_account (id) ON DELETE RESTRICT,
    digest text NOT NULL,
    decision text NOT NULL,
    reason text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT approval_of_change FOREIGN KEY (change_id, author_id) REFERENCES change (id, author_id) ON DELETE CASCADE,
    CONSTRAINT approval_four_eyes CHECK (approver_id <> author_id),
    CONSTRAINT approval_once UNIQUE (change_id, digest, approver_id),
    CONSTRAINT approval_decision_known CHECK (decision IN ('approved', 'rejected'))
);

CREATE TRIGGER approval_immutable BEFORE UPDATE ON approval
    FOR EACH ROW EXECUTE FUNCTION refuse_update();

-- Where the run of one planned target stands. Every update names the state it leaves and carries the fencing token.
CREATE TABLE target_run (
    target_id uuid PRIMARY KEY REFERENCES change_target (id) ON DELETE CASCADE,
    change_id uuid NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE RESTRICT,
    state text NOT NULL DEFAULT 'pending',
    detail text NOT NULL DEFAULT '',
    attempt integer NOT NULL DEFAULT 0,
    fencing_token bigint NOT NULL DEFAULT 0,
    lines_accepted integer NOT NULL DEFAULT 0,
    line_in_flight integer NOT NULL DEFAULT 0,
    observed_diff jsonb NOT NULL DEFAULT 'null',
    observed_hash text REFERENCES content (hash),
    checks jsonb NOT NULL DEFAULT '[]',
    started_at timestamptz,
    finished_at timestamptz,
    CONSTRAINT target_run_state_known CHECK (state IN (
        'pending', 'held_drift', 'held_lease', 'held_unreachable', 'held_host_key', 'sending', 'sent_unconfirmed',
        'verifying', 'confirmed', 'reverting', 'reverted', 'failed_before_send', 'failed_mid_send', 'unknown',
        'skipped', 'cancelled'
    ))
);

-- Counts the targets of a change that are not settled yet.
CREATE INDEX target_run_change_id ON target_run (change_id, state);

CREATE TABLE transcript_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target_id uuid NOT NULL REFERENCES change_target (id) ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind text NOT NULL,
    line_number integer NOT NULL DEFAULT 0,
    text text NOT NULL,
    CONSTRAINT transcript_entry_kind_known CHECK (kind IN ('sending', 'accepted', 'rejected', 'note', 'state'))
);

-- Reads the transcript of one target in order.
CREATE INDEX transcript_entry_target_id ON transcript_entry (target_id, id);

CREATE TRIGGER transcript_entry_immutable BEFORE UPDATE ON transcript_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
