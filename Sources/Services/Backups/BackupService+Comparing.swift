import ConfigTree
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
        let (old, new) = (try await contents.text(older.content), try await contents.text(newer.content))
        if let grammar = try await platform(of: newer).grammar, let trees = Self.trees(old, new, grammar) {
            let difference = ConfigDiff(from: trees.old, to: trees.new)
            return (difference.addedCount, difference.removedCount)
        }
        let difference = TextDiff(from: old, to: new)
        return (difference.addedCount, difference.removedCount)
    }

    /// Says that a suspect capture is whole after all, so that it counts as what the device had.
    public func accept(_ id: Backup.ID, by actor: Actor) async throws -> Backup {
        try actor.require(.editDevices)
        let backup = try await find(id, by: actor)
        return try await database.transaction { db in
            let backups = BackupRepository(db)
            try await backups.lockTimeline(backup.deviceID)
            guard let accepted = try await backups.accept(id, by: actor.user.id) else {
                throw Problem(
                    .conflict, code: "backup_not_acceptable",
                    backup.standing.isGood
                        ? "This backup counts as good already."
                        : "A good backup was taken after this one, so there is nothing left to accept.")
            }
            try await EventRepository(db).append(
                .device(backup.deviceID), kind: "backup", subject: backup.id.description)
            try await ArchiveRequest.enqueue(on: db, requestedBy: actor.user.id)
            try await SearchRequest.enqueue(on: db, requestedBy: actor.user.id)
            try await AuditRepository(db).append(
                actor.entry(
                    "backup.accept", "backup", id,
                    "Accepted the suspect backup \(backup.number) of \(backup.deviceName): \(backup.standing.doubt)"))
            return accepted
        }
    }
}
