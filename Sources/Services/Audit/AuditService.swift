public import Domain
public import Persistence

/// Reads the record of who did what.
public struct AuditService: Sendable {
    let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// One page of the record, newest first.
    public func list(_ filter: AuditFilter, by actor: Actor) async throws -> Paged<AuditEntry> {
        try actor.require(.viewAudit)
        return try await AuditRepository(database).list(filter)
    }
}
