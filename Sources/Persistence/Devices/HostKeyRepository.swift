public import Domain
public import Postgres

/// Stores the host keys of devices: the pinned one, and one that was offered instead and refused.
public struct HostKeyRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// What is known of the device's key; `nil` before the first session.
    public func find(_ deviceID: Device.ID) async throws(Problem) -> HostKeyRecord? {
        try await db.first(
            """
            -- HostKeyRepository.find
            SELECT \(HostKeyRecord.columns)
            FROM device_host_key
            WHERE device_id = \(deviceID)
            """, HostKeyRecord.init(row:))
    }

    /// Pins the key unless one is pinned already; the answer is what is pinned now.
    public func pinFirst(_ deviceID: Device.ID, _ key: HostKey) async throws(Problem) -> HostKeyRecord {
        // DO NOTHING would return no row for a key that another session pinned; this update changes nothing.
        try await db.returningOne(
            """
            -- HostKeyRepository.pinFirst
            INSERT INTO device_host_key (device_id, algorithm, key_bytes, fingerprint)
            VALUES (\(deviceID), \(key.algorithm), \(key.bytes), \(key.fingerprint))
            ON CONFLICT (device_id) DO UPDATE SET device_id = EXCLUDED.device_id
            RETURNING \(HostKeyRecord.columns)
            """, HostKeyRecord.init(row:))
    }

    /// Keeps a different key that the device offered, for a person to review; the pinned key stays.
    public func recordOffer(_ deviceID: Device.ID, _ key: HostKey) async throws(Problem) {
        try await db.run(
            """
            -- HostKeyRepository.recordOffer
            UPDATE device_host_key
            SET offered_algorithm = \(key.algorithm),
                offered_key_bytes = \(key.bytes),
                offered_fingerprint = \(key.fingerprint),
                offered_at = now()
            WHERE device_id = \(deviceID) AND key_bytes <> \(key.bytes)
            """)
    }

    /// Pins the offered key when it still is the one with this fingerprint; `nil` otherwise.
    public func acceptOffer(
        _ deviceID: Device.ID, fingerprint: String, by userID: User.ID
    ) async throws(Problem) -> HostKeyRecord? {
        try await db.returningFirst(
            """
            -- HostKeyRepository.acceptOffer
            UPDATE device_host_key
            SET algorithm = offered_algorithm,
                key_bytes = offered_key_bytes,
                fingerprint = offered_fingerprint,
                pinned_at = now(),
                pinned_by = \(userID),
                offered_algorithm = NULL,
                offered_key_bytes = NULL,
                offered_fingerprint = NULL,
                offered_at = NULL
            WHERE device_id = \(deviceID) AND offered_fingerprint = \(fingerprint)
            RETURNING \(HostKeyRecord.columns)
            """, HostKeyRecord.init(row:))
    }

    /// Forgets the pinned key, so that the next session pins anew; `false` when none was pinned.
    @discardableResult
    public func forget(_ deviceID: Device.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- HostKeyRepository.forget
            DELETE FROM device_host_key
            WHERE device_id = \(deviceID)
            """) > 0
    }
}

extension HostKeyRecord {
    fileprivate static let columns: SQL = """
        device_id, algorithm, key_bytes, fingerprint, pinned_at, pinned_by, offered_algorithm, offered_key_bytes,
        offered_fingerprint, offered_at
        """

    fileprivate init(row: Row) throws(PostgresError) {
        var offered: HostKey?
        if let algorithm = try row.decode("offered_algorithm", as: String?.self) {
            offered = HostKey(
                algorithm: algorithm, bytes: try row.decode("offered_key_bytes"),
                fingerprint: try row.decode("offered_fingerprint"))
        }
        self.init(
            deviceID: try row.decode("device_id"),
            pinned: HostKey(
                algorithm: try row.decode("algorithm"), bytes: try row.decode("key_bytes"),
                fingerprint: try row.decode("fingerprint")),
            pinnedAt: try row.decode("pinned_at"), pinnedBy: try row.decode("pinned_by"), offered: offered,
            offeredAt: try row.decode("offered_at"))
    }
}
