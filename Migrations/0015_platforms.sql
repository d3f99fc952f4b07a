-- Platforms that people write themselves; one of the name of a file in Platforms/ takes its place.

CREATE TABLE platform_definition (
    name text PRIMARY KEY,
    -- YAML, as a file in Platforms/.
    definition text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    CONSTRAINT platform_definition_bounded CHECK (octet_length(definition) <= 200000)
);
