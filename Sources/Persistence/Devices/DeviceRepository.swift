public import Domain
public import Postgres

/// Stores devices.
public struct DeviceRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The device with this id.
    public func find(_ id: Device.ID) async throws(Problem) -> Device? {
        try await db.first(
            """
            -- DeviceRepository.find
            SELECT \(Device.columns)
            FROM device
            WHERE id = \(id)
            """, Device.init(row:))
    }

    /// The device with this id, held against other writers until the transaction ends.
    public func lock(_ id: Device.ID) async throws(Problem) -> Device? {
        try await db.returningFirst(
            """
            -- DeviceRepository.lock
            SELECT \(Device.columns)
            FROM device
            WHERE id = \(id)
            FOR UPDATE
            """, Device.init(row:))
    }

    /// The device with this name, compared without case.
    public func find(name: DeviceName) async throws(Problem) -> Device? {
        try await db.first(
            """
            -- DeviceRepository.findName
            SELECT \(Device.columns)
            FROM device
            WHERE lower(name) = lower(\(name))
            """, Device.init(row:))
    }

    /// The devices with these ids in the order given; ids that name none are left out.
    public func find(ids: [Device.ID]) async throws(Problem) -> [Device] {
        try await db.all(
            """
            -- DeviceRepository.findMany
            SELECT \(Device.columns)
            FROM unnest(\(ids)) WITH ORDINALITY AS wanted (wanted_id, place)
            JOIN device ON device.id = wanted.wanted_id
            ORDER BY wanted.place
            """, Device.init(row:))
    }

    /// The devices through which this one is reached, the first hop first; at most `limit`, of which a ring gives that many.
    public func jumpHosts(of id: Device.ID, limit: Int) async throws(Problem) -> [Device] {
        try await db.all(
            """
            -- DeviceRepository.jumpHosts
            WITH RECURSIVE way (hop_id, next_id, depth) AS (
                SELECT id, jump_host_id, 0
                FROM device
                WHERE id = \(id)
                UNION ALL
                SELECT device.id, device.jump_host_id, way.depth + 1
                FROM way
                JOIN device ON device.id = way.next_id
                WHERE way.depth < \(limit)
            )
            SELECT \(Device.columns)
            FROM way
            JOIN device ON device.id = way.hop_id
            WHERE way.depth > 0
            ORDER BY way.depth DESC
            """, Device.init(row:))
    }

    /// Adds a device; a name that is taken is a conflict.
    public func insert(_ id: Device.ID, _ draft: DeviceDraft) async throws(Problem) -> Device {
        try await db.returningOne(
            """
            -- DeviceRepository.insert
            INSERT INTO device (
                id, name, host, port, protocol, jump_host_id, site, fact_protocol, fact_port, platform,
                credential_set_id, tags, allows_legacy_algorithms, notes
            )
            VALUES (
                \(id), \(draft.name), \(draft.host), \(draft.port), \(draft.accessProtocol), \(draft.jumpHostID),
                \(draft.site), \(draft.factProtocol), \(draft.factPort), \(draft.platform),
                \(draft.credentialSetID), \(draft.tags), \(draft.allowsLegacyAlgorithms), \(draft.notes)
            )
            RETURNING \(Device.columns)
            """, naming: draft.name.text, Device.init(row:))
    }

    /// Changes a device; `nil` when there is none, and a name that is taken is a conflict.
    public func update(_ id: Device.ID, _ draft: DeviceDraft) async throws(Problem) -> Device? {
        try await db.returningFirst(
            """
            -- DeviceRepository.update
            UPDATE device
            SET name = \(draft.name),
                host = \(draft.host),
                port = \(draft.port),
                protocol = \(draft.accessProtocol),
                jump_host_id = \(draft.jumpHostID),
                site = \(draft.site),
                fact_protocol = \(draft.factProtocol),
                fact_port = \(draft.factPort),
                platform = \(draft.platform),
                credential_set_id = \(draft.credentialSetID),
                tags = \(draft.tags),
                allows_legacy_algorithms = \(draft.allowsLegacyAlgorithms),
                notes = \(draft.notes),
                updated_at = now()
            WHERE id = \(id)
            RETURNING \(Device.columns)
            """, naming: draft.name.text, Device.init(row:))
    }

    /// Removes a device with its backups and jobs; one that changes name is a conflict.
    public func delete(_ id: Device.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- DeviceRepository.delete
            DELETE FROM device
            WHERE id = \(id)
            """) > 0
    }

    /// Notes that a session to the device succeeded now; the answer is whether that is news for its reachability: it is not
    /// known to be up, or was last stated `staleAfter` seconds ago.
    @discardableResult
    public func recordSeen(_ id: Device.ID, staleAfter: Double = 300) async throws(Problem) -> Bool {
        try await db.returningFirst(
            """
            -- DeviceRepository.recordSeen
            UPDATE device
            SET last_seen_at = now(), last_failure = ''
            WHERE id = \(id)
            RETURNING \(Reachability.isNews(staleAfter: staleAfter)) AS is_news
            """
        ) { row throws(PostgresError) in try row.decode("is_news", as: Bool.self) } ?? false
    }

    /// Notes why the last session to the device failed.
    public func recordFailure(_ id: Device.ID, _ sentence: String) async throws(Problem) {
        try await db.run(
            """
            -- DeviceRepository.recordFailure
            UPDATE device
            SET last_failure = \(sentence.storable)
            WHERE id = \(id)
            """)
    }
}

extension Device {
    static let columns: SQL = """
        id, name, host, port, protocol, jump_host_id, site, fact_protocol, fact_port, platform, credential_set_id, tags,
        allows_legacy_algorithms, notes, created_at, updated_at, last_seen_at, last_failure
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), name: try row.decode("name"), host: try row.decode("host"),
            port: try row.decode("port"), accessProtocol: try row.decode("protocol"),
            jumpHostID: try row.decode("jump_host_id"), site: try row.decode("site"),
            factProtocol: try row.decode("fact_protocol"), factPort: try row.decode("fact_port"),
            platform: try row.decode("platform"),
            credentialSetID: try row.decode("credential_set_id"), tags: try row.decode("tags"),
            allowsLegacyAlgorithms: try row.decode("allows_legacy_algorithms"), notes: try row.decode("notes"),
            createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"), lastSeenAt: try row.decode("last_seen_at"),
            lastFailure: try row.decode("last_failure"))
    }
}
