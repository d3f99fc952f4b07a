public import Domain
public import Postgres

/// Stores how devices speak SSH; one row each.
public struct DeviceSSHRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// What is known; `nil` before the first session.
    public func find(_ deviceID: Device.ID) async throws(Problem) -> DeviceSSH? {
        try await db.first(
            """
            -- DeviceSSHRepository.find
            SELECT \(DeviceSSH.columns)
            FROM device_ssh
            WHERE device_id = \(deviceID)
            """, DeviceSSH.init(row:))
    }

    /// Keeps what a login agreed on and ends a mismatch; an offer that could not be read leaves the older one.
    public func record(_ deviceID: Device.ID, _ login: DeviceSSH.Login, offer: DeviceSSH.Offer?) async throws(Problem) {
        // Why the engine was chosen changes with the second login and tells nothing about the device.
        try await db.run(
            """
            -- DeviceSSHRepository.record
            INSERT INTO device_ssh (
                device_id, engine, reason, key_exchange, host_key_algorithm, cipher, mac, first_seen_at, seen_at,
                offer_identification, offered_key_exchanges, offered_host_keys, offered_ciphers, offered_macs
            )
            VALUES (
                \(deviceID), \(login.engine), \(login.reason), \(login.keyExchange.storable), \(login.hostKey.storable),
                \(login.cipher.storable), \(login.mac.storable), now(), now(), \(values(of: offer))
            )
            ON CONFLICT (device_id) DO UPDATE
            SET engine = EXCLUDED.engine,
                reason = EXCLUDED.reason,
                key_exchange = EXCLUDED.key_exchange,
                host_key_algorithm = EXCLUDED.host_key_algorithm,
                cipher = EXCLUDED.cipher,
                mac = EXCLUDED.mac,
                first_seen_at = CASE
                    WHEN (
                        device_ssh.engine, device_ssh.key_exchange, device_ssh.host_key_algorithm, device_ssh.cipher,
                        device_ssh.mac
                    ) IS DISTINCT FROM (
                        EXCLUDED.engine, EXCLUDED.key_exchange, EXCLUDED.host_key_algorithm, EXCLUDED.cipher,
                        EXCLUDED.mac
                    ) THEN now()
                    ELSE device_ssh.first_seen_at END,
                seen_at = now(),
                offer_identification = coalesce(EXCLUDED.offer_identification, device_ssh.offer_identification),
                offered_key_exchanges = coalesce(EXCLUDED.offered_key_exchanges, device_ssh.offered_key_exchanges),
                offered_host_keys = coalesce(EXCLUDED.offered_host_keys, device_ssh.offered_host_keys),
                offered_ciphers = coalesce(EXCLUDED.offered_ciphers, device_ssh.offered_ciphers),
                offered_macs = coalesce(EXCLUDED.offered_macs, device_ssh.offered_macs),
                mismatch = NULL,
                legacy_would_help = NULL,
                mismatched_since = NULL
            """)
    }

    /// Keeps why there is nothing in common with the device, and what it offered; the last login stays known.
    public func recordMismatch(
        _ deviceID: Device.ID, _ sentence: String, legacyWouldHelp: Bool, offer: DeviceSSH.Offer
    ) async throws(Problem) {
        try await db.run(
            """
            -- DeviceSSHRepository.recordMismatch
            INSERT INTO device_ssh (
                device_id, offer_identification, offered_key_exchanges, offered_host_keys, offered_ciphers,
                offered_macs, mismatch, legacy_would_help, mismatched_since
            )
            VALUES (\(deviceID), \(values(of: offer)), \(sentence.storable), \(legacyWouldHelp), now())
            ON CONFLICT (device_id) DO UPDATE
            SET offer_identification = EXCLUDED.offer_identification,
                offered_key_exchanges = EXCLUDED.offered_key_exchanges,
                offered_host_keys = EXCLUDED.offered_host_keys,
                offered_ciphers = EXCLUDED.offered_ciphers,
                offered_macs = EXCLUDED.offered_macs,
                mismatch = EXCLUDED.mismatch,
                legacy_would_help = EXCLUDED.legacy_would_help,
                mismatched_since = coalesce(device_ssh.mismatched_since, EXCLUDED.mismatched_since)
            """)
    }

    /// Forgets what is known, for a device that is somewhere else now.
    public func forget(_ deviceID: Device.ID) async throws(Problem) {
        try await db.run(
            """
            -- DeviceSSHRepository.forget
            DELETE FROM device_ssh
            WHERE device_id = \(deviceID)
            """)
    }

    private func values(of offer: DeviceSSH.Offer?) -> SQL {
        let names = [offer?.keyExchanges, offer?.hostKeys, offer?.ciphers, offer?.macs].map { $0?.map(\.storable) }
        return """
            \(offer?.identification.storable), \(names[0]), \(names[1]), \(names[2]), \(names[3])
            """
    }
}

extension DeviceSSH {
    fileprivate static let columns: SQL = """
        device_id, engine, reason, key_exchange, host_key_algorithm, cipher, mac, first_seen_at, seen_at,
        offer_identification, offered_key_exchanges, offered_host_keys, offered_ciphers, offered_macs, mismatch,
        legacy_would_help, mismatched_since
        """

    fileprivate init(row: Row) throws(PostgresError) {
        var login: Login?
        if let engine = try row.decode("engine", as: Engine?.self) {
            login = Login(
                engine: engine, reason: try row.decode("reason"), keyExchange: try row.decode("key_exchange"),
                hostKey: try row.decode("host_key_algorithm"), cipher: try row.decode("cipher"),
                mac: try row.decode("mac"))
        }
        var offer: Offer?
        if let identification = try row.decode("offer_identification", as: String?.self) {
            offer = Offer(
                identification: identification, keyExchanges: try row.decode("offered_key_exchanges"),
                hostKeys: try row.decode("offered_host_keys"), ciphers: try row.decode("offered_ciphers"),
                macs: try row.decode("offered_macs"))
        }
        var mismatch: Mismatch?
        if let sentence = try row.decode("mismatch", as: String?.self) {
            mismatch = Mismatch(
                sentence: sentence, legacyWouldHelp: try row.decode("legacy_would_help"),
                since: try row.decode("mismatched_since"))
        }
        self.init(
            deviceID: try row.decode("device_id"), login: login, firstSeenAt: try row.decode("first_seen_at"),
            seenAt: try row.decode("seen_at"), offer: offer, mismatch: mismatch)
    }
}
