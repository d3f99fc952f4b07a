-- Template triplets with every revision of their bodies, and stacks of them.

CREATE TABLE template_set (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    summary text NOT NULL DEFAULT '',
    platforms text[] NOT NULL DEFAULT '{}',
    revision integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT template_set_revision_positive CHECK (revision >= 1)
);

CREATE UNIQUE INDEX template_set_name_unique ON template_set (lower(name));

-- Append only: a change names the revision that it was rendered from.
CREATE TABLE template_revision (
    template_set_id uuid NOT NULL REFERENCES template_set (id) ON DELETE CASCADE,
    revision integer NOT NULL,
    deploy_body text NOT NULL,
    validate_body text NOT NULL DEFAULT '',
    delete_body text NOT NULL DEFAULT '',
    author_id uuid REFERENCES user_account (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (template_set_id, revision)
);

CREATE TABLE stack (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    summary text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX stack_name_unique ON stack (lower(name));

CREATE TABLE stack_member (
    stack_id uuid NOT NULL REFERENCES stack (id) ON DELETE CASCADE,
    position integer NOT NULL,
    template_set_id uuid NOT NULL REFERENCES template_set (id) ON DELETE RESTRICT,
    PRIMARY KEY (stack_id, position),
    -- Deferrable: checked at the end of a statement, so that one statement can change the order of members.
    CONSTRAINT stack_member_once UNIQUE (stack_id, template_set_id) DEFERRABLE INITIALLY IMMEDIATE
);

-- Guards the removal of a template set that a stack uses.
CREATE INDEX stack_member_template_set_id ON stack_member (template_set_id);
