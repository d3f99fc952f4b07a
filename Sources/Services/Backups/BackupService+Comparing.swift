public import Domain
import Persistence

extension BackupService {
    /// How many lines came and went from one backup to the next; `nil` when they are too large to compare in a list.
    public func lineCounts(
        from older: Backup, to newer: Backup, by actor: Actor
    ) async throws -> (added: Int, removed: Int)? {
        try actor.require(.view)
        if older.content == newer.content { return (0, 0) }
        guard max(older.size, newer.size) <= 200_000 else { return nil }
        let difference = try await difference(from: older, to: newer, by: actor)
        return (difference.addedCount, difference.removedCount)
    }
}
