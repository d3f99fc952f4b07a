-- Events for live pages, and the audit chain.

CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Reads a topic from an id on.
CREATE INDEX event_topic ON event (topic, id);

-- Appends an event and wakes who listens. The lock makes ids of one topic appear in the order of commits, so that a
-- reader that resumes after the highest id it saw misses none.
CREATE FUNCTION append_event(event_topic text, event_kind text, event_subject text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    new_id bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(1852142452, hashtext(event_topic));
    INSERT INTO event (topic, kind, subject) VALUES (event_topic, event_kind, event_subject) RETURNING id INTO new_id;
    PERFORM pg_notify('netstacks_event', new_id || ' ' || event_topic);
    RETURN new_id;
END
$$;

CREATE TABLE audit_entry (
    id bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    summary text NOT NULL,
    remote_address text NOT NULL,
    request_id text NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);

-- Chains each entry to the one before: hash = SHA-256(previous hash, then the fields as a JSON array in this order).
CREATE FUNCTION append_audit_entry(
    entry_actor_id uuid, entry_actor_name text, entry_action text, entry_subject_kind text, entry_subject_id text,
    entry_summary text, entry_remote_address text, entry_request_id text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    last_id bigint;
    last_hash bytea;
    entry_at timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(1852142452, 1);
    SELECT id, hash INTO last_id, last_hash FROM audit_entry ORDER BY id DESC LIMIT 1;
    last_id := coalesce(last_id, 0);
    last_hash := coalesce(last_hash, '\x'::bytea);
    entry_at := clock_timestamp();
    INSERT INTO audit_entry (
        id, at, actor_id, actor_name, action, subject_kind, subject_id, summary, remote_address, request_id,
        previous_hash, hash
    ) VALUES (
        last_id + 1, entry_at, entry_actor_id, entry_actor_name, entry_action, entry_subject_kind, entry_subject_id,
        entry_summary, entry_remote_address, entry_request_id, last_hash,
        sha256(last_hash || convert_to(jsonb_build_array(
            last_id + 1, to_char(entry_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry_actor_id,
            entry_actor_name, entry_action, entry_subject_kind, entry_subject_id, entry_summary,
            entry_remote_address, entry_request_id
        )::text, 'UTF8'))
    );
    RETURN last_id + 1;
END
$$;

CREATE TRIGGER audit_entry_immutable BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_update();

CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
