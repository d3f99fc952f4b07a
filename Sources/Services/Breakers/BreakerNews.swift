import Domain
import Persistence

/// Wakes the pages that show breakers and lockouts.
struct BreakerNews: Sendable {
    /// The breakers that opened, closed or began to probe.
    var breakers: [BreakerKey] = []
    /// The devices on which a login was locked or unlocked.
    var devices: Set<Device.ID> = []

    /// Tells them once the transaction commits; the last thing in it, because topics are locked by whoever writes.
    func tell(on db: any Queryable) async throws {
        guard !breakers.isEmpty || !devices.isEmpty else { return }
        let behind = breakers.isEmpty ? [] : try await BreakerRepository(db).devices(behind: breakers).map(\.id)
        let events = EventRepository(db)
        // Everybody in the same order, so that two writers never wait for each other.
        for id in devices.union(behind).map(\.description).sorted() {
            if let id = Device.ID(id) { try await events.append(.device(id), kind: "breaker", subject: "") }
        }
        try await events.append(.breakers, kind: "breaker", subject: "")
    }
}
