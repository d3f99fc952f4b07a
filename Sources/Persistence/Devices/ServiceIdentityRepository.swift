public import Domain
public import Postgres

/// Stores by what devices are believed on their other services: what is pinned, and what was shown instead and refused.
public struct ServiceIdentityRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// What is known of a service of the device; `nil` before it was first asked.
    public func find(
        _ deviceID: Device.ID, _ service: ServiceIdentity.Service
    ) async throws(Problem) -> ServiceIdentity? {
        try await db.first(
            """
            -- ServiceIdentityRepository.find
            SELECT \(ServiceIdentity.columns)
            FROM device_service_identity
            WHERE device_id = \(deviceID) AND service = \(service)
            """, ServiceIdentity.init(row:))
    }

    /// Pins what was shown unless something is pinned already; the answer is what is pinned now.
    public func pinFirst(
        _ deviceID: Device.ID, _ service: ServiceIdentity.Service, _ shown: String
    ) async throws(Problem) -> ServiceIdentity {
        // DO NOTHING would return no row for one that another session pinned; this update changes nothing.
        try await db.returningOne(
            """
            -- ServiceIdentityRepository.pinFirst
            INSERT INTO device_service_identity (device_id, service, pinned)
            VALUES (\(deviceID), \(service), \(shown))
            ON CONFLICT (device_id, service) DO UPDATE SET device_id = EXCLUDED.device_id
            RETURNING \(ServiceIdentity.columns)
            """, ServiceIdentity.init(row:))
    }

    /// Keeps what the device showed instead, for a person to review; what is pinned stays.
    public func recordOffer(
        _ deviceID: Device.ID, _ service: ServiceIdentity.Service, _ shown: String
    ) async throws(Problem) {
        try await db.run(
            """
            -- ServiceIdentityRepository.recordOffer
            UPDATE device_service_identity
            SET offered = \(shown), offered_at = now()
            WHERE device_id = \(deviceID) AND service = \(service) AND pinned <> \(shown)
            """)
    }

    /// Pins what was shown when it still is this; `nil` otherwise.
    public func acceptOffer(
        _ deviceID: Device.ID, _ service: ServiceIdentity.Service, _ shown: String, by userID: User.ID
    ) async throws(Problem) -> ServiceIdentity? {
        try await db.returningFirst(
            """
            -- ServiceIdentityRepository.acceptOffer
            UPDATE device_service_identity
            SET pinned = offered, pinned_at = now(), pinned_by = \(userID), offered = NULL, offered_at = NULL
            WHERE device_id = \(deviceID) AND service = \(service) AND offered = \(shown)
            RETURNING \(ServiceIdentity.columns)
            """, ServiceIdentity.init(row:))
    }
}

extension ServiceIdentity {
    fileprivate static let columns: SQL = "device_id, service, pinned, pinned_at, pinned_by, offered, offered_at"

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            deviceID: try row.decode("device_id"), service: try row.decode("service"),
            pinned: try row.decode("pinned"), pinnedAt: try row.decode("pinned_at"),
            pinnedBy: try row.decode("pinned_by"), offered: try row.decode("offered"),
            offeredAt: try row.decode("offered_at"))
    }
}
