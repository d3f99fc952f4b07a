import Domain
import Persistence

/// Keeps what sessions say about whether their devices can be reached.
struct ReachabilityKeeper: Sendable {
    let database: Database
    let policy: ReachabilityPolicy

    /// Notes one check; what changes reaches the pages that are open, unless it is damped.
    ///
    /// In a task of its own, because the end of a cancelled session has to be noted too.
    func note(_ check: ReachabilityCheck, of id: Device.ID) async {
        await Task {
            // try?: when the database does not answer, what is said of the device must still be what the device did; and
            // a device that was removed meanwhile has no reachability. What is not noted is noted by the next check.
            try? await database.transaction { db in
                let repository = ReachabilityRepository(db)
                var (reachability, now) = try await repository.lock(id)
                let transitions = reachability.note(check, at: now, policy)
                try await Self.store(reachability, transitions, db)
            }
        }.value
    }

    /// Notes that these devices were reached, where that is news.
    func noteReached(_ ids: [Device.ID]) async throws {
        guard !ids.isEmpty else { return }
        for id in try await ReachabilityRepository(database).unaware(of: ids, staleAfter: policy.restatement) {
            await note(ReachabilityCheck(.reached), of: id)
        }
    }

    /// Forgets what is known of a device that is reached another way from now on.
    static func forget(_ id: Device.ID, _ db: any Queryable) async throws {
        guard try await ReachabilityRepository(db).find(id) != nil else { return }
        var (reachability, now) = try await ReachabilityRepository(db).lock(id)
        let transitions = reachability.forget("The way to it was changed.", at: now)
        try await store(reachability, transitions, db)
    }

    private static func store(
        _ reachability: Reachability, _ transitions: [ReachabilityTransition], _ db: any Queryable
    ) async throws {
        try await ReachabilityRepository(db).store(reachability)
        try await ReachabilityRepository(db).append(transitions, of: reachability.deviceID)
        // The last thing in it, because topics are locked by whoever writes.
        guard let news = transitions.last(where: { !$0.wasDamped }) else { return }
        try await EventRepository(db).append(
            .device(reachability.deviceID), kind: "reachability", subject: news.to.rawValue)
    }
}
