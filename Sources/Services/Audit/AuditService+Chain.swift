public import Domain
import Persistence

extension AuditService {
    /// Whether the newest 10,000 entries still carry the hashes with which they were written.
    public func chain(by actor: Actor) async throws -> AuditChain {
        try actor.require(.viewAudit)
        return try await AuditRepository(database).chain(limit: 10_000)
    }
}
