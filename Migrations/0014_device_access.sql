-- How a device is reached: the protocol, the way there, and the site whose limits it shares.

ALTER TABLE device
    ADD COLUMN protocol text NOT NULL DEFAULT 'ssh',
    -- Another device through which this one is reached, which may itself lie behind one.
    ADD COLUMN jump_host_id uuid,
    ADD COLUMN site text,
    ADD CONSTRAINT device_protocol_known CHECK (protocol IN ('ssh', 'telnet')),
    ADD CONSTRAINT device_jump_host_id_fkey FOREIGN KEY (jump_host_id) REFERENCES device (id),
    ADD CONSTRAINT device_jump_host_is_another CHECK (jump_host_id <> id),
    ADD CONSTRAINT device_telnet_is_direct CHECK (protocol = 'ssh' OR jump_host_id IS NULL);

-- Serves the devices behind a jump host, and its removal.
CREATE INDEX device_jump_host ON device (jump_host_id) WHERE jump_host_id IS NOT NULL;
-- Serves the site filter.
CREATE INDEX device_site ON device (site) WHERE site IS NOT NULL;
