public import Domain
import Foundation
public import Persistence

/// Shows which devices can be reached, and how that was in the past.
public struct ReachabilityService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// What is known of a device, with its `newest` changes.
    public func report(on id: Device.ID, newest: Int = 10, by actor: Actor) async throws -> ReachabilityReport {
        try actor.require(.view)
        let repository = ReachabilityRepository(database)
        async let known = repository.find(id)
        async let history = repository.history(of: id, Page(number: 1, size: ReachabilityRepository.historyLimit))
        let (entries, now) = (try await history.elements, Date())
        return ReachabilityReport(
            known: try await known, newest: Array(entries.prefix(newest)),
            day: Availability(entries, last: 86400, before: now),
            week: Availability(entries, last: 7 * 86400, before: now))
    }

    /// One page of a device's changes, newest first.
    public func history(
        of id: Device.ID, page: Page, by actor: Actor
    ) async throws -> Paged<ReachabilityTransition> {
        try actor.require(.view)
        return try await ReachabilityRepository(database).history(of: id, page)
    }

    /// The states of these devices; those of which nothing is known are left out.
    public func states(of ids: [Device.ID], by actor: Actor) async throws -> [Device.ID: Reachability.State] {
        try actor.require(.view)
        return ids.isEmpty ? [:] : try await ReachabilityRepository(database).states(of: ids)
    }
}
