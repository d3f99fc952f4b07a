-- What devices tell of themselves: by which protocol they are asked, by what they are believed there, and what they said.

ALTER TABLE device
    ADD COLUMN fact_protocol text NOT NULL DEFAULT 'cli',
    -- NULL for the protocol's usual one.
    ADD COLUMN fact_port integer,
    ADD CONSTRAINT device_fact_protocol_known
        CHECK (fact_protocol IN ('cli', 'netconf', 'eapi', 'nxapi', 'restconf', 'snmp')),
    ADD CONSTRAINT device_fact_port_valid CHECK (fact_port BETWEEN 1 AND 65535),
    ADD CONSTRAINT device_fact_port_has_protocol CHECK (fact_port IS NULL OR fact_protocol <> 'cli');

ALTER TABLE credential_set
    -- NULL when agents are not asked with this set.
    ADD COLUMN snmp_version text,
    ADD COLUMN snmp_username text,
    ADD COLUMN snmp_authentication text,
    ADD COLUMN snmp_privacy text,
    -- The community of 2c, or the authentication password of 3.
    ADD COLUMN sealed_snmp_secret bytea,
    ADD COLUMN sealed_snmp_privacy_secret bytea,
    ADD CONSTRAINT credential_set_snmp_whole CHECK (
        CASE snmp_version
            WHEN '2c' THEN sealed_snmp_secret IS NOT NULL
                AND num_nonnulls(snmp_username, snmp_authentication, snmp_privacy, sealed_snmp_privacy_secret) = 0
            WHEN '3' THEN snmp_username IS NOT NULL
                AND num_nonnulls(snmp_authentication, sealed_snmp_secret) IN (0, 2)
                AND num_nonnulls(snmp_privacy, sealed_snmp_privacy_secret) IN (0, 2)
                AND (snmp_privacy IS NULL OR snmp_authentication IS NOT NULL)
            ELSE snmp_version IS NULL AND num_nonnulls(
                snmp_username, snmp_authentication, snmp_privacy, sealed_snmp_secret, sealed_snmp_privacy_secret) = 0
        END
    );

-- By what a device is believed on its other protocols: an SSH host key or the pin of a certificate. The host key of its command
-- line stands in host_key; the same device may well have another one here.
CREATE TABLE device_service_identity (
    device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    service text NOT NULL,
    pinned text NOT NULL,
    pinned_at timestamptz NOT NULL DEFAULT now(),
    -- NULL when it was the first one seen.
    pinned_by uuid REFERENCES user_account (id) ON DELETE SET NULL,
    -- What it showed instead, until somebody has looked at it.
    offered text,
    offered_at timestamptz,
    PRIMARY KEY (device_id, service),
    CONSTRAINT device_service_identity_service_known CHECK (service IN ('netconf', 'https')),
    CONSTRAINT device_service_identity_offer_whole CHECK (num_nonnulls(offered, offered_at) IN (0, 2))
);

CREATE TABLE device_facts (
    device_id uuid PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    -- By which protocol they were told.
    protocol text NOT NULL,
    read_at timestamptz NOT NULL,
    hostname text,
    vendor text NOT NULL,
    model text,
    os text NOT NULL,
    version text,
    serial text,
    -- In seconds when they were read.
    uptime bigint,
    interfaces jsonb NOT NULL,
    CONSTRAINT device_facts_protocol_known CHECK (protocol IN ('cli', 'netconf', 'eapi', 'nxapi', 'restconf', 'snmp')),
    CONSTRAINT device_facts_uptime_valid CHECK (uptime >= 0)
);

ALTER TABLE schedule
    DROP CONSTRAINT schedule_action_known,
    ADD CONSTRAINT schedule_action_known
        CHECK (action IN ('back_up_device', 'test_connection', 'read_configuration', 'read_facts'));
