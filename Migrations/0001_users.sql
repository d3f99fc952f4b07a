-- People, their sessions and tokens, and the brake on guessing passwords.

CREATE TABLE user_account (
    id uuid PRIMARY KEY,
    username text NOT NULL,
    display_name text NOT NULL DEFAULT '',
    role text NOT NULL,
    password_hash text NOT NULL,
    is_enabled boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_sign_in_at timestamptz,
    CONSTRAINT user_account_username_unique UNIQUE (username),
    CONSTRAINT user_account_username_lower CHECK (username = lower(username)),
    CONSTRAINT user_account_role_known CHECK (role IN ('viewer', 'operator', 'engineer', 'approver', 'administrator'))
);

-- The browser holds the token; only its SHA-256 is here, so a copy of the database signs nobody in.
CREATE TABLE session (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    csrf_token text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    remote_address text NOT NULL DEFAULT '',
    user_agent text NOT NULL DEFAULT '',
    CONSTRAINT session_token_hash_unique UNIQUE (token_hash)
);

-- Lists a user's sessions and ends them when the user is disabled.
CREATE INDEX session_user_id ON session (user_id);

CREATE TABLE api_token (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT api_token_name_not_empty CHECK (name <> '')
);

-- Lists a user's tokens.
CREATE INDEX api_token_user_id ON api_token (user_id);

-- Counted per pair of name and address, so that a stranger elsewhere cannot lock a person out.
CREATE TABLE sign_in_failure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username text NOT NULL,
    remote_address text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
);

-- Serves the count before each sign-in.
CREATE INDEX sign_in_failure_recent ON sign_in_failure (remote_address, failed_at);
